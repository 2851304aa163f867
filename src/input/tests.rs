//! Whole editions in memory: what they become, and what is said about each mistake.

use std::path::{Path, PathBuf};

use super::{Request, read};
use crate::diag::{Diagnostics, Language};
use crate::model::{Area, Direction, Edition, Fit, Ground, HeadlineKind, Side, StoryId};
use crate::source::{Files, Memory};
use crate::units::Length;

const STORY: &str = "---\nheadline: 标题\n---\n正文。\n";
const STORY_WITH_PHOTOS: &str = "---\nheadline: 标题\nphotos:\n\
    - { file: x.jpg, caption: 甲, credit: 乙 }\n- { file: y.jpg, caption: 甲, credit: 乙 }\n\
    ---\n正文。\n";
const HEAD: &str = "paper = \"公益时报\"\ndate = 2026-06-16\nlayout = \"broadsheet-8\"\n";

/// A run over an edition in memory.
struct Run {
    edition: Option<Edition>,
    found: Diagnostics,
    files: Files,
}

/// Stories a, b and c, the last with two photos, in `/news`.
fn storage() -> Memory {
    Memory::default()
        .with("/news/articles/a.md", STORY)
        .with("/news/articles/b.md", STORY)
        .with("/news/articles/c.md", STORY_WITH_PHOTOS)
}

fn run_in(storage: Memory, edition: &str, pages: &[&str]) -> Run {
    let mut files = Files::new(storage.with("/news/edition.toml", edition));
    let pages: Vec<String> = pages.iter().map(|page| (*page).to_owned()).collect();
    let request = Request { edition: Path::new("/news"), pages: &pages };
    let (edition, found) = read(&request, &mut files);
    Run { edition, found, files }
}

/// A run over the usual head and this rest of the file.
fn run(rest: &str) -> Run {
    run_in(storage(), &format!("{HEAD}{rest}"), &[])
}

/// A run over one page with stories a, b and c.
fn run_page(rest: &str) -> Run {
    run(&format!("[[page]]\nlabel = \"01\"\nstories = [\"a\", \"b\", \"c\"]\n{rest}"))
}

/// A run over one page with a place of story c.
fn run_place(rest: &str) -> Run {
    run_page(&format!("[[page.place]]\nstory = \"c\"\n{rest}"))
}

impl Run {
    /// Each problem as `rule at text`, the text being what its first mark covers.
    fn problems(&self) -> Vec<String> {
        let problems = self.found.iter().map(|problem| {
            let at = problem.span().map_or("", |span| &self.files.text(span.file)[span.range()]);
            format!("{} at {at}", problem.code.rule)
        });
        problems.collect()
    }

    /// The messages with their help, in English.
    fn messages(&self) -> Vec<String> {
        let messages = self.found.iter().map(|problem| {
            let help = problem.help(Language::English).unwrap_or_default();
            format!("{} | {help}", problem.message(Language::English))
        });
        messages.collect()
    }

    #[track_caller]
    fn edition(self) -> Edition {
        assert_eq!(self.messages(), [""; 0]);
        self.edition.expect("an edition without problems")
    }

    /// Exactly one problem, told in words without a gap left open, and no edition.
    #[track_caller]
    fn fails(&self, problem: &str, message: &str) {
        assert_eq!(self.problems(), [problem]);
        assert_eq!(self.messages(), [message]);
        let chinese = self.found.iter().next().unwrap();
        let chinese = (chinese.message(Language::Chinese), chinese.help(Language::Chinese));
        assert!(!format!("{chinese:?}").contains(['{']), "{chinese:?}");
        assert!(self.edition.is_none());
    }
}

// ---- Editions that are well ---------------------------------------------------------------------

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

// ---- The edition file ---------------------------------------------------------------------------

