//! What goes wrong in a newsroom: each fault ends with a message that says what, where and what to
//! do, with the exit code of the contract, and never with a panic or half a file.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::program::{EDITION, Folder, Run, manuscript, names};

/// A second and a bit on a slow machine; an endless run would take for ever.
const BOUND: Duration = Duration::from_secs(20);

/// The edition cannot be made: exit code 2, the words are in the message, and what was in the
/// output folder before is there as it was.
#[track_caller]
fn refuses(folder: &Folder, words: &[&str]) -> Run {
    fs::create_dir_all(folder.path("out")).unwrap();
    fs::write(folder.path("out/report.json"), "old").unwrap();
    let run = folder.run(&["build"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    says(&run, words);
    assert_eq!(run.stdout, "", "results of a run that had none");
    assert_eq!(folder.out(), ["report.json"]);
    assert_eq!(fs::read(folder.path("out/report.json")).unwrap(), b"old");
    run
}

/// The page is made all the same: exit code 1, the words are in the message.
#[track_caller]
fn finds(folder: &Folder, words: &[&str]) -> Run {
    let run = folder.run(&["build"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    says(&run, words);
    assert!(folder.out().iter().any(|name| name.ends_with(".pdf")), "{:?}", folder.out());
    assert!(folder.out().contains(&"report.json".to_owned()));
    assert_eq!(folder.out().len(), 2, "{:?}", folder.out());
    run
}

#[track_caller]
fn says(run: &Run, words: &[&str]) {
    for word in words {
        assert!(run.stderr.contains(word), "no `{word}` in:\n{}", run.stderr);
    }
}

#[test]
fn an_edition_that_is_not_there() {
    let folder = Folder::empty();
    let run = folder.run(&["build", "nowhere"]);
    assert_eq!(run.code, Some(2));
    says(&run, &["B0001", "nowhere", "help"]);
    refuses(&folder, &["B0001", "edition.toml"]);
}

#[test]
fn a_manuscript_that_cannot_be_read() {
    let folder = Folder::new();
    fs::remove_file(folder.path("articles/first.md")).unwrap();
    fs::create_dir(folder.path("articles/first.md")).unwrap();
    refuses(&folder, &["first", "help"]);
}

#[test]
fn text_that_is_not_utf8() {
    // “推进党建工作” as GBK, with enough text around it to tell.
    let gbk = b"---\nheadline: \xcd\xc6\xbd\xf8\xb5\xb3\xbd\xa8\xb9\xa4\xd7\xf7\n---\n\xcd\xc6\xbd\xf8\xb5\xb3\xbd\xa8\n";
    refuses(&Folder::new().with("articles/first.md", gbk), &["B0002", "first.md", "GB", "iconv"]);
    refuses(
        &Folder::new().with("edition.toml", b"paper = \"\xff\xfe\x00\"\n"),
        &["B0002", "edition.toml"],
    );
}

#[test]
fn keys_and_values_that_are_wrong() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("label ", "lable ", &["B0102", "edition.toml:6:1", "lable", "`label`"]),
        ("columns = 2", "columns = \"two\"", &["B0103", "edition.toml:11", "columns"]),
        (
            "lines = 10 }",
            "lines = 10 }\nheadline = { size = 30 }",
            &["B0106", "edition.toml:12", "30pt"],
        ),
        ("date   = 2026-06-16", "date   = 2026-02-30", &["edition.toml:2"]),
        ("paper  = ", "paper  ", &["B0101", "edition.toml:1"]),
        ("[\"first\"]", "[\"frist\"]", &["B0107", "edition.toml:7", "frist", "first"]),
        ("tabloid-5", "tabloid-7", &["B0111", "edition.toml:3", "tabloid-5"]),
        ("[\"first\"]", "[\"first\", \"first\"]", &["B0108", "edition.toml:7"]),
        ("lines = 10", "lines = 90", &["B0110", "edition.toml:11", "80 lines"]),
        ("column = 1", "column = 0", &["B0110", "edition.toml:11", "5 columns"]),
        ("columns = 2", "columns = -1", &["edition.toml:11"]),
        ("lines = 10", "lines = 99999999999", &["edition.toml:11"]),
    ];
    for (from, to, words) in cases {
        refuses(&Folder::new().edited(from, to), words);
    }
}

#[test]
fn several_faults_are_told_in_one_run() {
    let edition = EDITION.replace("label ", "lable ").replace("tabloid-5", "tabloid-7");
    refuses(&Folder::new().with("edition.toml", edition), &["B0102", "B0111"]);
}

#[test]
fn stories_on_one_place() {
    let place = "\n[[page.place]]\nstory = \"second\"\narea = { column = 2, line = 5, columns = 2, lines = 9 }\n";
    let edition = EDITION.replace("[\"first\"]", "[\"first\", \"second\"]") + place;
    let folder = Folder::new().with("edition.toml", edition);
    let folder = folder.with("articles/second.md", manuscript());
    refuses(&folder, &["B0109", "columns 2", "lines 5–10"]);
}

#[test]
fn an_area_too_small_for_its_headline() {
    let folder = Folder::new().edited("lines = 10", "lines = 2");
    finds(&folder, &["B0403", "first.md", "headline", "help"]);
}

#[test]
fn manuscripts_that_are_no_manuscripts() {
    let folder = |text: &str| Folder::new().with("articles/first.md", text);
    refuses(&folder("---\nheadline: 推进党建工作\n双方签署协议。\n"), &["first.md:1", "help"]);
    refuses(&folder("双方签署协议。\n"), &["first.md:1", "headline"]);
    refuses(
        &folder("---\nheadline: 推进\nheadlin: 党建\n---\n双方。\n"),
        &["first.md:3:1", "headline"],
    );
    for empty in ["", "---\nheadline: 推进党建工作\n---\n\n"] {
        let run = folder(empty).run(&["check"]);
        assert!(matches!(run.code, Some(1 | 2)), "{empty:?}: {}", run.stdout);
        assert!(run.stdout.contains("first.md") && run.stdout.contains("help"), "{}", run.stdout);
    }
}

#[test]
fn a_story_of_a_hundred_thousand_characters() {
    let text = manuscript() + &"\n双方以党建为纽带，搭建共享平台。\n".repeat(6_250);
    let folder = Folder::new().with("articles/first.md", text);
    let started = Instant::now();
    let run = finds(&folder, &["B0401", "lines", "characters"]);
    assert!(started.elapsed() < BOUND, "{:?}", started.elapsed());
    assert!(run.stderr.len() < 2_000, "the message holds the copy");
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path("out/report.json")).unwrap()).unwrap();
    let overset = &report["pages"][0]["stories"][0]["overset"];
    assert!(overset["characters"].as_u64().unwrap() > 99_000, "{}", overset["characters"]);
}

