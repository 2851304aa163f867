//! The legs of a story: where its columns of text stand once head and photos have taken their room.

use std::ops::Range;

use super::measure;
use super::page_grid::PageGrid;
use crate::model::{Area, Ground, Place, Rest, StoryRules};
use crate::units::{Length, Rect};

/// The room of a story before head and photos are placed: its legs from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryRoom {
    /// The legs; several with the same number stand in one column of an L with a gap between.
    pub slots: Vec<Slot>,
    /// Number of legs across.
    pub legs: usize,
    /// Width of a leg, whole characters; of the narrowest, where one is wider.
    pub measure: Length,
}

/// A leg's full depth.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// Number of the leg, from 0.
    pub leg: usize,
    /// Its left edge, from the trim.
    pub left: Length,
    /// Its width, whole characters.
    pub measure: Length,
    /// Its lines of the page grid.
    pub lines: Range<u32>,
}

/// Something of the story that takes lines away from some of its legs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// The legs it covers.
    pub legs: Range<usize>,
    /// The lines it covers, white around it included.
    pub lines: Range<u32>,
}

/// A run of free lines in a leg: text goes here.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Number of the leg.
    pub leg: usize,
    /// Left edge, from the trim.
    pub left: Length,
    /// Width, whole characters.
    pub measure: Length,
    /// Lines of the page grid.
    pub lines: Range<u32>,
}

impl Segment {
    /// Its depth in lines.
    pub fn depth(&self) -> u32 {
        self.lines.end - self.lines.start
    }
}

/// Text does not run into a space of fewer lines than this.
pub const LEAST_SEGMENT: u32 = 2;

impl StoryRoom {
    /// Divides a place into legs. `top` lines are taken from the head of each area that starts at
    /// the top line of the place's section.
    ///
    /// `None` when a leg would be narrower than one character or nothing is left between the
    /// insets; both are checked when the place is read.
    pub fn new(grid: &PageGrid, place: &Place, rules: &StoryRules, areas: &[Area]) -> Option<Self> {
        match areas {
            [area] => Self::rectangle(grid, *area, place, rules),
            areas => Some(Self::shape(grid, areas)),
        }
    }

    fn rectangle(grid: &PageGrid, area: Area, place: &Place, rules: &StoryRules) -> Option<Self> {
        let size = grid.0.size;
        let is_inset = place.ground != Ground::None;
        let inset = if is_inset { rules.inset } else { 0.0 };
        let margin = u32::from(is_inset);
        let legs = place.legs.unwrap_or(area.columns);
        let width = grid.width(area.columns) / size - 2.0 * inset;
        let (measures, gutter) = measures(width, legs, rules.gutter, place.rest)?;
        let left = grid.column_left(area.column) + size * inset;
        let lines = area.line + margin..area.line_end().checked_sub(margin)?;
        if lines.is_empty() {
            return None;
        }
        let mut slots = Vec::with_capacity(measures.len());
        let mut next = left;
        for (leg, characters) in measures.iter().enumerate() {
            let measure = size * f64::from(*characters);
            slots.push(Slot { leg, left: next, measure, lines: lines.clone() });
            next += measure + size * gutter;
        }
        let measure = size * f64::from(*measures.first()?);
        Some(Self { legs: slots.len(), slots, measure })
    }

    /// An L or another shape of several rectangles: one leg a column of the page grid.
    fn shape(grid: &PageGrid, areas: &[Area]) -> Self {
        let first = areas.iter().map(|area| area.column).min().unwrap_or(1);
        let end = areas.iter().map(|area| area.column_end()).max().unwrap_or(1);
        let mut slots: Vec<Slot> = Vec::new();
        for column in first..end {
            let leg = (column - first) as usize;
            let left = grid.column_left(column);
            let mut ranges: Vec<Range<u32>> = areas
                .iter()
                .filter(|area| area.column <= column && column < area.column_end())
                .map(|area| area.line..area.line_end())
                .collect();
            ranges.sort_unstable_by_key(|range| range.start);
            for lines in ranges {
                match slots.last_mut() {
                    Some(last) if last.leg == leg && last.lines.end == lines.start => {
                        last.lines.end = lines.end;
                    }
                    _ => slots.push(Slot { leg, left, measure: grid.column_width(), lines }),
                }
            }
        }
        Self { slots, legs: (end - first) as usize, measure: grid.column_width() }
    }

