//! Takes a frame that the engine laid out apart into lines.

use typst_library::layout::{Abs, Frame, FrameItem, Point, Transform};

/// The items of one line; positions are from the line's top left.
#[derive(Debug, Clone, Default)]
pub(crate) struct LineItems {
    /// In paint order, structure tags included.
    pub(crate) items: Vec<(Point, FrameItem)>,
    /// The right edge of the last character.
    pub(crate) end: Abs,
    /// What is printed in the line.
    pub(crate) text: String,
}

/// Splits a frame whose lines are `pitch` apart; the first baseline is `ascent` below its top.
///
/// Items without a baseline of their own (tags, shapes) stay with the text before them, so that
/// the order in which the engine wrote the structure of the text is kept.
pub(super) fn split(frame: &Frame, ascent: Abs, pitch: Abs) -> Vec<LineItems> {
    let mut flat = Vec::new();
    flatten(frame, Point::zero(), &mut flat);
    let mut lines: Vec<LineItems> = Vec::new();
    let mut current = 0;
    for (point, item) in flat {
        if let FrameItem::Text(_) = &item {
            let index = ((point.y - ascent) / pitch).round();
            current = if index > 0.0 { index as usize } else { 0 };
        }
        if lines.len() <= current {
            lines.resize_with(current + 1, LineItems::default);
        }
        let line = &mut lines[current];
        let point = Point::new(point.x, point.y - pitch * current as f64);
        if let FrameItem::Text(text) = &item {
            line.text.push_str(&text.text);
            line.end = point.x + text.width();
        }
        line.items.push((point, item));
    }
    lines
}

/// All items of a frame with their positions in it, groups that only group taken apart.
pub(super) fn flatten(frame: &Frame, origin: Point, out: &mut Vec<(Point, FrameItem)>) {
    for (point, item) in frame.items() {
        let at = origin + *point;
        match item {
            FrameItem::Group(group)
                if group.clip.is_none()
                    && group.transform == Transform::identity()
                    && group.parent.is_none() =>
            {
                flatten(&group.frame, at, out);
            }
            item => out.push((at, item.clone())),
        }
    }
}

/// The characters of a frame in paint order.
pub(super) fn text_of(frame: &Frame) -> String {
    let mut text = String::new();
    for (_, item) in frame.items() {
        match item {
            FrameItem::Text(item) => text.push_str(&item.text),
            FrameItem::Group(group) => text.push_str(&text_of(&group.frame)),
            _ => {}
        }
    }
    text
}
