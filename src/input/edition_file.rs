//! `edition.toml` as it is written: the edition and its pages, nothing resolved yet.

use toml::value::Datetime;

use super::place_file::{self, PlaceEntry};
use super::table::{Item, Reader, Table};
use crate::diag::{Diagnostic, code};
use crate::model::{Date, Role};
use crate::source::{Span, Spanned};

/// What an edition file says.
#[derive(Debug, Clone)]
pub(super) struct EditionFile {
    pub(super) paper: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) layout: Option<Spanned<String>>,
    pub(super) pages_expected: Option<Spanned<u32>>,
    /// Names of rules.
    pub(super) silenced: Vec<String>,
    pub(super) pages: Vec<PageEntry>,
    /// Whether there are pages that could not be read at all, which has been reported.
    pub(super) has_faulty_pages: bool,
    /// For messages about the whole file.
    pub(super) span: Span,
}

/// What it says about a page.
#[derive(Debug, Clone)]
pub(super) struct PageEntry {
    pub(super) label: Option<Spanned<String>>,
    pub(super) name: String,
    pub(super) layout: Option<Spanned<String>>,
    pub(super) has_nameplate: bool,
    pub(super) roles: Vec<Role>,
    pub(super) stories: Vec<Spanned<String>>,
    pub(super) sections: Vec<SectionEntry>,
    pub(super) places: Vec<PlaceEntry>,
    pub(super) span: Span,
}

/// What it says about a section.
#[derive(Debug, Clone)]
pub(super) struct SectionEntry {
    pub(super) head: Spanned<String>,
    pub(super) stories: Vec<Spanned<String>>,
}

impl PageEntry {
    /// The label for messages; empty where it is missing.
    pub(super) fn label(&self) -> &str {
        self.label.as_ref().map_or("", |label| &label.value)
    }

    /// Every slug of the page, in the order in which the stories are counted.
    pub(super) fn slugs(&self) -> impl Iterator<Item = &Spanned<String>> + Clone {
        self.sections.iter().flat_map(|section| &section.stories).chain(&self.stories)
    }
}

const KEYS: &[&str] = &["paper", "date", "layout", "pages-expected", "silence", "page"];
const PAGE_KEYS: &[&str] =
    &["label", "name", "layout", "nameplate", "editors", "stories", "section", "place"];
const SECTION_KEYS: &[&str] = &["head", "stories"];
const EDITOR_KEYS: &[&str] = &["role", "name"];

/// Reads the tree of the file.
pub(super) fn read(reader: &mut Reader<'_>, root: Item<'_>) -> Option<EditionFile> {
    let table = reader.table(root, KEYS)?;
    let paper = reader.required_text(&table, "paper", "paper = \"…\"");
    let date = reader.required(&table, "date", "date = 2026-06-16");
    let expected = table.get("pages-expected");
    Some(EditionFile {
        paper: paper.map(|paper| paper.value),
        date: date.and_then(|item| read_date(reader, item)),
        layout: table.get("layout").and_then(|item| reader.text(item)),
        pages_expected: expected
            .and_then(|item| Some(Spanned::new(reader.count(item, 1..=10_000)?, item.span))),
        silenced: table.get("silence").map_or_else(Vec::new, |item| read_silenced(reader, item)),
        has_faulty_pages: table.get("page").is_some_and(|item| !item.is_empty_list()),
        pages: tables(reader, &table, "page", "[[page]]", read_page),
        span: root.span,
    })
}

/// Reads each table of an array of tables.
pub(super) fn tables<T>(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    key: &str,
    expected: &str,
    read: impl Fn(&mut Reader<'_>, Item<'_>) -> Option<T>,
) -> Vec<T> {
    let Some(item) = table.get(key) else { return Vec::new() };
    reader.list(item, expected).into_iter().filter_map(|item| read(reader, item)).collect()
}

/// A date of TOML, or the same in quotes.
fn read_date(reader: &mut Reader<'_>, item: Item<'_>) -> Option<Date> {
    const EXPECTED: &str = "2026-06-16";
    let Some(text) = item.datetime().map(Datetime::to_string).or_else(|| item.string()) else {
        reader.wrong_type(item, EXPECTED);
        return None;
    };
    let mut numbers = text.trim().split('-').map(|part| {
        let is_plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i16>().ok().filter(|_| is_plain)
    });
    let parts = (numbers.next(), numbers.next(), numbers.next(), numbers.next());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day)), None) = parts else {
        reader.wrong_type(item, EXPECTED);
        return None;
    };
    let date = calendar_day(year, month, day);
    if date.is_none() {
        reader.report(Diagnostic::new(&code::BAD_DATE).with("found", text).at(item.span));
    }
    date
}

fn calendar_day(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let date = jiff::civil::Date::new(year, month, day).ok()?;
    Some(Date { year, month, day, weekday: date.weekday().to_monday_one_offset() })
}

/// Rules by name or code. A misspelt one would silence nothing and nobody would notice.
fn read_silenced(reader: &mut Reader<'_>, item: Item<'_>) -> Vec<String> {
    let mut rules = Vec::new();
    for name in reader.texts(item) {
        match code::find(&name.value) {
            Some(code) => rules.push(code.rule.to_owned()),
            None => {
                reader.unknown_value("silence", &name, code::ALL.iter().map(|code| code.rule));
            }
        }
    }
    rules
}

fn read_page(reader: &mut Reader<'_>, item: Item<'_>) -> Option<PageEntry> {
    let table = reader.table(item, PAGE_KEYS)?;
    let label = reader.required(&table, "label", "label = \"01\"");
    let stories = table.get("stories");
    Some(PageEntry {
        label: label.and_then(|item| reader.text(item)),
        name: text(reader, &table, "name").unwrap_or_default(),
        layout: table.get("layout").and_then(|item| reader.text(item)),
        has_nameplate: table
            .get("nameplate")
            .and_then(|item| reader.flag(item))
            .unwrap_or_default(),
        roles: tables(reader, &table, "editors", "[{ role, name }, …]", read_role),
        stories: stories.map_or_else(Vec::new, |item| reader.texts(item)),
        sections: tables(reader, &table, "section", "[[page.section]]", read_section),
        places: tables(reader, &table, "place", "[[page.place]]", place_file::read),
        span: table.span,
    })
}

fn text(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Option<String> {
    Some(reader.text(table.get(key)?)?.value)
}

fn read_role(reader: &mut Reader<'_>, item: Item<'_>) -> Option<Role> {
    let table = reader.table(item, EDITOR_KEYS)?;
    let name = reader.required_text(&table, "name", "name = \"…\"")?.value;
    Some(Role { role: text(reader, &table, "role").unwrap_or_default(), name })
}

fn read_section(reader: &mut Reader<'_>, item: Item<'_>) -> Option<SectionEntry> {
    let table = reader.table(item, SECTION_KEYS)?;
    let head = reader.required_text(&table, "head", "head = \"…\"");
    let stories = reader.required(&table, "stories", "stories = [\"…\"]");
    let stories = stories.map_or_else(Vec::new, |item| {
        let stories = reader.texts(item);
        if stories.is_empty() && item.is_empty_list() {
            reader.missing(item.span, "stories", "stories = [\"…\"]");
        }
        stories
    });
    // Its stories are still looked for, so that a run without a head tells of them too.
    let head = head.unwrap_or_else(|| Spanned::new(String::new(), table.span));
    Some(SectionEntry { head, stories })
}
