//! TOML → [`Node`].

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::tree::{Node, Origin, Value};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::source::Spanned;

/// Parses; every syntax error is reported at its place.
pub(super) fn parse(text: &str, origin: Origin, diagnostics: &mut Diagnostics) -> Option<Node> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let range = error.span().unwrap_or(0..0);
        diagnostics.push(
            Diagnostic::new(&code::BAD_SYNTAX)
                .with("reason", error.message())
                .at(origin.span(range)),
        );
    }
    let node = || Node {
        value: Value::Table(entries(table.get_ref(), origin)),
        span: origin.span(0..text.len()),
    };
    errors.is_empty().then(node)
}

fn entries(table: &DeTable<'_>, origin: Origin) -> Vec<(Spanned<String>, Node)> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            let key = Spanned::new(key.get_ref().to_string(), origin.span(key.span()));
            (key, node(value.get_ref(), value.span(), origin))
        })
        .collect();
    // The parser keeps tables sorted by key; messages go from top to bottom.
    entries.sort_by_key(|(key, _)| key.span.start);
    entries
}

fn node(value: &DeValue<'_>, range: Range<usize>, origin: Origin) -> Node {
    let value = match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other, Value::Integer),
        DeValue::Array(items) => Value::List(
            items.iter().map(|item| node(item.get_ref(), item.span(), origin)).collect(),
        ),
        DeValue::Table(table) => Value::Table(entries(table, origin)),
        DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => Value::Other,
    };
    Node { value, span: origin.span(range) }
}
