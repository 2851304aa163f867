//! The galley 小样: a body set once, in one endless leg of its measure, as lines of one pitch.

use crate::geometry::{Break, CutLine};
use crate::units::Length;

use super::body::is_printed;
use super::lines::LineItems;

/// A body in lines.
#[derive(Debug, Clone)]
pub struct Galley {
    /// Width of a leg.
    pub measure: Length,
    /// Where in the story's copy it begins.
    pub start: CopyStart,
    /// The lines from the first to the last.
    pub lines: Vec<GalleyLine>,
}

/// A place in the copy of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CopyStart {
    /// The block; the source note is one past the last.
    pub block: usize,
    /// Characters of the block before the place, white space not counted.
    pub characters: usize,
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

    /// The place in the copy at which a line begins; past the last line, the end of the copy.
    pub fn start_of(&self, line: usize) -> CopyStart {
        let Some(first) = self.lines.get(line) else {
            let end = self.lines.last().map_or(self.start.block, |last| last.block + 1);
            return CopyStart { block: end, characters: 0 };
        };
        let of_block = self.lines[..line].iter().filter(|before| before.block == first.block);
        let in_lines: usize =
            of_block.map(|before| before.text().chars().filter(|c| is_printed(*c)).count()).sum();
        let before = if first.block == self.start.block { self.start.characters } else { 0 };
        CopyStart { block: first.block, characters: before + in_lines }
    }

    /// What is printed in a range of lines.
    pub fn text(&self, lines: std::ops::Range<usize>) -> String {
        self.lines[lines].iter().map(GalleyLine::text).collect()
    }
}
