//! The fixed rules: marks at the edges and beside one another, white between scripts.

use super::cells::Cell;
use super::class::Class;

/// White between Han and Latin (CLREQ 3.2.2).
const SCRIPT_GAP: f64 = 0.25;
/// Width of the dot between the parts of a name (GB/T 15834-2011, 5.1.8).
const MIDDLE_DOT: f64 = 0.5;

/// The middle dot takes half a character, its ink in the middle, whatever the font gives it.
pub(super) fn middle_dots(cells: &mut [Cell]) {
    for cell in cells.iter_mut().filter(|cell| cell.class == Class::MiddleDot) {
        let width = MIDDLE_DOT * cell.scale;
        cell.shift = (width - cell.width) / 2.0;
        cell.width = width;
    }
}

/// An opening mark at the line's start loses the white on its left: its ink stands at the edge, or
/// at the indent (CLREQ 3.1.6.1). In a narrow leg the one at a paragraph's start keeps it.
pub(super) fn line_start(cells: &mut [Cell], keeps_white: bool) {
    let Some(first) = cells.first_mut() else { return };
    if first.class == Class::Open && !keeps_white {
        first.squeeze(first.spare);
    }
}

/// A mark at the line's end takes half a character (GB/T 15834-2011, 5.1.10).
pub(super) fn line_end(cells: &mut [Cell]) {
    let Some(last) = cells.last_mut() else { return };
    if last.class.ends() {
        last.squeeze(last.spare);
    }
}

/// Of two marks side by side one loses its white, so that they take one and a half characters
/// together (CLREQ 3.1.6.3), also where they are set in different faces or sizes.
pub(super) fn adjacent_marks(cells: &mut [Cell]) {
    for at in 1..cells.len() {
        let (before, after) = (cells[at - 1].class, cells[at].class);
        let has_bracket =
            [before, after].iter().any(|class| matches!(class, Class::Open | Class::Close));
        if !has_bracket {
            continue;
        }
        if before.ends() && after.ends() {
            let white = cells[at - 1].spare;
            cells[at - 1].squeeze(white);
        } else if before.is_mark() && after == Class::Open {
            let white = cells[at].spare;
            cells[at].squeeze(white);
        }
    }
}

/// A quarter of white between Han and a letter or digit; none beside marks.
pub(super) fn script_gaps(cells: &mut [Cell]) {
    for at in 1..cells.len() {
        let (before, after) = (cells[at - 1], cells[at]);
        let opens = after.char.is_alphanumeric();
        let closes = before.char.is_alphanumeric() || "%‰°".contains(before.char);
        let meets = match (before.class, after.class) {
            (Class::Han, Class::Latin) => opens,
            (Class::Latin, Class::Han) => closes,
            _ => false,
        };
        if meets && after.char != '\u{3000}' && before.char != '\u{3000}' {
            cells[at - 1].gap = SCRIPT_GAP;
            cells[at - 1].is_script_gap = true;
        }
    }
}
