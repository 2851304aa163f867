//! `layout.toml` → [`Layout`]: every key with its limits and its default.
//!
//! What has no default is the sheet and the basics of the grid. Everything else follows from them
//! or is the house style of the shipped broadsheet.

#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use super::size_names::SizeNames;
use super::table::{Item, Reader, Table};
use crate::diag::{Diagnostic, code};
use crate::geometry::PageGrid;
use crate::model::{
    Folio, Grade, Grid, HeadlineRules, Layout, Nameplate, PhotoRules, SectionHeadRules, Sheet,
    StoryRules, Typography,
};
use crate::source::{FileId, Span};
use crate::units::Length;

const KEYS: &[&str] = &[
    "title",
    "sizes",
    "sheet",
    "grid",
    "typography",
    "folio",
    "nameplate",
    "section-head",
    "story",
    "headline",
    "photo",
];
const SHEET_KEYS: &[&str] = &["width", "height", "bleed"];
const GRID_KEYS: &[&str] =
    &["columns", "characters", "gutter", "size", "pitch", "lines", "left", "top"];
const TYPOGRAPHY_KEYS: &[&str] = &["ascent", "indent", "subhead-size", "subhead-lines", "families"];
const FOLIO_KEYS: &[&str] = &["height", "gap"];
const NAMEPLATE_KEYS: &[&str] = &["lines"];
const SECTION_HEAD_KEYS: &[&str] = &["lines", "gap"];
const STORY_KEYS: &[&str] = &["gutter", "inset", "byline-lines", "column-rules"];
const HEADLINE_KEYS: &[&str] =
    &["above", "between", "below", "leading", "kicker", "deck", "most-lines", "grades"];
const GRADE_KEYS: &[&str] = &["columns", "smallest", "largest"];
const PHOTO_KEYS: &[&str] = &["ppi", "least-ppi", "gap"];

/// Sizes of type that a newspaper prints: from the smallest print to a banner headline.
const TYPE_SIZES: RangeInclusive<Length> = Length::pt(4.0)..=Length::pt(300.0);
/// Sizes of running copy.
const BODY_SIZES: RangeInclusive<Length> = Length::pt(5.0)..=Length::pt(24.0);
/// The most columns of a grid.
const MOST_COLUMNS: u32 = 24;

/// A layout and the names of its sizes, which an edition may use too.
#[derive(Debug, Clone)]
pub(super) struct LayoutFile {
    pub(super) layout: Layout,
    pub(super) sizes: SizeNames,
}

/// Reads the tree of a layout file. Faulty values are reported and replaced by their defaults;
/// `None` when a value without default is missing.
pub(super) fn read(
    reader: &mut Reader<'_>,
    root: Item<'_>,
    name: &str,
    [file, style]: [FileId; 2],
) -> Option<LayoutFile> {
    let table = reader.table(root, KEYS)?;
    let sizes = table.get("sizes").map_or_else(SizeNames::default, |item| read_sizes(reader, item));
    let title = table.get("title").and_then(|item| reader.text(item));
    let mut keys = Keys { reader, sizes: &sizes };
    let sheet = keys.sheet(&table);
    let grid_table = keys.required_table(&table, "grid", GRID_KEYS);
    let basics = grid_table.as_ref().and_then(|grid| keys.grid_basics(grid));
    let pitch = basics.as_ref().map_or(Length::pt(11.25), |grid| grid.pitch);
    let size = basics.as_ref().map_or(Length::pt(9.0), |grid| grid.size);
    let folio = keys.folio(&table, pitch);
    let typography = keys.typography(&table, size);
    let nameplate = keys.nameplate(&table, basics.as_ref().map_or(400, |grid| grid.lines));
    let section_head = keys.section_head(&table);
    let story = keys.story(&table);
    let headline = keys.headline(&table);
    let photo = keys.photo(&table);
    let sheet = sheet?;
    let grid = keys.placed_grid(&grid_table?, basics?, &sheet, &folio);
    let layout = Layout {
        name: name.to_owned(),
        title: title.map_or_else(|| name.to_owned(), |title| title.value),
        file,
        style,
        sheet,
        grid,
        typography,
        folio,
        nameplate,
        section_head,
        story,
        headline,
        photo,
    };
    Some(LayoutFile { layout, sizes })
}

