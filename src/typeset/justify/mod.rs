//! The pass over finished lines: every line of Chinese as a good compositor would close it.
//!
//! The engine chooses where lines end; this pass decides where in the line each character stands.
//! It takes the natural widths from the font and follows CLREQ (W3C, *Requirements for Chinese
//! Text Layout*) step by step:
//!
//! 1. Marks at the line's edges ([`edges`], CLREQ 3.1.3 and 3.1.6): half width, nothing hangs.
//! 2. Adjacent marks ([`edges`], CLREQ 3.1.6.3): two take one and a half characters.
//! 3. White between Han and Latin ([`edges`], CLREQ 3.2.2): a quarter, none at marks or edges.
//! 4. The difference to the measure ([`close`], CLREQ 3.1.6.4): squeezed in order before it is
//!    stretched in order.
//! 5. Positions are written back ([`write`]).

mod cells;
pub(in crate::typeset) mod class;
mod close;
mod edges;
mod write;

#[cfg(test)]
mod tests;

pub(super) use class::{Class, class};

use super::lines::LineItems;
use crate::units::Length;

/// What the pass has to know about a line. Widths are multiples of the body size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LineSpec {
    /// Body size.
    pub(super) size: Length,
    /// Width of the leg.
    pub(super) measure: f64,
    /// Where the line starts: the indent of a paragraph's first line, otherwise 0.
    pub(super) start: f64,
    /// Whether it is the last line of its paragraph: not brought to the measure.
    pub(super) is_last: bool,
}

/// Below this measure an opening mark at a paragraph's start keeps its full width: half of it would
/// leave too little white in a narrow leg.
const NARROW: f64 = 10.0;

/// A line that ends further than this from the measure was not justified by the engine: it ends at
/// a forced break.
const UNJUSTIFIED: f64 = 1.0;

/// Closes a line. Lines without text stay as they are.
pub(super) fn justify(line: &mut LineItems, spec: &LineSpec) {
    let mut cells = cells::collect(line, spec.size);
    cells::drop_trailing_spaces(&mut cells);
    if cells.is_empty() {
        return;
    }
    let engine_end = line.end.to_pt() / spec.size.to_pt();
    let is_forced = spec.measure - engine_end > UNJUSTIFIED;
    let is_paragraph_start = spec.start > 0.0;
    edges::middle_dots(&mut cells);
    edges::line_start(&mut cells, is_paragraph_start && spec.measure < NARROW);
    edges::line_end(&mut cells);
    edges::adjacent_marks(&mut cells);
    edges::script_gaps(&mut cells);
    let target = spec.measure - spec.start;
    let natural: f64 = cells.iter().map(|cell| cell.width + cell.gap).sum();
    let is_ragged = spec.is_last || is_forced;
    if natural > target || !is_ragged {
        close::close(&mut cells, target - natural);
    }
    write::write(line, &cells, spec);
}
