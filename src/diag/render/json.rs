//! Diagnostics as JSON, in the form in which `report.json` holds them too.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, path_text};
use crate::diag::{Diagnostic, Diagnostics, Severity};

/// The version of [`Findings`]; it grows when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// All findings of a run as a document of their own.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Findings {
    /// The version of this format.
    pub version: u32,
    /// The name of the edition.
    pub edition: String,
    /// The findings, in the order in which they were found.
    pub findings: Vec<Finding>,
}

/// One problem of an edition. Fields that do not apply are left out.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// Stable id of the kind of problem, for example `B0401`.
    pub code: &'static str,
    /// Name of the rule, for example `overset`.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, in the language of the run.
    pub message: String,
    /// The label of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The stories it is about, by slug; may be empty.
    pub stories: Vec<String>,
    /// `[x, y, width, height]` in mm from the trim's top left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rect_mm: Option<[f64; 4]>,
    /// The file, with forward slashes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line in the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// What to do next, in the language of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// A diagnostic as a finding.
///
/// The file is that of the main place, where there is one, and else the file that is named.
pub fn finding(diagnostic: &Diagnostic, context: &Context) -> Finding {
    let span = diagnostic.span();
    let place = span.map(|span| context.files.start_of(span));
    let file = match span {
        Some(span) => Some(path_text(context.files.path(span.file))),
        None => diagnostic.file.as_ref().map(|file| path_text(file.as_ref())),
    };
    Finding {
        code: diagnostic.code.id,
        rule: diagnostic.code.rule,
        severity: diagnostic.severity,
        message: diagnostic.message(context.language),
        page: diagnostic.page.clone(),
        stories: diagnostic.stories.clone(),
        rect_mm: diagnostic.rect_mm,
        file,
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        help: diagnostic.help(context.language),
    }
}

/// The document, indented.
pub(super) fn render(diagnostics: &Diagnostics, context: &Context) -> String {
    let findings = diagnostics.iter().map(|diagnostic| finding(diagnostic, context)).collect();
    let document = Findings { version: VERSION, edition: context.edition.to_owned(), findings };
    let json = serde_json::to_string_pretty(&document).expect("keys are strings");
    json + "\n"
}
