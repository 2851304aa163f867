//! Composes one story: room, head, photos, byline, legs.

use std::collections::BTreeSet;
use std::ops::Range;

use super::checks;
use super::composed::{ComposedLeg, ComposedPhoto, ComposedStory, Overset, PlacedKind};
use super::page::PageInput;
use super::paint::Canvas;
use super::photos::{self, PhotoSlot};
use crate::diag::{Code, Diagnostic, Diagnostics, code};
use crate::geometry::{self, Cut, CutLeg, Obstacle, PageGrid, Segment, StoryRoom};
use crate::model::{Area, Direction, Ground, Headline, Place, Side, Story};
use crate::typeset::{
    CopyStart, Fault, Galley, HeadlineSpec, SetHeadline, is_printed, missing_characters,
};
use crate::units::{Length, Rect};

/// What the engine puts where it hyphenates a word.
const SOFT_HYPHEN: char = '\u{ad}';

/// A story while it is composed.
struct Composing<'a> {
    input: &'a PageInput<'a>,
    story: &'a Story,
    place: &'a Place,
    areas: &'a [Area],
    grid: PageGrid,
    room: StoryRoom,
    obstacles: Vec<Obstacle>,
    /// The lines under a horizontal head.
    text: Range<u32>,
    missing: BTreeSet<char>,
    headline_size: Option<Length>,
}

