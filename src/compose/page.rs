//! Composes one page: furniture, then each story, then the rules between them.

use super::checks;
use super::composed::ComposedPage;
use super::furniture::{place_page_head, place_rules, place_section_head};
use super::paint::Canvas;
use super::section;
use super::story::compose_story;
use super::white;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::{Edition, Page};
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
    for id in input.page.all_stories() {
        let opens = |region: &&section::Region| region.section.stories.first() == Some(&id);
        if let Some(region) = regions.iter().find(opens) {
            place_section_head(input, region, &mut canvas)?;
        }
        let Some(place) = input.page.place(id) else {
            diagnostics.push(checks::unplaced(input, id));
            continue;
        };
        let areas: Vec<_> =
            place.areas.iter().map(|area| section::below_heads(*area, &regions)).collect();
        let composed = compose_story(input, place, &areas, &mut canvas, &mut photos, diagnostics)?;
        stories.extend(composed);
    }
    if input.page.all_stories().next().is_none() {
        diagnostics.push(
            Diagnostic::new(&code::EMPTY_PAGE)
                .with("page", &input.page.label)
                .at(input.page.span)
                .page(&input.page.label),
        );
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
