//! Resolves the places of stories: areas on the grid, legs of whole characters, photos inside.

use super::areas;
use super::layouts::Found;
use super::place_file::{AreaEntry, HeadlineEntry, PhotoEntry, PlaceEntry};
use super::table::{measure, out_of_range};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::geometry;
use crate::model::{Area, Ground, HeadlinePlace, PhotoPlace, Place, StoryId};
use crate::source::{Span, Spanned};
use crate::units::Length;

/// Characters that a line of a broken measure 破栏 may have.
const BROKEN: std::ops::RangeInclusive<u32> = 10..=48;
/// The fewest characters of any measure: the narrowest column that a layout may have.
const NARROWEST: u32 = 5;
/// The most rows of a main headline.
const MOST_ROWS: u32 = 6;
/// Sizes that a headline may be set in.
const HEADLINE_SIZES: std::ops::RangeInclusive<Length> = Length::pt(6.0)..=Length::pt(300.0);

/// The page that a place is on.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnPage<'a> {
    pub(super) label: &'a str,
    pub(super) layout: &'a Found,
    pub(super) has_nameplate: bool,
}

/// Resolves one place at a time; what is wrong is reported.
pub(super) struct Placing<'a> {
    pub(super) page: OnPage<'a>,
    pub(super) slug: &'a str,
    /// How many photos the story has, if that is known.
    pub(super) photos: Option<usize>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

/// A place and where each of its areas is written.
pub(super) struct Placed {
    pub(super) place: Place,
    pub(super) area_spans: Vec<Span>,
}

