//! Places a story's photos with their captions.

use std::ops::Range;

use typst_library::foundations::{Bytes, Smart};
use typst_library::layout::{Abs, FrameItem, Size};
use typst_library::visualize::{ExchangeFormat, Image, RasterFormat, RasterImage};
use typst_syntax::Span;

use super::composed::{ComposedPhoto, PlacedKind};
use super::page::PageInput;
use super::paint::Canvas;
use crate::diag::{Diagnostic, Diagnostics, Severity, code};
use crate::geometry::{Obstacle, PageGrid, StoryRoom};
use crate::model::{Fit, Focus, Photo, Place, Story};
use crate::photo::{Job, PhotoError, Prepared};
use crate::typeset::{Fault, SetCaption};
use crate::units::{Length, Rect};

/// Below this many pixels an inch the pixels show on newsprint; the finding is an error.
const UNPRINTABLE_PPI: f64 = 99.0;
/// The share of a story's legs that an unplaced photo spans.
const SHARE_OF_LEGS: f64 = 0.4;
/// The largest share of a story's depth that an unplaced photo takes.
const SHARE_OF_DEPTH: f64 = 0.5;
/// Height to width of a photo that cannot be read.
const USUAL_RATIO: f64 = 2.0 / 3.0;

/// A photo with its place in a story's room.
pub(super) struct PhotoSlot<'a> {
    photo: &'a Photo,
    /// The legs it spans.
    pub(super) legs: Range<usize>,
    /// The lines it takes, caption included.
    pub(super) lines: Range<u32>,
    fit: Fit,
    focus: Focus,
    caption: Option<SetCaption>,
}

impl PhotoSlot<'_> {
    /// The file as the manuscript names it.
    pub(super) fn name(&self) -> &str {
        &self.photo.name
    }

    fn caption_lines(&self) -> u32 {
        self.caption.as_ref().map_or(0, SetCaption::line_count)
    }

    /// What it takes away from the text: itself, and white towards text above and below.
    pub(super) fn obstacle(&self, text: Range<u32>, gap: u32) -> Obstacle {
        let above = if self.lines.start > text.start { gap } else { 0 };
        let below = if self.lines.end < text.end { gap } else { 0 };
        let lines = self.lines.start.saturating_sub(above)..self.lines.end + below;
        Obstacle { legs: self.legs.clone(), lines }
    }
}

/// Finds the place of every photo of a story: where the editor pinned it, otherwise at the right
/// under the head.
pub(super) fn slots<'a>(
    input: &PageInput,
    story: &'a Story,
    place: &Place,
    room: &StoryRoom,
    text: &Range<u32>,
) -> Result<Vec<PhotoSlot<'a>>, Fault> {
    let grid = PageGrid(input.typesetter.layout().grid);
    let mut slots: Vec<PhotoSlot> = Vec::new();
    for (index, photo) in story.photos.iter().enumerate() {
        let pinned = place.photos.iter().find(|place| place.photo == index);
        let (legs, lines, fit, focus) = match pinned {
            Some(pin) => {
                let lines = pin.area.line.max(room.top())..pin.area.line_end().min(room.bottom());
                (room.legs_at(grid.rect(pin.area)), lines, pin.fit, pin.focus)
            }
            None => {
                let taken = slots.iter().map(|slot| slot.lines.end).max();
                let from = taken.unwrap_or(text.start);
                let (legs, lines) = usual_place(input, story, photo, room, from..text.end);
                (legs, lines, Fit::Cover, Focus::default())
            }
        };
        let (_, width) = room.span(&legs);
        let caption = input.typesetter.caption(story, index, photo, width)?;
        slots.push(PhotoSlot { photo, legs, lines, fit, focus, caption });
    }
    Ok(slots)
}

/// At the right under the head, over two fifths of the legs, in the picture's own proportions; a
/// photo that stands alone takes all there is.
fn usual_place(
    input: &PageInput,
    story: &Story,
    photo: &Photo,
    room: &StoryRoom,
    text: Range<u32>,
) -> (Range<usize>, Range<u32>) {
    if story.is_lone_photo() {
        return (0..room.legs, text);
    }
    let count = ((room.legs as f64 * SHARE_OF_LEGS).round() as usize).clamp(1, room.legs);
    let legs = room.legs - count..room.legs;
    let (_, width) = room.span(&legs);
    let ratio = input
        .photos
        .probe(&photo.path)
        .map_or(USUAL_RATIO, |probe| f64::from(probe.height) / f64::from(probe.width.max(1)));
    let grid = input.typesetter.layout().grid;
    let picture = ((width * ratio + grid.leading()) / grid.pitch).round() as u32;
    let deepest = (f64::from(text.end.saturating_sub(text.start)) * SHARE_OF_DEPTH) as u32;
    let lines = (picture + 1).min(deepest).max(2);
    (legs, text.start..(text.start + lines).min(text.end))
}