    /// The top line of the highest leg.
    pub fn top(&self) -> u32 {
        self.slots.iter().map(|slot| slot.lines.start).min().unwrap_or(1)
    }

    /// One past the last line of the deepest leg.
    pub fn bottom(&self) -> u32 {
        self.slots.iter().map(|slot| slot.lines.end).max().unwrap_or(1)
    }

    /// The legs that a rectangle of the sheet touches: it snaps outwards to whole legs.
    pub fn legs_at(&self, rect: Rect) -> Range<usize> {
        let touches = |slot: &&Slot| {
            let overlap = rect.right().min(slot.left + slot.measure) - rect.x.max(slot.left);
            overlap.to_pt() > 0.5
        };
        let legs = self.slots.iter().filter(touches).map(|slot| slot.leg);
        let (from, to) = legs.fold((usize::MAX, 0), |(a, b), leg| (a.min(leg), b.max(leg + 1)));
        if from >= to { 0..0 } else { from..to }
    }

    /// Left edge and width of legs side by side.
    pub fn span(&self, legs: &Range<usize>) -> (Length, Length) {
        let slot_of = |leg| self.slots.iter().find(|slot| slot.leg == leg);
        let left = slot_of(legs.start).map_or(Length::ZERO, |slot| slot.left);
        let last = slot_of(legs.end.saturating_sub(1).max(legs.start));
        (left, last.map_or(left, |slot| slot.left + slot.measure) - left)
    }

    /// The free runs of lines in reading order: leg by leg, from top to bottom; what stands across
    /// all legs parts the story into an upper and a lower half, each read to its end.
    pub fn segments(&self, obstacles: &[Obstacle]) -> Vec<Segment> {
        let mut cuts = vec![self.top(), self.bottom()];
        let across = obstacles.iter().filter(|obstacle| obstacle.legs == (0..self.legs));
        cuts.extend(across.map(|obstacle| obstacle.lines.end));
        cuts.sort_unstable();
        cuts.dedup();
        let mut segments = Vec::new();
        for band in cuts.windows(2) {
            for slot in &self.slots {
                let lines = slot.lines.start.max(band[0])..slot.lines.end.min(band[1]);
                segments.extend(self.free_runs(slot, lines, obstacles));
            }
        }
        segments
    }

    fn free_runs(&self, slot: &Slot, lines: Range<u32>, obstacles: &[Obstacle]) -> Vec<Segment> {
        let is_free = |line: u32| {
            !obstacles
                .iter()
                .any(|obstacle| obstacle.legs.contains(&slot.leg) && obstacle.lines.contains(&line))
        };
        let mut runs: Vec<Segment> = Vec::new();
        let mut in_run = false;
        for line in lines {
            match (is_free(line), in_run) {
                (true, true) => runs.last_mut().expect("a run is open").lines.end = line + 1,
                (true, false) => runs.push(Segment {
                    leg: slot.leg,
                    left: slot.left,
                    measure: slot.measure,
                    lines: line..line + 1,
                }),
                _ => {}
            }
            in_run = is_free(line);
        }
        runs.retain(|run| run.depth() >= LEAST_SEGMENT);
        runs
    }
}

