//! TOML read by hand, with the place of everything.
//!
//! A reader that stops at the first fault makes an editor run the program once a fault. This one
//! reports each unknown key, each value of a wrong kind and each missing key at its place, and
//! goes on with what is left.

use std::ops::{Range, RangeInclusive};

use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::length::{self, Fault};
use super::size_names::SizeNames;
use crate::diag::{Code, Diagnostic, Diagnostics, code, nearest};
use crate::source::{FileId, Span, Spanned};
use crate::units::Length;

/// How a length is written, for messages.
const LENGTH: &str = "\"12mm\" / \"9pt\" / \"小五\"";
/// A file that is no TOML at all has a fault at each word; these are enough to see it.
const MOST_SYNTAX_FAULTS: usize = 10;

/// Reads the values of one file and reports what is wrong with them.
pub(super) struct Reader<'a> {
    file: FileId,
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
}

/// A table whose keys are all known.
#[derive(Debug, Clone)]
pub(super) struct Table<'t> {
    entries: Vec<Item<'t>>,
    /// Its header, or the braces around it.
    pub(super) span: Span,
}

/// A value and the key it stands under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'t> {
    key: &'t str,
    key_span: Span,
    value: &'t DeValue<'t>,
    /// The value's place.
    pub(super) span: Span,
}

impl<'t> Table<'t> {
    /// A table that is not written: every key has its default.
    pub(super) const fn empty(span: Span) -> Self {
        Self { entries: Vec::new(), span }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<Item<'t>> {
        self.entries.iter().find(|item| item.key == key).copied()
    }
}

impl Item<'_> {
    /// Whether it is a list with nothing in it.
    pub(super) fn is_empty_list(&self) -> bool {
        matches!(self.value, DeValue::Array(values) if values.is_empty())
    }

    /// The day or time, if it is one.
    pub(super) fn datetime(&self) -> Option<&Datetime> {
        self.value.as_datetime()
    }

    /// The text, if it is one.
    pub(super) fn string(&self) -> Option<String> {
        self.value.as_str().map(str::to_owned)
    }
}

impl<'a> Reader<'a> {
    /// A reader of `text`, which is the text of `file`.
    pub(super) const fn new(file: FileId, text: &'a str, diagnostics: &'a mut Diagnostics) -> Self {
        Self { file, text, diagnostics }
    }

    /// Parses the whole text and hands its tree to `read`; `None` if it is no TOML.
    pub(super) fn document<T>(&mut self, read: impl FnOnce(&mut Self, Item<'_>) -> T) -> Option<T> {
        let (root, errors) = DeTable::parse_recoverable(self.text);
        for error in errors.iter().take(MOST_SYNTAX_FAULTS) {
            let span = self.span(error.span().unwrap_or(0..0));
            self.report(
                Diagnostic::new(&code::BAD_SYNTAX).with("reason", error.message()).at(span),
            );
        }
        if !errors.is_empty() {
            return None;
        }
        // What is missing in the file as a whole is reported at its start.
        let start = self.span(0..0);
        let value = DeValue::Table(root.into_inner());
        Some(read(self, Item { key: "", key_span: start, value: &value, span: start }))
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// Reports a problem.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A table with these keys and no others.
    pub(super) fn table<'t>(&mut self, item: Item<'t>, known: &[&str]) -> Option<Table<'t>> {
        let table = self.open_table(item)?;
        for entry in table.entries.iter().filter(|entry| !known.contains(&entry.key)) {
            let mut diagnostic = Diagnostic::new(&code::UNKNOWN_KEY)
                .with("key", entry.key)
                .with("known", known.join(", "))
                .at(entry.key_span);
            if let Some(near) = nearest(entry.key, known.iter().copied()) {
                diagnostic = diagnostic.with("near", near);
            }
            self.report(diagnostic);
        }
        Some(table)
    }

