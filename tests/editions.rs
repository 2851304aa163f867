//! Whole editions, one folder a case in `tests/editions`.
//!
//! `<case>.expected.txt` holds its findings and the trace of its pages. After a change that is
//! meant, `BANMIAN_BLESS=1 cargo test --release editions` writes them anew; read the difference.
//! Every edition is also checked for what must be true of any: each character of each manuscript is
//! on the page once and in order or is named in a finding, and every line stands on the grid.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use banmian::compose::{ComposedPage, ComposedStory, PlacedKind};
use banmian::diag::Language;
use banmian::diag::render::{Context, Format, render};
use banmian::export::trace;
use banmian::model::{Block, Edition, Story};
use banmian::pipeline::{Made, Settings, Silent, make};
use banmian::source::Disk;

const SOFT_HYPHEN: char = '\u{ad}';

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of all editions that the repository holds.
fn editions() -> Vec<PathBuf> {
    let mut found = vec![root().join("examples/dangjian")];
    let cases = fs::read_dir(root().join("tests/editions")).expect("there are cases");
    found.extend(cases.map(|case| case.unwrap().path()).filter(|path| path.is_dir()));
    found.sort();
    found
}

fn make_edition(folder: &Path) -> Made {
    let settings = Settings { edition: folder.to_owned(), ..Settings::default() };
    make(&settings, Disk, &Silent)
}

/// Findings, then traces; machine paths do not come into it.
fn describe(folder: &Path, made: &Made) -> String {
    let context = Context {
        files: &made.files,
        language: Language::English,
        has_color: false,
        edition: "case",
    };
    let mut text = render(Format::Short, &made.diagnostics, &context)
        .replace(&format!("{}/", folder.display()), "");
    for page in &made.pages {
        let _ = write!(text, "\n{}", trace(page));
    }
    text
}

#[test]
fn every_edition_is_as_expected() {
    let mut differing = Vec::new();
    for folder in editions() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let expected = root().join("tests/editions").join(format!("{name}.expected.txt"));
        let found = describe(&folder, &make_edition(&folder));
        if std::env::var_os("BANMIAN_BLESS").is_some() {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            differing.push(format!("== {name}\n{found}"));
        }
    }
    assert!(differing.is_empty(), "not as expected:\n{}", differing.join("\n"));
}

#[test]
fn every_character_is_printed_once_in_order_or_named() {
    for folder in editions() {
        let made = make_edition(&folder);
        let Some(edition) = &made.edition else {
            assert!(
                made.diagnostics.is_fatal(),
                "{}: nothing made, nothing said",
                folder.display()
            );
            continue;
        };
        for page in &edition.pages {
            let composed = made.pages.iter().find(|composed| composed.label == page.label);
            for id in page.all_stories() {
                let story = edition.story(id);
                let on_page = composed.and_then(|composed| story_on(composed, &story.slug));
                match (composed, on_page) {
                    (Some(page), Some(on_page)) => account_for(&made, page, story, on_page),
                    _ => assert!(is_named(&made, &story.slug), "{} is lost", story.slug),
                }
            }
        }
    }
}

fn story_on<'a>(page: &'a ComposedPage, slug: &str) -> Option<&'a ComposedStory> {
    page.stories.iter().find(|story| story.slug == slug)
}

fn is_named(made: &Made, slug: &str) -> bool {
    made.diagnostics.iter().any(|found| found.stories.iter().any(|story| story == slug))
}

/// Legs, then what is over, are the copy; the head's parts are the head.
fn account_for(made: &Made, page: &ComposedPage, story: &Story, composed: &ComposedStory) {
    let printed = |kind| {
        let of_story = page
            .placed
            .iter()
            .filter(|placed| placed.kind == kind && placed.slug.as_deref() == Some(&story.slug));
        of_story.map(|placed| placed.text.as_str()).collect::<String>()
    };
    let body = plain(&(printed(PlacedKind::Leg) + &composed.overset.text));
    assert_eq!(body, plain(&copy(story)), "copy of {}", story.slug);
    if composed.overset.lines > 0 {
        assert!(is_named(made, &story.slug), "{} is over and nobody says so", story.slug);
    }
    if let Some(headline) = &story.headline {
        let parts = [headline.kicker.as_ref(), Some(&headline.main), headline.deck.as_ref()];
        let text: String =
            parts.into_iter().flatten().flat_map(|part| part.lines.clone()).collect();
        assert_eq!(plain(&printed(PlacedKind::Headline)), plain(&text), "head of {}", story.slug);
    }
    if let Some(byline) = &story.byline {
        assert!(plain(&printed(PlacedKind::Byline)).contains(&plain(&byline.value)));
    }
}

/// The body's copy as it should be printed.
fn copy(story: &Story) -> String {
    let mut text = String::new();
    for (index, block) in story.blocks.iter().enumerate() {
        let is_paragraph = matches!(block, Block::Paragraph { .. });
        if let (0, true, Some(dateline)) = (index, is_paragraph, &story.dateline) {
            text.push_str(&dateline.value);
        }
        text.push_str(&block.plain_text());
    }
    if let Some(source) = &story.source {
        let _ = write!(text, "（{}）", source.value);
    }
    text
}

fn plain(text: &str) -> String {
    // A hyphen at the end of a line is no character of the manuscript.
    text.chars().filter(|c| !c.is_whitespace() && *c != SOFT_HYPHEN).collect()
}

#[test]
fn every_leg_stands_on_the_grid_and_no_two_overlap() {
    for folder in editions() {
        for page in &make_edition(&folder).pages {
            let grid = page.layout.grid;
            let legs: Vec<_> = page.stories.iter().flat_map(|story| &story.legs).collect();
            for leg in &legs {
                let lines = (leg.rect.y - grid.top) / grid.pitch;
                assert!((lines - lines.round()).abs() * grid.pitch.to_pt() < 0.05, "{leg:?}");
            }
            for (at, leg) in legs.iter().enumerate() {
                for other in &legs[at + 1..] {
                    let (a, b) = (leg.rect, other.rect);
                    let across = a.x < b.right() && b.x < a.right();
                    let down = a.y < b.bottom() && b.y < a.bottom();
                    assert!(!(across && down), "{}: {leg:?} and {other:?}", folder.display());
                }
            }
        }
    }
}

/// The sample is what a layout editor signs: full, and nothing to mend.
#[test]
fn the_sample_edition_is_full_and_clean() {
    let made = make_edition(&root().join("examples/dangjian"));
    let findings: Vec<_> = made.diagnostics.iter().map(|d| d.message(Language::English)).collect();
    assert!(findings.is_empty(), "{findings:?}");
    let edition: &Edition = made.edition.as_ref().unwrap();
    let page = &made.pages[0];
    assert_eq!(page.stories.len(), edition.stories.len());
    assert!(page.white_share < 0.015, "white: {}", page.white_share);
    let sizes: Vec<_> =
        page.stories.iter().filter_map(|s| Some((s.headline_size?, &s.slug))).collect();
    let lead = sizes.iter().max_by(|a, b| a.0.to_pt().total_cmp(&b.0.to_pt())).unwrap();
    assert_eq!(lead.1, "shanghai");
}
