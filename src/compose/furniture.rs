//! Places folio, nameplate, section heads and the rules between stories.

use super::composed::{ComposedStory, PlacedKind};
use super::page::PageInput;
use super::paint::Canvas;
use super::section::Region;
use crate::geometry::PageGrid;
use crate::model::{Area, Ground, Page};
use crate::typeset::{Fault, FolioText, RuleKind, RuleSpec};
use crate::units::{Length, Rect};

/// A rule down a gutter is at least this many lines long; a shorter one is a speck.
const SHORTEST_RULE: u32 = 4;
/// A rule across stands in white of at most this many lines; in more it belongs to nothing.
const DEEPEST_WHITE: u32 = 5;

/// Folio or nameplate.
pub(super) fn place_page_head(input: &PageInput, canvas: &mut Canvas) -> Result<(), Fault> {
    let layout = input.typesetter.layout();
    let grid = PageGrid(layout.grid);
    let width = grid.width(layout.grid.columns);
    let text = FolioText {
        paper: &input.edition.paper,
        date: input.edition.date,
        page: input.page,
        number: input.number,
    };
    let top = layout.grid.top - layout.folio.gap - layout.folio.height;
    let at = (layout.grid.left, top);
    if input.page.has_nameplate {
        let piece = input.typesetter.nameplate(&text, width)?;
        canvas.place(&piece, PlacedKind::Nameplate, None, at, Some(layout.nameplate.lines));
    } else {
        let piece = input.typesetter.folio(&text, width)?;
        canvas.place(&piece, PlacedKind::Folio, None, at, None);
    }
    Ok(())
}

/// The head of a section, over the width of its region.
pub(super) fn place_section_head(
    input: &PageInput,
    region: &Region,
    canvas: &mut Canvas,
) -> Result<(), Fault> {
    let layout = input.typesetter.layout();
    let rect = PageGrid(layout.grid).rect(region.head);
    let name = &region.section.head.value;
    let piece = input.typesetter.section_head(input.page, name, rect.width)?;
    let lines = Some(layout.section_head.lines);
    canvas.place(&piece, PlacedKind::SectionHead, None, (rect.x, rect.y), lines);
    Ok(())
}

/// Rules between stories: down the gutter between neighbours, across the white between stories one
/// above the other.
pub(super) fn place_rules(
    input: &PageInput,
    stories: &[ComposedStory],
    canvas: &mut Canvas,
) -> Result<(), Fault> {
    let layout = input.typesetter.layout();
    let grid = PageGrid(layout.grid);
    let plain = plain_areas(input.page, stories);
    let mut rules = Vec::new();
    if layout.story.has_column_rules {
        rules.extend(column_rules(&grid, &plain));
    }
    rules.extend(story_rules(&grid, input.page, stories, &plain));
    for (kind, rect) in rules {
        let length = rect.width.max(rect.height);
        let piece = input.typesetter.rule(RuleSpec { kind, length })?;
        canvas.piece(&piece, rect.x, rect.y);
        canvas.note(PlacedKind::Rule, None, rect, None, "");
    }
    Ok(())
}

/// The areas of the stories that have no frame or tint of their own, with their story's number.
fn plain_areas(page: &Page, stories: &[ComposedStory]) -> Vec<(usize, Area)> {
    let is_plain = |story: &ComposedStory| {
        page.place(story.story).is_none_or(|place| place.ground == Ground::None)
    };
    stories
        .iter()
        .enumerate()
        .filter(|(_, story)| is_plain(story))
        .flat_map(|(index, story)| story.areas.iter().map(move |area| (index, *area)))
        .collect()
}

/// In the middle of the gutter, as long as both neighbours are.
fn column_rules(grid: &PageGrid, areas: &[(usize, Area)]) -> Vec<(RuleKind, Rect)> {
    let mut rules = Vec::new();
    for (left_story, left) in areas {
        for (right_story, right) in areas {
            if left_story == right_story || left.column_end() != right.column {
                continue;
            }
            let from = left.line.max(right.line);
            let to = left.line_end().min(right.line_end());
            if from + SHORTEST_RULE <= to {
                rules.push((
                    RuleKind::Column,
                    Rect {
                        x: grid.column_left(right.column) - grid.gutter() / 2.0,
                        y: grid.line_top(from),
                        width: Length::ZERO,
                        height: grid.height(to - from),
                    },
                ));
            }
        }
    }
    rules
}

/// In the middle of the white between two stories of one section, over the columns they share.
fn story_rules(
    grid: &PageGrid,
    page: &Page,
    stories: &[ComposedStory],
    areas: &[(usize, Area)],
) -> Vec<(RuleKind, Rect)> {
    let mut spans: Vec<(u32, u32, u32, u32)> = Vec::new();
    for (upper_story, upper) in areas {
        for (lower_story, lower) in areas {
            let is_pair = upper_story != lower_story
                && upper.line_end() < lower.line
                && lower.line <= upper.line_end() + DEEPEST_WHITE
                && section_of(page, &stories[*upper_story])
                    == section_of(page, &stories[*lower_story]);
            let columns =
                (upper.column.max(lower.column), upper.column_end().min(lower.column_end()));
            let white = (upper.line_end(), lower.line);
            if is_pair && columns.0 < columns.1 && is_white(areas, columns, white) {
                spans.push((white.0, white.1, columns.0, columns.1));
            }
        }
    }
    spans.sort_unstable();
    // Two stories side by side under one get one rule.
    spans.dedup_by(|next, span| {
        let joins = span.0 == next.0 && span.1 == next.1 && span.3 == next.2;
        if joins {
            span.3 = next.3;
        }
        joins
    });
    let rect = |(from, to, first, end): (u32, u32, u32, u32)| {
        let middle = (grid.line_top(from) + grid.line_top(to) - grid.0.leading()) / 2.0;
        Rect {
            x: grid.column_left(first),
            y: middle,
            width: grid.width(end - first),
            height: Length::ZERO,
        }
    };
    spans.into_iter().map(|span| (RuleKind::Story, rect(span))).collect()
}

fn section_of(page: &Page, story: &ComposedStory) -> Option<usize> {
    page.sections.iter().position(|section| section.stories.contains(&story.story))
}

/// Whether no story stands in these cells.
fn is_white(areas: &[(usize, Area)], columns: (u32, u32), lines: (u32, u32)) -> bool {
    let cells = Area {
        column: columns.0,
        line: lines.0,
        columns: columns.1 - columns.0,
        lines: lines.1 - lines.0,
    };
    areas.iter().all(|(_, area)| area.intersection(cells).is_none())
}
