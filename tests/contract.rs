//! What users, print shops and CI rely on: exit codes, streams, formats, names of files.

use std::fs;

use serde_json::Value;

use super::program::{EDITION, Folder, manuscript, names};

/// A warning: the story is short.
fn short() -> Folder {
    Folder::new().edited("lines = 10", "lines = 30")
}

/// An error: the story is over.
fn long() -> Folder {
    Folder::new().edited("lines = 10", "lines = 6")
}

#[test]
fn exit_codes_follow_the_denied_level() {
    let cases = [
        (Folder::new(), "info", 0),
        (short(), "error", 0),
        (short(), "warning", 1),
        (short(), "info", 1),
        (long(), "error", 1),
        (long(), "warning", 1),
    ];
    for (folder, level, code) in cases {
        for command in ["check", "build", "proof"] {
            let run = folder.run(&[command, "--deny", level]);
            assert_eq!(run.code, Some(code), "{command} {level}: {}{}", run.stdout, run.stderr);
        }
    }
}

#[test]
fn wrong_arguments_cannot_run() {
    let folder = Folder::new();
    for arguments in [&["publish"][..], &["build", "--colour"], &["build", ".", "."], &[]] {
        let run = folder.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.stderr.contains("Usage"), "{}", run.stderr);
    }
    let run = folder.run(&["build", "--page", "99"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("99") && run.stderr.contains("02"), "{}", run.stderr);
    assert!(folder.out().is_empty());
}

