//! The JSON schema of `report.json`, made from the types that write it.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::report::Report;

/// The schema (draft 2020-12) of the reports that this version writes.
pub fn report_schema() -> Schema {
    // What is always written is required; a reader's view would let all of it be missing.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Report>()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use serde_json::Value;

    use super::super::fixture::fixture;
    use super::super::report::{ReportInput, report};
    use super::*;
    use crate::diag::render::Context;
    use crate::diag::{Diagnostic, Diagnostics, Language, code};
    use crate::source::{Disk, Storage, write_atomically};

    /// A report in which every kind of entry occurs.
    fn sample() -> Value {
        let fixture = fixture();
        let place = fixture.edition.stories[0].span;
        let diagnostics: Diagnostics = [
            Diagnostic::new(&code::OVERSET)
                .at(place)
                .page("06")
                .story("a")
                .rect([1.0, 2.0, 3.0, 4.0]),
            Diagnostic::new(&code::PHOTO_MISSING).with("path", "a.jpg").file("a.jpg"),
        ]
        .into_iter()
        .collect();
        let context = Context {
            files: &fixture.files,
            language: Language::Chinese,
            has_color: false,
            edition: "test",
        };
        let input = ReportInput {
            edition: &fixture.edition,
            pages: std::slice::from_ref(&fixture.page),
            diagnostics: &diagnostics,
            context: &context,
            timings_ms: BTreeMap::from([("read", 1.5)]),
        };
        serde_json::from_str(&report(&input).to_json()).unwrap()
    }

    /// Compares with the file; with `BANMIAN_BLESS=1` in the environment it is written anew.
    #[test]
    fn the_published_schema_is_fresh() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
        let name = "report.schema.json";
        let fresh = serde_json::to_string_pretty(&report_schema()).unwrap() + "\n";
        if std::env::var_os("BANMIAN_BLESS").is_some_and(|bless| bless == "1") {
            write_atomically(&folder, &[(name, fresh.as_bytes())]).unwrap();
        }
        let published = Disk.read(&folder.join(name)).unwrap_or_default();
        assert!(
            String::from_utf8_lossy(&published) == fresh,
            "docs/schemas/{name} is stale: run the tests with BANMIAN_BLESS=1 and read its diff"
        );
    }

    #[test]
    fn a_report_has_the_form_of_the_schema() {
        let schema = Value::from(report_schema());
        let faults = faults(&schema, &schema, &sample(), "report");
        assert!(faults.is_empty(), "{faults:#?}");
    }

    #[test]
    fn what_does_not_have_the_form_is_told() {
        let schema = Value::from(report_schema());
        let mut wrong = sample();
        wrong["version"] = "1".into();
        wrong["pages"][0]["trim_mm"] = serde_json::json!([390.0]);
        wrong["findings"][0]["severity"] = "grave".into();
        wrong["pages"][0]["stories"][0].as_object_mut().unwrap().remove("slug");
        wrong["pages"][0]["photos"][0]["colour"] = 1.into();
        let faults = faults(&schema, &schema, &wrong, "report");
        let places: Vec<&str> = faults.iter().filter_map(|fault| fault.split(':').next()).collect();
        assert_eq!(
            places,
            [
                "report/findings/0/severity",
                "report/pages/0/photos/0/colour",
                "report/pages/0/stories/0/slug",
                "report/pages/0/trim_mm",
                "report/version",
            ]
        );
    }

    #[test]
    fn a_report_says_what_the_page_is() {
        let report = sample();
        assert_eq!(report["version"], 1);
        let page = &report["pages"][0];
        assert_eq!((&page["label"], &page["white_share"]), (&"06".into(), &0.0046.into()));
        assert_eq!(page["grid"]["lines"], 40);
        let story = &page["stories"][0];
        assert_eq!(story["area"]["lines"], 30);
        assert_eq!(story["outline_mm"].as_array().unwrap().len(), 4);
        assert_eq!(story["legs"].as_array().unwrap().len(), 2);
        assert_eq!(story["overset"]["characters"], 21);
        assert_eq!(page["photos"][0]["rect_mm"], serde_json::json!([0.0, 0.0, 60.0, 40.0]));
        assert_eq!(page["photos"][0]["ppi"], 231);
        assert_eq!(report["findings"][0]["file"], "articles/a.md");
    }

    /// Where a value differs from its schema: kinds, names of fields, lengths of lists, names of
    /// variants. Unknown fields count as faults, because the types write none.
    fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
        if let Some(target) = schema["$ref"].as_str() {
            let target = root.pointer(target.trim_start_matches('#')).expect("the reference leads");
            return faults(root, target, value, at);
        }
        if let Some(names) = schema["enum"].as_array() {
            let is_known = names.contains(value);
            return if is_known { Vec::new() } else { vec![format!("{at}: {value} is unknown")] };
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let fits = |choice: &&Value| {
                choice["const"] == *value
                    || choice["enum"].as_array().is_some_and(|v| v.contains(value))
            };
            let is_known = choices.iter().any(|choice| fits(&choice));
            return if is_known { Vec::new() } else { vec![format!("{at}: {value} is unknown")] };
        }
        if !has_kind(&schema["type"], value) {
            return vec![format!("{at}: {value} is not {}", schema["type"])];
        }
        match value {
            Value::Object(fields) => object_faults(root, schema, fields, at),
            Value::Array(items) => array_faults(root, schema, items, at),
            _ => Vec::new(),
        }
    }

    fn object_faults(
        root: &Value,
        schema: &Value,
        fields: &serde_json::Map<String, Value>,
        at: &str,
    ) -> Vec<String> {
        let mut found = Vec::new();
        for (name, value) in fields {
            let at = format!("{at}/{name}");
            match (&schema["properties"][name], &schema["additionalProperties"]) {
                (Value::Null, Value::Null) => found.push(format!("{at}: unknown")),
                (Value::Null, others) => found.extend(faults(root, others, value, &at)),
                (schema, _) => found.extend(faults(root, schema, value, &at)),
            }
        }
        let required = schema["required"].as_array().into_iter().flatten();
        let missing = required.filter_map(Value::as_str).filter(|name| !fields.contains_key(*name));
        found.extend(missing.map(|name| format!("{at}/{name}: missing")));
        found.sort();
        found
    }

    fn array_faults(root: &Value, schema: &Value, items: &[Value], at: &str) -> Vec<String> {
        let count = items.len() as u64;
        let (least, most) = (schema["minItems"].as_u64(), schema["maxItems"].as_u64());
        if least.is_some_and(|least| count < least) || most.is_some_and(|most| count > most) {
            return vec![format!("{at}: {count} items")];
        }
        let item = |(number, item)| faults(root, &schema["items"], item, &format!("{at}/{number}"));
        items.iter().enumerate().flat_map(item).collect()
    }

    fn has_kind(kinds: &Value, value: &Value) -> bool {
        let has = |kind: &Value| match kind.as_str() {
            Some("object") => value.is_object(),
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("integer") => value.is_u64() || value.is_i64(),
            Some("number") => value.is_number(),
            Some("boolean") => value.is_boolean(),
            Some("null") => value.is_null(),
            _ => false,
        };
        match kinds {
            Value::Array(kinds) => kinds.iter().any(has),
            kind => has(kind),
        }
    }
}
