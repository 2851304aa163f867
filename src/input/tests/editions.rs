//! Mistakes in the edition file itself.

use super::*;

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
    run_in(storage(), &text, &["a01"])
        .fails("unknown_page at ", "the edition has no page a01 | pages: A01, A02");
    run_in(storage(), &text, &["A001"])
        .fails("unknown_page at ", "the edition has no page A001 | did you mean `A01`?");
    run_in(storage(), &text, &["sport"])
        .fails("unknown_page at ", "the edition has no page sport | pages: A01, A02");
}
