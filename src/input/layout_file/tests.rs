//! Layout files in memory, and the shipped ones.

use super::*;
use crate::assets;
use crate::diag::{Diagnostics, Language};
use crate::source::{Files, Memory};

const SHEET: &str = "[sheet]\nwidth = \"390mm\"\nheight = \"545mm\"\n";
const GRID: &str = "[grid]\ncolumns = 8\ncharacters = 13\nsize = \"小五\"\nlines = 123\n";

fn read_text(text: &str) -> (Option<LayoutFile>, Vec<String>) {
    let mut files = Files::new(Memory::default());
    let file = files.add("layout.toml".as_ref(), text.to_owned());
    let mut found = Diagnostics::default();
    let mut reader = Reader::new(file, files.text(file), &mut found);
    let read = reader.document(|reader, root| read(reader, root, "house", [file, file])).flatten();
    let problems = found.iter().map(|problem| {
        let at = problem.span().map_or("", |span| &files.text(file)[span.range()]);
        format!("{} at {at}: {}", problem.code.rule, problem.message(Language::English))
    });
    (read, problems.collect())
}

fn problems(text: &str) -> Vec<String> {
    read_text(text).1
}

#[track_caller]
fn layout(text: &str) -> Layout {
    let (read, problems) = read_text(text);
    assert_eq!(problems, [""; 0]);
    read.unwrap().layout
}

fn shipped(name: &str) -> Layout {
    let asset = assets::find(&format!("layouts/{name}/layout.toml")).unwrap();
    layout(std::str::from_utf8(asset.content).unwrap())
}

fn mm(length: Length) -> f64 {
    (length.to_mm() * 10.0).round() / 10.0
}

#[test]
fn the_basics_are_enough_and_the_type_area_is_centred() {
    let layout = layout(&format!("{SHEET}{GRID}"));
    let grid = layout.grid;
    assert_eq!(grid.pitch, Length::pt(11.25));
    assert_eq!((mm(grid.left), mm(grid.top)), (18.8, 38.7));
    let below = layout.sheet.height - grid.top - PageGrid(grid).height(grid.lines);
    let above = grid.top - layout.folio.gap - layout.folio.height;
    assert!((above - below).to_pt().abs() < 1e-9);
    assert_eq!(layout.title, "house");
    assert_eq!(layout.headline.grade(6).largest, Length::pt(63.0));
    assert_eq!(layout.headline.grade(1).smallest, Length::pt(12.0));
}

#[test]
fn the_shipped_broadsheet_writes_the_defaults_out() {
    let (written, defaults) = (shipped("broadsheet-8"), layout(&format!("{SHEET}{GRID}")));
    assert_eq!(written.sheet, defaults.sheet);
    assert_eq!(written.grid, defaults.grid);
    assert_eq!(written.typography, defaults.typography);
    assert_eq!(written.folio, defaults.folio);
    assert_eq!(written.nameplate, defaults.nameplate);
    assert_eq!(written.section_head, defaults.section_head);
    assert_eq!(written.story, defaults.story);
    assert_eq!(written.headline, defaults.headline);
    assert_eq!(written.photo, defaults.photo);
}

#[test]
fn shipped_layouts_have_the_type_areas_of_the_trade() {
    let area = |name| {
        let grid = shipped(name).grid;
        let page = PageGrid(grid);
        [mm(page.width(grid.columns)), mm(page.height(grid.lines))]
    };
    assert_eq!(area("broadsheet-8"), [352.4, 487.4]);
    assert_eq!(area("broadsheet-6"), [352.4, 486.0]);
    assert_eq!(area("tabloid-6"), [225.4, 340.5]);
    assert_eq!(area("tabloid-5"), [241.3, 337.6]);
}

#[test]
fn sizes_have_the_names_that_the_layout_gives_them() {
    let text = format!(
        "[sizes]\n\"小初\" = \"36pt\"\n\"banner\" = \"10mm\"\n{SHEET}{GRID}\
         [headline]\ngrades = [{{ columns = 2, smallest = \"小初\", largest = \"初号\" }}]\n\
         [typography]\nsubhead-size = \"banner\"\n"
    );
    let layout = layout(&text);
    assert_eq!(layout.headline.grades[0].smallest, Length::pt(36.0));
    assert_eq!(layout.typography.subhead_size, Length::mm(10.0));
    // Below its first rung the ladder has none other to offer.
    assert_eq!(layout.headline.grade(1).columns, 2);
}

#[test]
fn what_has_no_default_is_missed_all_at_once() {
    let messages = problems("[sheet]\nwidth = \"390mm\"\n[grid]\ncolumns = 8\n");
    assert_eq!(
        messages,
        [
            "missing_key at [sheet]: `height` is missing",
            "missing_key at [grid]: `characters` is missing",
            "missing_key at [grid]: `lines` is missing",
            "missing_key at [grid]: `size` is missing",
        ]
    );
    assert_eq!(
        problems(""),
        ["missing_key at : `sheet` is missing", "missing_key at : `grid` is missing"]
    );
}

