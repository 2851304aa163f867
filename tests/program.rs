//! The program itself, run as a user would, on an edition in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The page that every edition starts from.
pub const EDITION: &str = r#"paper  = "公益时报"
date   = 2026-06-16
layout = "tabloid-5"

[[page]]
label   = "02"
stories = ["first"]

[[page.place]]
story = "first"
area  = { column = 1, line = 1, columns = 2, lines = 10 }
"#;

/// A manuscript that fills its place.
pub fn manuscript() -> String {
    format!("---\nheadline: 推进党建工作\n---\n{}\n", "双方以党建为纽带搭建共享平台。".repeat(10))
}

/// A folder with an edition, gone with the test.
pub struct Folder(TempDir);

/// How a run ended.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    /// An empty folder.
    pub fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// An edition without faults.
    pub fn new() -> Self {
        Self::empty().with("edition.toml", EDITION).with("articles/first.md", manuscript())
    }

    /// With a file more, or another in its stead.
    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// With a part of the edition file replaced.
    pub fn edited(self, from: &str, to: &str) -> Self {
        assert!(EDITION.contains(from), "{from}");
        self.with("edition.toml", EDITION.replace(from, to))
    }

    /// With a photo in the manuscript, whose file is this.
    pub fn with_photo(self, content: Option<&[u8]>) -> Self {
        let front = "---\nphotos: [{ file: a.jpg, caption: 签约仪式, credit: 本报 }]\n";
        let text = manuscript().replacen("---\n", front, 1);
        let folder = self.edited("lines = 10", "lines = 25").with("articles/first.md", text);
        match content {
            Some(content) => folder.with("images/a.jpg", content),
            None => folder,
        }
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// The program with arguments, in this folder, nothing from the outside in its environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_banmian"));
        command.args(arguments).current_dir(self.root()).env_remove("BANMIAN_LANG");
        command.env("BANMIAN_CACHE", self.path(".cache"));
        command
    }

    /// Runs to the end. A panic is never an answer.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let run = Run::from(self.command(arguments).output().unwrap());
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        run
    }

    /// The names in the output folder; a file that is only half there would be one of them.
    pub fn out(&self) -> Vec<String> {
        names(&self.path("out"))
    }
}

/// The names in a folder, in order.
pub fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
