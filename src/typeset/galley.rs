//! The galley 小样: a body set once, in one endless leg of its measure, as lines of one pitch.

use crate::geometry::{Break, CutLine};
use crate::units::Length;

use super::lines::LineItems;

/// A body in lines.
#[derive(Debug, Clone)]
pub struct Galley {
    /// Width of a leg.
    pub measure: Length,
    /// The lines from the first to the last.
    pub lines: Vec<GalleyLine>,
}

/// One line, one pitch high.
#[derive(Debug, Clone)]
pub struct GalleyLine {
    /// What is painted, from the line's top left. A block of several lines is painted whole by its
    /// first.
    pub(crate) content: LineItems,
    /// The block of the story that it comes from; the source note is one past the last.
    pub block: usize,
    /// What the line is.
    pub kind: LineKind,
    /// Whether a leg may end after it.
    pub after: Break,
}

/// What a line of a galley is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A line of a paragraph.
    Copy,
    /// A line of a subhead; the first one paints it.
    Subhead {
        /// Whether it is the first.
        is_first: bool,
    },
    /// A line of a pull quote; the first one paints it.
    PullQuote {
        /// Whether it is the first.
        is_first: bool,
    },
    /// `（转自…）` on a line of its own.
    SourceNote,
}

impl GalleyLine {
    /// What is printed in the line.
    pub fn text(&self) -> &str {
        &self.content.text
    }
}

impl Galley {
    /// The lines as the cutter sees them.
    pub fn cut_lines(&self) -> Vec<CutLine> {
        self.lines
            .iter()
            .map(|line| CutLine {
                after: line.after,
                takes_white: matches!(line.kind, LineKind::Subhead { is_first: true }),
            })
            .collect()
    }

    /// What is printed in a range of lines.
    pub fn text(&self, lines: std::ops::Range<usize>) -> String {
        self.lines[lines].iter().map(GalleyLine::text).collect()
    }
}