/// Composes a story in its areas. `None` when not even its headline has room.
pub(super) fn compose_story(
    input: &PageInput,
    place: &Place,
    areas: &[Area],
    canvas: &mut Canvas,
    photos: &mut Vec<ComposedPhoto>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<ComposedStory>, Fault> {
    let story = input.edition.story(place.story);
    let Some(mut composing) = Composing::new(input, story, place, areas) else {
        diagnostics.push(checks::too_small(
            input,
            place,
            story,
            areas,
            &code::NO_ROOM_FOR_TEXT,
            (1, 0),
        ));
        return Ok(None);
    };
    composing.place_ground(canvas)?;
    if let Some(headline) = &story.headline
        && !composing.place_headline(headline, canvas, diagnostics)?
    {
        return Ok(None);
    }
    let slots = composing.find_photos(diagnostics)?;
    composing.place_byline(canvas, diagnostics)?;
    let composed = composing.place_body(canvas, diagnostics)?;
    for slot in &slots {
        let room = &composing.room;
        photos.push(photos::place_photo(input, story, slot, room, canvas, diagnostics)?);
    }
    Ok(Some(composed))
}

impl<'a> Composing<'a> {
    /// Divides the areas into legs; `None` when nothing is left of them.
    fn new(
        input: &'a PageInput<'a>,
        story: &'a Story,
        place: &'a Place,
        areas: &'a [Area],
    ) -> Option<Self> {
        let grid = PageGrid(input.typesetter.layout().grid);
        let rules = &input.typesetter.layout().story;
        let room = StoryRoom::new(&grid, place, rules, areas)?;
        let text = room.top()..room.bottom();
        (!text.is_empty()).then_some(Self {
            input,
            story,
            place,
            areas,
            grid,
            room,
            obstacles: Vec::new(),
            text,
            missing: BTreeSet::new(),
            headline_size: None,
        })
    }

    /// Something of the story found no room.
    fn no_room(&self, code: &'static Code, lines: (u32, u32)) -> Diagnostic {
        checks::too_small(self.input, self.place, self.story, self.areas, code, lines)
    }

    fn place_ground(&self, canvas: &mut Canvas) -> Result<(), Fault> {
        let ([area], true) = (self.areas, self.place.ground != Ground::None) else { return Ok(()) };
        let rect = self.grid.rect(*area);
        let (slug, ground) = (&self.story.slug, self.place.ground);
        if let Some(piece) = self.input.typesetter.ground(slug, ground, rect.width, rect.height)? {
            canvas.place(
                &piece,
                PlacedKind::Ground,
                Some(slug),
                (rect.x, rect.y),
                Some(area.lines),
            );
        }
        Ok(())
    }

    /// Sets the headline over its legs. False when the area is too small for it.
    fn place_headline(
        &mut self,
        headline: &Headline,
        canvas: &mut Canvas,
        diagnostics: &mut Diagnostics,
    ) -> Result<bool, Fault> {
        let legs = self.headline_legs();
        let (x, measure) = self.room.span(&legs);
        let is_vertical = self.place.headline.direction == Direction::Vertical;
        let top = self.below_photos_across(&legs);
        let deepest = self.room.bottom() - top;
        let spec = HeadlineSpec {
            slug: &self.story.slug,
            headline,
            priority: self.story.priority,
            language: &self.story.language,
            place: &self.place.headline,
            columns: self.headline_columns(),
            measure,
            lines: self.place.headline.lines.unwrap_or(deepest).min(deepest),
        };
        let set = self.input.typesetter.headline(&spec)?;
        let least = set.lines + if self.story.blocks.is_empty() || is_vertical { 0 } else { 2 };
        if least > deepest {
            diagnostics.push(self.no_room(&code::AREA_TOO_SMALL, (least, deepest)));
            return Ok(false);
        }
        diagnostics_of_headline(self, &set, measure, diagnostics);
        let at = (x, self.grid.line_top(top));
        canvas.place(&set.piece, PlacedKind::Headline, Some(&self.story.slug), at, Some(set.lines));
        self.missing.extend(missing_characters(&set.piece.frame));
        self.headline_size = Some(set.size);
        if !is_vertical {
            self.text.start = top + set.lines;
        }
        self.obstacles.push(Obstacle { legs, lines: top..top + set.lines });
        Ok(true)
    }

    /// The first line for a headline: a photo that is pinned across its legs at the top of the area
    /// stands above it.
    fn below_photos_across(&self, legs: &Range<usize>) -> u32 {
        let mut photos: Vec<Area> = self.place.photos.iter().map(|photo| photo.area).collect();
        photos.sort_unstable_by_key(|area| area.line);
        let mut top = self.room.top();
        for area in photos {
            let over = self.room.legs_at(self.grid.rect(area));
            if area.line <= top && over.start <= legs.start && legs.end <= over.end {
                top = top.max(area.line_end().min(self.room.bottom()));
            }
        }
        top
    }

    /// Columns of the page grid that the headline spans.
    fn headline_columns(&self) -> u32 {
        let widest = self.areas.first().map_or(1, |area| area.columns);
        let usual = match self.place.headline.direction {
            Direction::Horizontal => widest,
            Direction::Vertical => 1,
        };
        self.place.headline.columns.unwrap_or(usual).clamp(1, widest)
    }

    /// The legs under the headline: all, or as many as its columns take from its side.
    fn headline_legs(&self) -> Range<usize> {
        let Some(first) = self.areas.first() else { return 0..self.room.legs };
        let columns = self.headline_columns();
        let column = match self.place.headline.side {
            Side::Left => first.column,
            Side::Right => first.column_end() - columns,
        };
        let legs = self.room.legs_at(self.grid.rect(Area { column, columns, ..*first }));
        if legs.is_empty() { 0..self.room.legs } else { legs }
    }

    fn find_photos(&mut self, diagnostics: &mut Diagnostics) -> Result<Vec<PhotoSlot<'a>>, Fault> {
        let slots = photos::slots(self.input, self.story, self.place, &self.room, &self.text)?;
        let gap = self.input.typesetter.layout().photo.gap;
        let mut kept = Vec::new();
        for slot in slots {
            let is_free = !slot.legs.is_empty()
                && slot.lines.end > slot.lines.start + 1
                && !self.obstacles.iter().any(|obstacle| overlap(obstacle, &slot));
            if is_free {
                self.obstacles.push(slot.obstacle(self.text.clone(), gap));
                kept.push(slot);
            } else {
                let found = self.no_room(&code::NO_ROOM_FOR_PHOTO, (2, 0));
                diagnostics.push(found.with("photo", slot.name()).with("line", self.text.start));
            }
        }
        Ok(kept)
    }

    /// The byline, over the legs under the head, as near to it as there is room.
    fn place_byline(
        &mut self,
        canvas: &mut Canvas,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Fault> {
        let Some(byline) = &self.story.byline else { return Ok(()) };
        let lines = self.input.typesetter.layout().story.byline_lines;
        let Some((legs, line)) = self.byline_room(lines) else {
            diagnostics.push(self.no_room(&code::NO_ROOM_FOR_BYLINE, (lines, 0)));
            return Ok(());
        };
        let (x, width) = self.room.span(&legs);
        let piece = self.input.typesetter.byline(self.story, &byline.value, width)?;
        let free = self.grid.height(lines) - piece.height();
        let y = self.grid.line_top(line) + free / 2.0;
        canvas.place(&piece, PlacedKind::Byline, Some(&self.story.slug), (x, y), Some(lines));
        self.missing.extend(missing_characters(&piece.frame));
        self.obstacles.push(Obstacle { legs, lines: line..line + lines });
        Ok(())
    }

    /// The highest line under the head at which legs side by side are free. A head that is narrower
    /// than its story has the byline over its own legs, so that the copy begins under both.
    fn byline_room(&self, lines: u32) -> Option<(Range<usize>, u32)> {
        let is_under_head =
            self.story.headline.is_some() && self.place.headline.direction == Direction::Horizontal;
        let under = if is_under_head { self.headline_legs() } else { 0..self.room.legs };
        (self.text.start..self.text.end).find_map(|line| {
            let is_free = |leg: &usize| self.is_free(*leg, line..line + lines);
            let first = under.clone().find(is_free)?;
            let end = (first..under.end).find(|leg| !is_free(leg)).unwrap_or(under.end);
            Some((first..end, line))
        })
    }

    /// Whether a leg has these lines and nothing stands in them.
    fn is_free(&self, leg: usize, lines: Range<u32>) -> bool {
        let slots = &self.room.slots;
        let has_lines = slots.iter().any(|slot| {
            slot.leg == leg && slot.lines.start <= lines.start && lines.end <= slot.lines.end
        });
        let is_taken = self.obstacles.iter().any(|obstacle| {
            obstacle.legs.contains(&leg)
                && obstacle.lines.start < lines.end
                && lines.start < obstacle.lines.end
        });
        has_lines && !is_taken
    }

    /// Sets the copy, cuts it into the free segments and paints the legs. Where the measure changes on
    /// the way, the copy is a chain of galleys.
    fn place_body(
        &mut self,
        canvas: &mut Canvas,
        diagnostics: &mut Diagnostics,
    ) -> Result<ComposedStory, Fault> {
        let segments = self.room.segments(&self.obstacles);
        let mut body = Body::default();
        for run in segments.chunk_by(|a, b| a.measure == b.measure) {
            self.place_galley(run, &mut body, canvas)?;
        }
        if segments.is_empty() {
            self.place_galley(&[], &mut body, canvas)?;
        }
        let composed = self.composed(body);
        let characters_a_line = self.room.measure / self.grid.0.size;
        let is_text = !self.story.blocks.is_empty();
        let finding =
            checks::fit(self.input, self.story, &composed, segments.len(), characters_a_line);
        if let (Some(finding), true) = (finding, is_text) {
            diagnostics.push(finding);
        }
        Ok(composed)
    }

    /// One galley of the chain: from where the last one ended, into segments of one measure.
    fn place_galley(
        &mut self,
        segments: &[Segment],
        body: &mut Body,
        canvas: &mut Canvas,
    ) -> Result<(), Fault> {
        let measure = segments.first().map_or(self.room.measure, |segment| segment.measure);
        let galley = self.input.typesetter.galley_from(self.story, body.next, measure)?;
        let depths: Vec<u32> = segments.iter().map(Segment::depth).collect();
        let cut = geometry::cut(&galley.cut_lines(), &depths);
        for (segment, leg) in segments.iter().zip(&cut.legs) {
            if !leg.lines.is_empty() {
                body.legs.push(self.place_leg(&galley, segment, leg, canvas));
            }
        }
        canvas.close_structure(&galley, cut.overset.start);
        self.missing.extend(galley.missing_characters());
        body.take(&galley, &cut);
        Ok(())
    }

    fn place_leg(
        &self,
        galley: &Galley,
        segment: &Segment,
        leg: &CutLeg,
        canvas: &mut Canvas,
    ) -> ComposedLeg {
        let mut line = segment.lines.start;
        for index in leg.lines.clone() {
            let white = u32::from(leg.white_before.contains(&index));
            // A subhead with a line more stands in the middle of it.
            let shift = self.grid.0.pitch * (f64::from(white) / 2.0);
            let content = &galley.lines[index].content;
            line += white;
            canvas.line(content, segment.left, self.grid.line_top(line) - shift);
            line += 1;
        }
        let lines = line - segment.lines.start;
        let rect = Rect {
            x: segment.left,
            y: self.grid.line_top(segment.lines.start),
            width: galley.measure,
            height: self.grid.height(lines),
        };
        let text = galley.text(leg.lines.clone());
        canvas.note(PlacedKind::Leg, Some(&self.story.slug), rect, Some(lines), text);
        ComposedLeg { rect, lines }
    }

    fn composed(&mut self, body: Body) -> ComposedStory {
        let is_text = !self.story.blocks.is_empty();
        let white = body.white;
        let levers = if white > 0 { vec![format!("subheads +{white} lines")] } else { Vec::new() };
        ComposedStory {
            story: self.place.story,
            slug: self.story.slug.clone(),
            areas: self.areas.to_vec(),
            outline: self.grid.outline(self.areas),
            characters: body.characters,
            lines_set: body.lines_set,
            lines_free: if is_text { body.blank } else { 0 },
            overset: body.overset,
            legs: body.legs,
            levers,
            headline_size: self.headline_size,
            missing: std::mem::take(&mut self.missing),
        }
    }
}

/// The copy of a story while its galleys are placed.
#[derive(Default)]
struct Body {
    legs: Vec<ComposedLeg>,
    /// Where in the copy the next galley begins.
    next: CopyStart,
    characters: usize,
    lines_set: u32,
    blank: u32,
    /// Lines of white that subheads took.
    white: usize,
    /// What the last galley had no room for.
    overset: Overset,
}

impl Body {
    /// Adds up what a galley has printed and what is left of it.
    fn take(&mut self, galley: &Galley, cut: &Cut) {
        let printed = 0..cut.overset.start;
        let text = galley.text(cut.overset.clone()).replace(SOFT_HYPHEN, "");
        self.next = galley.start_of(cut.overset.start);
        self.characters += characters(&galley.text(printed.clone()));
        self.lines_set += printed.len() as u32;
        self.blank += cut.blank();
        self.white += cut.legs.iter().map(|leg| leg.white_before.len()).sum::<usize>();
        self.overset =
            Overset { lines: cut.overset.len() as u32, characters: characters(&text), text };
    }
}

fn diagnostics_of_headline(
    composing: &Composing,
    set: &SetHeadline,
    measure: Length,
    diagnostics: &mut Diagnostics,
) {
    let Composing { input, story, areas, .. } = composing;
    if let Some(finding) = checks::headline(input, story, areas, set, measure) {
        diagnostics.push(finding);
    }
}

fn overlap(obstacle: &Obstacle, slot: &PhotoSlot) -> bool {
    let legs = obstacle.legs.start < slot.legs.end && slot.legs.start < obstacle.legs.end;
    let lines = obstacle.lines.start < slot.lines.end && slot.lines.start < obstacle.lines.end;
    legs && lines
}

/// Characters as an editor counts them: without white space and hyphens that end a line.
fn characters(text: &str) -> usize {
    text.chars().filter(|c| is_printed(*c)).count()
}
