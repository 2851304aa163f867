//! Headlines that run across: 横题.

use typst_library::diag::SourceResult;
use typst_library::layout::{Abs, FixedAlignment, Frame, Point, Size};
use typst_utils::hash128;

use super::breaking::{break_by_sense, into_rows};
use super::fit::{best_breaking, largest, size_for, step};
use crate::model::{Direction, Headline, HeadlineKind, HeadlinePlace};
use crate::typeset::body::lines_for;
use crate::typeset::engine::Width;
use crate::typeset::lines::text_of;
use crate::typeset::typesetter::{Fault, Piece, Typesetter};
use crate::units::Length;

/// Size at which widths are measured; they grow in proportion.
const MEASURED_AT: Length = Length::pt(100.0);
/// Kicker and deck are at least this much larger than the body.
const LEAST_SMALL_PART: f64 = 7.0 / 6.0;
/// White at the sides of a headline in a frame or on a ground, in characters of the body.
const INSET: f64 = 1.0;

/// What a headline is set from.
#[derive(Debug, Clone, Copy)]
pub struct HeadlineSpec<'a> {
    /// The story's slug.
    pub slug: &'a str,
    /// The texts.
    pub headline: &'a Headline,
    /// The story's priority.
    pub priority: u32,
    /// The story's language.
    pub language: &'a str,
    /// What the editor says.
    pub place: &'a HeadlinePlace,
    /// Columns of the grid it spans: its grade.
    pub columns: u32,
    /// Its width.
    pub measure: Length,
    /// Lines of the grid that there are for a vertical headline.
    pub lines: u32,
}

/// A finished headline.
#[derive(Debug, Clone)]
pub struct SetHeadline {
    /// Width of the measure; height of whole lines.
    pub piece: Piece,
    /// Lines of the grid it takes, white included.
    pub lines: u32,
    /// Size of the main line.
    pub size: Length,
    /// The smallest size of its grade.
    pub smallest: Length,
    /// The parts as they are printed, from top to bottom (or from right to left).
    pub rows: Vec<String>,
}

/// One line of a headline, set.
pub(super) struct Row {
    pub(super) frame: Frame,
    /// White above it, from the row before.
    pub(super) above: Length,
}

impl Typesetter {
    /// Sets a headline in the way its place asks for.
    pub fn headline(&self, spec: &HeadlineSpec) -> Result<SetHeadline, Fault> {
        Ok(match spec.place.direction {
            Direction::Horizontal => self.horizontal_headline(spec)?,
            Direction::Vertical => self.vertical_headline(spec)?,
        })
    }

    fn horizontal_headline(&self, spec: &HeadlineSpec) -> SourceResult<SetHeadline> {
        let grade = self.layout.headline.grade(spec.columns);
        let inset = match spec.place.kind {
            HeadlineKind::Plain => Length::ZERO,
            HeadlineKind::Reversed | HeadlineKind::Boxed => self.grid().size * INSET,
        };
        let measure = spec.measure - inset * 2.0;
        let mut cap = largest(grade, spec.priority, spec.place);
        loop {
            let (size, rows) = self.rows(spec, measure, cap)?;
            let height = self.height(&rows);
            let needed = lines_for(height, self.grid().pitch, self.grid().leading());
            let lines = spec.place.lines.unwrap_or(needed);
            // A pinned depth is kept by a smaller size, down to the grade's limit.
            if needed > lines && size > grade.smallest {
                cap = step(size.min(cap) - Length::pt(0.5));
                continue;
            }
            let lines = lines.max(needed);
            let texts = rows.iter().map(|row| text_of(&row.frame)).collect();
            let frame = self.stack(spec, &rows, lines, height)?;
            let piece = Piece::new(frame);
            return Ok(SetHeadline { piece, lines, size, smallest: grade.smallest, rows: texts });
        }
    }

    /// Kicker, main lines and deck at the largest sizes that keep to the measure.
    fn rows(
        &self,
        spec: &HeadlineSpec,
        measure: Length,
        cap: Length,
    ) -> SourceResult<(Length, Vec<Row>)> {
        let rules = &self.layout.headline;
        let (main, size) = self.main_lines(spec, measure, cap)?;
        let between = self.grid().pitch * rules.between;
        let mut rows = Vec::new();
        if let Some(kicker) = &spec.headline.kicker {
            let size = self.small_size(size, rules.kicker);
            rows.extend(self.small_part(spec, "kicker", &kicker.lines, measure, size)?);
        }
        for (at, line) in main.iter().enumerate() {
            let above = match (at, rows.is_empty()) {
                (0, true) => Length::ZERO,
                (0, false) => between,
                _ => size * rules.leading,
            };
            rows.push(Row { frame: self.row(spec, "main", line, size)?, above });
        }
        if let Some(deck) = &spec.headline.deck {
            let size = self.small_size(size, rules.deck);
            let mut deck = self.small_part(spec, "deck", &deck.lines, measure, size)?;
            if let Some(first) = deck.first_mut() {
                first.above = between;
            }
            rows.extend(deck);
        }
        Ok((size, rows))
    }

    /// The main line's breaking and size.
    fn main_lines(
        &self,
        spec: &HeadlineSpec,
        measure: Length,
        cap: Length,
    ) -> SourceResult<(Vec<String>, Length)> {
        let breakings = breakings(spec, self.layout.headline.most_lines);
        let mut sizes = Vec::with_capacity(breakings.len());
        for lines in &breakings {
            sizes.push(self.fitted_size(spec, "main", lines, (measure, cap))?);
        }
        let best = best_breaking(&sizes, cap);
        Ok((breakings[best].clone(), sizes[best].max(self.grid().size)))
    }