/// Characters of each leg and the white between them in characters.
fn measures(width: f64, legs: u32, least_gutter: f64, rest: Rest) -> Option<(Vec<u32>, f64)> {
    match rest {
        Rest::Gutters => {
            let split = measure::legs(width, legs, least_gutter)?;
            Some((vec![split.characters; legs as usize], split.gutter))
        }
        Rest::Leg => {
            Some((measure::legs_of_unequal_measure(width, legs, least_gutter)?, least_gutter))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Grid, HeadlinePlace, StoryId};
    use crate::source::{Files, Memory, Span};

    fn grid() -> PageGrid {
        PageGrid(Grid {
            columns: 8,
            characters: 13,
            gutter: 1.0,
            size: Length::pt(9.0),
            pitch: Length::pt(11.25),
            lines: 123,
            left: Length::ZERO,
            top: Length::ZERO,
        })
    }

    fn place(areas: Vec<Area>, legs: Option<u32>, ground: Ground) -> Place {
        let file = Files::new(Memory::default()).add("x".as_ref(), String::new());
        Place {
            story: StoryId(0),
            areas,
            legs,
            rest: Rest::Gutters,
            headline: HeadlinePlace::default(),
            photos: Vec::new(),
            ground,
            span: Span::new(file, 0..0),
        }
    }

    fn rules() -> StoryRules {
        StoryRules { gutter: 1.0, inset: 1.0, byline_lines: 2, has_column_rules: true }
    }

    fn room(areas: &[Area], legs: Option<u32>, ground: Ground) -> StoryRoom {
        let place = place(areas.to_vec(), legs, ground);
        StoryRoom::new(&grid(), &place, &rules(), areas).unwrap()
    }

    #[test]
    fn three_columns_broken_into_two_have_twenty_characters() {
        let area = Area { column: 1, line: 1, columns: 3, lines: 10 };
        let room = room(&[area], Some(2), Ground::None);
        assert_eq!(room.measure.to_pt(), 180.0);
        assert_eq!(room.slots[1].left.to_pt(), 189.0);
    }

    #[test]
    fn the_rest_of_a_broken_measure_widens_the_gutters() {
        let area = Area { column: 1, line: 1, columns: 5, lines: 10 };
        let room = room(&[area], Some(3), Ground::None);
        assert_eq!(room.measure.to_pt(), 22.0 * 9.0);
        let (left, width) = room.span(&(0..3));
        assert_eq!((left.to_pt(), width.to_pt()), (0.0, 69.0 * 9.0));
    }

    #[test]
    fn the_rest_of_a_broken_measure_may_go_to_the_last_leg() {
        let area = Area { column: 1, line: 1, columns: 5, lines: 10 };
        let place = Place { rest: Rest::Leg, ..place(vec![area], Some(3), Ground::None) };
        let room = StoryRoom::new(&grid(), &place, &rules(), &[area]).unwrap();
        let characters: Vec<f64> =
            room.slots.iter().map(|slot| slot.measure.to_pt() / 9.0).collect();
        assert_eq!(characters, [22.0, 22.0, 23.0]);
        let (left, width) = room.span(&(0..3));
        assert_eq!((left.to_pt(), width.to_pt()), (0.0, 69.0 * 9.0));
    }

    #[test]
    fn a_frame_takes_a_character_at_the_sides_and_a_line_above_and_below() {
        let area = Area { column: 2, line: 5, columns: 2, lines: 10 };
        let room = room(&[area], Some(2), Ground::Frame);
        assert_eq!(room.measure.to_pt(), 12.0 * 9.0);
        assert_eq!(room.slots[0].left.to_pt(), 126.0 + 9.0);
        assert_eq!(room.slots[0].lines, 6..14);
    }

    #[test]
    fn an_l_has_deep_legs_and_short_ones() {
        let top = Area { column: 1, line: 1, columns: 4, lines: 10 };
        let foot = Area { column: 1, line: 11, columns: 2, lines: 10 };
        let room = room(&[top, foot], None, Ground::None);
        let depths: Vec<_> = room.segments(&[]).iter().map(Segment::depth).collect();
        assert_eq!(depths, [20, 20, 10, 10]);
    }

    #[test]
    fn text_runs_around_a_photo() {
        let area = Area { column: 1, line: 1, columns: 3, lines: 20 };
        let room = room(&[area], None, Ground::None);
        let photo = Obstacle { legs: 1..3, lines: 5..12 };
        let found: Vec<_> =
            room.segments(&[photo]).iter().map(|s| (s.leg, s.lines.clone())).collect();
        assert_eq!(found, [(0, 1..21), (1, 1..5), (1, 12..21), (2, 1..5), (2, 12..21)]);
    }

    #[test]
    fn what_stands_across_all_legs_parts_the_story() {
        let area = Area { column: 1, line: 1, columns: 2, lines: 20 };
        let room = room(&[area], None, Ground::None);
        let photo = Obstacle { legs: 0..2, lines: 5..12 };
        let found: Vec<_> =
            room.segments(&[photo]).iter().map(|s| (s.leg, s.lines.clone())).collect();
        assert_eq!(found, [(0, 1..5), (1, 1..5), (0, 12..21), (1, 12..21)]);
    }

    #[test]
    fn photos_snap_to_whole_legs() {
        let area = Area { column: 1, line: 1, columns: 3, lines: 20 };
        let room = room(&[area], Some(2), Ground::None);
        let second_column = grid().rect(Area { column: 2, line: 1, columns: 1, lines: 2 });
        assert_eq!(room.legs_at(second_column), 0..2);
        let first_column = grid().rect(Area { column: 1, line: 1, columns: 1, lines: 2 });
        assert_eq!(room.legs_at(first_column), 0..1);
    }
}
