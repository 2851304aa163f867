//! The one reader of front matter: [`Node`] → [`Head`].
//!
//! Keys are strict. All problems are reported together, so that one run shows them all. What a
//! key takes is shown as it would be written (`["…", "…"]`), which needs no translation.

use super::tree::{Node, Value};
use crate::diag::{Diagnostic, Diagnostics, code, nearest};
use crate::model::HeadlineLines;
use crate::source::{Span, Spanned};

/// The head of a manuscript as it is written, before its copy is cleaned.
#[derive(Debug)]
pub(in crate::input::manuscript) struct Head {
    pub headline: Option<HeadlineLines>,
    pub kicker: Option<HeadlineLines>,
    pub deck: Option<HeadlineLines>,
    pub byline: Option<Spanned<String>>,
    pub dateline: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
    pub priority: u32,
    pub language: String,
    pub photos: Vec<PhotoEntry>,
    /// What somebody meant to write.
    pub written: Written,
    /// The opening fence, for messages about the whole story.
    pub opening: Span,
}

/// What somebody meant to write, even if it was reported and left out: it is not missing too.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::input::manuscript) struct Written {
    pub headline: bool,
    pub photos: bool,
}

/// A photo as the front matter names it.
#[derive(Debug)]
pub(in crate::input::manuscript) struct PhotoEntry {
    pub file: Spanned<String>,
    pub caption: Option<Spanned<String>>,
    pub credit: Option<Spanned<String>>,
}

const KEYS: &[&str] = &[
    "headline", "kicker", "deck", "byline", "dateline", "priority", "language", "photos", "source",
];
const PHOTO_KEYS: &[&str] = &["file", "caption", "credit"];

const TEXT: &str = "\"…\"";
const LINES: &str = "\"…\" / [\"…\", \"…\"]";
const NUMBER: &str = "1, 2, 3 …";
const PHOTOS: &str = "[{ file, caption, credit }, …]";
const PHOTO: &str = "{ file, caption, credit }";

/// A story that does not say how important it is stands in the middle: above it are the lead
/// and the second lead, below it is what fills the page.
const ORDINARY: u32 = 3;

/// Reads the tree. What is wrong is left out and reported.
pub(super) fn read(root: Node, text: &str, opening: Span, diagnostics: &mut Diagnostics) -> Head {
    let mut reader = Reader { text, diagnostics };
    let mut head = Head {
        headline: None,
        kicker: None,
        deck: None,
        byline: None,
        dateline: None,
        source: None,
        priority: ORDINARY,
        language: "zh".to_owned(),
        photos: Vec::new(),
        written: Written::default(),
        opening,
    };
    let entries = match root.into_table() {
        Ok(entries) => entries,
        Err(node) => {
            reader.wrong_type("headline", "headline: …", &node);
            return head;
        }
    };
    let mut language_key: Option<String> = None;
    for (key, node) in entries {
        match key.value.as_str() {
            "headline" => {
                head.written.headline = !matches!(node.value, Value::Text(_) | Value::Nothing);
                head.headline = reader.lines(&key.value, node);
            }
            "kicker" => head.kicker = reader.lines(&key.value, node),
            "deck" => head.deck = reader.lines(&key.value, node),
            "byline" => head.byline = reader.text(&key.value, node),
            "dateline" => head.dateline = reader.text(&key.value, node),
            "source" => head.source = reader.text(&key.value, node),
            "priority" => head.priority = reader.priority(node).unwrap_or(ORDINARY),
            "language" | "lang" => match &language_key {
                Some(other) => {
                    let reason = format!("says the same as `{other}`; keep one of the two");
                    reader.bad_value(&key.value, &reason, key.span);
                }
                None => {
                    head.language = reader.language(&key.value, node).unwrap_or(head.language);
                    language_key = Some(key.value);
                }
            },
            "photos" => {
                head.written.photos = node.value != Value::Nothing && !node.is_empty_list();
                head.photos = reader.photos(node);
            }
            _ => {
                let near = reader.unknown_key(&key, KEYS);
                head.written.headline |= near == Some("headline");
            }
        }
    }
    head
}

