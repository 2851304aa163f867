//! A finished page and what is on it.

use std::collections::BTreeSet;
use std::sync::Arc;

use typst_library::layout::Frame;

use crate::model::{Area, Layout, StoryId};
use crate::units::{Length, Rect};

/// A finished page.
#[derive(Debug, Clone)]
pub struct ComposedPage {
    /// Its label.
    pub label: String,
    /// Its number in the edition, from 1.
    pub number: usize,
    /// Its layout.
    pub layout: Arc<Layout>,
    /// What is painted; the trim's size.
    pub(crate) frame: Frame,
    /// The stories in reading order.
    pub stories: Vec<ComposedStory>,
    /// The photos in reading order.
    pub photos: Vec<ComposedPhoto>,
    /// Everything placed, in paint order, which is the reading order.
    pub placed: Vec<Placed>,
    /// Unprinted cells of the type area that no rule of white asks for, as a share of all.
    pub white_share: f64,
}

/// A story on a page.
#[derive(Debug, Clone)]
pub struct ComposedStory {
    /// The story.
    pub story: StoryId,
    /// Its slug.
    pub slug: String,
    /// Its cells, without the section head over them.
    pub areas: Vec<Area>,
    /// Its outline, clockwise.
    pub outline: Vec<(Length, Length)>,
    /// Its legs in reading order.
    pub legs: Vec<ComposedLeg>,
    /// Characters of body copy that are printed.
    pub characters: usize,
    /// Lines of body copy that are printed.
    pub lines_set: u32,
    /// Lines left blank at the feet of its legs.
    pub lines_free: u32,
    /// What found no room.
    pub overset: Overset,
    /// What was done to make copy and space meet, in words.
    pub levers: Vec<String>,
    /// Size of the main headline in points.
    pub headline_size: Option<Length>,
    /// Characters that no font has.
    pub missing: BTreeSet<char>,
}

/// Copy that found no room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overset {
    /// Lines of the galley.
    pub lines: u32,
    /// Characters.
    pub characters: usize,
    /// The copy itself.
    pub text: String,
}

/// A leg on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComposedLeg {
    /// Its place.
    pub rect: Rect,
    /// Lines printed in it.
    pub lines: u32,
}

/// A photo on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct ComposedPhoto {
    /// The file as the manuscript names it.
    pub file: String,
    /// The story's slug.
    pub slug: String,
    /// The picture's place, without its caption.
    pub rect: Rect,
    /// Pixels an inch of the original at this size; `None` for a placeholder.
    pub ppi: Option<f64>,
}

/// Something on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// What it is.
    pub kind: PlacedKind,
    /// The story that it belongs to.
    pub slug: Option<String>,
    /// Its place.
    pub rect: Rect,
    /// Lines of the grid, where it is counted in lines.
    pub lines: Option<u32>,
    /// What is printed.
    pub text: String,
}

/// The kinds of things on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacedKind {
    /// 报眉.
    Folio,
    /// 报头.
    Nameplate,
    /// 栏目头.
    SectionHead,
    /// A frame or a tint.
    Ground,
    /// Kicker, main line and deck.
    Headline,
    /// 署名.
    Byline,
    /// A leg of the body.
    Leg,
    /// A picture.
    Photo,
    /// Its caption.
    Caption,
    /// A rule between stories.
    Rule,
}

impl PlacedKind {
    /// The word in traces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Folio => "folio",
            Self::Nameplate => "nameplate",
            Self::SectionHead => "section-head",
            Self::Ground => "ground",
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Leg => "leg",
            Self::Photo => "photo",
            Self::Caption => "caption",
            Self::Rule => "rule",
        }
    }
}
