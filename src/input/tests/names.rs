//! Stories and layouts that are not there, or not where they should be.

use super::*;
use crate::units::Length;

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
    assert_eq!(lines, [12, 9]);
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