/// The layout's own sizes 字号, over the ordinary ones.
fn read_sizes(reader: &mut Reader<'_>, item: Item<'_>) -> SizeNames {
    let mut sizes = SizeNames::default();
    let ordinary = SizeNames::default();
    for (name, item) in reader.entries(item) {
        if let Some(size) = reader.length(item, &ordinary, TYPE_SIZES) {
            sizes.set(name.to_owned(), size);
        }
    }
    sizes
}

/// Reads keys of the tables of a layout.
struct Keys<'r, 'a> {
    reader: &'r mut Reader<'a>,
    sizes: &'r SizeNames,
}

impl Keys<'_, '_> {
    /// A table that may be left out.
    fn table<'t>(&mut self, root: &Table<'t>, key: &str, known: &[&str]) -> Table<'t> {
        let table = root.get(key).and_then(|item| self.reader.table(item, known));
        table.unwrap_or_else(|| Table::empty(root.span))
    }

    fn required_table<'t>(
        &mut self,
        root: &Table<'t>,
        key: &str,
        known: &[&str],
    ) -> Option<Table<'t>> {
        let item = self.reader.required(root, key, &format!("[{key}]"))?;
        self.reader.table(item, known)
    }

    fn count(
        &mut self,
        table: &Table<'_>,
        key: &str,
        limits: RangeInclusive<u32>,
        default: u32,
    ) -> u32 {
        table.get(key).and_then(|item| self.reader.count(item, limits)).unwrap_or(default)
    }

    fn number(
        &mut self,
        table: &Table<'_>,
        key: &str,
        limits: RangeInclusive<f64>,
        default: f64,
    ) -> f64 {
        table.get(key).and_then(|item| self.reader.number(item, limits)).unwrap_or(default)
    }

    fn optional_length(
        &mut self,
        table: &Table<'_>,
        key: &str,
        limits: RangeInclusive<Length>,
    ) -> Option<Length> {
        self.reader.length(table.get(key)?, self.sizes, limits)
    }

    fn length(
        &mut self,
        table: &Table<'_>,
        key: &str,
        limits: RangeInclusive<Length>,
        default: Length,
    ) -> Length {
        self.optional_length(table, key, limits).unwrap_or(default)
    }

    fn required_length(
        &mut self,
        table: &Table<'_>,
        key: &str,
        limits: RangeInclusive<Length>,
        example: &str,
    ) -> Option<Length> {
        let item = self.reader.required(table, key, &format!("{key} = {example}"))?;
        self.reader.length(item, self.sizes, limits)
    }

    fn required_count(
        &mut self,
        table: &Table<'_>,
        key: &str,
        limits: RangeInclusive<u32>,
        example: &str,
    ) -> Option<u32> {
        let item = self.reader.required(table, key, &format!("{key} = {example}"))?;
        self.reader.count(item, limits)
    }

    fn sheet(&mut self, root: &Table<'_>) -> Option<Sheet> {
        // The largest sheet is what a PDF page of the usual unit can be.
        const SIDES: RangeInclusive<Length> = Length::mm(50.0)..=Length::mm(2000.0);
        let table = self.required_table(root, "sheet", SHEET_KEYS)?;
        let width = self.required_length(&table, "width", SIDES, "\"390mm\"");
        let height = self.required_length(&table, "height", SIDES, "\"545mm\"");
        let bleeds = Length::ZERO..=Length::mm(20.0);
        let bleed = self.length(&table, "bleed", bleeds, Length::mm(3.0));
        Some(Sheet { width: width?, height: height?, bleed })
    }

    /// The grid without its place on the sheet.
    fn grid_basics(&mut self, table: &Table<'_>) -> Option<Grid> {
        let columns = self.required_count(table, "columns", 1..=MOST_COLUMNS, "8");
        let characters = self.required_count(table, "characters", 5..=60, "13");
        let lines = self.required_count(table, "lines", 10..=400, "123");
        let size = self.required_length(table, "size", BODY_SIZES, "\"小五\"");
        let gutter = self.number(table, "gutter", 0.0..=20.0, 1.0);
        // Without a size the pitch still gets its other checks.
        let least = size.unwrap_or(*BODY_SIZES.start());
        let most = size.unwrap_or(*BODY_SIZES.end()) * 3.0;
        let pitch = self.optional_length(table, "pitch", least..=most);
        let size = size?;
        Some(Grid {
            columns: columns?,
            characters: characters?,
            gutter,
            size,
            pitch: pitch.unwrap_or(size * 1.25),
            lines: lines?,
            left: Length::ZERO,
            top: Length::ZERO,
        })
    }

    /// Puts the grid on the sheet: where the file says, or in the middle, the folio included.
    fn placed_grid(
        &mut self,
        table: &Table<'_>,
        basics: Grid,
        sheet: &Sheet,
        folio: &Folio,
    ) -> Grid {
        let width = PageGrid(basics).width(basics.columns);
        let text = PageGrid(basics).height(basics.lines);
        let head = folio.height + folio.gap;
        // Far beyond any sheet: what is off the sheet is told with its place below.
        let anywhere = Length::mm(-5000.0)..=Length::mm(5000.0);
        let centred = (sheet.width - width) / 2.0;
        let left = self.length(table, "left", anywhere.clone(), centred);
        let centred = (sheet.height - head - text) / 2.0 + head;
        let top = self.length(table, "top", anywhere, centred);
        self.check_on_sheet(table, ["left", "columns"], left, left + width, sheet.width);
        self.check_on_sheet(table, ["top", "lines"], top - head, top + text, sheet.height);
        Grid { left, top, ..basics }
    }

    /// Reports a type area that leaves the sheet at the first of the keys that is written.
    fn check_on_sheet(
        &mut self,
        table: &Table<'_>,
        keys: [&str; 2],
        from: Length,
        to: Length,
        end: Length,
    ) {
        let slack = Length::pt(0.01);
        if from + slack >= Length::ZERO && to <= end + slack {
            return;
        }
        let written = keys.iter().find_map(|key| Some((*key, table.get(key)?.span)));
        let (key, span): (&str, Span) = written.unwrap_or((keys[0], table.span));
        let mm = |length: Length| format!("{:.1}", length.to_mm());
        self.reader.report(
            Diagnostic::new(&code::OFF_SHEET)
                .with("key", key)
                .with("from", mm(from))
                .with("to", mm(to))
                .with("end", mm(end))
                .at(span),
        );
    }

    fn typography(&mut self, root: &Table<'_>, size: Length) -> Typography {
        const FAMILIES: [&str; 3] = ["Banmian Song", "Banmian Hei", "Banmian Kai"];
        let table = self.table(root, "typography", TYPOGRAPHY_KEYS);
        let families = table.get("families").map(|item| self.reader.texts(item));
        let families = families.map(|texts| texts.into_iter().map(|text| text.value).collect());
        Typography {
            ascent: self.number(&table, "ascent", 0.5..=1.2, 0.88),
            indent: self.number(&table, "indent", 0.0..=10.0, 2.0),
            // 10.5 pt over a body of 9 pt: 五号 over 小五.
            subhead_size: self.length(&table, "subhead-size", TYPE_SIZES, size * (7.0 / 6.0)),
            subhead_lines: self.subhead_lines(&table).unwrap_or([2, 3, 4]),
            families: families.unwrap_or_else(|| FAMILIES.map(str::to_owned).to_vec()),
        }
    }

    /// Lines of subheads of one, two and three lines; none is less than what it holds.
    fn subhead_lines(&mut self, table: &Table<'_>) -> Option<[u32; 3]> {
        const EXPECTED: &str = "[2, 3, 4]";
        let item = table.get("subhead-lines")?;
        let items = self.reader.list(item, EXPECTED);
        let [one, two, three] = items[..] else {
            if !items.is_empty() || item.is_empty_list() {
                self.reader.wrong_type(item, EXPECTED);
            }
            return None;
        };
        let mut count = |item, least| self.reader.count(item, least..=20);
        let (one, two, three) = (count(one, 1), count(two, 2), count(three, 3));
        Some([one?, two?, three?])
    }

    fn folio(&mut self, root: &Table<'_>, pitch: Length) -> Folio {
        let table = self.table(root, "folio", FOLIO_KEYS);
        let limits = Length::ZERO..=Length::mm(200.0);
        Folio {
            height: self.length(&table, "height", limits.clone(), pitch * 4.0),
            gap: self.length(&table, "gap", limits, pitch),
        }
    }

    fn nameplate(&mut self, root: &Table<'_>, lines: u32) -> Nameplate {
        let table = self.table(root, "nameplate", NAMEPLATE_KEYS);
        // A line at least is left for news.
        let most = lines - 1;
        Nameplate { lines: self.count(&table, "lines", 1..=most, most.min(14)) }
    }

    fn section_head(&mut self, root: &Table<'_>) -> SectionHeadRules {
        let table = self.table(root, "section-head", SECTION_HEAD_KEYS);
        SectionHeadRules {
            lines: self.count(&table, "lines", 1..=20, 2),
            gap: self.count(&table, "gap", 0..=20, 1),
        }
    }

    fn story(&mut self, root: &Table<'_>) -> StoryRules {
        let table = self.table(root, "story", STORY_KEYS);
        let rules = table.get("column-rules").and_then(|item| self.reader.flag(item));
        StoryRules {
            gutter: self.number(&table, "gutter", 0.0..=20.0, 1.0),
            inset: self.number(&table, "inset", 0.0..=5.0, 1.0),
            byline_lines: self.count(&table, "byline-lines", 1..=10, 2),
            has_column_rules: rules.unwrap_or(true),
        }
    }

    fn headline(&mut self, root: &Table<'_>) -> HeadlineRules {
        let table = self.table(root, "headline", HEADLINE_KEYS);
        let white = 0.0..=10.0;
        let share = 0.1..=1.0;
        HeadlineRules {
            above: self.number(&table, "above", white.clone(), 1.0),
            between: self.number(&table, "between", white.clone(), 0.75),
            below: self.number(&table, "below", white, 1.0),
            leading: self.number(&table, "leading", 0.0..=2.0, 0.28),
            kicker: self.number(&table, "kicker", share.clone(), 0.5),
            deck: self.number(&table, "deck", share, 0.42),
            most_lines: self.count(&table, "most-lines", 1..=10, 3),
            grades: self.grades(&table),
        }
    }

    /// The ladder of sizes: each rung for more columns than the one before, and not smaller.
    fn grades(&mut self, table: &Table<'_>) -> Vec<Grade> {
        let Some(item) = table.get("grades") else { return ordinary_grades() };
        let mut grades: Vec<Grade> = Vec::new();
        for rung in self.reader.list(item, "[{ columns, smallest, largest }, …]") {
            grades.extend(self.grade(rung, grades.last().copied()));
        }
        if item.is_empty_list() {
            let example = "{ columns = 1, smallest = \"16pt\", largest = \"20pt\" }";
            self.reader.missing(item.span, "grades", example);
        }
        // What is reported keeps the layout from being used; it still has a grade.
        if grades.is_empty() { ordinary_grades() } else { grades }
    }

    fn grade(&mut self, item: Item<'_>, before: Option<Grade>) -> Option<Grade> {
        let table = self.reader.table(item, GRADE_KEYS)?;
        let (columns, smallest, largest) = match before {
            Some(rung) => (rung.columns + 1, rung.smallest, rung.largest),
            None => (1, *TYPE_SIZES.start(), *TYPE_SIZES.start()),
        };
        let most = *TYPE_SIZES.end();
        // The first rung may start anywhere; the ladder then goes up by a column at least.
        let columns =
            self.required_count(&table, "columns", columns..=columns.max(MOST_COLUMNS), "1");
        let smallest = self.required_length(&table, "smallest", smallest..=most, "\"16pt\"");
        let least = largest.max(smallest.unwrap_or(largest));
        let largest = self.required_length(&table, "largest", least..=most, "\"20pt\"");
        Some(Grade { columns: columns?, smallest: smallest?, largest: largest? })
    }

    fn photo(&mut self, root: &Table<'_>) -> PhotoRules {
        let table = self.table(root, "photo", PHOTO_KEYS);
        let ppi = self.number(&table, "ppi", 72.0..=1200.0, 225.0);
        PhotoRules {
            ppi,
            least_ppi: self.number(&table, "least-ppi", 1.0..=ppi, ppi.min(149.0)),
            gap: self.count(&table, "gap", 0..=10, 1),
        }
    }
}

/// The ladder for columns of about thirteen characters of 小五: the largest sizes are those of the
/// editing textbooks, the smallest those at which a long headline still reads as one of its width.
fn ordinary_grades() -> Vec<Grade> {
    let rung = |columns, smallest, largest| Grade {
        columns,
        smallest: Length::pt(smallest),
        largest: Length::pt(largest),
    };
    vec![rung(1, 12.0, 20.0), rung(2, 15.0, 30.0), rung(3, 20.0, 42.0), rung(4, 24.0, 63.0)]
}
