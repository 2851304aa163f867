//! Diagnostics as JUnit XML: a suite a page, a test case a finding.
//!
//! The format has no standard; written is what the schemas of the usual readers share. It is six
//! elements without namespaces, so it is written by hand: the rules that matter here, which
//! characters XML 1.0 can hold and how attributes keep line breaks, are one function.

use std::collections::BTreeMap;

use super::{Context, Finding, finding};
use crate::diag::{Diagnostics, Severity};

/// The document. Errors and warnings are failures; what is only good to know passes.
pub(super) fn render(diagnostics: &Diagnostics, context: &Context) -> String {
    let suites = suites(diagnostics, context);
    let tests: usize = suites.iter().map(|(_, findings)| findings.len().max(1)).sum();
    let failures: usize = suites.iter().map(|(_, findings)| failures(findings)).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out += &format!("<testsuites name=\"banmian\"{}>\n", counts(tests, failures));
    for (name, findings) in &suites {
        out += &suite(name, findings, context);
    }
    out + "</testsuites>\n"
}

/// The findings by page, those of no page first; one suite without findings when there are none.
fn suites(diagnostics: &Diagnostics, context: &Context) -> Vec<(String, Vec<Finding>)> {
    let mut by_page: BTreeMap<Option<String>, Vec<Finding>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let finding = finding(diagnostic, context);
        by_page.entry(finding.page.clone()).or_default().push(finding);
    }
    if by_page.is_empty() {
        by_page.insert(None, Vec::new());
    }
    let name = |page: Option<String>| match page {
        Some(label) => format!("page {label}"),
        None => "edition".to_owned(),
    };
    by_page.into_iter().map(|(page, findings)| (name(page), findings)).collect()
}

/// One suite.
fn suite(name: &str, findings: &[Finding], context: &Context) -> String {
    let counts = counts(findings.len().max(1), failures(findings));
    let mut out = format!("  <testsuite name=\"{}\"{counts}>\n", escape(name));
    for finding in findings {
        out += &case(name, finding);
    }
    if findings.is_empty() {
        let (name, edition) = (escape(name), escape(context.edition));
        out += &format!("    <testcase name=\"{edition}\" classname=\"{name}\" time=\"0\"/>\n");
    }
    out + "  </testsuite>\n"
}

/// One finding.
fn case(suite: &str, finding: &Finding) -> String {
    let class = escape(finding.file.as_deref().unwrap_or(suite));
    let name = escape(&format!("{} {}: {}", finding.code, finding.rule, finding.message));
    let mut out = format!("    <testcase name=\"{name}\" classname=\"{class}\"");
    if let Some(file) = &finding.file {
        out += &format!(" file=\"{}\"", escape(file));
    }
    if let Some(line) = finding.line {
        out += &format!(" line=\"{line}\"");
    }
    out += " time=\"0\">\n";
    let message = escape(&finding.message);
    let details = details(finding);
    if is_failure(finding) {
        let severity = finding.severity.name();
        out += &format!(
            "      <failure type=\"{severity}\" message=\"{message}\">{details}</failure>\n"
        );
    } else {
        out += &format!("      <system-out>{details}</system-out>\n");
    }
    out + "    </testcase>\n"
}

/// The place, the message and the help, one a line.
fn details(finding: &Finding) -> String {
    let place = match (&finding.file, finding.line, finding.column) {
        (Some(file), Some(line), Some(column)) => Some(format!("{file}:{line}:{column}")),
        (file, ..) => file.clone(),
    };
    let lines = [place, Some(finding.message.clone()), finding.help.clone()];
    let lines: Vec<String> = lines.iter().flatten().map(|line| escape(line)).collect();
    lines.join("\n")
}

/// Whether the test case fails.
fn is_failure(finding: &Finding) -> bool {
    finding.severity >= Severity::Warning
}

/// How many fail.
fn failures(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| is_failure(finding)).count()
}

/// The attributes that every reader sums up.
fn counts(tests: usize, failures: usize) -> String {
    format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" time=\"0\"")
}

/// Text for an element or an attribute in double quotes.
///
/// XML 1.0 § 2.2 has no place for other characters than these, not even escaped: they are dropped.
/// White space is written by number, because a reader turns it into spaces in attributes (§ 3.3.3)
/// and a carriage return into a line feed everywhere (§ 2.11).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            ' '..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
    }
    out
}
