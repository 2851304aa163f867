//! YAML → [`Node`].
//!
//! The parser counts offsets partly in bytes and partly in characters, so that its places are
//! wrong as soon as the text has Chinese in it. The text is therefore parsed twice: once as it
//! is, for the values, and once as a [`shadow`] in which bytes and characters are the same, for
//! the places. Both have the same shape, and are laid over each other.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Options};

use super::tree::{Node, Origin, Value};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::source::Spanned;

type Yaml = serde_saphyr::Spanned<Raw>;

/// A value as the parser gives it.
#[derive(Debug)]
enum Raw {
    Text(String),
    Integer(i64),
    List(Vec<Yaml>),
    Table(Vec<(serde_saphyr::Spanned<String>, Yaml)>),
    Nothing,
    Other,
}

/// Parses; the first syntax error is reported at its place.
pub(super) fn parse(text: &str, origin: Origin, diagnostics: &mut Diagnostics) -> Option<Node> {
    let shadow = shadow(text);
    let overlay = Overlay { text, shadow: &shadow, origin };
    let (values, places) = (load(text), load(&shadow));
    let fault = places.as_ref().err().and_then(serde_saphyr::Error::location);
    let reason = match (values, places) {
        (Ok(values), Ok(places)) => match overlay.node(values, &places) {
            Some(node) => return Some(node),
            None => "this is no YAML that can be read".to_owned(),
        },
        (Err(error), _) | (Ok(_), Err(error)) => reason(&error),
    };
    let place = origin.span(fault.map_or(0..0, |location| overlay.range(location)));
    diagnostics.push(Diagnostic::new(&code::BAD_SYNTAX).with("reason", reason).at(place));
    None
}

fn load(text: &str) -> Result<Yaml, serde_saphyr::Error> {
    // In YAML 1.1 `no` is a truth value; in a headline it is a word.
    let options = Options { strict_booleans: true, with_snippet: false, ..Options::default() };
    serde_saphyr::from_str_with_options(text, options)
}

/// The text with every character outside ASCII replaced by as many letters as it has bytes.
///
/// Different characters get different letters, so that two Chinese keys do not become one key.
fn shadow(text: &str) -> String {
    const LETTERS: &[u8; 52] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        let mut number = c as usize;
        for _ in 0..c.len_utf8() {
            out.push(char::from(LETTERS[number % LETTERS.len()]));
            number /= LETTERS.len();
        }
    }
    out
}

/// What the parser says, without the place that it adds.
fn reason(error: &serde_saphyr::Error) -> String {
    let text = error.without_snippet().to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// Lays the places of the shadow over the values of the text.
struct Overlay<'a> {
    text: &'a str,
    shadow: &'a str,
    origin: Origin,
}

impl Overlay<'_> {
    /// `None` when the two do not have the same shape.
    fn node(&self, yaml: Yaml, place: &Yaml) -> Option<Node> {
        let own = self.range(place.referenced);
        let (value, children) = match (yaml.value, &place.value) {
            (Raw::Table(entries), Raw::Table(places)) if entries.len() == places.len() => {
                self.table(entries, places)?
            }
            (Raw::List(items), Raw::List(places)) if items.len() == places.len() => {
                self.list(items, places)?
            }
            (Raw::Table(_) | Raw::List(_), _) | (_, Raw::Table(_) | Raw::List(_)) => return None,
            (Raw::Text(text), _) => (Value::Text(text), None),
            (Raw::Integer(number), _) => (Value::Integer(number), None),
            (Raw::Nothing, _) => (Value::Nothing, None),
            (Raw::Other, _) => (Value::Other, None),
        };
        // The parser marks where a list or table starts, but not where it ends.
        let own = self.origin.span(own);
        Some(Node { value, span: children.map_or(own, |last| own.to(last)) })
    }

    fn table(
        &self,
        entries: Vec<(serde_saphyr::Spanned<String>, Yaml)>,
        places: &[(serde_saphyr::Spanned<String>, Yaml)],
    ) -> Option<(Value, Option<crate::source::Span>)> {
        let mut table = Vec::with_capacity(entries.len());
        for ((key, value), (key_place, place)) in entries.into_iter().zip(places) {
            let span = self.origin.span(self.range(key_place.referenced));
            let mut node = self.node(value, place)?;
            if node.value == Value::Nothing {
                node.span = span;
            }
            table.push((Spanned::new(key.value, span), node));
        }
        let last = table.last().map(|(_, node)| node.span);
        Some((Value::Table(table), last))
    }

    fn list(
        &self,
        items: Vec<Yaml>,
        places: &[Yaml],
    ) -> Option<(Value, Option<crate::source::Span>)> {
        let items: Vec<Node> = items
            .into_iter()
            .zip(places)
            .map(|(item, place)| self.node(item, place))
            .collect::<Option<_>>()?;
        let last = items.last().map(|node| node.span);
        Some((Value::List(items), last))
    }

    /// A place without the blanks and line ends that the parser counts in. An error may be found
    /// inside a character of the text; then the whole character is marked.
    fn range(&self, location: Location) -> Range<usize> {
        let start = location.span().offset().min(self.shadow.len());
        let end = (start + location.span().len()).min(self.shadow.len());
        let length = self.shadow[start..end].trim_end().len();
        self.text.floor_char_boundary(start)..self.text.ceil_char_boundary(start + length)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Raw, E> {
        Ok(Raw::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Raw, E> {
        Ok(i64::try_from(number).map_or(Raw::Other, Raw::Integer))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Other)
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(Raw::Table(table))
    }
}
