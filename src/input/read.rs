//! Reads an edition from its folder, from first to last.

use std::path::{Path, PathBuf};

use super::table::Reader;
use super::{edition_file, resolve, text_files};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Edition;
use crate::source::Files;

/// What to read.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// `edition.toml` or its folder.
    pub edition: &'a Path,
    /// Labels of the pages to read; empty for all.
    pub pages: &'a [String],
}

/// Reads an edition with everything that it names.
///
/// All problems are collected, sorted by file and place. There is no edition when one of them is
/// fatal.
pub fn read(request: &Request, files: &mut Files) -> (Option<Edition>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let edition = read_edition(request, files, &mut diagnostics);
    let is_fatal = diagnostics.is_fatal();
    (edition.filter(|_| !is_fatal), in_reading_order(&diagnostics))
}

fn read_edition(
    request: &Request,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<Edition> {
    let (path, folder) = locate(request.edition, files);
    let file = text_files::read(&path, None, files, diagnostics)?;
    let mut reader = Reader::new(file, files.text(file), diagnostics);
    let written = reader.document(edition_file::read).flatten()?;
    resolve::resolve(&written, &folder, request.pages, files, diagnostics)
}

/// The edition file and its folder.
fn locate(edition: &Path, files: &Files) -> (PathBuf, PathBuf) {
    let names_file = edition.extension().is_some_and(|ending| ending == "toml")
        || files.storage().is_file(edition);
    let file = if names_file { edition.to_owned() } else { edition.join("edition.toml") };
    // The folder of `edition.toml` alone is the current one.
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    (file, folder)
}

/// From top to bottom of each file, the files as they were read; what has no place comes last.
fn in_reading_order(diagnostics: &Diagnostics) -> Diagnostics {
    let mut sorted: Vec<Diagnostic> = diagnostics.iter().cloned().collect();
    sorted.sort_by_key(|diagnostic| match diagnostic.span() {
        Some(span) => (0, Some((span.file, span.start))),
        None => (1, None),
    });
    sorted.into_iter().collect()
}