struct Reader<'a> {
    /// The whole manuscript, to quote what was found.
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// A text; blank is as good as absent, because templates have keys without values.
    fn text(&mut self, key: &str, node: Node) -> Option<Spanned<String>> {
        match node.value {
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) => Some(Spanned::new(text, node.span)),
            Value::Nothing => None,
            _ => {
                self.wrong_type(key, TEXT, &node);
                None
            }
        }
    }

    /// A text, or a list of texts: lines that the author broke.
    fn lines(&mut self, key: &str, node: Node) -> Option<HeadlineLines> {
        let span = node.span;
        let texts = match node.value {
            Value::List(items) => items
                .into_iter()
                .filter_map(|item| self.text(key, item))
                .map(|text| text.value)
                .collect(),
            Value::Text(text) => vec![text],
            Value::Nothing => Vec::new(),
            _ => {
                self.wrong_type(key, LINES, &node);
                Vec::new()
            }
        };
        let lines: Vec<String> = texts
            .iter()
            .flat_map(|text| text.lines())
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect();
        (!lines.is_empty()).then_some(HeadlineLines { lines, span })
    }

    fn priority(&mut self, node: Node) -> Option<u32> {
        match node.value {
            Value::Integer(number) => {
                let priority = u32::try_from(number).ok().filter(|priority| *priority >= 1);
                if priority.is_none() {
                    self.bad_value("priority", &format!("{number} ∉ {{{NUMBER}}}"), node.span);
                }
                priority
            }
            Value::Nothing => None,
            _ => {
                self.wrong_type("priority", NUMBER, &node);
                None
            }
        }
    }

    fn language(&mut self, key: &str, node: Node) -> Option<String> {
        let language = self.text(key, node)?;
        let code = language.value.trim();
        let mut parts = code.split(['-', '_']);
        let is_code = parts.next().is_some_and(|part| matches!(part.len(), 2 | 3))
            && code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if !is_code {
            self.bad_value(key, &format!("\"{code}\" ∉ {{zh, en, …}}"), language.span);
            return None;
        }
        Some(code.replace('_', "-").to_ascii_lowercase())
    }

    fn photos(&mut self, node: Node) -> Vec<PhotoEntry> {
        match node.value {
            Value::List(items) => items.into_iter().filter_map(|item| self.photo(item)).collect(),
            Value::Nothing => Vec::new(),
            _ => {
                self.wrong_type("photos", PHOTOS, &node);
                Vec::new()
            }
        }
    }

    fn photo(&mut self, node: Node) -> Option<PhotoEntry> {
        let span = node.span;
        let entries = match node.into_table() {
            Ok(entries) => entries,
            Err(node) => {
                self.wrong_type("photos", PHOTO, &node);
                return None;
            }
        };
        let (mut file, mut is_reported) = (None, false);
        let (mut caption, mut credit) = (None, None);
        for (key, value) in entries {
            match key.value.as_str() {
                "file" => {
                    is_reported = !matches!(value.value, Value::Text(_) | Value::Nothing);
                    file = self.text(&key.value, value);
                }
                "caption" => caption = self.text(&key.value, value),
                "credit" => credit = self.text(&key.value, value),
                _ => {
                    self.unknown_key(&key, PHOTO_KEYS);
                }
            }
        }
        if file.is_none() && !is_reported {
            self.diagnostics.push(
                Diagnostic::new(&code::MISSING_KEY)
                    .with("key", "file")
                    .with("example", "file: photo.jpg")
                    .at(span),
            );
        }
        Some(PhotoEntry { file: file?, caption, credit })
    }

    /// Reports a key that does not exist and returns the one that was probably meant.
    fn unknown_key(
        &mut self,
        key: &Spanned<String>,
        known: &[&'static str],
    ) -> Option<&'static str> {
        let mut diagnostic = Diagnostic::new(&code::UNKNOWN_KEY)
            .with("key", &key.value)
            .with("known", known.join(", "))
            .at(key.span);
        let near = nearest(&key.value, known.iter().copied());
        if let Some(near) = near {
            diagnostic = diagnostic.with("near", near);
        }
        self.diagnostics.push(diagnostic);
        near
    }

    fn wrong_type(&mut self, key: &str, expected: &str, node: &Node) {
        let found = self.quote(node);
        self.diagnostics.push(
            Diagnostic::new(&code::WRONG_TYPE)
                .with("key", key)
                .with("expected", expected)
                .with("found", found)
                .at(node.span),
        );
    }

    fn bad_value(&mut self, key: &str, reason: &str, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(&code::BAD_VALUE).with("key", key).with("reason", reason).at(span),
        );
    }

    /// What stands there, cut to a length that fits into a sentence.
    fn quote(&self, node: &Node) -> String {
        const LONGEST: usize = 24;
        match &node.value {
            Value::List(_) => "[…]".to_owned(),
            Value::Table(_) => "{…}".to_owned(),
            _ => {
                let source = self.text.get(node.span.range()).unwrap_or_default();
                let line = source.lines().next().unwrap_or_default();
                match line.char_indices().nth(LONGEST) {
                    Some((end, _)) => format!("{}…", &line[..end]),
                    None => line.to_owned(),
                }
            }
        }
    }
}
