//! Sections 专栏: the region of their stories, their heads, and whether they hang together.

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::{Area, Edition, Page, Section};

/// White lines between two stories of a section that still count as touching.
const TOUCHING: u32 = 3;

/// A section on the page.
pub(super) struct Region<'a> {
    /// The section.
    pub(super) section: &'a Section,
    /// The cells of its head, gap below included.
    pub(super) head: Area,
}

/// The regions of all sections that have stories with a place.
pub(super) fn regions(page: &Page) -> Vec<Region<'_>> {
    page.sections.iter().filter_map(|section| region(page, section)).collect()
}

fn region<'a>(page: &Page, section: &'a Section) -> Option<Region<'a>> {
    let areas = areas(page, section);
    let line = areas.iter().map(|area| area.line).min()?;
    let at_top = areas.iter().filter(|area| area.line == line);
    let (column, end) = at_top
        .map(|area| (area.column, area.column_end()))
        .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let rules = page.layout.section_head;
    let head = Area { column, line, columns: end - column, lines: rules.lines + rules.gap };
    Some(Region { section, head })
}

fn areas(page: &Page, section: &Section) -> Vec<Area> {
    let places = section.stories.iter().filter_map(|story| page.place(*story));
    places.flat_map(|place| place.areas.iter().copied()).collect()
}

/// What is left of an area under the section heads.
pub(super) fn below_heads(area: Area, regions: &[Region]) -> Area {
    let mut area = area;
    for region in regions {
        if let Some(overlap) = area.intersection(region.head) {
            let end = area.line_end();
            area.line = overlap.line_end();
            area.lines = end.saturating_sub(area.line);
        }
    }
    area
}

/// Reports sections whose stories do not touch one another.
pub(super) fn check_connected(edition: &Edition, page: &Page, diagnostics: &mut Diagnostics) {
    for section in &page.sections {
        let placed: Vec<_> = section
            .stories
            .iter()
            .filter_map(|story| Some((*story, page.place(*story)?.areas.as_slice())))
            .collect();
        let Some((first, _)) = placed.first() else { continue };
        let mut reached = vec![*first];
        let mut at = 0;
        while at < reached.len() {
            let here = page.place(reached[at]).map_or(&[][..], |place| &place.areas);
            for (story, areas) in &placed {
                let touch = here.iter().any(|a| areas.iter().any(|b| are_touching(*a, *b)));
                if touch && !reached.contains(story) {
                    reached.push(*story);
                }
            }
            at += 1;
        }
        let apart: Vec<&str> = placed
            .iter()
            .filter(|(story, _)| !reached.contains(story))
            .map(|(story, _)| edition.story(*story).slug.as_str())
            .collect();
        if !apart.is_empty() {
            diagnostics.push(
                Diagnostic::new(&code::SECTION_SPLIT)
                    .with("section", &section.head.value)
                    .with("stories", apart.join(", "))
                    .at(section.head.span)
                    .page(&page.label),
            );
        }
    }
}

/// Whether two areas lie side by side or one above the other.
fn are_touching(a: Area, b: Area) -> bool {
    let share = |a: (u32, u32), b: (u32, u32)| a.0 < b.1 && b.0 < a.1;
    let columns = share((a.column, a.column_end()), (b.column, b.column_end()));
    let lines = share((a.line, a.line_end()), (b.line, b.line_end()));
    let beside = a.column_end() == b.column || b.column_end() == a.column;
    let gap = a.line.max(b.line).saturating_sub(a.line_end().min(b.line_end()));
    (lines && (beside || columns)) || (columns && gap <= TOUCHING)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn area(column: u32, line: u32, columns: u32, lines: u32) -> Area {
        Area { column, line, columns, lines }
    }

    #[test]
    fn neighbours_touch() {
        assert!(are_touching(area(1, 1, 2, 10), area(3, 5, 2, 10)));
        assert!(are_touching(area(1, 1, 2, 10), area(2, 13, 2, 10)));
        assert!(!are_touching(area(1, 1, 2, 10), area(3, 11, 2, 10)), "corners do not");
        assert!(!are_touching(area(1, 1, 2, 10), area(4, 1, 2, 10)), "a column lies between");
        assert!(!are_touching(area(1, 1, 2, 10), area(1, 15, 2, 10)), "four lines lie between");
    }
}
