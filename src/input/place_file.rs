//! `[[page.place]]` as it is written: where a story, its headline and its photos stand.

use super::table::{Item, Reader, Table};
use crate::model::{Direction, Fit, Focus, Ground, HeadlineKind, Rest, Side};
use crate::source::{Span, Spanned};

/// What an edition file says about the place of a story.
#[derive(Debug, Clone)]
pub(super) struct PlaceEntry {
    pub(super) story: Spanned<String>,
    pub(super) areas: Vec<AreaEntry>,
    pub(super) legs: Option<Spanned<u32>>,
    pub(super) rest: Rest,
    pub(super) ground: Spanned<Ground>,
    pub(super) headline: HeadlineEntry,
    pub(super) photos: Vec<PhotoEntry>,
    pub(super) span: Span,
}

/// Cells as they are written; any number may stand there.
#[derive(Debug, Clone, Copy)]
pub(super) struct AreaEntry {
    pub(super) column: i64,
    pub(super) line: i64,
    pub(super) columns: i64,
    pub(super) lines: i64,
    pub(super) span: Span,
}

/// What is said about a headline.
#[derive(Debug, Clone, Default)]
pub(super) struct HeadlineEntry {
    pub(super) columns: Option<Spanned<i64>>,
    pub(super) lines: Option<Spanned<i64>>,
    pub(super) rows: Option<Spanned<i64>>,
    /// A length, or the name of a size in the page's layout.
    pub(super) size: Option<Spanned<String>>,
    pub(super) direction: Direction,
    pub(super) side: Side,
    pub(super) kind: HeadlineKind,
}

/// What is said about a photo.
#[derive(Debug, Clone, Copy)]
pub(super) struct PhotoEntry {
    /// Its number, from 1.
    pub(super) photo: Spanned<i64>,
    pub(super) area: AreaEntry,
    pub(super) fit: Fit,
    pub(super) focus: Focus,
    pub(super) span: Span,
}

const KEYS: &[&str] = &["story", "area", "areas", "legs", "rest", "ground", "headline", "photos"];
const AREA_KEYS: &[&str] = &["column", "line", "columns", "lines"];
const HEADLINE_KEYS: &[&str] = &["columns", "lines", "rows", "size", "direction", "side", "kind"];
const PHOTO_KEYS: &[&str] = &["photo", "area", "fit", "focus"];

const AREA: &str = "area = { column = 1, line = 1, columns = 2, lines = 30 }";

const RESTS: &[(&str, Rest)] = &[("gutters", Rest::Gutters), ("leg", Rest::Leg)];
const GROUNDS: &[(&str, Ground)] =
    &[("none", Ground::None), ("frame", Ground::Frame), ("tint", Ground::Tint)];
const DIRECTIONS: &[(&str, Direction)] =
    &[("horizontal", Direction::Horizontal), ("vertical", Direction::Vertical)];
const SIDES: &[(&str, Side)] = &[("left", Side::Left), ("right", Side::Right)];
const KINDS: &[(&str, HeadlineKind)] = &[
    ("plain", HeadlineKind::Plain),
    ("reversed", HeadlineKind::Reversed),
    ("boxed", HeadlineKind::Boxed),
];
const FITS: &[(&str, Fit)] = &[("cover", Fit::Cover), ("contain", Fit::Contain)];

/// More legs than any sheet has room for.
const MOST_LEGS: u32 = 100;

/// Reads the table of a place.
pub(super) fn read(reader: &mut Reader<'_>, item: Item<'_>) -> Option<PlaceEntry> {
    let table = reader.table(item, KEYS)?;
    let story = reader.required(&table, "story", "story = \"…\"");
    let areas = read_areas(reader, &table);
    let legs = table
        .get("legs")
        .and_then(|item| Some(Spanned::new(reader.count(item, 1..=MOST_LEGS)?, item.span)));
    let ground_span = table.get("ground").map_or(table.span, |item| item.span);
    let ground = Spanned::new(choice(reader, &table, "ground", GROUNDS), ground_span);
    let headline = table.get("headline").and_then(|item| read_headline(reader, item));
    let photos = read_photos(reader, &table);
    Some(PlaceEntry {
        story: reader.text(story?)?,
        areas,
        legs,
        rest: choice(reader, &table, "rest", RESTS),
        ground,
        headline: headline.unwrap_or_default(),
        photos,
        span: table.span,
    })
}