    /// A table with any keys.
    pub(super) fn entries<'t>(&mut self, item: Item<'t>) -> Vec<(&'t str, Item<'t>)> {
        let table = self.open_table(item);
        table.into_iter().flat_map(|table| table.entries).map(|item| (item.key, item)).collect()
    }

    fn open_table<'t>(&mut self, item: Item<'t>) -> Option<Table<'t>> {
        let DeValue::Table(table) = item.value else {
            self.wrong_type(item, "{ … }");
            return None;
        };
        let mut entries: Vec<Item<'t>> = table
            .iter()
            .map(|(key, value)| Item {
                key: key.get_ref().as_ref(),
                key_span: self.span(key.span()),
                value: value.get_ref(),
                span: self.span(value.span()),
            })
            .collect();
        // The parser sorts by key; problems are told from top to bottom.
        entries.sort_by_key(|entry| entry.key_span.start);
        Some(Table { entries, span: item.span })
    }

    /// The values of a list.
    pub(super) fn list<'t>(&mut self, item: Item<'t>, expected: &str) -> Vec<Item<'t>> {
        let DeValue::Array(values) = item.value else {
            self.wrong_type(item, expected);
            return Vec::new();
        };
        let values = values.iter();
        values
            .map(|value| Item { value: value.get_ref(), span: self.span(value.span()), ..item })
            .collect()
    }

    /// A text.
    pub(super) fn text(&mut self, item: Item<'_>) -> Option<Spanned<String>> {
        let DeValue::String(text) = item.value else {
            self.wrong_type(item, "\"…\"");
            return None;
        };
        Some(Spanned::new(text.to_string(), item.span))
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, item: Item<'_>) -> Vec<Spanned<String>> {
        let items = self.list(item, "[\"…\", \"…\"]");
        items.into_iter().filter_map(|item| self.text(item)).collect()
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, item: Item<'_>) -> Option<bool> {
        let DeValue::Boolean(flag) = item.value else {
            self.wrong_type(item, "true / false");
            return None;
        };
        Some(*flag)
    }

    /// A whole number of any size; what no register holds becomes the largest that one does.
    pub(super) fn whole(&mut self, item: Item<'_>) -> Option<Spanned<i64>> {
        let DeValue::Integer(number) = item.value else {
            self.wrong_type(item, "1, 2, 3 …");
            return None;
        };
        let text = number.as_str();
        let most = if text.starts_with('-') { i64::MIN } else { i64::MAX };
        Some(Spanned::new(i64::from_str_radix(text, number.radix()).unwrap_or(most), item.span))
    }

    /// A whole number within limits.
    pub(super) fn count(&mut self, item: Item<'_>, limits: RangeInclusive<u32>) -> Option<u32> {
        let number = self.whole(item)?.value;
        let count = u32::try_from(number).ok().filter(|count| limits.contains(count));
        if count.is_none() {
            let found = self.quote(item);
            self.report(out_of_range(item.key, limits.start(), limits.end(), &found, item.span));
        }
        count
    }

    /// A number within limits.
    pub(super) fn number(&mut self, item: Item<'_>, limits: RangeInclusive<f64>) -> Option<f64> {
        let number = match item.value {
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).map_or(f64::NAN, |n| n as f64)
            }
            DeValue::Float(number) => number.as_str().parse().unwrap_or(f64::NAN),
            _ => {
                self.wrong_type(item, "0.5, 1, 2 …");
                return None;
            }
        };
        let is_inside = limits.contains(&number);
        if !is_inside {
            let found = self.quote(item);
            self.report(out_of_range(item.key, limits.start(), limits.end(), &found, item.span));
        }
        is_inside.then_some(number)
    }

    /// A length as it is written: the names of sizes are known only with the layout.
    pub(super) fn length_text(&mut self, item: Item<'_>) -> Option<Spanned<String>> {
        match item.value {
            DeValue::String(text) => return Some(Spanned::new(text.to_string(), item.span)),
            DeValue::Integer(_) | DeValue::Float(_) => {
                let found = self.quote(item);
                self.report(length_without_unit(item.key, &found, item.span));
            }
            _ => self.wrong_type(item, LENGTH),
        }
        None
    }

    /// A length within limits.
    pub(super) fn length(
        &mut self,
        item: Item<'_>,
        sizes: &SizeNames,
        limits: RangeInclusive<Length>,
    ) -> Option<Length> {
        let text = self.length_text(item)?;
        measure(item.key, &text, sizes, limits).map_err(|problem| self.report(*problem)).ok()
    }

    /// One of a few words, each of which stands for a value.
    pub(super) fn choice<T: Copy>(
        &mut self,
        item: Item<'_>,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let word = self.text(item)?;
        let chosen = choices.iter().find(|(name, _)| *name == word.value);
        if chosen.is_none() {
            let names = choices.iter().map(|(name, _)| *name);
            self.unknown_value(item.key, &word, names);
        }
        chosen.map(|(_, value)| *value)
    }

    /// Reports a word that is none of those a key takes.
    pub(super) fn unknown_value<'n>(
        &mut self,
        key: &str,
        word: &Spanned<String>,
        names: impl Iterator<Item = &'n str> + Clone,
    ) {
        let diagnostic = Diagnostic::new(&code::UNKNOWN_VALUE).with("key", key);
        let diagnostic = diagnostic.with("found", &word.value).at(word.span);
        self.report(with_names(diagnostic, &word.value, names));
    }

    /// A key that must be there; its absence is reported at the table.
    pub(super) fn required<'t>(
        &mut self,
        table: &Table<'t>,
        key: &str,
        example: &str,
    ) -> Option<Item<'t>> {
        let item = table.get(key);
        if item.is_none() {
            self.missing(table.span, key, example);
        }
        item
    }

    /// A text that must be there; a blank one is as good as missing.
    pub(super) fn required_text(
        &mut self,
        table: &Table<'_>,
        key: &str,
        example: &str,
    ) -> Option<Spanned<String>> {
        let item = self.required(table, key, example)?;
        let text = self.text(item)?;
        if text.value.trim().is_empty() {
            self.missing(text.span, key, example);
            return None;
        }
        Some(text)
    }

    /// Reports a key that is not there.
    pub(super) fn missing(&mut self, span: Span, key: &str, example: &str) {
        let diagnostic = Diagnostic::new(&code::MISSING_KEY);
        self.report(diagnostic.with("key", key).with("example", example).at(span));
    }

    /// Reports a value that is outside of what is possible.
    pub(super) fn bad_value(&mut self, item: Item<'_>, reason: &str) {
        self.problem(&code::BAD_VALUE, item, |it| it.with("reason", reason));
    }

    /// Reports a value of another kind than the key takes.
    pub(super) fn wrong_type(&mut self, item: Item<'_>, expected: &str) {
        let found = self.quote(item);
        let fill = |it: Diagnostic| it.with("expected", expected).with("found", found);
        self.problem(&code::WRONG_TYPE, item, fill);
    }

    fn problem(
        &mut self,
        code: &'static Code,
        item: Item<'_>,
        fill: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.report(fill(Diagnostic::new(code).with("key", item.key)).at(item.span));
    }

    /// What stands there, cut to a length that fits into a sentence.
    fn quote(&self, item: Item<'_>) -> String {
        const LONGEST: usize = 24;
        match item.value {
            DeValue::Array(_) => "[…]".to_owned(),
            DeValue::Table(_) => "{…}".to_owned(),
            _ => {
                let source = self.text.get(item.span.range()).unwrap_or_default();
                let line = source.lines().next().unwrap_or_default();
                match line.char_indices().nth(LONGEST) {
                    Some((end, _)) => format!("{}…", &line[..end]),
                    None => line.to_owned(),
                }
            }
        }
    }
}