impl Placing<'_> {
    /// The place; `None` when none of its areas can be used.
    pub(super) fn resolve(&mut self, entry: &PlaceEntry, story: StoryId) -> Option<Placed> {
        let headline_size = self.headline_size(&entry.headline);
        let areas: Vec<Area> = entry.areas.iter().filter_map(|area| self.on_grid(area)).collect();
        if areas.is_empty() || areas.len() < entry.areas.len() {
            return None;
        }
        let area_spans: Vec<Span> = entry.areas.iter().map(|area| area.span).collect();
        self.check_below_nameplate(&areas, &area_spans);
        self.check_shape(&areas, &area_spans);
        self.check_legs(entry, &areas);
        let place = Place {
            story,
            legs: entry.legs.map(|legs| legs.value),
            headline: self.headline(&entry.headline, headline_size, areas[0]),
            photos: self.photo_places(&entry.photos, &areas),
            areas,
            rest: entry.rest,
            ground: entry.ground.value,
            span: entry.span,
        };
        Some(Placed { place, area_spans })
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.page(self.page.label).story(self.slug));
    }

    fn on_grid(&mut self, area: &AreaEntry) -> Option<Area> {
        let grid = self.page.layout.layout.grid;
        let reason = match areas::on_grid(area, &grid) {
            Ok(area) => return Some(area),
            Err(reason) => reason,
        };
        self.report(
            Diagnostic::new(&code::OFF_GRID)
                .with("story", self.slug)
                .with("reason", reason)
                .with("columns", grid.columns)
                .with("lines", grid.lines)
                .at(area.span),
        );
        None
    }

    fn check_below_nameplate(&mut self, areas: &[Area], spans: &[Span]) {
        let lines = self.page.layout.layout.nameplate.lines;
        if !self.page.has_nameplate {
            return;
        }
        for (_, span) in areas.iter().zip(spans).filter(|(area, _)| area.line <= lines) {
            let diagnostic = Diagnostic::new(&code::IN_NAMEPLATE).with("story", self.slug);
            self.report(diagnostic.with("line", lines + 1).at(*span));
        }
    }

    /// Several areas of one story do not overlap and make one shape.
    fn check_shape(&mut self, shape: &[Area], spans: &[Span]) {
        let mut overlaps = false;
        for (at, area) in shape.iter().enumerate() {
            for (other, earlier) in shape[..at].iter().enumerate() {
                if let Some(common) = area.intersection(*earlier) {
                    overlaps = true;
                    let names = [self.slug, self.slug];
                    self.report(overlap(names, common, [spans[at], spans[other]]));
                }
            }
        }
        if !overlaps && !areas::are_connected(shape) {
            let first = Diagnostic::new(&code::AREAS_APART).with("story", self.slug);
            self.report(spans.iter().fold(first, |diagnostic, span| diagnostic.at(*span)));
        }
    }

    fn check_legs(&mut self, entry: &PlaceEntry, shape: &[Area]) {
        let [area] = shape else {
            self.check_legs_of_shape(entry, shape);
            return;
        };
        // A frame or tint takes a line above and one below; one is left for the text.
        if entry.ground.value != Ground::None && area.lines < 3 {
            let most = self.page.layout.layout.grid.lines;
            let span = entry.areas[0].span;
            self.report(out_of_range("lines", 3, most, &area.lines.to_string(), span));
        }
        let legs = entry.legs.map_or(area.columns, |legs| legs.value);
        let characters = self.characters(*area, entry.ground.value, legs);
        if self.is_readable(*area, legs, characters) {
            return;
        }
        let fits = |legs: &u32| {
            self.is_readable(*area, *legs, self.characters(*area, entry.ground.value, *legs))
        };
        let fitting: Vec<String> =
            (1..=area.columns * 2).filter(fits).map(|legs| legs.to_string()).collect();
        let possible = if fitting.is_empty() { "–".to_owned() } else { fitting.join(", ") };
        self.report(
            Diagnostic::new(&code::BAD_MEASURE)
                .with("story", self.slug)
                .with("legs", legs)
                .with("characters", characters)
                .with("least", BROKEN.start())
                .with("most", BROKEN.end())
                .with("possible", possible)
                .at(entry.legs.map_or(entry.areas[0].span, |legs| legs.span)),
        );
    }

    /// Legs of a shape start in columns of different depth, and nothing lies under it.
    fn check_legs_of_shape(&mut self, entry: &PlaceEntry, shape: &[Area]) {
        let columns = areas::columns_across(shape);
        if let Some(legs) = entry.legs.filter(|legs| legs.value != columns) {
            self.report(
                Diagnostic::new(&code::SHAPE_LEGS)
                    .with("story", self.slug)
                    .with("legs", legs.value)
                    .with("columns", columns)
                    .at(legs.span),
            );
        }
        if entry.ground.value != Ground::None {
            let diagnostic = Diagnostic::new(&code::SHAPE_GROUND).with("story", self.slug);
            self.report(diagnostic.at(entry.ground.span));
        }
    }

    /// Characters in a line when an area is divided into legs; 0 if it has no room for them.
    fn characters(&self, area: Area, ground: Ground, legs: u32) -> u32 {
        let layout = &self.page.layout.layout;
        let inset = if ground == Ground::None { 0.0 } else { layout.story.inset };
        let grid = layout.grid;
        let width = geometry::columns_width(area.columns, grid.characters, grid.gutter);
        geometry::legs(width - 2.0 * inset, legs, layout.story.gutter)
            .map_or(0, |measure| measure.characters)
    }

    /// Columns of the grid are as wide as the layout has them; broken ones have limits.
    fn is_readable(&self, area: Area, legs: u32, characters: u32) -> bool {
        if legs == area.columns { characters >= NARROWEST } else { BROKEN.contains(&characters) }
    }

    fn headline_size(&mut self, entry: &HeadlineEntry) -> Option<f64> {
        let size = measure("size", entry.size.as_ref()?, &self.page.layout.sizes, HEADLINE_SIZES);
        size.map_err(|problem| self.report(*problem)).ok().map(Length::to_pt)
    }

    fn headline(&mut self, entry: &HeadlineEntry, size: Option<f64>, area: Area) -> HeadlinePlace {
        HeadlinePlace {
            columns: self.share("columns", entry.columns, area.columns),
            lines: self.share("lines", entry.lines, area.lines),
            rows: self.share("rows", entry.rows, MOST_ROWS),
            size,
            direction: entry.direction,
            side: entry.side,
            kind: entry.kind,
        }
    }

    /// A number of cells of the area, from 1 to all of them.
    fn share(&mut self, key: &str, written: Option<Spanned<i64>>, all: u32) -> Option<u32> {
        let written = written?;
        let share = u32::try_from(written.value).ok().filter(|share| (1..=all).contains(share));
        if share.is_none() {
            self.report(out_of_range(key, 1, all, &written.value.to_string(), written.span));
        }
        share
    }

    fn photo_places(&mut self, entries: &[PhotoEntry], shape: &[Area]) -> Vec<PhotoPlace> {
        let mut places: Vec<PhotoPlace> = Vec::new();
        for entry in entries {
            let photo = self.photo_index(entry.photo);
            let area = self.on_grid(&entry.area).filter(|area| self.is_held(shape, *area, entry));
            let (Some(photo), Some(area)) = (photo, area) else { continue };
            let (fit, focus) = (entry.fit, entry.focus);
            let place = PhotoPlace { photo, area, fit, focus, span: entry.span };
            for earlier in &places {
                self.check_photos(&place, earlier);
            }
            places.push(place);
        }
        places
    }

    /// Photos count from 1 in files and from 0 inside.
    fn photo_index(&mut self, number: Spanned<i64>) -> Option<usize> {
        let index = usize::try_from(number.value).ok().and_then(|number| number.checked_sub(1));
        // A manuscript that cannot be read has its own report.
        let index = index.filter(|index| self.photos.is_none_or(|count| *index < count));
        if index.is_none() {
            self.report(
                Diagnostic::new(&code::NO_SUCH_PHOTO)
                    .with("story", self.slug)
                    .with("photo", number.value)
                    .with("count", self.photos.map_or("?".to_owned(), |count| count.to_string()))
                    .at(number.span),
            );
        }
        index
    }

    fn is_held(&mut self, shape: &[Area], area: Area, entry: &PhotoEntry) -> bool {
        let is_held = areas::hold(shape, area);
        if !is_held {
            let diagnostic = Diagnostic::new(&code::PHOTO_OUTSIDE_STORY).with("story", self.slug);
            self.report(diagnostic.with("photo", entry.photo.value).at(entry.area.span));
        }
        is_held
    }

    /// Two photos of a story are two photos in two places.
    fn check_photos(&mut self, place: &PhotoPlace, earlier: &PhotoPlace) {
        if place.photo == earlier.photo {
            let diagnostic = Diagnostic::new(&code::PHOTO_TWICE).with("story", self.slug);
            let diagnostic = diagnostic.with("photo", place.photo + 1);
            self.report(diagnostic.at(place.span).at(earlier.span));
        } else if let Some(common) = place.area.intersection(earlier.area) {
            let name = |photo: usize| format!("{} [{}]", self.slug, photo + 1);
            let (first, second) = (name(place.photo), name(earlier.photo));
            self.report(overlap([&first, &second], common, [place.span, earlier.span]));
        }
    }
}