#[test]
fn five_mistakes_are_told_in_one_run() {
    let run = run_in(
        storage(),
        "paper = 7\ndate = 2026-02-30\nlayot = \"broadsheet-8\"\nlayout = \"broadsheet-9\"\n\
         [[page]]\nlabel = \"01\"\nstories = [\"a\", \"d\"]\nnameplate = \"yes\"\n",
        &[],
    );
    // 30 February is a fault of syntax to TOML, which hides all others: it goes first.
    assert_eq!(run.found.len(), 1);
    let run = run_in(
        storage(),
        "paper = 7\ndate = \"2026-02-30\"\nlayot = \"broadsheet-8\"\nlayout = \"broadsheet-9\"\n\
         [[page]]\nlabel = \"01\"\nstories = [\"a\", \"ab\"]\nnameplate = \"yes\"\n",
        &[],
    );
    assert_eq!(
        run.problems(),
        [
            "wrong_type at 7",
            "bad_date at \"2026-02-30\"",
            "unknown_key at layot",
            "unknown_layout at \"broadsheet-9\"",
            "unknown_story at \"ab\"",
            "wrong_type at \"yes\"",
        ]
    );
    assert!(run.edition.is_none());
}

#[test]
fn an_edition_that_is_not_there_is_told_with_its_path() {
    let mut files = Files::new(Memory::default());
    let request = Request { edition: Path::new("/nowhere"), pages: &[] };
    let (edition, found) = read(&request, &mut files);
    assert!(edition.is_none());
    let problem = found.iter().next().unwrap();
    assert_eq!(problem.code.rule, "unreadable_file");
    assert_eq!(problem.file.as_deref(), Some("/nowhere/edition.toml"));
}

#[test]
fn an_edition_in_another_encoding_is_refused() {
    let (bytes, _, _) = encoding_rs::GBK.encode("paper = \"公益时报\"");
    let mut files = Files::new(Memory::default().with("/news/edition.toml", bytes.to_vec()));
    let request = Request { edition: Path::new("/news"), pages: &[] };
    let (_, found) = read(&request, &mut files);
    let problem = found.iter().next().unwrap();
    assert_eq!(problem.message(Language::English), "/news/edition.toml is not UTF-8 text (GBK)");
}

#[test]
fn every_fault_of_syntax_is_told() {
    let run = run("a = \n[[page]]\nlabel = 01\n");
    assert!(run.found.len() >= 2, "{:?}", run.messages());
    assert!(run.problems().iter().all(|problem| problem.starts_with("bad_syntax")));
    assert!(run.edition.is_none());
}

#[test]
fn noise_is_no_edition_and_no_panic() {
    for text in ["\u{0}\u{1}", "]][[", "= = =\n".repeat(500).as_str(), "a.b.c = {", "\"", "标题"]
    {
        let run = run_in(storage(), text, &[]);
        assert!(run.edition.is_none());
        assert!((1..=10).contains(&run.found.len()), "{text}");
    }
}

#[test]
fn a_misspelt_key_gets_the_near_one() {
    run("[[page]]\nlabl = \"01\"\nlabel = \"01\"\n")
        .fails("unknown_key at labl", "unknown key `labl` | did you mean `label`?");
    run("[[page]]\nlabel = \"01\"\nwidth = 1\n").fails(
        "unknown_key at width",
        "unknown key `width` | known here: \
         label, name, layout, nameplate, editors, stories, section, place",
    );
}

#[test]
fn what_is_missing_is_told_where_it_should_stand() {
    let run = run_in(storage(), "[[page]]\nname = \"要闻\"\n", &[]);
    assert_eq!(
        run.messages(),
        [
            "`paper` is missing | add `paper = \"…\"`",
            "`date` is missing | add `date = 2026-06-16`",
            "`label` is missing | add `label = \"01\"`",
            "`layout` is missing | add `layout = \"broadsheet-8\"`",
        ]
    );
}

#[test]
fn blank_names_are_missing_names() {
    let text = "paper = \" \"\ndate = 2026-06-16\nlayout = \"tabloid-6\"\n[[page]]\nlabel = \"1\"\n\
        [[page.section]]\nhead = \"\"\nstories = []\n";
    let problems = run_in(storage(), text, &[]).problems();
    assert_eq!(problems, ["missing_key at \" \"", "missing_key at \"\"", "missing_key at []"]);
}

