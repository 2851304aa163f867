//! A page: its stories, sections and the places that an editor pinned.

use std::sync::Arc;

use super::layout::Layout;
use super::story::StoryId;
use crate::source::{Span, Spanned};

/// A page of the edition.
#[derive(Debug, Clone)]
pub struct Page {
    /// What readers turn to, for example `06`; the name of its files.
    pub label: String,
    /// The name in the folio, for example `党建`.
    pub name: String,
    /// The house layout it is made in.
    pub layout: Arc<Layout>,
    /// Whether it is a front page with the nameplate 报头 instead of a folio.
    pub has_nameplate: bool,
    /// Names in the folio: editors, designers.
    pub roles: Vec<Role>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The stories outside sections.
    pub stories: Vec<StoryId>,
    /// The pins.
    pub places: Vec<Place>,
    /// Where the page stands in the edition file.
    pub span: Span,
}

impl Page {
    /// Every story of the page: those of its sections first, then the others.
    pub fn all_stories(&self) -> impl Iterator<Item = StoryId> + '_ {
        let of_sections = self.sections.iter().flat_map(|section| &section.stories);
        of_sections.chain(&self.stories).copied()
    }

    /// The pin of a story, if it has one.
    pub fn place(&self, story: StoryId) -> Option<&Place> {
        self.places.iter().find(|place| place.story == story)
    }
}

/// A name in the folio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// `责任编辑`.
    pub role: String,
    /// The person.
    pub name: String,
}

/// Stories that stand connected under one head.
#[derive(Debug, Clone)]
pub struct Section {
    /// 栏目头, for example `党建动态`.
    pub head: Spanned<String>,
    /// Its stories.
    pub stories: Vec<StoryId>,
}

/// Cells of the page grid. Columns and lines count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// First column.
    pub column: u32,
    /// First line, counted from the top of the type area.
    pub line: u32,
    /// Number of columns, at least 1.
    pub columns: u32,
    /// Number of lines, at least 1.
    pub lines: u32,
}

impl Area {
    /// One past the last column.
    pub const fn column_end(self) -> u32 {
        self.column + self.columns
    }

    /// One past the last line.
    pub const fn line_end(self) -> u32 {
        self.line + self.lines
    }

    /// The cells that both hold.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let column = self.column.max(other.column);
        let line = self.line.max(other.line);
        let columns = self.column_end().min(other.column_end()).checked_sub(column)?;
        let lines = self.line_end().min(other.line_end()).checked_sub(line)?;
        (columns > 0 && lines > 0).then_some(Self { column, line, columns, lines })
    }

    /// Whether the other lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.intersection(other) == Some(other)
    }
}

/// Where a story stands, as the editor pinned it. What is not said follows from the layout.
#[derive(Debug, Clone)]
pub struct Place {
    /// The story.
    pub story: StoryId,
    /// Its cells: one rectangle, or several that touch and make an L.
    pub areas: Vec<Area>,
    /// Number of legs across the first area; `None` is one a column. Fewer or more than the
    /// columns make a broken measure 破栏.
    pub legs: Option<u32>,
    /// Where the characters go that a broken measure leaves over.
    pub rest: Rest,
    /// What is said about the headline.
    pub headline: HeadlinePlace,
    /// Where its photos stand; those not listed are placed by rule.
    pub photos: Vec<PhotoPlace>,
    /// What lies under the story.
    pub ground: Ground,
    /// Where the place stands in the edition file.
    pub span: Span,
}

/// What an editor says about a headline.
#[derive(Debug, Clone, Copy, Default)]
pub struct HeadlinePlace {
    /// Columns it spans from its side; `None`: all of the first area, one if it is vertical.
    pub columns: Option<u32>,
    /// Lines it takes with its white; `None`: as many as it needs.
    pub lines: Option<u32>,
    /// Rows of the main line; `None`: as its length asks for. Lines that the author broke stay.
    pub rows: Option<u32>,
    /// The largest size of the main line, in points; `None`: by the grade.
    pub size: Option<f64>,
    /// Horizontal or vertical.
    pub direction: Direction,
    /// The side on which a vertical or narrow headline stands.
    pub side: Side,
    /// Plain, reversed or boxed.
    pub kind: HeadlineKind,
}

/// The way a headline runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// 横题.
    #[default]
    Horizontal,
    /// 竖题, lines from right to left.
    Vertical,
}

/// A side of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// The left.
    #[default]
    Left,
    /// The right.
    Right,
}

/// The dress of a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeadlineKind {
    /// Black on white.
    #[default]
    Plain,
    /// White on a ground 反白.
    Reversed,
    /// In a frame.
    Boxed,
}

/// Where the characters go that are left over when a width is divided into legs of whole characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rest {
    /// They widen the gutters; all legs have one measure.
    #[default]
    Gutters,
    /// The last leg takes them; its copy is set at a measure of its own.
    Leg,
}

/// What lies under a whole story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Paper.
    #[default]
    None,
    /// A frame with an inset of one character.
    Frame,
    /// A tint with an inset of one character.
    Tint,
}

/// Where a photo stands.
#[derive(Debug, Clone, Copy)]
pub struct PhotoPlace {
    /// Which photo of the story, from 0.
    pub photo: usize,
    /// Its cells, caption included.
    pub area: Area,
    /// How the picture meets its cells.
    pub fit: Fit,
    /// What must stay when it is cropped.
    pub focus: Focus,
    /// Where the place stands in the edition file.
    pub span: Span,
}

/// How a picture meets its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fit {
    /// Fills it; the rest is cropped.
    #[default]
    Cover,
    /// Stands in it whole.
    Contain,
}

/// The point of a picture that stays in view, as shares of its width and height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Focus {
    /// 0 left – 1 right.
    pub x: f64,
    /// 0 top – 1 bottom.
    pub y: f64,
}

impl Default for Focus {
    fn default() -> Self {
        Self { x: 0.5, y: 0.5 }
    }
}
