//! Takes a line apart into cells, one a glyph, with their natural widths.

use typst_library::layout::{Abs, FrameItem};

use super::class::{Class, class};
use crate::typeset::lines::LineItems;
use crate::units::Length;

/// A glyph in its line. Widths are multiples of the body size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    /// Which item of the line it belongs to.
    pub(super) item: usize,
    /// Which glyph of the item it is.
    pub(super) glyph: usize,
    /// The first character that it stands for.
    pub(super) char: char,
    /// What that is to the compositor.
    pub(super) class: Class,
    /// Size of its item as a multiple of the body size.
    pub(super) scale: f64,
    /// Its width.
    pub(super) width: f64,
    /// How far the glyph is moved within its width; negative where white on its left is gone.
    pub(super) shift: f64,
    /// White inside it that may still be squeezed.
    pub(super) spare: f64,
    /// White after it.
    pub(super) gap: f64,
    /// Whether that white parts Han from Latin.
    pub(super) is_script_gap: bool,
}

impl Cell {
    /// Takes white out of a mark, on the side where it has it.
    pub(super) fn squeeze(&mut self, amount: f64) {
        self.width -= amount;
        self.spare -= amount;
        match self.class {
            Class::Open => self.shift -= amount,
            Class::MiddleDot => self.shift -= amount / 2.0,
            _ => {}
        }
    }
}

/// Less than this between two runs of a line is rounding, in characters.
const LEAST_WHITE: f64 = 0.05;

/// White that the look put between two runs, as `h(1em)` after a dateline. What the engine adds to
/// justify a line is inside its runs.
fn white_between(end: Abs, start: Abs, body: Length) -> f64 {
    let white = (start - end).to_pt() / body.to_pt();
    if white > LEAST_WHITE { white } else { 0.0 }
}

/// The cells of a line in paint order.
pub(super) fn collect(line: &LineItems, body: Length) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut end = None;
    for (item, (at, content)) in line.items.iter().enumerate() {
        let FrameItem::Text(text) = content else { continue };
        if let (Some(end), Some(before)) = (end, cells.last_mut()) {
            before.gap = white_between(end, at.x, body);
        }
        end = Some(at.x + text.width());
        let scale = text.size.to_pt() / body.to_pt();
        for (glyph, set) in text.glyphs.iter().enumerate() {
            let char = text.text.get(set.range()).and_then(|s| s.chars().next()).unwrap_or(' ');
            let class = class(char);
            // Letters keep the advance they were shaped with, kerning included. The last of a word
            // may have been stretched by the engine; it has no kerning to keep.
            let next = text.glyphs.get(glyph + 1).and_then(|next| text.text.get(next.range()));
            let is_in_word = next.and_then(|s| s.chars().next()).map(self::class) == Some(class);
            let natural = match class {
                Class::Latin | Class::Other if is_in_word => set.x_advance,
                Class::Other => set.x_advance,
                _ => text.font.x_advance(set.id).unwrap_or(set.x_advance),
            };
            let width = natural.get() * scale;
            let is_full = natural.get() > 0.9;
            let spare = if class.is_mark() && is_full { scale / 2.0 } else { 0.0 };
            cells.push(Cell {
                item,
                glyph,
                char,
                class,
                scale,
                width,
                shift: 0.0,
                spare,
                gap: 0.0,
                is_script_gap: false,
            });
        }
    }
    cells
}

/// A space at the end of a line is no white of the line.
pub(super) fn drop_trailing_spaces(cells: &mut Vec<Cell>) {
    while cells.last().is_some_and(|cell| cell.class == Class::Space) {
        cells.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_that_the_look_asks_for_is_kept_and_rounding_is_not() {
        let (body, pt) = (Length::pt(9.0), Abs::pt);
        assert_eq!(white_between(pt(90.0), pt(99.0), body), 1.0);
        assert_eq!(white_between(pt(90.0), pt(90.01), body), 0.0);
        assert_eq!(white_between(pt(90.0), pt(85.0), body), 0.0);
    }
}