#[test]
fn an_edition_has_pages() {
    run("").fails("no_pages at ", "the edition has no pages | add a `[[page]]`");
    run("page = []").fails("no_pages at ", "the edition has no pages | add a `[[page]]`");
    run("page = 3").fails("wrong_type at 3", "`page` must be [[page]], not 3 | ");
}

#[test]
fn labels_name_files() {
    for label in ["", "..", "a/b", "a\\\\b", ".x", "x:y", "01 ", "a\\tb", &"9".repeat(61)] {
        let run = run(&format!("[[page]]\nlabel = \"{label}\"\n"));
        assert_eq!(run.problems(), [format!("bad_label at \"{label}\"")]);
        assert!(run.edition.is_none());
    }
    run("[[page]]\nlabel = 6\n").fails("wrong_type at 6", "`label` must be \"…\", not 6 | ");
}

#[test]
fn a_label_is_used_once() {
    let run = run("[[page]]\nlabel = \"a1\"\n[[page]]\nlabel = \"A1\"\n");
    run.fails(
        "duplicate_page at \"A1\"",
        "two pages have the label A1 | give each page a label of its own",
    );
    assert_eq!(run.found.iter().next().unwrap().labels.len(), 2);
}

#[test]
fn dates_are_days_of_the_calendar() {
    let run = |date: &str| {
        let text = format!(
            "paper = \"报\"\ndate = {date}\nlayout = \"tabloid-6\"\n[[page]]\nlabel = \"1\"\n"
        );
        run_in(storage(), &text, &[])
    };
    run("\"2026-13-01\"").fails(
        "bad_date at \"2026-13-01\"",
        "there is no day 2026-13-01 | write the day as 2026-06-16",
    );
    for date in
        ["\"16.6.2026\"", "\"2026-06\"", "\"2026-06-16-1\"", "\"+2026-6-1\"", "\"\"", "20260616"]
    {
        assert_eq!(run(date).problems(), [format!("wrong_type at {date}")]);
    }
    assert_eq!(run("2026-06-16T08:00:00").problems(), ["wrong_type at 2026-06-16T08:00:00"]);
    assert_eq!(run("\"99999-01-01\"").problems(), ["wrong_type at \"99999-01-01\""]);
}

#[test]
fn a_rule_that_does_not_exist_cannot_be_silenced() {
    run("silence = [\"low-ppi\"]\n[[page]]\nlabel = \"1\"\n").fails(
        "unknown_value at \"low-ppi\"",
        "`silence` cannot be `low-ppi` | did you mean `low_ppi`?",
    );
}

#[test]
fn a_page_count_is_a_count() {
    for count in ["0", "-1", "99999999999999999999"] {
        let problems =
            run(&format!("pages-expected = {count}\n[[page]]\nlabel = \"1\"\n")).problems();
        assert_eq!(problems, [format!("out_of_range at {count}")]);
    }
    let problems = run("pages-expected = 1.0\n[[page]]\nlabel = \"1\"\n").problems();
    assert_eq!(problems, ["wrong_type at 1.0"]);
}

#[test]
fn pages_that_were_asked_for_exist() {
    let text = format!("{HEAD}[[page]]\nlabel = \"A01\"\n[[page]]\nlabel = \"A02\"\n");
    run_in(storage(), &text, &["A1"])
        .fails("unknown_page at ", "the edition has no page A1 | did you mean `A01`?");
    run_in(storage(), &text, &["sport"])
        .fails("unknown_page at ", "the edition has no page sport | pages: A01, A02");
}

// ---- Stories and layouts ------------------------------------------------------------------------

#[test]
fn a_story_is_named_by_its_file() {
    let edition = "[[page]]\nlabel = \"1\"\nstories = [\"shangai\"]\n";
    let storage = storage().with("/news/articles/shanghai.md", STORY);
    run_in(storage, &format!("{HEAD}{edition}"), &[]).fails(
        "unknown_story at \"shangai\"",
        "there is no story `shangai` in articles/ | did you mean `shanghai`?",
    );
    run("[[page]]\nlabel = \"1\"\nstories = [\"x\"]\n").fails(
        "unknown_story at \"x\"",
        "there is no story `x` in articles/ | stories there: a, b, c",
    );
}

