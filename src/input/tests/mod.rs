//! Whole editions in memory: what they become, and what is said about each mistake.

mod editions;
mod names;
mod places;
mod whole;

use std::path::Path;

use super::{Request, read};
use crate::diag::{Diagnostics, Language};
use crate::model::Edition;
use crate::source::{Files, Memory};

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
        let problem = self.found.iter().next().unwrap();
        for sentence in [problem.code.message.zh, problem.code.help.zh] {
            for gap in sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                assert!(problem.args.iter().any(|(name, _)| *name == gap), "{gap} is open");
            }
        }
        assert!(self.edition.is_none());
    }
}
