//! Exit codes.

use std::process::ExitCode;

use crate::diag::{Diagnostics, Severity};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done, and nothing was found at or above the denied level.
    Done,
    /// Done, but something was found at or above it.
    Findings,
    /// Could not run; nothing was written.
    Fault,
}

impl Exit {
    /// The end of a run that found these.
    pub fn of(diagnostics: &Diagnostics, deny: Severity) -> Self {
        if diagnostics.is_fatal() {
            Self::Fault
        } else if diagnostics.worst() >= Some(deny) {
            Self::Findings
        } else {
            Self::Done
        }
    }

    /// The number that the process ends with.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Fault => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Diagnostic, code};

    fn exit(codes: &[&'static Code], deny: Severity) -> u8 {
        let diagnostics: Diagnostics = codes.iter().map(|code| Diagnostic::new(code)).collect();
        Exit::of(&diagnostics, deny).code()
    }

    #[test]
    fn nothing_found_is_success_at_every_level() {
        for deny in [Severity::Info, Severity::Warning, Severity::Error] {
            assert_eq!(exit(&[], deny), 0);
        }
    }

    #[test]
    fn findings_count_from_the_denied_level_on() {
        assert_eq!(exit(&[&code::UNDERSET], Severity::Error), 0);
        assert_eq!(exit(&[&code::UNDERSET], Severity::Warning), 1);
        assert_eq!(exit(&[&code::UNDERSET], Severity::Info), 1);
        assert_eq!(exit(&[&code::UNDERSET, &code::OVERSET], Severity::Error), 1);
    }

    #[test]
    fn the_severity_of_the_finding_counts_and_not_that_of_its_code() {
        let milder = Diagnostic { severity: Severity::Info, ..Diagnostic::new(&code::OVERSET) };
        let diagnostics: Diagnostics = [milder].into_iter().collect();
        assert_eq!(Exit::of(&diagnostics, Severity::Warning), Exit::Done);
    }

    #[test]
    fn what_cannot_be_understood_is_a_fault_at_every_level() {
        for deny in [Severity::Info, Severity::Warning, Severity::Error] {
            assert_eq!(exit(&[&code::UNDERSET, &code::UNKNOWN_KEY], deny), 2);
        }
    }
}