#[test]
fn a_story_stays_in_the_edition() {
    for slug in ["../secret", "/etc/passwd", "sub/a", "..", "a\\\\b"] {
        let run = run(&format!("[[page]]\nlabel = \"1\"\nstories = [\"{slug}\"]\n"));
        assert_eq!(run.problems(), [format!("outside_edition at \"{slug}\"")]);
        assert!(run.edition.is_none());
    }
}

#[test]
fn a_story_is_listed_once() {
    let run = run(
        "[[page]]\nlabel = \"1\"\nstories = [\"a\"]\n[[page.section]]\nhead = \"要闻\"\nstories = [\"b\"]\n\
         [[page]]\nlabel = \"2\"\nstories = [\"b\"]\n",
    );
    run.fails("story_twice at \"b\"", "story `b` is placed twice | keep one of the two");
    let labels = &run.found.iter().next().unwrap().labels;
    let lines: Vec<_> = labels.iter().map(|label| run.files.start_of(label.span).line).collect();
    assert_eq!(lines, [11, 8]);
}

#[test]
fn a_faulty_manuscript_is_told_beside_other_faults() {
    let storage = storage().with("/news/articles/d.md", "no front matter\n");
    let text = format!("{HEAD}[[page]]\nlabel = \"1\"\nstories = [\"d\", \"e\"]\n");
    let run = run_in(storage, &text, &[]);
    let rules: Vec<_> = run.found.iter().map(|problem| problem.code.rule).collect();
    assert_eq!(rules, ["unknown_story", "front_matter_missing"]);
    assert!(run.edition.is_none());
}

#[test]
fn a_layout_is_the_editions_own_or_a_shipped_one() {
    let page = "[[page]]\nlabel = \"1\"\nlayout = \"house\"\n";
    let own = "[sheet]\nwidth = \"200mm\"\nheight = \"300mm\"\n\
        [grid]\ncolumns = 4\ncharacters = 12\nsize = \"9pt\"\nlines = 60\n";
    let storage = storage()
        .with("/news/layouts/house/layout.toml", own)
        .with("/news/layouts/house/style.typ", "");
    let edition = run_in(storage.clone(), &format!("{HEAD}{page}"), &[]).edition();
    let layout = &edition.pages[0].layout;
    assert_eq!((layout.name.as_str(), layout.title.as_str()), ("house", "house"));
    assert_eq!(layout.grid.pitch, Length::pt(11.25));
    let unknown =
        "[[page]]\nlabel = \"1\"\nlayout = \"hous\"\n[[page]]\nlabel = \"2\"\nlayout = \"z\"\n";
    let run = run_in(storage, &format!("{HEAD}{unknown}"), &[]);
    assert_eq!(
        run.messages(),
        [
            "there is no layout `hous` | did you mean `house`?",
            "there is no layout `z` | layouts: \
             broadsheet-6, broadsheet-8, house, tabloid-5, tabloid-6",
        ]
    );
}

#[test]
fn half_a_layout_is_told() {
    let storage = storage().with("/news/layouts/broadsheet-8/style.typ", "");
    let run = run_in(storage, &format!("{HEAD}[[page]]\nlabel = \"1\"\n"), &[]);
    assert_eq!(run.problems(), ["unreadable_file at \"broadsheet-8\""]);
    let file = run.found.iter().next().unwrap().file.clone();
    assert_eq!(file.as_deref(), Some("/news/layouts/broadsheet-8/layout.toml"));
}

#[test]
fn a_layout_stays_in_the_edition() {
    for (name, rule) in [
        ("../other", "outside_edition"),
        ("/etc", "outside_edition"),
        ("..", "outside_edition"),
        ("", "unknown_layout"),
        (".", "unknown_layout"),
    ] {
        let run = run(&format!("[[page]]\nlabel = \"1\"\nlayout = \"{name}\"\n"));
        assert_eq!(run.problems(), [format!("{rule} at \"{name}\"")]);
    }
}

