//! Headlines that run down: 竖题. Lines follow one another from right to left.
//!
//! Each character stands in a cell of its own; the font's `vert` feature turns brackets, colons,
//! quotes and dashes. Numbers of up to four digits stand upright in one cell (GB/T 15834 leaves
//! vertical numbers to the house); longer Latin runs lie on their side.

use typst_library::diag::SourceResult;
use typst_library::layout::{Abs, Axes, Frame, FrameItem, GroupItem, Point, Ratio, Transform};
use typst_utils::hash128;

use super::fit::{best_breaking, largest, size_for};
use super::horizontal::{HeadlineSpec, SetHeadline, breakings, kind_name, size as frame_size};
use crate::model::HeadlineKind;
use crate::typeset::typesetter::{Piece, Typesetter};
use crate::units::Length;

/// The most digits that stand upright in one cell.
const UPRIGHT_DIGITS: usize = 4;

/// One cell of a vertical line.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    /// A character, upright or turned by the font.
    Character(char),
    /// A short number side by side in one cell.
    Number(String),
    /// A Latin word or a long number, turned by a quarter.
    Turned(String),
    /// A pause: half a cell of white.
    Pause,
}

/// A part of the headline with its lines and size.
struct Part {
    name: &'static str,
    lines: Vec<Vec<Cell>>,
    size: Length,
}

impl Typesetter {
    pub(super) fn vertical_headline(&self, spec: &HeadlineSpec) -> SourceResult<SetHeadline> {
        let grid = self.grid();
        let grade = self.layout.headline.grade(spec.columns + 1);
        let room = grid.pitch * f64::from(spec.lines) - grid.leading();
        let depth = (room - grid.pitch).max(grid.pitch);
        let parts = self.vertical_parts(spec, depth, largest(grade, spec.priority, spec.place));
        let size = parts.iter().find(|part| part.name == "main").map_or(grid.size, |p| p.size);
        let mut frame = Frame::soft(frame_size(spec.measure, room));
        if spec.place.kind != HeadlineKind::Plain {
            frame.push_frame(Point::zero(), self.headline_ground(spec, room)?);
        }
        let widths: Length = parts.iter().map(|part| self.part_width(part)).sum();
        // The block stands centred in its columns, its lines from right to left.
        let mut right = spec.measure - (spec.measure - widths) / 2.0;
        for part in &parts {
            for line in &part.lines {
                right = right - part.size;
                let length = part.size * cells_length(line);
                let y = grid.pitch * 0.5 + ((depth - length) / 2.0).max(Length::ZERO);
                let at = Point::new(Abs::pt(right.to_pt()), Abs::pt(y.to_pt()));
                frame.push_frame(at, self.vertical_line(spec, part, line)?);
                right = right - part.size * self.layout.headline.leading;
            }
        }
        let rows = parts.iter().flat_map(|part| part.lines.iter().map(|line| text(line))).collect();
        let piece = Piece::new(frame);
        Ok(SetHeadline { piece, lines: spec.lines, size, smallest: grade.smallest, rows })
    }

    /// The parts from right to left: kicker, main line, deck.
    fn vertical_parts(&self, spec: &HeadlineSpec, depth: Length, cap: Length) -> Vec<Part> {
        let rules = &self.layout.headline;
        let breakings = breakings(spec, rules.most_lines);
        let small = |lines: &Option<crate::model::HeadlineLines>| {
            lines.as_ref().map_or(0, |part| part.lines.len())
        };
        let small_lines = small(&spec.headline.kicker) + small(&spec.headline.deck);
        let sizes: Vec<Length> = breakings
            .iter()
            .map(|lines| {
                // Across, the lines and the smaller parts with their leading share the width.
                let across = lines.len() as f64 + 0.5 * small_lines as f64;
                let widest = spec.measure / (across * (1.0 + rules.leading));
                size_for(&lengths(lines), depth, cap.min(widest))
            })
            .collect();
        let best = best_breaking(&sizes, cap);
        let size = sizes[best].max(self.grid().size);
        let part = |name, lines: &[String], size| Part {
            name,
            lines: lines.iter().map(|line| cells(line)).collect(),
            size,
        };
        let fitted = |lines: &[String], share| {
            size_for(&lengths(lines), depth, self.small_size(size, share).min(size))
        };
        let mut parts = Vec::new();
        if let Some(kicker) = &spec.headline.kicker {
            parts.push(part("kicker", &kicker.lines, fitted(&kicker.lines, rules.kicker)));
        }
        parts.push(part("main", &breakings[best], size));
        if let Some(deck) = &spec.headline.deck {
            parts.push(part("deck", &deck.lines, fitted(&deck.lines, rules.deck)));
        }
        parts
    }

