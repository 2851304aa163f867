//! Puts pieces onto the page's frame and keeps the list of what was put where.

use typst_library::introspection::Tag;
use typst_library::layout::{Abs, Frame, FrameItem, Point, Size};

use super::composed::{Placed, PlacedKind};
use crate::typeset::{Galley, LineItems, Piece};
use crate::units::{Length, Rect};

/// A page while it is painted.
pub(super) struct Canvas {
    frame: Frame,
    placed: Vec<Placed>,
}

impl Canvas {
    /// An empty sheet of the trim's size.
    pub(super) fn new(width: Length, height: Length) -> Self {
        let size = Size::new(Abs::pt(width.to_pt()), Abs::pt(height.to_pt()));
        Self { frame: Frame::hard(size), placed: Vec::new() }
    }

    /// Paints a piece with its top left at a place.
    pub(super) fn piece(&mut self, piece: &Piece, x: Length, y: Length) {
        self.frame.push_frame(point(x, y), piece.frame.clone());
    }

    /// Paints a line with its top left at a place.
    pub(super) fn line(&mut self, line: &LineItems, x: Length, y: Length) {
        let origin = point(x, y);
        let items = line.items.iter().map(|(at, item)| (origin + *at, item.clone()));
        self.frame.push_multiple(items.collect::<Vec<_>>());
    }

    /// Takes over what was painted on another sheet of the same size.
    pub(super) fn append(&mut self, other: Self) {
        self.frame.push_multiple(other.frame.items().cloned().collect::<Vec<_>>());
        self.placed.extend(other.placed);
    }

    /// Closes the structure of what was cut off: elements that began on the page and would have
    /// ended after the first `printed` lines.
    pub(super) fn close_structure(&mut self, galley: &Galley, printed: usize) {
        let (printed, overset) = galley.lines.split_at(printed);
        let mut open = Vec::new();
        for tag in printed.iter().flat_map(|line| tags(&line.content)) {
            match tag {
                Tag::Start(..) => open.push(tag.location()),
                Tag::End(..) => open.retain(|location| *location != tag.location()),
            }
        }
        for tag in overset.iter().flat_map(|line| tags(&line.content)) {
            if matches!(tag, Tag::End(..)) && open.contains(&tag.location()) {
                self.frame.push(Point::zero(), FrameItem::Tag(tag.clone()));
            }
        }
    }

    /// Paints any item.
    pub(super) fn item(&mut self, item: FrameItem, x: Length, y: Length) {
        self.frame.push(point(x, y), item);
    }

    /// Notes what was painted.
    pub(super) fn note(
        &mut self,
        kind: PlacedKind,
        slug: Option<&str>,
        rect: Rect,
        lines: Option<u32>,
        text: impl Into<String>,
    ) {
        let slug = slug.map(str::to_owned);
        self.placed.push(Placed { kind, slug, rect, lines, text: text.into() });
    }

    /// Paints a piece and notes it.
    pub(super) fn place(
        &mut self,
        piece: &Piece,
        kind: PlacedKind,
        slug: Option<&str>,
        (x, y): (Length, Length),
        lines: Option<u32>,
    ) {
        self.piece(piece, x, y);
        let rect = Rect { x, y, width: piece.width(), height: piece.height() };
        self.note(kind, slug, rect, lines, piece.text.clone());
    }

    /// The finished page.
    pub(super) fn finish(self) -> (Frame, Vec<Placed>) {
        (self.frame, self.placed)
    }
}

fn tags(line: &LineItems) -> impl Iterator<Item = &Tag> {
    line.items.iter().filter_map(|(_, item)| match item {
        FrameItem::Tag(tag) => Some(tag),
        _ => None,
    })
}

fn point(x: Length, y: Length) -> Point {
    Point::new(Abs::pt(x.to_pt()), Abs::pt(y.to_pt()))
}