// ---- Places -------------------------------------------------------------------------------------

#[test]
fn a_place_is_for_a_story_of_the_page() {
    let area = "area = { column = 1, line = 1, columns = 1, lines = 9 }";
    let run = run(&format!(
        "[[page]]\nlabel = \"1\"\nstories = [\"a\"]\n[[page.place]]\nstory = \"b\"\n{area}\n\
         [[page]]\nlabel = \"2\"\nstories = [\"b\"]\n"
    ));
    run.fails(
        "place_not_on_page at \"b\"",
        "`b` has a place here but is not a story of page 1 | add it to `stories`, or remove the place",
    );
}

#[test]
fn a_story_has_one_place() {
    let run = run_page(
        "[[page.place]]\nstory = \"a\"\narea = { column = 1, line = 1, columns = 1, lines = 9 }\n\
         [[page.place]]\nstory = \"a\"\narea = { column = 2, line = 1, columns = 1, lines = 9 }\n",
    );
    run.fails("story_twice at \"a\"", "story `a` is placed twice | keep one of the two");
    assert_eq!(run.found.iter().next().unwrap().labels.len(), 2);
}

#[test]
fn stories_do_not_overlap() {
    let run = run_page(
        "[[page.place]]\nstory = \"a\"\narea = { column = 1, line = 1, columns = 5, lines = 46 }\n\
         [[page.place]]\nstory = \"b\"\narea = { column = 3, line = 40, columns = 6, lines = 20 }\n",
    );
    run.fails(
        "areas_overlap at { column = 3, line = 40, columns = 6, lines = 20 }",
        "the areas of `b` and `a` overlap in columns 3–5, lines 40–46 | \
         move or shorten one of the two",
    );
    let problem = run.found.iter().next().unwrap();
    assert_eq!(problem.labels.len(), 2);
    assert_eq!(problem.stories, ["b", "a"]);
}

#[test]
fn stories_may_touch() {
    run_page(
        "[[page.place]]\nstory = \"a\"\narea = { column = 1, line = 1, columns = 5, lines = 46 }\n\
         [[page.place]]\nstory = \"b\"\narea = { column = 1, line = 47, columns = 8, lines = 77 }\n\
         [[page.place]]\nstory = \"c\"\narea = { column = 6, line = 1, columns = 3, lines = 46 }\n",
    )
    .edition();
}

#[test]
fn an_area_stays_on_the_grid() {
    run_place("area = { column = 6, line = 100, columns = 4, lines = 30 }").fails(
        "off_grid at { column = 6, line = 100, columns = 4, lines = 30 }",
        "the area of `c` leaves the grid: columns 6–9 > 8, lines 100–129 > 123 | \
         the grid has 8 columns and 123 lines",
    );
    for numbers in [
        "0, 1, 1, 1",
        "1, -1, 1, 1",
        "1, 1, 4294967295, 1",
        "4294967295, 1, 4294967295, 1",
        "1, 9223372036854775807, 1, 9223372036854775807",
        "1, 1, 1, 99999999999999999999999",
    ] {
        let numbers: Vec<_> = numbers.split(", ").collect();
        let [column, line, columns, lines] = numbers[..] else { unreachable!() };
        let run = run_place(&format!(
            "area = {{ column = {column}, line = {line}, columns = {columns}, lines = {lines} }}"
        ));
        assert_eq!(run.found.iter().map(|it| it.code.rule).collect::<Vec<_>>(), ["off_grid"]);
    }
    let problems = run_place("area = { column = 1.5, line = 1, columns = \"2\" }").problems();
    assert_eq!(
        problems,
        [
            "missing_key at { column = 1.5, line = 1, columns = \"2\" }",
            "wrong_type at 1.5",
            "wrong_type at \"2\"",
        ]
    );
}

#[test]
fn a_place_has_an_area() {
    run_place("").fails(
        "missing_key at [[page.place]]",
        "`area` is missing | add `area = { column = 1, line = 1, columns = 2, lines = 30 }`",
    );
    assert_eq!(run_place("areas = []").problems(), ["missing_key at []"]);
    assert_eq!(
        run_place("area = { column = 1, line = 1, columns = 1, lines = 9 }\nareas = []").problems(),
        ["bad_value at []"]
    );
}

