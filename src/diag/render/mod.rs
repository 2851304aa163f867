//! Diagnostics as text, one file a format.
//!
//! [`human`](Format::Human) is for a person at a terminal and follows the chosen language in all it
//! says. The other formats are for programs: their sentences follow the language, their keywords
//! (`error`, `warning`, `info`) never do.

mod github;
mod human;
mod json;
mod junit;
mod sarif;
mod short;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::str::FromStr;

use super::{Diagnostics, Language};
use crate::source::Files;

pub use json::{Finding, Findings, finding};

/// A form in which diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Format {
    /// With an excerpt of the file, for people.
    #[default]
    Human,
    /// One line each, for editors and `grep`.
    Short,
    /// The findings of `report.json`.
    Json,
    /// JUnit XML, for CI servers.
    Junit,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] =
        [Self::Human, Self::Short, Self::Json, Self::Junit, Self::Sarif, Self::Github];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
            Self::Github => "github",
        }
    }
}

/// A name that no format has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown format `{0}`; formats are human, short, json, junit, sarif, github")]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let named = Self::ALL.into_iter().find(|format| format.name() == name);
        named.ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// What a renderer has to know besides the diagnostics.
pub struct Context<'a> {
    /// The texts that the spans point into.
    pub files: &'a Files,
    /// The language of the sentences.
    pub language: Language,
    /// Whether [`Format::Human`] is dressed in ANSI colours; the other formats never are.
    pub has_color: bool,
    /// The name of the edition.
    pub edition: &'a str,
}

/// The diagnostics as text. What is written for people or line by line is empty when there are
/// none; a document is always whole. Text that is not empty ends with a line break.
pub fn render(format: Format, diagnostics: &Diagnostics, context: &Context) -> String {
    match format {
        Format::Human => human::render(diagnostics, context),
        Format::Short => short::render(diagnostics, context),
        Format::Json => json::render(diagnostics, context),
        Format::Junit => junit::render(diagnostics, context),
        Format::Sarif => sarif::render(diagnostics, context),
        Format::Github => github::render(diagnostics, context),
    }
}

/// A path as reports write it: with forward slashes on every system.
fn path_text(path: &Path) -> String {
    // An edition in the current folder: `./articles/a.md` is `articles/a.md`.
    let path = path.strip_prefix(".").unwrap_or(path);
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Text that cannot steer a terminal: control characters become their pictures.
fn printable(text: &str) -> String {
    annotate_snippets::normalize_untrusted_str(text).replace(is_c1, "\u{fffd}")
}

/// The second set of control characters, which has no pictures and opens sequences as escape does.
fn is_c1(c: char) -> bool {
    ('\u{80}'..='\u{9f}').contains(&c)
}

/// Text on one line that cannot steer a terminal. Line breaks become spaces.
fn one_line(text: &str) -> String {
    printable(&text.replace("\r\n", " ").replace(['\r', '\n'], " "))
}