#[test]
fn photos_that_cannot_be_printed() {
    let jpeg =
        fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/dangjian/images/seeding.jpg"));
    let jpeg = jpeg.unwrap();
    let png = wide_png();
    let cases: &[(Option<&[u8]>, &str)] = &[
        (None, "B0501"),
        (Some(b""), "B0502"),
        (Some(b"a letter to the editor"), "B0502"),
        (Some(&jpeg[..jpeg.len() / 2]), "B0502"),
        (Some(&jpeg[..100]), "B0502"),
        (Some(&png), "B0504"),
    ];
    for (content, code) in cases {
        let folder = Folder::new().with_photo(*content);
        let run = finds(&folder, &[code, "a.jpg", "first.md:2", "help"]);
        assert!(run.stdout.contains(".pdf"), "{}", run.stdout);
        let report = fs::read_to_string(folder.path("out/report.json")).unwrap();
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let photo = &report["pages"][0]["photos"][0];
        assert!(photo["ppi"].is_null(), "{code}: its place is kept by a box: {photo}");
    }
}

/// The head of a picture that would be 30 001 pixels wide and as high.
fn wide_png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(30_001u32.to_be_bytes());
    png.extend(30_001u32.to_be_bytes());
    png.extend([8, 2, 0, 0, 0]);
    let crc = !png[12..].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
        })
    });
    png.extend(crc.to_be_bytes());
    png.extend(b"\0\0\0\0IDAT");
    png
}

