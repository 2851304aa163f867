//! Diagnostics as workflow commands of GitHub Actions, which mark the lines of a pull request.

use super::{Context, finding};
use crate::diag::{Diagnostic, Diagnostics, Severity};

/// `::error file=…,line=…,col=…,title=…::message`, one a line.
pub(super) fn render(diagnostics: &Diagnostics, context: &Context) -> String {
    diagnostics.iter().map(|diagnostic| command(diagnostic, context)).collect()
}

/// One diagnostic. The title names the page, for which the command has no property.
fn command(diagnostic: &Diagnostic, context: &Context) -> String {
    let finding = finding(diagnostic, context);
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut title = format!("{} {}", finding.code, finding.rule);
    if let Some(label) = &finding.page {
        title += &format!(" (page {label})");
    }
    let line = finding.line.map(|line| line.to_string());
    let column = finding.column.map(|column| column.to_string());
    let properties =
        [("file", finding.file), ("line", line), ("col", column), ("title", Some(title))];
    let properties: Vec<String> = properties
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", escape_property(&value?))))
        .collect();
    let mut message = finding.message;
    if let Some(help) = finding.help {
        message += &format!("\n{help}");
    }
    format!("::{command} {}::{}\n", properties.join(","), escape(&message))
}

/// Text after the second `::`.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text of a property, which a colon or a comma would end.
fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