#[test]
fn check_compares_the_number_of_pages_and_writes_nothing() {
    let folder = Folder::new().with("edition.toml", format!("pages-expected = 2\n{EDITION}"));
    let run = folder.run(&["check"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stdout.contains("B0116") && run.stdout.contains("edition.toml:1:18"),
        "{}",
        run.stdout
    );
    assert!(folder.out().is_empty());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = short();
    let mut first = None;
    for out in ["one", "two"] {
        assert_eq!(folder.run(&["build", "--out", out, "--proof"]).code, Some(0));
        let names = names(&folder.path(out));
        assert_eq!(names.len(), 3, "{names:?}");
        let files: Vec<Vec<u8>> =
            names.iter().map(|name| fs::read(folder.path(out).join(name)).unwrap()).collect();
        assert!(first.get_or_insert_with(|| files.clone()) == &files, "the runs differ");
    }
}

#[test]
fn results_and_messages_have_streams_of_their_own() {
    let folder = short();
    let human = folder.run(&["build"]);
    assert!(human.stdout.contains("out") && human.stdout.contains(".pdf"), "{}", human.stdout);
    assert!(!human.stdout.contains("B0402") && human.stderr.contains("B0402"));
    let short = folder.run(&["build", "--format", "short"]);
    assert!(short.stdout.contains("B0402") && !short.stdout.contains(".pdf"), "{}", short.stdout);
    assert!(short.stderr.contains(".pdf"), "{}", short.stderr);
    let check = folder.run(&["check", "--quiet"]);
    assert!(check.stdout.contains("B0402"), "{}", check.stdout);
    assert_eq!(check.stderr, "");
    for run in [human, short, check] {
        assert!(
            !run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'),
            "colours in a pipe"
        );
    }
}

#[test]
fn findings_come_in_forms_that_machines_read() {
    let folder = Folder::new().with("articles/first.md", manuscript() + "\n<&\"党建]]>\n");
    let folder = folder.edited("lines = 10", "lines = 6");
    let check = |format| folder.run(&["check", "--format", format]).stdout;
    let json: Value = serde_json::from_str(&check("json")).unwrap();
    assert!(json.to_string().contains("B0401"), "{json}");
    let sarif: Value = serde_json::from_str(&check("sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(!sarif["runs"][0]["results"].as_array().unwrap().is_empty());
    let junit = check("junit");
    let tree = roxmltree::Document::parse(&junit).unwrap();
    assert!(tree.descendants().any(|node| node.has_tag_name("failure")), "{junit}");
    let github = check("github");
    assert!(github.lines().any(|line| line.starts_with("::error file=")), "{github}");
    let short = check("short");
    let parts: Vec<&str> = short.lines().next().unwrap().split(':').collect();
    assert!(parts[0].ends_with(".md") && parts[1].parse::<u32>().is_ok(), "{short}");
}

#[test]
fn forms_are_whole_also_when_nothing_can_be_made() {
    let folder = Folder::new().edited("label ", "lable ");
    for format in ["json", "sarif"] {
        let run = folder.run(&["build", "--format", format]);
        assert_eq!(run.code, Some(2));
        serde_json::from_str::<Value>(&run.stdout).unwrap();
    }
    let junit = folder.run(&["build", "--format", "junit"]).stdout;
    roxmltree::Document::parse(&junit).unwrap();
}

#[test]
fn messages_are_chinese_where_they_are_asked_for() {
    let run = long().run(&["check", "--lang", "zh"]);
    assert!(run.stdout.contains("溢出") || run.stdout.contains('行'), "{}", run.stdout);
    assert!(!run.stdout.contains("is over"), "{}", run.stdout);
}

#[test]
fn an_edition_is_found_from_everywhere() {
    let folder = Folder::new();
    let outer = folder.path("..");
    let name = folder.root().file_name().unwrap().to_str().unwrap();
    let file = format!("{name}/edition.toml");
    let absolute = folder.root().to_str().unwrap();
    for edition in [name, &file, &format!("./{name}/../{name}"), absolute] {
        let output = folder.command(&["build", edition]).current_dir(&outer).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{edition}");
        assert_eq!(folder.out(), [format!("{name}.pdf"), "report.json".to_owned()]);
        fs::remove_dir_all(folder.path("out")).unwrap();
    }
}

/// Two pages, the second on another layout.
fn two_pages() -> Folder {
    let page = EDITION[EDITION.find("[[page]]").unwrap()..]
        .replace("\"02\"", "\"A-03\"\nlayout = \"tabloid-6\"")
        .replace("first", "second")
        .replace("lines = 10", "lines = 13");
    Folder::new()
        .with("edition.toml", format!("{EDITION}\n{page}"))
        .with("articles/second.md", manuscript())
}

#[test]
fn pages_are_made_one_by_one_and_named_by_their_labels() {
    let folder = two_pages();
    let run = folder.run(&["build", "--split", "--proof", "--out", "all"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let all = names(&folder.path("all"));
    assert_eq!(all, ["02.pdf", "02.png", "A-03.pdf", "A-03.png", "report.json"]);
    assert_eq!(folder.run(&["proof", "--page", "A-03", "--out", "one"]).code, Some(0));
    assert_eq!(names(&folder.path("one")), ["A-03.png"]);
}

#[test]
fn a_page_is_made_while_another_is_still_being_written() {
    let folder = two_pages().with("articles/second.md", "---\n");
    assert_eq!(folder.run(&["build"]).code, Some(2));
    let run = folder.run(&["build", "--page", "02"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn overlays_are_drawn_over_proofs() {
    let folder = long();
    folder.run(&["proof", "--out", "plain"]);
    let run = folder.run(&["proof", "--out", "drawn", "--overlay", "grid,frames,order,faults"]);
    assert_eq!(run.code, Some(1));
    let read = |out: &str| fs::read(folder.path(out).join("02.png")).unwrap();
    assert!(read("drawn").starts_with(b"\x89PNG"));
    assert!(read("plain") != read("drawn"));
}

#[test]
fn codes_fonts_and_completions_are_told() {
    let folder = Folder::new();
    for name in ["B0401", "overset"] {
        let run = folder.run(&["explain", name]);
        assert_eq!(run.code, Some(0));
        assert!(run.stdout.contains("B0401") && run.stdout.contains("overset"), "{}", run.stdout);
    }
    let run = folder.run(&["explain", "overzet"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("overset"), "{}", run.stderr);
    let fonts = folder.run(&["fonts"]).stdout;
    assert!(["Banmian Song", "Banmian Hei", "Banmian Kai"].iter().all(|font| fonts.contains(font)));
    let missing = folder.with("articles/first.md", manuscript() + "\n\u{1F600}\n");
    let run = missing.run(&["fonts", "--missing", "."]);
    assert!(run.stdout.contains("1F600"), "{}{}", run.stdout, run.stderr);
    for shell in ["bash", "zsh", "fish"] {
        let run = missing.run(&["completions", shell]);
        assert!(run.code == Some(0) && run.stdout.contains("banmian"));
    }
}

#[test]
fn a_layout_beside_the_edition_is_found_before_the_shipped_one() {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/layouts/tabloid-5/layout.toml");
    let own = fs::read_to_string(shipped).unwrap().replace("\"275mm\"", "\"280mm\"");
    let folder = Folder::new()
        .with("layouts/tabloid-5/layout.toml", own)
        .with("layouts/tabloid-5/style.typ", "#import \"/house.typ\": *\n");
    assert_eq!(folder.run(&["build"]).code, Some(0));
    let report: Value =
        serde_json::from_slice(&fs::read(folder.path("out/report.json")).unwrap()).unwrap();
    assert_eq!(report["pages"][0]["trim_mm"][0], 280.0);
}

/// The steps of the README.
#[test]
fn the_first_page_of_a_newcomer() {
    let folder = Folder::empty();
    let run = folder.run(&["init", "my-paper"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(folder.run(&["build", "my-paper", "--deny", "warning"]).code, Some(0));
    assert_eq!(names(&folder.path("my-paper/out")), ["my-paper.pdf", "report.json"]);
    let story = folder.path("my-paper/articles/first.md");
    let written = fs::read_to_string(&story).unwrap() + "\n双方近日签署协议。\n";
    fs::write(&story, written + &"\n双方以党建为纽带，搭建共享平台。\n".repeat(50)).unwrap();
    let run = folder.run(&["build", "my-paper"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("is over by"), "{}", run.stderr);
    let run = folder.run(&["check", "my-paper"]);
    assert!(run.stdout.contains("first.md:2:11"), "{}", run.stdout);
    assert_eq!(folder.run(&["init", "my-paper"]).code, Some(2), "it is not empty any more");
    assert_eq!(fs::read_to_string(&story).unwrap().matches("纽带").count(), 50);
}