#[test]
fn the_areas_of_a_story_make_one_shape() {
    let two = |second: &str| {
        run_place(&format!(
            "areas = [{{ column = 1, line = 1, columns = 4, lines = 10 }}, {second}]"
        ))
    };
    let apart = "{ column = 5, line = 11, columns = 1, lines = 5 }";
    two(apart).fails(
        "areas_apart at { column = 1, line = 1, columns = 4, lines = 10 }",
        "the areas of `c` do not touch | give them a common edge, or leave one",
    );
    let over = "{ column = 4, line = 10, columns = 2, lines = 5 }";
    two(over).fails(
        &format!("areas_overlap at {over}"),
        "the areas of `c` and `c` overlap in columns 4, lines 10 | move or shorten one of the two",
    );
}

#[test]
fn a_shape_has_one_leg_a_column() {
    let shape = |legs: u32| {
        run_place(&format!(
            "areas = [{{ column = 1, line = 1, columns = 4, lines = 10 }}, \
             {{ column = 1, line = 11, columns = 2, lines = 5 }}]\nlegs = {legs}"
        ))
    };
    shape(4).edition();
    shape(2).fails(
        "shape_legs at 2",
        "`c` has several areas and 2 legs | \
         leave `legs` out: a shape has one leg a column, here 4",
    );
}

#[test]
fn a_broken_measure_has_ten_to_forty_eight_characters() {
    let legs = |rest: &str| {
        run_place(&format!("area = {{ column = 1, line = 1, columns = 3, lines = 20 }}\n{rest}"))
    };
    legs("legs = 2").edition();
    legs("legs = 3").edition();
    legs("legs = 4").fails(
        "bad_measure at 4",
        "`c` in 4 legs has 9 characters a line | \
         a line has 10 to 48 characters; legs that fit here: 1, 2, 3",
    );
    let wide = run_place("area = { column = 1, line = 1, columns = 8, lines = 20 }\nlegs = 2");
    assert_eq!(wide.problems(), ["bad_measure at 2"]);
    assert_eq!(legs("legs = 0").problems(), ["out_of_range at 0"]);
    assert_eq!(legs("legs = 4294967295").problems(), ["out_of_range at 4294967295"]);
    assert_eq!(legs("legs = 100").problems(), ["bad_measure at 100"]);
}

#[test]
fn a_frame_needs_room_for_its_line_above_and_below() {
    let run =
        run_place("area = { column = 1, line = 1, columns = 3, lines = 2 }\nground = \"frame\"");
    run.fails(
        "out_of_range at { column = 1, line = 1, columns = 3, lines = 2 }",
        "`lines` must be from 3 to 123, not 2 | ",
    );
}

#[test]
fn stories_stand_below_the_nameplate() {
    let place = |line: u32| {
        run_page(&format!(
            "nameplate = true\n[[page.place]]\nstory = \"a\"\n\
             area = {{ column = 1, line = {line}, columns = 1, lines = 20 }}\n"
        ))
    };
    place(15).edition();
    place(14).fails(
        "in_nameplate at { column = 1, line = 14, columns = 1, lines = 20 }",
        "the area of `a` starts in the nameplate | start it at line 15 or below",
    );
}

#[test]
fn words_of_a_place_are_known() {
    let run = run_place(
        "area = { column = 1, line = 1, columns = 3, lines = 20 }\nground = \"framed\"\n\
         headline = { direction = \"up\", side = \"middle\", kind = 1 }",
    );
    assert_eq!(
        run.messages(),
        [
            "`ground` cannot be `framed` | did you mean `frame`?",
            "`direction` cannot be `up` | possible: horizontal, vertical",
            "`side` cannot be `middle` | possible: left, right",
            "`kind` must be \"…\", not 1 | ",
        ]
    );
}

