//! Findings about a story and its space, in the editor's units.

use super::composed::ComposedStory;
use super::page::PageInput;
use crate::diag::{Code, Diagnostic, code};
use crate::geometry::PageGrid;
use crate::model::{Area, Place, Story, StoryId};
use crate::typeset::SetHeadline;
use crate::units::Length;

/// A story that nobody gave a place.
pub(super) fn unplaced(input: &PageInput, id: StoryId) -> Diagnostic {
    let story = input.edition.story(id);
    Diagnostic::new(&code::UNPLACED)
        .with("story", &story.slug)
        .with("page", &input.page.label)
        .label(input.page.span, "")
        .page(&input.page.label)
        .story(&story.slug)
}

/// A page without stories.
pub(super) fn empty_page(input: &PageInput) -> Diagnostic {
    Diagnostic::new(&code::EMPTY_PAGE)
        .with("page", &input.page.label)
        .at(input.page.span)
        .page(&input.page.label)
}

/// A finding about a story on its page.
pub(super) fn about(
    input: &PageInput,
    code: &'static Code,
    story: &Story,
    areas: &[Area],
) -> Diagnostic {
    let grid = PageGrid(input.typesetter.layout().grid);
    let finding = Diagnostic::new(code)
        .with("story", &story.slug)
        .at(story.span)
        .page(&input.page.label)
        .story(&story.slug);
    match areas.first() {
        Some(area) => finding.rect(grid.rect(*area).to_mm()),
        None => finding,
    }
}

/// Something of a story that found no room.
pub(super) fn too_small(
    input: &PageInput,
    place: &Place,
    story: &Story,
    areas: &[Area],
    code: &'static Code,
    (need, have): (u32, u32),
) -> Diagnostic {
    about(input, code, story, areas).with("need", need).with("have", have).label(place.span, "")
}

/// Copy left over, or space left over.
pub(super) fn fit(
    input: &PageInput,
    story: &Story,
    composed: &ComposedStory,
    legs: usize,
    characters_a_line: f64,
) -> Option<Diagnostic> {
    let overset = &composed.overset;
    if overset.lines > 0 {
        return Some(
            about(input, &code::OVERSET, story, &composed.areas)
                .with("lines", overset.lines)
                .with("characters", overset.characters),
        );
    }
    // A line at the foot of a leg is the trade's tolerance (长短栏); more is a hole.
    if composed.lines_free as usize > legs {
        let characters = (f64::from(composed.lines_free) * characters_a_line).round();
        return Some(
            about(input, &code::UNDERSET, story, &composed.areas)
                .with("lines", composed.lines_free)
                .with("characters", characters),
        );
    }
    None
}

/// A headline below the limits of its grade.
pub(super) fn headline(
    input: &PageInput,
    story: &Story,
    areas: &[Area],
    set: &SetHeadline,
    measure: Length,
) -> Option<Diagnostic> {
    if set.size >= set.smallest {
        return None;
    }
    let longest = set.rows.iter().map(|row| row.chars().count()).max().unwrap_or(0);
    let room = (measure / set.smallest).floor() as usize;
    let finding = about(input, &code::HEADLINE_TOO_WIDE, story, areas)
        .with("size", set.size)
        .with("smallest", set.smallest)
        .with("characters", longest.saturating_sub(room).max(1));
    Some(match &story.headline {
        Some(headline) => Diagnostic {
            labels: vec![crate::diag::Label { span: headline.main.span, text: String::new() }],
            ..finding
        },
        None => finding,
    })
}
