//! Writes the cells' positions back into the line's items.

use typst_library::layout::{Abs, Em, FrameItem, Point};
use typst_library::visualize::Geometry;

use super::LineSpec;
use super::cells::Cell;
use crate::typeset::lines::LineItems;

/// Moves every glyph to its cell; lines drawn under or through text move with it.
pub(super) fn write(line: &mut LineItems, cells: &[Cell], spec: &LineSpec) {
    let edges = edges(cells, spec.start);
    let old = old_edges(line, cells, spec);
    let em = spec.size.to_pt();
    let moved = |x: f64| interpolate(&old, &edges, x / em) * em;
    for (index, (point, item)) in line.items.iter_mut().enumerate() {
        match item {
            FrameItem::Text(text) => {
                let first = cells.iter().position(|cell| cell.item == index);
                let Some(first) = first else { continue };
                let count = cells[first..].iter().take_while(|cell| cell.item == index).count();
                for (at, cell) in cells.iter().enumerate().skip(first).take(count) {
                    let glyph = &mut text.glyphs[cell.glyph];
                    let is_last = at + 1 == cells.len();
                    let advance = if is_last { cell.width } else { edges[at + 1] - edges[at] };
                    glyph.x_advance = Em::new(advance / cell.scale);
                    if cell.shift != 0.0 || cell.class.is_mark() {
                        glyph.x_offset = Em::new(cell.shift / cell.scale);
                    } else if cell.class == super::Class::Han {
                        glyph.x_offset = Em::zero();
                    }
                }
                point.x = Abs::pt(edges[first] * em);
            }
            FrameItem::Shape(shape, _) => {
                let start = moved(point.x.to_pt());
                if let Geometry::Line(end) = &mut shape.geometry {
                    let to = moved(point.x.to_pt() + end.x.to_pt());
                    *end = Point::new(Abs::pt(to - start), end.y);
                }
                point.x = Abs::pt(start);
            }
            _ => {}
        }
    }
    line.end = Abs::pt(edges.last().copied().unwrap_or(0.0) * em);
}

/// Left edge of each cell, and the right edge of the last.
fn edges(cells: &[Cell], start: f64) -> Vec<f64> {
    let mut x = start;
    let mut edges = Vec::with_capacity(cells.len() + 1);
    for cell in cells {
        edges.push(x);
        x += cell.width + cell.gap;
    }
    edges.push(x);
    edges
}

/// Where the engine had put the same edges.
fn old_edges(line: &LineItems, cells: &[Cell], spec: &LineSpec) -> Vec<f64> {
    let em = spec.size.to_pt();
    let mut edges = Vec::with_capacity(cells.len() + 1);
    let mut x = 0.0;
    for cell in cells {
        let (point, item) = &line.items[cell.item];
        let FrameItem::Text(text) = item else { continue };
        if cell.glyph == 0 {
            x = point.x.to_pt() / em;
        }
        edges.push(x);
        x += text.glyphs[cell.glyph].x_advance.get() * cell.scale;
    }
    edges.push(x);
    edges
}

/// Carries a position from the old edges to the new ones.
fn interpolate(old: &[f64], new: &[f64], x: f64) -> f64 {
    let at = old.partition_point(|edge| *edge <= x).clamp(1, old.len() - 1);
    let (from, to) = (old[at - 1], old[at]);
    let share = if to > from { (x - from) / (to - from) } else { 0.0 };
    new[at - 1] + share * (new[at] - new[at - 1])
}