/// The word of a key that may be left out.
fn choice<T: Copy + Default>(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    key: &str,
    choices: &[(&'static str, T)],
) -> T {
    table.get(key).and_then(|item| reader.choice(item, choices)).unwrap_or_default()
}

fn read_areas(reader: &mut Reader<'_>, table: &Table<'_>) -> Vec<AreaEntry> {
    match (table.get("area"), table.get("areas")) {
        (Some(_), Some(areas)) => {
            reader.bad_value(areas, "keep one of `area` and `areas`");
            Vec::new()
        }
        (Some(area), None) => read_area(reader, area).into_iter().collect(),
        (None, Some(areas)) => {
            let items = reader.list(areas, "[{ column, line, columns, lines }, …]");
            if areas.is_empty_list() {
                reader.missing(
                    areas.span,
                    "areas",
                    "{ column = 1, line = 1, columns = 2, lines = 30 }",
                );
            }
            items.into_iter().filter_map(|item| read_area(reader, item)).collect()
        }
        (None, None) => {
            reader.missing(table.span, "area", AREA);
            Vec::new()
        }
    }
}

fn read_area(reader: &mut Reader<'_>, item: Item<'_>) -> Option<AreaEntry> {
    let table = reader.table(item, AREA_KEYS)?;
    let mut number = |key: &str| {
        let item = reader.required(&table, key, &format!("{key} = 1"));
        Some(reader.whole(item?)?.value)
    };
    // Each is read before any is missed, so that one run names them all.
    let (column, line) = (number("column"), number("line"));
    let (columns, lines) = (number("columns"), number("lines"));
    Some(AreaEntry {
        column: column?,
        line: line?,
        columns: columns?,
        lines: lines?,
        span: item.span,
    })
}

fn read_headline(reader: &mut Reader<'_>, item: Item<'_>) -> Option<HeadlineEntry> {
    let table = reader.table(item, HEADLINE_KEYS)?;
    Some(HeadlineEntry {
        columns: table.get("columns").and_then(|item| reader.whole(item)),
        lines: table.get("lines").and_then(|item| reader.whole(item)),
        rows: table.get("rows").and_then(|item| reader.whole(item)),
        size: table.get("size").and_then(|item| reader.length_text(item)),
        direction: choice(reader, &table, "direction", DIRECTIONS),
        side: choice(reader, &table, "side", SIDES),
        kind: choice(reader, &table, "kind", KINDS),
    })
}

fn read_photos(reader: &mut Reader<'_>, table: &Table<'_>) -> Vec<PhotoEntry> {
    let Some(item) = table.get("photos") else { return Vec::new() };
    let items = reader.list(item, "[{ photo, area, fit, focus }, …]");
    items.into_iter().filter_map(|item| read_photo(reader, item)).collect()
}

fn read_photo(reader: &mut Reader<'_>, item: Item<'_>) -> Option<PhotoEntry> {
    let table = reader.table(item, PHOTO_KEYS)?;
    let photo = reader.required(&table, "photo", "photo = 1");
    let photo = photo.and_then(|item| reader.whole(item));
    let area = reader.required(&table, "area", AREA);
    let area = area.and_then(|item| read_area(reader, item));
    let fit = choice(reader, &table, "fit", FITS);
    let focus = table.get("focus").and_then(|item| read_focus(reader, item)).unwrap_or_default();
    Some(PhotoEntry { photo: photo?, area: area?, fit, focus, span: item.span })
}

fn read_focus(reader: &mut Reader<'_>, item: Item<'_>) -> Option<Focus> {
    const EXPECTED: &str = "[0.5, 0.5]";
    match reader.list(item, EXPECTED)[..] {
        [x, y] => {
            let (x, y) = (reader.number(x, 0.0..=1.0), reader.number(y, 0.0..=1.0));
            Some(Focus { x: x?, y: y? })
        }
        // A value of another kind has been reported.
        [] if !item.is_empty_list() => None,
        _ => {
            reader.wrong_type(item, EXPECTED);
            None
        }
    }
}
