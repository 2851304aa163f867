//! Diagnostics as SARIF 2.1.0, for code scanning. Section numbers are those of the OASIS standard.

use serde_json::{Map, Value, json};

use super::{Context, Finding, finding, path_text};
use crate::diag::code::{self, Code};
use crate::diag::{Diagnostic, Diagnostics, Label, Language, Severity};
use crate::source::Span;

/// The schema that readers may check the document with.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The document: one run with every rule and a result for each diagnostic.
pub(super) fn render(diagnostics: &Diagnostics, context: &Context) -> String {
    let results: Vec<Value> = diagnostics.iter().map(|one| result(one, context)).collect();
    let rules: Vec<Value> = code::ALL.iter().map(|code| rule(code, context.language)).collect();
    let language = match context.language {
        Language::English => "en",
        Language::Chinese => "zh-CN",
    };
    let run = json!({
        "tool": { "driver": {
            "name": "banmian",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        } },
        // § 3.17.3: the part before the last slash is the kind of run, the rest would tell runs
        // of one kind apart.
        "automationDetails": { "id": format!("banmian/{}/", context.edition) },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let document = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    let json = serde_json::to_string_pretty(&document).expect("keys are strings");
    json + "\n"
}

/// A row of the table of codes (§ 3.49).
fn rule(code: &Code, language: Language) -> Value {
    let explanation = code.explanation.shown(language);
    let short = without_gaps(&code.message.shown(language));
    // Of some messages nothing is fixed: all is in the gap.
    let short = if short == "…" { explanation.clone() } else { short };
    json!({
        "id": code.id,
        "name": code.rule,
        "shortDescription": { "text": short },
        "fullDescription": { "text": explanation },
        // GitHub shows this one beside an alert, and not the description.
        "help": { "text": explanation },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

/// A sentence with an ellipsis for each gap.
fn without_gaps(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        out.push('…');
        rest = after;
    }
    out + rest
}

/// A diagnostic (§ 3.27).
fn result(diagnostic: &Diagnostic, context: &Context) -> Value {
    let finding = finding(diagnostic, context);
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": message(&text_with_help(&finding)),
        "locations": locations(diagnostic, &finding, context),
        "partialFingerprints": { "banmian/v1": fingerprint(diagnostic, &finding) },
        "properties": properties(&finding),
    });
    if let Some(index) = code::ALL.iter().position(|code| code.id == finding.code) {
        result["ruleIndex"] = index.into();
    }
    let related: Vec<Value> =
        diagnostic.labels.iter().skip(1).map(|label| related_location(label, context)).collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

/// § 3.11.5: braces in a message are doubled, because single ones hold arguments.
fn message(text: &str) -> Value {
    json!({ "text": text.replace('{', "{{").replace('}', "}}") })
}

/// Readers show the message alone, so the help has to be in it.
fn text_with_help(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    }
}

/// The main place, the file without a place, or none.
fn locations(diagnostic: &Diagnostic, finding: &Finding, context: &Context) -> Vec<Value> {
    let place = match (diagnostic.span(), &finding.file) {
        (Some(span), _) => Some(physical_location(span, context)),
        (None, Some(file)) => Some(json!({ "artifactLocation": { "uri": uri(file) } })),
        (None, None) => None,
    };
    place.map(|place| json!({ "physicalLocation": place })).into_iter().collect()
}

/// A further place and what is said about it (§ 3.27.22).
fn related_location(label: &Label, context: &Context) -> Value {
    let mut location = json!({ "physicalLocation": physical_location(label.span, context) });
    if !label.text.is_empty() {
        location["message"] = message(&label.text);
    }
    location
}

/// A span (§ 3.29); the end column is the one after the last character (§ 3.30.8).
fn physical_location(span: Span, context: &Context) -> Value {
    let start = context.files.start_of(span);
    let end = context.files.place(span.file, span.end as usize).max(start);
    json!({
        "artifactLocation": { "uri": uri(&path_text(context.files.path(span.file))) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

/// What the format has no field for: the place on the page (§ 3.8).
fn properties(finding: &Finding) -> Value {
    let mut properties = Map::new();
    if let Some(page) = &finding.page {
        properties.insert("page".into(), page.as_str().into());
    }
    if !finding.stories.is_empty() {
        properties.insert("stories".into(), json!(finding.stories));
    }
    if let Some(rect) = finding.rect_mm {
        properties.insert("rect_mm".into(), json!(rect));
    }
    properties.into()
}

/// What stays the same when lines move (§ 3.27.17): the code, the file, the arguments.
fn fingerprint(diagnostic: &Diagnostic, finding: &Finding) -> String {
    let file = finding.file.as_deref().unwrap_or_default();
    let mut parts = vec![finding.code.to_owned(), file.to_owned()];
    parts.extend(diagnostic.args.iter().map(|(name, value)| format!("{name}={value}")));
    parts.join("|")
}

/// § 3.27.10.
const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A path as a URI (§ 3.4.3): relative to the root of the source, or with `file:` when the path is
/// absolute. All but the unreserved characters of RFC 3986 and slashes are percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
