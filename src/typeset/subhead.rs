//! Sets subheads 小标题 in whole lines.

use typst_library::diag::SourceResult;
use typst_library::layout::{Abs, Frame, Point};
use typst_utils::hash128;

use super::body::{block_lines, whole_block};
use super::engine::Width;
use super::galley::{GalleyLine, LineKind};
use super::headline::breaking;
use super::lines::LineItems;
use super::typesetter::Typesetter;
use crate::geometry::Break;
use crate::model::Story;
use crate::units::Length;

/// A subhead that is set smaller to keep to its measure stays this much above the body.
const SMALLEST_ABOVE_BODY: Length = Length::pt(0.5);
/// The share of a subhead's surplus white that goes above it.
const WHITE_ABOVE: f64 = 0.6;

impl Typesetter {
    /// A subhead: the author's lines, set smaller or broken by sense where one is too long.
    pub(super) fn subhead(
        &self,
        story: &Story,
        index: usize,
        lines: &[String],
        measure: Length,
    ) -> SourceResult<Vec<GalleyLine>> {
        let frames = self.fitted_subhead(story, index, lines, measure)?;
        let typography = &self.layout.typography;
        let depth = typography.subhead_lines;
        let further = frames.len().saturating_sub(depth.len()) as u32;
        let count = depth[frames.len().clamp(1, depth.len()) - 1] + further;
        let content = self.stack_subhead(&frames, count, measure);
        Ok(block_lines(content, count, index, Break::Forbidden, |is_first| LineKind::Subhead {
            is_first,
        }))
    }

    /// The subhead's lines at the first size and in the first breaking that keep to the measure.
    fn fitted_subhead(
        &self,
        story: &Story,
        index: usize,
        lines: &[String],
        measure: Length,
    ) -> SourceResult<Vec<Frame>> {
        let full = self.layout.typography.subhead_size;
        // Never body size: a subhead that is no larger than its text does not read as one.
        let small = full.min(self.grid().size + SMALLEST_ABOVE_BODY);
        let fits = |frame: &Frame| frame.width().to_pt() <= measure.to_pt() + 0.01;
        for size in [full, small] {
            let frames = self.subhead_frames(story, index, lines, size)?;
            if frames.iter().all(fits) {
                return Ok(frames);
            }
        }
        let most = (measure / full).floor();
        let broken: Vec<String> =
            lines.iter().flat_map(|line| breaking::break_to_width(line, most)).collect();
        self.subhead_frames(story, index, &broken, full)
    }

    fn subhead_frames(
        &self,
        story: &Story,
        index: usize,
        lines: &[String],
        size: Length,
    ) -> SourceResult<Vec<Frame>> {
        let set = |(at, line): (usize, &String)| {
            let it = self.arguments().text("text", Some(line)).length("size", size);
            let key = hash128(&(&story.slug, "subhead", index, at, size.to_pt().to_bits()));
            self.set_plain("subhead", it, key, Width::Natural, &story.language)
        };
        lines.iter().enumerate().map(set).collect()
    }

    /// Stands the lines centred in `count` lines of the grid, more white above than below.
    fn stack_subhead(&self, frames: &[Frame], count: u32, measure: Length) -> LineItems {
        let room = self.grid().pitch * f64::from(count) - self.grid().leading();
        let height: Length = frames.iter().map(|frame| Length::pt(frame.height().to_pt())).sum();
        let between = self.grid().leading() * (frames.len() as f64 - 1.0).max(0.0);
        let free = (room - height - between).max(Length::ZERO);
        let mut y = free * WHITE_ABOVE;
        let mut content = LineItems::default();
        for frame in frames {
            let x = (measure.to_pt() - frame.width().to_pt()) / 2.0;
            let line = whole_block(frame, Point::new(Abs::pt(x), Abs::pt(y.to_pt())));
            content.text.push_str(&line.text);
            content.items.extend(line.items);
            y += Length::pt(frame.height().to_pt()) + self.grid().leading();
        }
        content
    }
}
