//! Reading the texts that an edition names, and holding names to its folder.

use std::path::Path;

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::source::{FileId, Files, ReadErrorKind, Span, Spanned};

/// Reads a text; what keeps it from being read is reported at the place that names it.
pub(super) fn read(
    path: &Path,
    named_at: Option<Span>,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    let error = match files.read(path) {
        Ok(file) => return Some(file),
        Err(error) => error,
    };
    let shown = error.path.display();
    let mut diagnostic = match &error.kind {
        ReadErrorKind::Io(reason) => Diagnostic::new(&code::UNREADABLE_FILE).with("reason", reason),
        ReadErrorKind::NotUtf8 { guess, .. } => Diagnostic::new(&code::NOT_UTF8)
            .with("guess", guess.map(|name| format!(" ({name})")).unwrap_or_default())
            .with("encoding", guess.unwrap_or("GBK")),
    };
    diagnostic = diagnostic.with("path", &shown).file(shown);
    diagnostics.push(match named_at {
        Some(span) => diagnostic.at(span),
        None => diagnostic,
    });
    None
}

/// Whether the path, its links followed, lies in the folder; what does not exist does.
pub(super) fn is_inside(folder: &Path, path: &Path, files: &Files) -> bool {
    let storage = files.storage();
    match (storage.canonical(folder), storage.canonical(path)) {
        (Ok(folder), Ok(target)) => target.starts_with(folder),
        _ => true,
    }
}

/// Whether a name is that of a file or folder and no path: the same on every system, because an
/// edition is moved between machines.
pub(super) fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !name.chars().any(|c| c.is_control() || r#"/\:*?"<>|"#.contains(c))
}

/// The report of a name that is a path out of the edition.
pub(super) fn outside_edition(path: impl ToString, name: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(&code::OUTSIDE_EDITION).with("path", path).at(name.span)
}
