//! A page made by hand, for the tests of what is written about pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use typst_library::layout::{Abs, Frame, Size};

use crate::compose::{ComposedLeg, ComposedPage, ComposedPhoto, ComposedStory, Overset};
use crate::geometry::PageGrid;
use crate::model::{
    Area, Date, Edition, Folio, Grade, Grid, HeadlineRules, Layout, Nameplate, PhotoRules,
    SectionHeadRules, Sheet, Story, StoryId, StoryRules, Typography,
};
use crate::source::{FileId, Files, Memory, Span};
use crate::units::{Length, Rect};

/// An edition with one story, and its one page.
pub(super) struct Fixture {
    pub(super) files: Files,
    pub(super) edition: Edition,
    pub(super) page: ComposedPage,
}

/// Page 06: a story of two legs over two columns, with a photo and copy left over.
pub(super) fn fixture() -> Fixture {
    let mut files = Files::new(Memory::default());
    let file = files.add(Path::new("articles/a.md"), "---\nheadline: 标题\n---\n正文".to_owned());
    let layout = layout(file);
    let page = page(Arc::new(layout));
    Fixture { edition: edition(file), page, files }
}

fn edition(file: FileId) -> Edition {
    let story = Story {
        slug: "a".to_owned(),
        file,
        headline: None,
        byline: None,
        dateline: None,
        priority: 1,
        language: "zh".to_owned(),
        photos: Vec::new(),
        source: None,
        blocks: Vec::new(),
        corrections: BTreeMap::from([("half-width mark", 3)]),
        span: Span::new(file, 0..3),
    };
    Edition {
        name: "test".to_owned(),
        folder: PathBuf::from("test"),
        paper: "报".to_owned(),
        date: Date { year: 2026, month: 6, day: 16, weekday: 2 },
        pages_expected: None,
        pages: Vec::new(),
        stories: vec![story],
        silenced: Vec::new(),
    }
}

fn page(layout: Arc<Layout>) -> ComposedPage {
    let grid = PageGrid(layout.grid);
    let area = Area { column: 1, line: 1, columns: 2, lines: 30 };
    let leg = |column| ComposedLeg {
        rect: grid.rect(Area { column, line: 11, columns: 1, lines: 20 }),
        lines: 20,
    };
    let story = ComposedStory {
        story: StoryId(0),
        slug: "a".to_owned(),
        areas: vec![area],
        outline: grid.outline(&[area]),
        legs: vec![leg(1), leg(2)],
        characters: 500,
        lines_set: 40,
        lines_free: 0,
        overset: Overset { lines: 2, characters: 21, text: "余下的文字".to_owned() },
        levers: vec!["photo -2 lines".to_owned()],
        headline_size: Some(Length::pt(24.0)),
        missing: BTreeSet::new(),
    };
    let rect = Rect { width: Length::mm(60.0), height: Length::mm(40.0), ..Rect::default() };
    let photo =
        ComposedPhoto { file: "a.jpg".to_owned(), slug: "a".to_owned(), rect, ppi: Some(231.4) };
    let size = Size::new(Abs::pt(layout.sheet.width.to_pt()), Abs::pt(layout.sheet.height.to_pt()));
    ComposedPage {
        label: "06".to_owned(),
        number: 1,
        layout,
        frame: Frame::hard(size),
        stories: vec![story],
        photos: vec![photo],
        placed: Vec::new(),
        white_share: 0.004_56,
    }
}

/// A small sheet: three columns of ten characters, forty lines.
fn layout(file: FileId) -> Layout {
    Layout {
        name: "small".to_owned(),
        title: "小版".to_owned(),
        file,
        style: file,
        sheet: Sheet {
            width: Length::pt(350.0),
            height: Length::pt(600.0),
            bleed: Length::pt(9.0),
        },
        grid: Grid {
            columns: 3,
            characters: 10,
            gutter: 1.0,
            size: Length::pt(9.0),
            pitch: Length::pt(12.0),
            lines: 40,
            left: Length::pt(31.0),
            top: Length::pt(60.0),
        },
        typography: Typography {
            ascent: 0.88,
            indent: 2.0,
            subhead_size: Length::pt(11.0),
            subhead_lines: [2, 3, 4],
            families: Vec::new(),
        },
        folio: Folio { height: Length::pt(20.0), gap: Length::pt(6.0) },
        nameplate: Nameplate { lines: 10 },
        section_head: SectionHeadRules { lines: 2, gap: 1 },
        story: StoryRules { gutter: 1.0, inset: 1.0, byline_lines: 2, has_column_rules: false },
        headline: headline_rules(),
        photo: PhotoRules { ppi: 200.0, least_ppi: 150.0, gap: 1 },
    }
}

fn headline_rules() -> HeadlineRules {
    let grade = Grade { columns: 1, smallest: Length::pt(12.0), largest: Length::pt(30.0) };
    HeadlineRules {
        above: 0.5,
        between: 0.5,
        below: 0.5,
        leading: 0.2,
        kicker: 0.5,
        deck: 0.5,
        most_lines: 3,
        grades: vec![grade],
    }
}
