//! The walls of the house: which room may import which, and which crates only some rooms may use.
//!
//! A room may import the rooms listed after it and nothing else. To open a new door, change the
//! table in the same commit as the import, and say why in `docs/architecture.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may import.
const DOORS: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("assets", &[]),
    ("source", &[]),
    ("diag", &["source"]),
    ("model", &["units", "source"]),
    ("geometry", &["units", "model"]),
    ("input", &["units", "source", "diag", "model", "geometry", "assets"]),
    ("photo", &["units", "source", "diag", "model"]),
    ("typeset", &["units", "source", "diag", "model", "geometry", "assets"]),
    ("compose", &["units", "diag", "model", "geometry", "photo", "typeset"]),
    ("export", &["units", "source", "diag", "model", "geometry", "compose"]),
    (
        "pipeline",
        &["units", "source", "diag", "model", "input", "photo", "typeset", "compose", "export"],
    ),
    ("cli", &["pipeline", "diag", "source", "units", "model", "assets", "export"]),
];

/// Crates that only these rooms may name.
const CRATE_DOORS: &[(&str, &[&str])] = &[
    ("typst", &["typeset", "compose", "export"]),
    ("typst_eval", &["typeset"]),
    ("typst_layout", &["typeset", "export"]),
    ("typst_library", &["typeset", "compose", "export"]),
    ("typst_pdf", &["export"]),
    ("typst_render", &["export"]),
    ("typst_syntax", &["typeset", "compose", "export"]),
    ("comemo", &["typeset"]),
    ("fontdb", &["typeset"]),
    ("icu_segmenter", &["typeset"]),
    ("lopdf", &["export"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("indicatif", &["cli"]),
    ("anstream", &["cli"]),
    ("anyhow", &["cli"]),
    ("annotate_snippets", &["diag"]),
    ("serde_saphyr", &["input"]),
    ("toml", &["input"]),
    ("jiff", &["input"]),
    ("fast_image_resize", &["photo"]),
    ("exif", &["photo"]),
    ("tempfile", &["source"]),
];

#[test]
fn rooms_import_only_through_their_doors() {
    let doors = table(DOORS);
    let broken = search(|room, _, code| {
        let named = imports(code).into_iter().filter(|door| door != room);
        let known = named.filter(|door| doors.contains_key(door.as_str()));
        known.filter(|door| !doors[room].contains(door.as_str())).collect()
    });
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn crates_come_in_only_through_their_doors() {
    let broken = search(|room, _, code| {
        CRATE_DOORS
            .iter()
            .filter(|(name, rooms)| names_crate(code, name) && !rooms.contains(&room))
            .map(|(name, _)| (*name).to_owned())
            .collect()
    });
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// Only `source` reads and writes files; the cache of photos is the one other place that does.
#[test]
fn files_are_touched_in_one_room() {
    let broken = search(|room, path, code| {
        let is_allowed = room == "source" || path.ends_with("photo/cache.rs");
        let touches = code.contains("std::fs") || code.contains("File::open");
        if touches && !is_allowed { vec!["std::fs".to_owned()] } else { Vec::new() }
    });
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_room_has_its_row() {
    let doors = table(DOORS);
    let rooms: BTreeSet<String> = fs::read_dir(source_root())
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| name != "lib" && name != "main")
        .collect();
    let rows: BTreeSet<String> = doors.keys().map(|room| (*room).to_owned()).collect();
    assert_eq!(rooms, rows);
}

/// The checks above would pass if they found nothing to check.
#[test]
fn the_search_finds_a_broken_wall() {
    assert_eq!(imports("use crate::{diag::Diagnostic, model};"), ["diag", "model"]);
    assert_eq!(imports("crate::units::Length"), ["units"]);
    assert!(names_crate("use typst_library::World;", "typst_library"));
    assert!(names_crate("let x = lopdf::Document::new();", "lopdf"));
    assert!(!names_crate("use typst_library::World;", "typst"));
}

fn table(
    rows: &[(&'static str, &'static [&'static str])],
) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    rows.iter().map(|(room, doors)| (*room, doors.iter().copied().collect())).collect()
}

fn source_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Runs a check over each line of code of each room; returns what it found with the place.
fn search(check: impl Fn(&str, &Path, &str) -> Vec<String>) -> Vec<String> {
    let mut broken = Vec::new();
    for (room, _) in DOORS {
        for file in rust_files(room) {
            let text = fs::read_to_string(&file).unwrap();
            // The rooms' own tests may go anywhere.
            let code_ends = text.find("\nmod tests {").unwrap_or(text.len());
            for (number, line) in text[..code_ends].lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for found in check(room, &file, code) {
                    let place = file.strip_prefix(source_root()).unwrap().display().to_string();
                    broken.push(format!("{place}:{}: `{room}` uses `{found}`", number + 1));
                }
            }
        }
    }
    broken
}

fn rust_files(room: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut todo = vec![source_root().join(room), source_root().join(room).with_extension("rs")];
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && path.file_name().is_some_and(|name| name != "tests.rs")
            && path.exists()
        {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The rooms a line names as `crate::room` or `crate::{room, room::Item}`.
fn imports(code: &str) -> Vec<String> {
    let word = |text: &str| {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group.split(',').map(|part| word(part.trim()))),
            None => found.push(word(rest)),
        }
    }
    found
}

/// Whether a line names a crate as the first part of a path.
fn names_crate(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}
