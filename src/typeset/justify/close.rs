//! Closes the difference between a line's natural width and its measure.
//!
//! Squeezing comes before stretching; each goes through CLREQ's order (3.1.6.4), each step to its
//! limit before the next begins, and inside a step all places give the same share.

use super::cells::Cell;
use super::class::Class;

/// The least white between Han and Latin.
const LEAST_SCRIPT_GAP: f64 = 0.125;
/// The most white between Han and Latin.
const MOST_SCRIPT_GAP: f64 = 0.5;
/// The least width of a space between Latin words.
const LEAST_SPACE: f64 = 0.25;
/// The most width of a space between Latin words.
const MOST_SPACE: f64 = 0.5;
/// A difference that nobody sees.
const NOTHING: f64 = 1e-9;

/// Brings a line to its measure; `difference` is what it lacks, negative where it is too long.
pub(super) fn close(cells: &mut [Cell], difference: f64) {
    let rest =
        if difference < 0.0 { -squeeze(cells, -difference) } else { stretch(cells, difference) };
    if rest.abs() > NOTHING {
        spread(cells, rest);
    }
}

/// Takes white out in order; returns what could not be taken.
fn squeeze(cells: &mut [Cell], mut over: f64) -> f64 {
    over = take_spaces(cells, over);
    over = take_marks(cells, over, |class| class == Class::MiddleDot);
    over = take_marks(cells, over, |class| matches!(class, Class::Open | Class::Close));
    over = take_marks(cells, over, |class| class == Class::Comma);
    over = take_script_gaps(cells, over);
    take_marks(cells, over, |class| class == Class::Stop)
}

fn take_spaces(cells: &mut [Cell], over: f64) -> f64 {
    let room = |cell: &Cell| {
        if cell.class == Class::Space {
            (cell.width - LEAST_SPACE * cell.scale).max(0.0)
        } else {
            0.0
        }
    };
    share_out(cells, over, room, |cell, amount| cell.width -= amount)
}

fn take_marks(cells: &mut [Cell], over: f64, is_meant: impl Fn(Class) -> bool) -> f64 {
    let room = |cell: &Cell| if is_meant(cell.class) { cell.spare.max(0.0) } else { 0.0 };
    share_out(cells, over, room, Cell::squeeze)
}

fn take_script_gaps(cells: &mut [Cell], over: f64) -> f64 {
    let room = |cell: &Cell| {
        if cell.is_script_gap { (cell.gap - LEAST_SCRIPT_GAP).max(0.0) } else { 0.0 }
    };
    share_out(cells, over, room, |cell, amount| cell.gap -= amount)
}

/// Adds white in order; returns what could not be added.
fn stretch(cells: &mut [Cell], short: f64) -> f64 {
    let inner = cells.len() - 1;
    let room = |cell: &Cell| {
        if cell.class == Class::Space {
            (MOST_SPACE * cell.scale - cell.width).max(0.0)
        } else {
            0.0
        }
    };
    let short = share_out(&mut cells[..inner], short, room, |cell, amount| cell.width += amount);
    let room =
        |cell: &Cell| if cell.is_script_gap { (MOST_SCRIPT_GAP - cell.gap).max(0.0) } else { 0.0 };
    share_out(&mut cells[..inner], short, room, |cell, amount| cell.gap += amount)
}

/// Gives each place the same share of its room; returns what is left over.
fn share_out(
    cells: &mut [Cell],
    wanted: f64,
    room: impl Fn(&Cell) -> f64,
    give: impl Fn(&mut Cell, f64),
) -> f64 {
    let total: f64 = cells.iter().map(&room).sum();
    if wanted <= NOTHING || total <= NOTHING {
        return wanted;
    }
    let share = (wanted / total).min(1.0);
    for cell in cells {
        let amount = room(cell) * share;
        if amount > 0.0 {
            give(cell, amount);
        }
    }
    wanted - total * share
}

/// The last resort: every gap where a line may be opened takes the same.
fn spread(cells: &mut [Cell], rest: f64) {
    let last = cells.len() - 1;
    let places: Vec<usize> =
        (0..last).filter(|at| may_open(&cells[*at], &cells[at + 1], rest)).collect();
    if places.is_empty() {
        return;
    }
    let share = rest / places.len() as f64;
    for at in places {
        cells[at].gap += share;
    }
}

/// Whether white may stand between two cells: never inside a word, a number or a 2 em dash, nor
/// between a word and the mark that belongs to it.
fn may_open(before: &Cell, after: &Cell, rest: f64) -> bool {
    use Class::{Close, Comma, Dash, Latin, Open, Other, Space, Stop};
    match (before.class, after.class) {
        (Latin | Other, Latin | Other) => false,
        (Dash, Dash) => before.char != after.char,
        (Latin, Close | Comma | Stop) | (Open, Latin) => false,
        (Space, _) | (_, Space) => false,
        // A gap at its most keeps what it has when the line is stretched.
        _ => !(before.is_script_gap && rest > 0.0),
    }
}