/// The report of two areas that overlap.
fn overlap(names: [&str; 2], common: Area, spans: [Span; 2]) -> Diagnostic {
    Diagnostic::new(&code::AREAS_OVERLAP)
        .with("story", names[0])
        .with("other", names[1])
        .with("columns", areas::columns(common))
        .with("lines", areas::lines(common))
        .label(spans[0], names[0])
        .label(spans[1], names[1])
}

/// Reports stories of a page whose areas overlap, each pair once.
pub(super) fn check_overlaps(
    placed: &[(&str, Placed)],
    label: &str,
    diagnostics: &mut Diagnostics,
) {
    for (at, (slug, place)) in placed.iter().enumerate() {
        for (other_slug, other) in &placed[..at] {
            let pairs = place.cells().flat_map(|cells| other.cells().map(move |it| (cells, it)));
            let mut common = pairs.filter_map(|((a, span), (b, other_span))| {
                Some((a.intersection(b)?, [span, other_span]))
            });
            if let Some((common, spans)) = common.next() {
                let diagnostic = overlap([slug, other_slug], common, spans);
                diagnostics.push(diagnostic.page(label).story(*slug).story(*other_slug));
            }
        }
    }
}

impl Placed {
    /// Each area and where it is written.
    fn cells(&self) -> impl Iterator<Item = (Area, Span)> + Clone + '_ {
        self.place.areas.iter().copied().zip(self.area_spans.iter().copied())
    }
}
