//! Splits a manuscript into its front matter and its body, and reads the front matter.
//!
//! YAML and TOML become one small tree of values with places ([`tree`]); one reader ([`head`])
//! turns the tree into a [`Head`], so both kinds have the same keys and the same messages.

mod head;
mod toml;
mod tree;
mod yaml;

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::source::{FileId, Span};

pub(super) use head::{Head, PhotoEntry, Written};

/// The two ways to write front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Yaml,
    Toml,
}

impl Kind {
    const fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }

    fn of_line(line: &str) -> Option<Self> {
        [Self::Yaml, Self::Toml].into_iter().find(|kind| is_fence(line, *kind))
    }
}

/// A manuscript cut in two: byte ranges of the text between the fences and after them.
#[derive(Debug, PartialEq, Eq)]
struct Parts {
    kind: Kind,
    opening: Range<usize>,
    inside: Range<usize>,
    body: Range<usize>,
}

/// The front matter and the place where the body starts; `None` when the head is of no use.
pub(super) fn read(
    file: FileId,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(Head, usize)> {
    let parts = match split(text) {
        Ok(parts) => parts,
        Err(fault) => {
            diagnostics.push(fault.into_diagnostic(file));
            return None;
        }
    };
    let inside = &text[parts.inside.clone()];
    let place = tree::Origin { file, offset: parts.inside.start };
    let root = match parts.kind {
        Kind::Yaml => yaml::parse(inside, place, diagnostics),
        Kind::Toml => toml::parse(inside, place, diagnostics),
    }?;
    let opening = Span::new(file, parts.opening);
    Some((head::read(root, text, opening, diagnostics), parts.body.start))
}

/// Why a manuscript could not be cut in two.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    Missing(Range<usize>),
    Open(Kind, Range<usize>),
}

impl Fault {
    fn into_diagnostic(self, file: FileId) -> Diagnostic {
        match self {
            Self::Missing(line) => {
                Diagnostic::new(&code::FRONT_MATTER_MISSING).at(Span::new(file, line))
            }
            Self::Open(kind, line) => Diagnostic::new(&code::FRONT_MATTER_OPEN)
                .with("fence", kind.fence())
                .at(Span::new(file, line)),
        }
    }
}

/// Finds the fences. Blank lines before the first are allowed.
fn split(text: &str) -> Result<Parts, Fault> {
    let mut lines = super::lines::lines(text);
    let Some(first) = lines.find(|line| !super::lines::is_blank(line.text)) else {
        return Err(Fault::Missing(0..0));
    };
    let Some(kind) = Kind::of_line(first.text) else {
        return Err(Fault::Missing(first.range()));
    };
    let opening = first.start..first.start + first.text.trim_end().len();
    match lines.find(|line| is_fence(line.text, kind)) {
        Some(closing) => Ok(Parts {
            kind,
            inside: first.next..closing.start,
            body: closing.next..text.len(),
            opening,
        }),
        None => Err(Fault::Open(kind, opening)),
    }
}

fn is_fence(line: &str, kind: Kind) -> bool {
    line.trim_start_matches('\u{feff}').trim_end() == kind.fence()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_cut_at_the_fences() {
        let text = "\n---  \r\na: 1\r\n---\r\n正文";
        let parts = split(text).unwrap();
        assert_eq!(parts.kind, Kind::Yaml);
        assert_eq!(&text[parts.inside], "a: 1\r\n");
        assert_eq!(&text[parts.body], "正文");
        assert_eq!(&text[parts.opening], "---");
    }

    #[test]
    fn a_fence_of_the_other_kind_does_not_close() {
        assert_eq!(split("+++\na = 1\n---\n"), Err(Fault::Open(Kind::Toml, 0..3)));
    }

    #[test]
    fn text_without_a_fence_has_no_front_matter() {
        assert_eq!(split("标题\n---\n"), Err(Fault::Missing(0..6)));
        assert_eq!(split(""), Err(Fault::Missing(0..0)));
        assert_eq!(split("----\na: 1\n---\n"), Err(Fault::Missing(0..4)));
    }

    #[test]
    fn front_matter_may_be_empty_and_end_the_file() {
        let parts = split("---\n---").unwrap();
        assert_eq!((parts.inside, parts.body), (4..4, 7..7));
    }
}
