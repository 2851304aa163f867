//! Composes one page: furniture, then each story, then the rules between them.

use rayon::prelude::*;

use super::checks;
use super::composed::{ComposedPage, ComposedPhoto, ComposedStory};
use super::furniture::{place_page_head, place_rules, place_section_head};
use super::paint::Canvas;
use super::section::{self, Region};
use super::story::compose_story;
use super::white;
use crate::diag::Diagnostics;
use crate::model::{Edition, Page, StoryId};
use crate::photo::PhotoLibrary;
use crate::typeset::{Fault, Typesetter};

/// What a page is composed from.
#[derive(Clone, Copy)]
pub struct PageInput<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// The page.
    pub page: &'a Page,
    /// Its number in the edition, from 1.
    pub number: usize,
    /// The typesetter of the page's layout.
    pub typesetter: &'a Typesetter,
    /// Where photos come from.
    pub photos: &'a PhotoLibrary,
}

/// Composes a page. Copy that does not fit and whatever else is wrong on it goes into
/// `diagnostics`; a fault of the look is the only thing that leaves no page.
pub fn compose(input: &PageInput, diagnostics: &mut Diagnostics) -> Result<ComposedPage, Fault> {
    let layout = input.typesetter.layout();
    let mut canvas = Canvas::new(layout.sheet.width, layout.sheet.height);
    place_page_head(input, &mut canvas)?;
    let regions = section::regions(input.page);
    section::check_connected(input.edition, input.page, diagnostics);
    let mut stories = Vec::new();
    let mut photos = Vec::new();
    for part in compose_stories(input, &regions)? {
        if let Some(region) = part.opens {
            place_section_head(input, region, &mut canvas)?;
        }
        canvas.append(part.canvas);
        photos.extend(part.photos);
        diagnostics.append(part.diagnostics);
        stories.extend(part.story);
    }
    if input.page.all_stories().next().is_none() {
        diagnostics.push(checks::empty_page(input));
    }
    place_rules(input, &stories, &mut canvas)?;
    let white_share = white::share(layout, &stories, &regions, input.page.has_nameplate);
    let (frame, placed) = canvas.finish();
    Ok(ComposedPage {
        label: input.page.label.clone(),
        number: input.number,
        layout: layout.clone(),
        frame,
        stories,
        photos,
        placed,
        white_share,
    })
}

/// A story with all that it brings to its page.
struct Part<'a> {
    /// The section whose head stands before it.
    opens: Option<&'a Region<'a>>,
    canvas: Canvas,
    story: Option<ComposedStory>,
    photos: Vec<ComposedPhoto>,
    diagnostics: Diagnostics,
}

/// Composes the stories side by side; they come out in reading order.
fn compose_stories<'a>(
    input: &PageInput,
    regions: &'a [Region<'a>],
) -> Result<Vec<Part<'a>>, Fault> {
    let sheet = input.typesetter.layout().sheet;
    let compose_one = |id: StoryId| {
        let mut part = Part {
            opens: regions.iter().find(|region| region.section.stories.first() == Some(&id)),
            canvas: Canvas::new(sheet.width, sheet.height),
            story: None,
            photos: Vec::new(),
            diagnostics: Diagnostics::default(),
        };
        let Some(place) = input.page.place(id) else {
            part.diagnostics.push(checks::unplaced(input, id));
            return Ok(part);
        };
        let areas: Vec<_> =
            place.areas.iter().map(|area| section::below_heads(*area, regions)).collect();
        part.story = compose_story(
            input,
            place,
            &areas,
            &mut part.canvas,
            &mut part.photos,
            &mut part.diagnostics,
        )?;
        Ok(part)
    };
    let ids: Vec<StoryId> = input.page.all_stories().collect();
    ids.into_par_iter().map(compose_one).collect()
}
