//! Diagnostics on one line each, as compilers write them: editors and `grep` take them apart.

use super::{Context, finding, one_line};
use crate::diag::{Diagnostic, Diagnostics};

/// `path:line:column: error[B0102] message`, one a line.
pub(super) fn render(diagnostics: &Diagnostics, context: &Context) -> String {
    diagnostics.iter().map(|diagnostic| line(diagnostic, context)).collect()
}

/// One diagnostic. What has no file is placed by its page; what has neither, by nothing.
fn line(diagnostic: &Diagnostic, context: &Context) -> String {
    let finding = finding(diagnostic, context);
    let place = match (&finding.file, finding.line, finding.column) {
        (Some(file), Some(line), Some(column)) => format!("{file}:{line}:{column}: "),
        (Some(file), ..) => format!("{file}: "),
        (None, ..) => match &finding.page {
            Some(label) => format!("page {label}: "),
            None => String::new(),
        },
    };
    let severity = finding.severity.name();
    one_line(&format!("{place}{severity}[{}] {}", finding.code, finding.message)) + "\n"
}
