//! Measures the white of a page that nobody asked for.

use super::composed::ComposedStory;
use super::section::Region;
use crate::geometry::PageGrid;
use crate::model::{Area, Layout};

/// White between two blocks up to this many lines is the space that sets stories apart.
const SPACE_BETWEEN: u32 = 2;

/// Cells outside all blocks, beyond the space between blocks, and blank lines at the feet of legs,
/// as a share of the type area.
pub(super) fn share(
    layout: &Layout,
    stories: &[ComposedStory],
    regions: &[Region],
    has_nameplate: bool,
) -> f64 {
    let grid = &layout.grid;
    let nameplate = has_nameplate.then_some(Area {
        column: 1,
        line: 1,
        columns: grid.columns,
        lines: layout.nameplate.lines,
    });
    let blocks: Vec<Area> = stories
        .iter()
        .flat_map(|story| story.areas.iter().copied())
        .chain(regions.iter().map(|region| region.head))
        .chain(nameplate)
        .collect();
    let uncovered: u32 =
        (1..=grid.columns).map(|column| white_lines(&blocks, column, grid.lines)).sum();
    let column_width = PageGrid(*grid).column_width();
    let blank: f64 = stories
        .iter()
        .filter_map(|story| Some((story.lines_free, story.legs.first()?.rect.width)))
        .map(|(lines, width)| f64::from(lines) * (width / column_width))
        .sum();
    (f64::from(uncovered) + blank) / f64::from(grid.columns * grid.lines)
}

/// The lines of a column that no block covers, without the space between two blocks.
fn white_lines(blocks: &[Area], column: u32, lines: u32) -> u32 {
    let is_covered = |line: u32| {
        let cell = Area { column, line, columns: 1, lines: 1 };
        blocks.iter().any(|block| block.contains(cell))
    };
    let mut white = 0;
    let mut run = 0;
    for line in 1..=lines {
        if is_covered(line) {
            white += if run > SPACE_BETWEEN { run } else { 0 };
            run = 0;
        } else {
            run += 1;
        }
    }
    white + run
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn area(line: u32, lines: u32) -> Area {
        Area { column: 1, line, columns: 1, lines }
    }

    #[test]
    fn space_between_stories_is_no_hole() {
        assert_eq!(white_lines(&[area(1, 10), area(13, 8)], 1, 20), 0);
        assert_eq!(white_lines(&[area(1, 10), area(14, 7)], 1, 20), 3);
        assert_eq!(white_lines(&[area(1, 19)], 1, 20), 1, "the foot is to be full");
    }
}
