//! Editions that are well, and editions damaged at random.

use proptest::prelude::*;

use super::*;
use crate::model::{Area, Direction, Fit, Ground, HeadlineKind, Side, StoryId};
use crate::source::Disk;
use std::path::PathBuf;

#[test]
fn the_contracts_example_is_an_edition() {
    let storage = Memory::default()
        .with("/news/articles/shanghai.md", STORY)
        .with("/news/articles/zichang.md", STORY);
    let example = r#"
paper          = "公益时报"
date           = 2026-06-16
layout         = "broadsheet-8"
pages-expected = 1            # check fails on another count

[[page]]
label   = "06"
name    = "党建"
[[page.section]]
head    = "党建动态"
stories = ["shanghai", "zichang"]      # slugs = file names in articles/
[[page.place]]                # optional pin: what is not placed is planned
story   = "shanghai"
area    = { column = 1, line = 1, columns = 5, lines = 46 }
"#;
    let edition = run_in(storage, example, &[]).edition();
    assert_eq!((edition.name.as_str(), edition.paper.as_str()), ("news", "公益时报"));
    assert_eq!(edition.folder, PathBuf::from("/news"));
    assert_eq!(edition.date.iso(), "2026-06-16");
    assert_eq!(edition.date.weekday_chinese(), "星期二");
    assert_eq!(edition.pages_expected.map(|pages| pages.value), Some(1));
    let slugs: Vec<_> = edition.stories.iter().map(|story| story.slug.as_str()).collect();
    assert_eq!(slugs, ["shanghai", "zichang"]);
    let page = &edition.pages[0];
    assert_eq!((page.label.as_str(), page.name.as_str()), ("06", "党建"));
    assert_eq!(page.sections[0].head.value, "党建动态");
    assert_eq!(page.sections[0].stories, [StoryId(0), StoryId(1)]);
    let place = page.place(StoryId(0)).unwrap();
    assert_eq!(place.areas, [Area { column: 1, line: 1, columns: 5, lines: 46 }]);
    assert_eq!(page.layout.name, "broadsheet-8");
}

#[test]
fn a_place_says_all_it_can() {
    let edition = run_page(
        r#"nameplate = true
editors = [{ role = "责任编辑", name = "张三" }, { name = "李四" }]
[[page.place]]
story = "c"
area = { column = 2, line = 20, columns = 5, lines = 40 }
legs = 3
ground = "tint"
headline = { columns = 4, lines = 9, size = "小初", direction = "vertical", side = "right", kind = "boxed" }
photos = [
  { photo = 2, area = { column = 2, line = 30, columns = 2, lines = 20 }, fit = "contain", focus = [0, 0.3] },
]
[[page.place]]
story = "b"
areas = [{ column = 1, line = 60, columns = 4, lines = 10 }, { column = 1, line = 70, columns = 2, lines = 5 }]
"#,
    )
    .edition();
    let page = &edition.pages[0];
    assert!(page.has_nameplate);
    assert_eq!(page.roles[0].role, "责任编辑");
    assert_eq!((page.roles[1].role.as_str(), page.roles[1].name.as_str()), ("", "李四"));
    let place = page.place(StoryId(2)).unwrap();
    assert_eq!((place.legs, place.ground), (Some(3), Ground::Tint));
    let headline = place.headline;
    assert_eq!((headline.columns, headline.lines, headline.size), (Some(4), Some(9), Some(30.0)));
    assert_eq!(headline.direction, Direction::Vertical);
    assert_eq!((headline.side, headline.kind), (Side::Right, HeadlineKind::Boxed));
    let photo = place.photos[0];
    assert_eq!((photo.photo, photo.fit), (1, Fit::Contain));
    assert_eq!((photo.focus.x, photo.focus.y), (0.0, 0.3));
    assert_eq!(page.place(StoryId(1)).unwrap().areas.len(), 2);
}

#[test]
fn the_edition_file_itself_may_be_named() {
    let mut files =
        Files::new(storage().with("/news/sunday.toml", format!("{HEAD}[[page]]\nlabel = \"1\"\n")));
    let request = Request { edition: Path::new("/news/sunday.toml"), pages: &[] };
    let (edition, _) = read(&request, &mut files);
    assert_eq!(edition.map(|edition| edition.folder), Some(PathBuf::from("/news")));
}

#[test]
fn pages_of_one_layout_share_it() {
    let edition = run("[[page]]\nlabel = \"1\"\n[[page]]\nlabel = \"2\"\nlayout = \"tabloid-5\"\n\
         [[page]]\nlabel = \"3\"\n")
    .edition();
    let names: Vec<_> = edition.layouts().iter().map(|layout| layout.name.clone()).collect();
    assert_eq!(names, ["broadsheet-8", "tabloid-5"]);
}

#[test]
fn a_page_is_read_alone_while_another_is_unfinished() {
    let edition = "[[page]]\nlabel = \"1\"\nstories = [\"a\"]\n\
        [[page]]\nlabel = \"2\"\nstories = [\"not-yet\"]\nlayout = \"none\"\n";
    let edition = run_in(storage(), &format!("{HEAD}{edition}"), &["1"]).edition();
    assert_eq!(edition.pages.len(), 1);
    assert_eq!(edition.stories.len(), 1);
}

#[test]
fn dates_may_be_quoted_and_rules_silenced_by_code() {
    let text = "paper = \"报\"\ndate = \"2026-06-16\"\nlayout = \"tabloid-6\"\n\
        silence = [\"low_ppi\", \"B0505\"]\n[[page]]\nlabel = \"1\"\n";
    let edition = run_in(storage(), text, &[]).edition();
    assert_eq!(edition.date.iso(), "2026-06-16");
    assert_eq!(edition.silenced, ["low_ppi", "caption_missing"]);
}

#[test]
fn the_sample_edition_is_read_from_disk() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/dangjian");
    let mut files = Files::new(Disk);
    let (edition, found) = read(&Request { edition: &folder, pages: &[] }, &mut files);
    assert!(found.is_empty(), "{found:?}");
    let edition = edition.unwrap();
    assert_eq!(edition.name, "dangjian");
    assert_eq!(edition.pages[0].all_stories().count(), edition.stories.len());
}

proptest! {
    /// Whatever a slip of the hand does to an edition file, it is read or refused with a reason.
    #[test]
    fn a_damaged_edition_is_read_or_refused_with_a_reason(
        at in 0.0..1.0f64, length in 0usize..40, instead in "[\\[\\]{}=\",.0-9a-z \n版]{0,8}",
    ) {
        let text: Vec<char> = format!(
            "{HEAD}[[page]]\nlabel = \"1\"\nstories = [\"a\", \"c\"]\n[[page.place]]\nstory = \"c\"\n\
             area = {{ column = 1, line = 1, columns = 3, lines = 20 }}\nlegs = 2\n\
             photos = [{{ photo = 1, area = {{ column = 1, line = 1, columns = 1, lines = 9 }} }}]\n"
        ).chars().collect();
        let start = (at * text.len() as f64) as usize;
        let end = (start + length).min(text.len());
        let damaged: String =
            text[..start].iter().chain(&instead.chars().collect::<Vec<_>>()).chain(&text[end..]).collect();
        let run = run_in(storage(), &damaged, &[]);
        prop_assert_eq!(run.edition.is_none(), run.found.is_fatal());
    }
}