    /// The largest size at which all lines keep to the measure.
    ///
    /// A look may track large type closer than small type: what fits by its width at a large size is
    /// measured again at its own.
    fn fitted_size(
        &self,
        spec: &HeadlineSpec,
        part: &str,
        lines: &[String],
        (measure, cap): (Length, Length),
    ) -> SourceResult<Length> {
        let first = size_for(&self.ems(spec, part, lines, MEASURED_AT)?, measure, cap);
        let first = first.max(self.grid().size);
        Ok(size_for(&self.ems(spec, part, lines, first)?, measure, first))
    }

    /// Widths of lines as multiples of the size they are measured at.
    fn ems(
        &self,
        spec: &HeadlineSpec,
        part: &str,
        lines: &[String],
        size: Length,
    ) -> SourceResult<Vec<f64>> {
        let em =
            |line: &String| Ok(self.row(spec, part, line, size)?.width().to_pt() / size.to_pt());
        lines.iter().map(em).collect()
    }

    pub(super) fn small_size(&self, main: Length, share: f64) -> Length {
        step((main * share).max(self.grid().size * LEAST_SMALL_PART))
    }

    /// Kicker or deck: smaller, or in two lines, where it is too long for its measure.
    fn small_part(
        &self,
        spec: &HeadlineSpec,
        part: &str,
        lines: &[String],
        measure: Length,
        wanted: Length,
    ) -> SourceResult<Vec<Row>> {
        let least = self.small_size(Length::ZERO, 0.0);
        let mut lines = lines.to_vec();
        let mut size = self.fitted_size(spec, part, &lines, (measure, wanted))?;
        if let ([line], true) = (lines.as_slice(), size < least.max(wanted * 0.7)) {
            lines = break_by_sense(line, 2);
            size = self.fitted_size(spec, part, &lines, (measure, wanted))?;
        }
        let leading = size * self.layout.headline.leading;
        let row = |(at, line): (usize, &String)| {
            let above = if at == 0 { Length::ZERO } else { leading };
            Ok(Row { frame: self.row(spec, part, line, size)?, above })
        };
        lines.iter().enumerate().map(row).collect()
    }

    /// One line of one part at a size.
    fn row(
        &self,
        spec: &HeadlineSpec,
        part: &str,
        line: &str,
        size: Length,
    ) -> SourceResult<Frame> {
        let it = self
            .arguments()
            .text("text", Some(line))
            .text("kind", Some(kind_name(spec.place.kind)))
            .with("columns", i64::from(spec.columns))
            .with("priority", i64::from(spec.priority))
            .length("size", size);
        let key = hash128(&(spec.slug, part, line, size.to_pt().to_bits()));
        self.set_plain(part, it, key, Width::Natural, spec.language)
    }

    /// Height of the rows with the white above, between and below.
    fn height(&self, rows: &[Row]) -> Length {
        let rules = &self.layout.headline;
        let white = self.grid().pitch * (rules.above + rules.below);
        let rows = rows.iter().map(|row| row.above + Length::pt(row.frame.height().to_pt()));
        rows.sum::<Length>() + white
    }

    /// Stands the rows in whole lines; surplus white goes above.
    fn stack(
        &self,
        spec: &HeadlineSpec,
        rows: &[Row],
        lines: u32,
        height: Length,
    ) -> SourceResult<Frame> {
        let rules = &self.layout.headline;
        let room = self.grid().pitch * f64::from(lines) - self.grid().leading();
        let surplus = room - height;
        let mut frame = Frame::soft(size(spec.measure, room));
        let mut y = surplus + self.grid().pitch * rules.above;
        let mut align = self.style.headline_align;
        if spec.place.kind != HeadlineKind::Plain {
            y = surplus / 2.0 + self.grid().pitch * (rules.above + rules.below) / 2.0;
            align = FixedAlignment::Center;
            let below = self.grid().pitch * rules.below / 2.0;
            frame.push_frame(Point::zero(), self.headline_ground(spec, room - below)?);
        }
        for row in rows {
            y += row.above;
            let free = Abs::pt(spec.measure.to_pt()) - row.frame.width();
            frame.push_frame(
                Point::new(align.position(free), Abs::pt(y.to_pt())),
                row.frame.clone(),
            );
            y += Length::pt(row.frame.height().to_pt());
        }
        Ok(frame)
    }

    /// What lies under a headline in a frame or reversed.
    pub(super) fn headline_ground(
        &self,
        spec: &HeadlineSpec,
        height: Length,
    ) -> SourceResult<Frame> {
        let it = self
            .arguments()
            .text("kind", Some(kind_name(spec.place.kind)))
            .length("width", spec.measure)
            .length("height", height);
        let key = hash128(&(spec.slug, "headline-ground"));
        let width = Width::Measure(spec.measure);
        self.set_plain("headline-ground", it, key, width, spec.language)
    }
}

/// The breakings of the main headline to choose from: the author's lines as they are, or one line
/// broken by sense into up to the layout's most; the editor may ask for a number of rows.
pub(super) fn breakings(spec: &HeadlineSpec, most: u32) -> Vec<Vec<String>> {
    let author = &spec.headline.main.lines;
    match (author.as_slice(), spec.place.rows) {
        (_, Some(rows)) => vec![into_rows(author, rows as usize)],
        ([line], None) => (1..=most as usize).map(|rows| break_by_sense(line, rows)).collect(),
        (_, None) => vec![author.clone()],
    }
}

pub(super) fn kind_name(kind: HeadlineKind) -> &'static str {
    match kind {
        HeadlineKind::Plain => "plain",
        HeadlineKind::Reversed => "reversed",
        HeadlineKind::Boxed => "boxed",
    }
}

pub(super) fn size(width: Length, height: Length) -> Size {
    Size::new(Abs::pt(width.to_pt()), Abs::pt(height.to_pt()))
}