#[test]
fn a_font_that_is_none() {
    let folder = Folder::new().with("fonts/house.otf", "no font").with("fonts/empty.ttf", "");
    let run = folder.run(&["build", "--deny", "warning"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    says(&run, &["house.otf", "empty.ttf", "help"]);
}

/// A layout of the edition's own with this look.
fn with_style(style: &str) -> Folder {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/layouts/tabloid-5/layout.toml");
    Folder::new()
        .with("layouts/own/layout.toml", fs::read(shipped).unwrap())
        .with("layouts/own/style.typ", style)
        .edited("tabloid-5", "own")
}

#[test]
fn a_look_with_a_fault() {
    let house = "#import \"/house.typ\": *\n";
    let cases = [
        (format!("{house}\n#let byline(it) = (\n"), "style.typ:3"),
        (format!("{house}#let main(it) = nothing\n"), "style.typ:2"),
        ("#let body(it) = it.content\n".to_owned(), "B0113"),
        (format!("{house}#let main(it) = {{ while true {{}} }}\n"), "style.typ:2"),
        (format!("{house}#let f(x) = f(x)\n#let main(it) = f(1)\n"), "style.typ:2"),
        (format!("{house}#let main(it) = read(\"/etc/passwd\")\n"), "style.typ:2"),
        (format!("{house}#let main(it) = read(\"../../../secret\")\n"), "style.typ:2"),
    ];
    for (style, place) in cases {
        let started = Instant::now();
        refuses(&with_style(&style), &[place]);
        assert!(started.elapsed() < BOUND, "{style}");
    }
}

#[test]
fn paths_that_leave_the_edition() {
    let folder = Folder::new().with("secret.md", manuscript());
    let edition = EDITION.replace("\"first\"", "\"../secret\"");
    refuses(&folder.with("edition.toml", edition), &["edition.toml:7", "../secret"]);
    refuses(&Folder::new().edited("tabloid-5", "../own"), &["edition.toml:3", "../own"]);
    refuses(&Folder::new().edited("\"02\"", "\"../02\""), &["edition.toml:6"]);
    let photo = manuscript().replacen("---\n", "---\nphotos: [{ file: ../../a.jpg }]\n", 1);
    refuses(&Folder::new().with("articles/first.md", photo), &["B0003", "first.md:2"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_edition() {
    let outside = Folder::empty().with("secret.md", manuscript());
    let folder = Folder::new();
    fs::remove_file(folder.path("articles/first.md")).unwrap();
    std::os::unix::fs::symlink(outside.path("secret.md"), folder.path("articles/first.md"))
        .unwrap();
    refuses(&folder, &["B0003", "first.md"]);
}

#[test]
fn an_output_folder_that_cannot_be() {
    let folder = Folder::new().with("file.txt", "mine");
    for out in ["file.txt", "file.txt/x"] {
        let run = folder.run(&["build", "--out", out]);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        says(&run, &["B0004", out, "help"]);
        assert_eq!(fs::read(folder.path("file.txt")).unwrap(), b"mine");
    }
}

/// A limit on the size of files is what a full disk is to the program: writing stops half way.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full() {
    let folder = Folder::new().with("out/report.json", "old");
    let program = env!("CARGO_BIN_EXE_banmian");
    let script = format!("trap '' XFSZ; ulimit -f 1; exec '{program}' build --no-cache");
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder.root())
        .output()
        .unwrap();
    let run = Run::from(output);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    says(&run, &["B0004", "help"]);
    assert_eq!(folder.out(), ["report.json"], "nothing half written is left");
    assert_eq!(fs::read(folder.path("out/report.json")).unwrap(), b"old");
}

#[test]
fn two_runs_at_once_into_one_folder() {
    let folder = Folder::new();
    let start = || folder.command(&["build", "-q"]).stdout(Stdio::null()).spawn().unwrap();
    let mut runs: Vec<_> = (0..4).map(|_| start()).collect();
    for run in &mut runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
    }
    assert_eq!(folder.out().len(), 2, "{:?}", folder.out());
    assert_whole(&folder);
}

#[test]
fn a_run_that_is_killed_leaves_what_was_there() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["build"]).code, Some(0));
    for delay in [0, 1, 2, 4, 7, 11, 16, 22, 29, 40] {
        let mut run = folder.command(&["build", "-q"]).stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(delay));
        run.kill().unwrap();
        run.wait().unwrap();
        assert_whole(&folder);
    }
}

/// The PDF begins and ends as one, the report can be read.
#[track_caller]
fn assert_whole(folder: &Folder) {
    let pdf = names(&folder.path("out")).into_iter().find(|name| name.ends_with(".pdf")).unwrap();
    let pdf = fs::read(folder.path("out").join(pdf)).unwrap();
    assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    let report = fs::read(folder.path("out/report.json")).unwrap();
    serde_json::from_slice::<serde_json::Value>(&report).unwrap();
}