/// The length that a text says, or what is wrong with it.
pub(super) fn measure(
    key: &str,
    text: &Spanned<String>,
    sizes: &SizeNames,
    limits: RangeInclusive<Length>,
) -> Result<Length, Box<Diagnostic>> {
    let found = text.value.trim();
    match length::parse(found, sizes) {
        Ok(length) if limits.contains(&length) => Ok(length),
        Ok(_) => Err(Box::new(out_of_range(key, limits.start(), limits.end(), found, text.span))),
        Err(Fault::NoUnit) => Err(Box::new(length_without_unit(key, found, text.span))),
        Err(Fault::Unknown) => {
            let diagnostic = Diagnostic::new(&code::WRONG_TYPE).with("key", key);
            let found = format!("\"{found}\"");
            Err(Box::new(diagnostic.with("expected", LENGTH).with("found", found).at(text.span)))
        }
    }
}

/// The report of a number or length outside of its limits.
pub(super) fn out_of_range(
    key: &str,
    least: impl ToString,
    most: impl ToString,
    found: &str,
    span: Span,
) -> Diagnostic {
    Diagnostic::new(&code::OUT_OF_RANGE)
        .with("key", key)
        .with("least", least)
        .with("most", most)
        .with("found", found)
        .at(span)
}

fn length_without_unit(key: &str, found: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(&code::LENGTH_WITHOUT_UNIT);
    diagnostic.with("key", key).with("found", found).at(span)
}

/// Adds the names that exist and the one that was probably meant.
pub(super) fn with_names<'n>(
    diagnostic: Diagnostic,
    wrong: &str,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Diagnostic {
    // A sentence with two hundred names in it helps nobody.
    const MOST: usize = 16;
    let mut known = names.clone().take(MOST).collect::<Vec<_>>().join(", ");
    if names.clone().count() > MOST {
        known.push_str(", …");
    }
    if known.is_empty() {
        known.push('–');
    }
    let diagnostic = diagnostic.with("known", known);
    match nearest(wrong, names) {
        Some(near) => diagnostic.with("near", near),
        None => diagnostic,
    }
}