#[test]
fn values_have_limits() {
    for (key, value) in [
        ("columns", "0"),
        ("columns", "25"),
        ("characters", "4"),
        ("characters", "61"),
        ("lines", "9"),
        ("lines", "-1"),
        ("size", "\"0pt\""),
        ("size", "\"-9pt\""),
    ] {
        let grid: String = GRID
            .lines()
            .map(|line| {
                let is_it = line.starts_with(key) && !line.starts_with('[');
                if is_it { format!("{key} = {value}\n") } else { format!("{line}\n") }
            })
            .collect();
        let found = problems(&format!("{SHEET}{grid}"));
        assert!(found[0].starts_with(&format!("out_of_range at {value}")), "{found:?}");
        assert_eq!(found.len(), 1, "{found:?}");
    }
}

#[test]
fn lines_do_not_run_into_one_another() {
    assert_eq!(
        problems(&format!("{SHEET}{GRID}pitch = \"8pt\"\n")),
        ["out_of_range at \"8pt\": `pitch` must be from 9 pt to 27 pt, not 8pt"]
    );
}

#[test]
fn the_type_area_stays_on_the_sheet() {
    assert_eq!(
        problems(&format!("{SHEET}{GRID}left = \"-1mm\"\n")),
        ["off_sheet at \"-1mm\": `left`: type area and folio reach from -1.0 to 351.4 mm, \
          the sheet from 0 to 390.0 mm"]
    );
    // The folio counts: the first line alone would still be on the sheet.
    let found = problems(&format!("{SHEET}{GRID}top = \"15mm\"\n"));
    assert!(found[0].starts_with("off_sheet at \"15mm\": `top`"), "{found:?}");
    let wide = GRID.replace("columns = 8", "columns = 9").replace("lines = 123", "lines = 200");
    let found = problems(&format!("{SHEET}{wide}"));
    assert!(found[0].starts_with("off_sheet at 9: `columns`"), "{found:?}");
    assert!(found[1].starts_with("off_sheet at 200: `lines`"), "{found:?}");
}

#[test]
fn the_ladder_goes_up() {
    let grades = |rungs: &str| problems(&format!("{SHEET}{GRID}[headline]\ngrades = [{rungs}]\n"));
    let rung = |columns: u32, smallest: u32, largest: u32| {
        format!("{{ columns = {columns}, smallest = \"{smallest}pt\", largest = \"{largest}pt\" }}")
    };
    assert_eq!(grades(&[rung(1, 16, 20), rung(3, 20, 30)].join(", ")), [""; 0]);
    for (rungs, at) in [
        ([rung(1, 16, 20), rung(1, 20, 30)], "1"),
        ([rung(1, 16, 20), rung(2, 14, 30)], "\"14pt\""),
        ([rung(1, 16, 30), rung(2, 16, 29)], "\"29pt\""),
        ([rung(1, 16, 15), rung(2, 16, 29)], "\"15pt\""),
    ] {
        let found = grades(&rungs.join(", "));
        assert!(found[0].starts_with(&format!("out_of_range at {at}:")), "{found:?}");
    }
    assert!(grades("")[0].starts_with("missing_key at []"));
    assert!(grades("3")[0].starts_with("wrong_type at 3"));
}

#[test]
fn subheads_take_at_least_their_lines() {
    let lines =
        |value: &str| problems(&format!("{SHEET}{GRID}[typography]\nsubhead-lines = {value}\n"));
    assert_eq!(lines("[1, 2, 3]"), [""; 0]);
    assert!(lines("[2, 1, 4]")[0].starts_with("out_of_range at 1"));
    assert!(lines("[2, 3]")[0].starts_with("wrong_type at [2, 3]"));
    assert!(lines("[]")[0].starts_with("wrong_type at []"));
    assert!(lines("2")[0].starts_with("wrong_type at 2"));
}

#[test]
fn faults_of_every_table_are_told_at_once() {
    let found = problems(&format!(
        "titel = 1\n[sizes]\n\"大\" = 5\n{SHEET}bleed = 3\n{GRID}gutter = \"1\"\n\
         [folio]\nheight = \"1m\"\n[nameplate]\nlines = 123\n[photo]\nppi = 100\n\
         least-ppi = 101\n[story]\ncolumn-rules = 1\n"
    ));
    let rules: Vec<_> = found.iter().map(|it| it.split(':').next().unwrap()).collect();
    assert_eq!(
        rules,
        [
            "unknown_key at titel",
            "length_without_unit at 5",
            "length_without_unit at 3",
            "wrong_type at \"1\"",
            "wrong_type at \"1m\"",
            "out_of_range at 123",
            "wrong_type at 1",
            "out_of_range at 101",
        ]
    );
}