#[test]
fn a_headline_stays_in_its_story() {
    let headline = |headline: &str| {
        run_place(&format!(
            "area = {{ column = 1, line = 1, columns = 3, lines = 20 }}\nheadline = {headline}"
        ))
    };
    headline("{ columns = 4 }")
        .fails("out_of_range at 4", "`columns` must be from 1 to 3, not 4 | ");
    headline("{ lines = 0 }").fails("out_of_range at 0", "`lines` must be from 1 to 20, not 0 | ");
    headline("{ size = 30 }").fails(
        "length_without_unit at 30",
        "`size` is a length without a unit: 30 | write a unit, for example \"30mm\" or \"30pt\"",
    );
    assert_eq!(headline("{ size = \"30\" }").problems(), ["length_without_unit at \"30\""]);
    assert_eq!(headline("{ size = \"3m\" }").problems(), ["wrong_type at \"3m\""]);
    headline("{ size = \"5pt\" }")
        .fails("out_of_range at \"5pt\"", "`size` must be from 6 pt to 300 pt, not 5pt | ");
}

#[test]
fn photos_exist_and_stand_in_their_story() {
    let photos = |photos: &str| {
        run_place(&format!(
            "area = {{ column = 1, line = 1, columns = 3, lines = 20 }}\nphotos = [{photos}]"
        ))
    };
    let first = "{ photo = 1, area = { column = 1, line = 1, columns = 1, lines = 9 } }";
    photos(first).edition();
    for number in [0, 3, -1] {
        let photo = format!(
            "{{ photo = {number}, area = {{ column = 1, line = 1, columns = 1, lines = 9 }} }}"
        );
        photos(&photo).fails(
            &format!("no_such_photo at {number}"),
            &format!("`c` has no photo {number} | its manuscript lists 2; they count from 1"),
        );
    }
    photos("{ photo = 2, area = { column = 3, line = 1, columns = 2, lines = 9 } }").fails(
        "photo_outside_story at { column = 3, line = 1, columns = 2, lines = 9 }",
        "photo 2 of `c` leaves the area of its story | move it into the area, or enlarge the area",
    );
    let again = "{ photo = 1, area = { column = 2, line = 1, columns = 1, lines = 9 } }";
    photos(&format!("{first}, {again}")).fails(
        &format!("photo_twice at {again}"),
        "photo 1 of `c` is placed twice | keep one of the two",
    );
    let over = "{ photo = 2, area = { column = 1, line = 9, columns = 1, lines = 9 } }";
    photos(&format!("{first}, {over}")).fails(
        &format!("areas_overlap at {over}"),
        "the areas of `c [2]` and `c [1]` overlap in columns 1, lines 9 | \
         move or shorten one of the two",
    );
}

#[test]
fn a_focus_is_two_shares() {
    let focus = |focus: &str| {
        run_place(&format!(
            "area = {{ column = 1, line = 1, columns = 3, lines = 20 }}\n\
             photos = [{{ photo = 1, area = {{ column = 1, line = 1, columns = 1, lines = 9 }}, \
             focus = {focus} }}]"
        ))
        .problems()
    };
    assert_eq!(focus("[0.5]"), ["wrong_type at [0.5]"]);
    assert_eq!(focus("[]"), ["wrong_type at []"]);
    assert_eq!(focus("0.5"), ["wrong_type at 0.5"]);
    assert_eq!(focus("[1.5, nan]"), ["out_of_range at 1.5", "out_of_range at nan"]);
    assert_eq!(focus("[\"x\", 1]"), ["wrong_type at \"x\""]);
}

#[test]
fn the_same_faults_are_told_in_the_same_order_each_time() {
    let text = format!("{HEAD}[[page]]\nlabel = \"1\"\nstories = [\"z\", \"y\"]\nzz = 1\naa = 2\n");
    let first = run_in(storage(), &text, &[]).problems();
    assert_eq!(
        first,
        [
            "unknown_story at \"z\"",
            "unknown_story at \"y\"",
            "unknown_key at zz",
            "unknown_key at aa"
        ]
    );
    assert_eq!(first, run_in(storage(), &text, &[]).problems());
}