/// Paints a photo with its caption, or the box that keeps its place.
pub(super) fn place_photo(
    input: &PageInput,
    story: &Story,
    slot: &PhotoSlot,
    room: &StoryRoom,
    canvas: &mut Canvas,
    diagnostics: &mut Diagnostics,
) -> Result<ComposedPhoto, Fault> {
    let grid = PageGrid(input.typesetter.layout().grid);
    let (x, width) = room.span(&slot.legs);
    let picture_lines =
        (slot.lines.end - slot.lines.start).saturating_sub(slot.caption_lines()).max(1);
    let rect =
        Rect { x, y: grid.line_top(slot.lines.start), width, height: grid.height(picture_lines) };
    let rules = input.typesetter.layout().photo;
    let job = Job {
        width: rect.width,
        height: rect.height,
        fit: slot.fit,
        focus: slot.focus,
        ppi: rules.ppi,
    };
    let picture = input.photos.prepare(&slot.photo.path, &job);
    let (rect, ppi) = match picture.and_then(|prepared| Ok((raster(&prepared)?, prepared))) {
        Ok((image, prepared)) => {
            let rect = centred(rect, prepared.width, prepared.height);
            let size = Size::new(Abs::pt(rect.width.to_pt()), Abs::pt(rect.height.to_pt()));
            let item = FrameItem::Image(image, size, Span::detached());
            canvas.item(item, rect.x, rect.y);
            diagnostics_of_resolution(input, story, slot, rect, prepared.ppi, diagnostics);
            (rect, Some(prepared.ppi))
        }
        Err(error) => {
            diagnostics.push(finding(input, story, slot, rect, error.diagnostic(&slot.photo.name)));
            let piece =
                input.typesetter.photo_placeholder(story, slot.photo, width, rect.height)?;
            canvas.piece(&piece, rect.x, rect.y);
            (rect, None)
        }
    };
    let name = slot.photo.name.clone();
    canvas.note(PlacedKind::Photo, Some(&story.slug), rect, Some(picture_lines), name.clone());
    let under = caption_place(slot, (x, width), rect);
    place_caption(input, story, slot, (under.0, under.1, slot.lines.start + picture_lines), canvas);
    Ok(ComposedPhoto { file: name, slug: story.slug.clone(), rect, ppi })
}

/// Left edge and width of a caption: those of the place, or of a picture that is narrower, if the
/// caption is so too.
fn caption_place(slot: &PhotoSlot, place: (Length, Length), picture: Rect) -> (Length, Length) {
    let lines = slot.caption.iter().flat_map(|caption| &caption.lines);
    let widest = lines.map(|line| line.end.to_pt()).fold(0.0, f64::max);
    if widest <= picture.width.to_pt() { (picture.x, picture.width) } else { place }
}

fn place_caption(
    input: &PageInput,
    story: &Story,
    slot: &PhotoSlot,
    (x, width, line): (Length, Length, u32),
    canvas: &mut Canvas,
) {
    let Some(caption) = &slot.caption else { return };
    let grid = PageGrid(input.typesetter.layout().grid);
    for (at, content) in (line..).zip(&caption.lines) {
        canvas.line(content, x, grid.line_top(at));
    }
    let lines = caption.line_count();
    let rect = Rect { x, y: grid.line_top(line), width, height: grid.height(lines) };
    canvas.note(PlacedKind::Caption, Some(&story.slug), rect, Some(lines), caption.text.clone());
}

fn raster(prepared: &Prepared) -> Result<Image, PhotoError> {
    let format = RasterFormat::Exchange(ExchangeFormat::Jpg);
    RasterImage::new(Bytes::new(prepared.jpeg.clone()), format, Smart::Auto)
        .map(Image::plain)
        .map_err(|error| PhotoError::Unusable { reason: error.to_string() })
}

/// A picture that keeps its proportions stands in the middle of its place.
fn centred(place: Rect, width: Length, height: Length) -> Rect {
    Rect {
        x: place.x + (place.width - width) / 2.0,
        y: place.y + (place.height - height) / 2.0,
        width,
        height,
    }
}

fn diagnostics_of_resolution(
    input: &PageInput,
    story: &Story,
    slot: &PhotoSlot,
    rect: Rect,
    ppi: f64,
    diagnostics: &mut Diagnostics,
) {
    let wanted = input.typesetter.layout().photo.least_ppi;
    if ppi >= wanted {
        return;
    }
    let mut low = Diagnostic::new(&code::LOW_PPI)
        .with("path", &slot.photo.name)
        .with("ppi", ppi.round())
        .with("wanted", wanted);
    if ppi < UNPRINTABLE_PPI {
        low.severity = Severity::Error;
    }
    diagnostics.push(finding(input, story, slot, rect, low));
}

fn finding(
    input: &PageInput,
    story: &Story,
    slot: &PhotoSlot,
    rect: Rect,
    diagnostic: Diagnostic,
) -> Diagnostic {
    diagnostic.at(slot.photo.span).page(&input.page.label).story(&story.slug).rect(rect.to_mm())
}