    fn part_width(&self, part: &Part) -> Length {
        part.size * (part.lines.len() as f64 * (1.0 + self.layout.headline.leading))
    }

    fn vertical_line(
        &self,
        spec: &HeadlineSpec,
        part: &Part,
        line: &[Cell],
    ) -> SourceResult<Frame> {
        let mut frame = Frame::soft(frame_size(part.size, part.size * cells_length(line)));
        let mut y = Length::ZERO;
        for (at, cell) in line.iter().enumerate() {
            let height = part.size * cell.length();
            if *cell != Cell::Pause {
                let set = self.vertical_cell(spec, part, cell, at)?;
                frame.push_frame(Point::with_y(Abs::pt(y.to_pt())), set);
            }
            y += height;
        }
        Ok(frame)
    }

    /// A cell: its content centred in the line's width.
    fn vertical_cell(
        &self,
        spec: &HeadlineSpec,
        part: &Part,
        cell: &Cell,
        at: usize,
    ) -> SourceResult<Frame> {
        let text = cell.text();
        let it = self
            .arguments()
            .text("text", Some(&text))
            .text("kind", Some(kind_name(spec.place.kind)))
            .with("columns", i64::from(spec.columns))
            .with("priority", i64::from(spec.priority))
            .length("size", part.size);
        let key = hash128(&(spec.slug, part.name, "vertical", &text, at));
        let set = self.set_vertical(part.name, it, key)?;
        let em = Abs::pt(part.size.to_pt());
        let mut frame = Frame::soft(frame_size(part.size, part.size * cell.length()));
        let (at, transform) = match cell {
            Cell::Turned(_) => {
                // A quarter turn clockwise about the origin sends the height to the left.
                let x = em - (em - set.height()) / 2.0;
                (Point::with_x(x), Transform::rotate(typst_library::layout::Angle::deg(90.0)))
            }
            Cell::Number(_) if set.width() > em => {
                let share = Ratio::new(em / set.width());
                (Point::zero(), Transform::scale(share, Ratio::one()))
            }
            _ => (Point::with_x((em - set.width()) / 2.0), Transform::identity()),
        };
        let axes = Axes::new(set.width(), set.height());
        let mut group = GroupItem::new(set);
        group.transform = transform;
        debug_assert!(axes.x >= Abs::zero());
        frame.push(at, FrameItem::Group(group));
        Ok(frame)
    }
}

impl Cell {
    /// How far it runs down, as a multiple of the size.
    fn length(&self) -> f64 {
        match self {
            Self::Character(_) | Self::Number(_) => 1.0,
            Self::Turned(text) => text.chars().count() as f64 * 0.6,
            Self::Pause => 0.5,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Character(c) => c.to_string(),
            Self::Number(text) | Self::Turned(text) => text.clone(),
            Self::Pause => String::new(),
        }
    }
}

/// Takes a line apart into cells.
fn cells(line: &str) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut run = String::new();
    for c in line.chars() {
        if c.is_ascii_graphic() {
            run.push(c);
            continue;
        }
        close_run(&mut run, &mut cells);
        cells.push(if c.is_whitespace() { Cell::Pause } else { Cell::Character(c) });
    }
    close_run(&mut run, &mut cells);
    cells
}

fn close_run(run: &mut String, cells: &mut Vec<Cell>) {
    let text = std::mem::take(run);
    match text.chars().count() {
        0 => {}
        1 => cells.extend(text.chars().map(Cell::Character)),
        count if count <= UPRIGHT_DIGITS && text.chars().all(|c| c.is_ascii_digit()) => {
            cells.push(Cell::Number(text));
        }
        _ => cells.push(Cell::Turned(text)),
    }
}

fn cells_length(cells: &[Cell]) -> f64 {
    cells.iter().map(Cell::length).sum()
}

fn lengths(lines: &[String]) -> Vec<f64> {
    lines.iter().map(|line| cells_length(&cells(line))).collect()
}

fn text(cells: &[Cell]) -> String {
    cells.iter().map(Cell::text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_share_a_cell_and_words_lie_down() {
        let number = |text: &str| Cell::Number(text.into());
        assert_eq!(cells("6月10日")[1..3], [Cell::Character('月'), number("10")]);
        assert_eq!(cells("2026年")[0], number("2026"));
        assert_eq!(cells("NGO在"), [Cell::Turned("NGO".into()), Cell::Character('在')]);
        assert_eq!(cells("破题　交")[2], Cell::Pause);
    }

    #[test]
    fn every_character_is_in_a_cell() {
        let line = "“党建+公益”——新模式：15.45万元";
        assert_eq!(text(&cells(line)), line);
    }
}
