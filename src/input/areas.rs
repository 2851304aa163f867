//! Cells of the page grid: whether they lie on it, overlap, or touch.

use super::place_file::AreaEntry;
use crate::model::{Area, Grid};

/// The cells that are written, or how they leave the grid.
pub(super) fn on_grid(written: &AreaEntry, grid: &Grid) -> Result<Area, String> {
    let columns = axis("column", written.column, written.columns, grid.columns);
    let lines = axis("line", written.line, written.lines, grid.lines);
    match (columns, lines) {
        (Ok((column, columns)), Ok((line, lines))) => Ok(Area { column, line, columns, lines }),
        (Err(reason), Ok(_)) | (Ok(_), Err(reason)) => Err(reason),
        (Err(columns), Err(lines)) => Err(format!("{columns}, {lines}")),
    }
}

/// First cell and number of cells along one axis; any numbers may be written.
fn axis(name: &str, first: i64, count: i64, end: u32) -> Result<(u32, u32), String> {
    if first < 1 {
        return Err(format!("{name} = {first}"));
    }
    if count < 1 {
        return Err(format!("{name}s = {count}"));
    }
    let last = first.saturating_add(count - 1);
    match (u32::try_from(first), u32::try_from(count)) {
        (Ok(first), Ok(count)) if last <= i64::from(end) => Ok((first, count)),
        _ => Err(format!("{name}s {} > {end}", range(first, last))),
    }
}

/// `3–5`, or `3` for one.
fn range(first: i64, last: i64) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// The columns of an area as people say them.
pub(super) fn columns(area: Area) -> String {
    range(area.column.into(), i64::from(area.column_end()) - 1)
}

/// The lines of an area as people say them.
pub(super) fn lines(area: Area) -> String {
    range(area.line.into(), i64::from(area.line_end()) - 1)
}

/// Whether the areas make one shape: each is joined to the others by common edges.
pub(super) fn are_connected(areas: &[Area]) -> bool {
    let mut reached = vec![false; areas.len()];
    let mut todo: Vec<usize> = (0..areas.len().min(1)).collect();
    while let Some(at) = todo.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            let next = (0..areas.len()).filter(|other| touch(areas[at], areas[*other]));
            todo.extend(next);
        }
    }
    reached.into_iter().all(|is_reached| is_reached)
}

/// Whether two areas have a common edge; a common corner is none.
fn touch(a: Area, b: Area) -> bool {
    let overlap = |a: (u32, u32), b: (u32, u32)| a.0 < b.1 && b.0 < a.1;
    let meet = |a: (u32, u32), b: (u32, u32)| a.1 == b.0 || b.1 == a.0;
    let columns = [(a.column, a.column_end()), (b.column, b.column_end())];
    let lines = [(a.line, a.line_end()), (b.line, b.line_end())];
    (overlap(columns[0], columns[1]) && meet(lines[0], lines[1]))
        || (meet(columns[0], columns[1]) && overlap(lines[0], lines[1]))
}

/// The columns from the leftmost to the rightmost of a shape.
pub(super) fn columns_across(areas: &[Area]) -> u32 {
    let first = areas.iter().map(|area| area.column).min().unwrap_or(1);
    let end = areas.iter().map(|area| area.column_end()).max().unwrap_or(1);
    end - first
}

/// Whether a shape of areas that do not overlap holds all cells of another area.
pub(super) fn hold(shape: &[Area], inner: Area) -> bool {
    let cells = |area: Area| u64::from(area.columns) * u64::from(area.lines);
    let common = shape.iter().filter_map(|area| area.intersection(inner));
    common.map(cells).sum::<u64>() == cells(inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Files, Memory, Span};
    use crate::units::Length;

    fn area(column: u32, line: u32, columns: u32, lines: u32) -> Area {
        Area { column, line, columns, lines }
    }

    fn written([column, line, columns, lines]: [i64; 4]) -> Result<Area, String> {
        let file = Files::new(Memory::default()).add("x".as_ref(), String::new());
        let grid = Grid {
            columns: 8,
            characters: 13,
            gutter: 1.0,
            size: Length::pt(9.0),
            pitch: Length::pt(11.25),
            lines: 123,
            left: Length::ZERO,
            top: Length::ZERO,
        };
        on_grid(&AreaEntry { column, line, columns, lines, span: Span::new(file, 0..0) }, &grid)
    }

    #[test]
    fn an_area_may_take_the_whole_grid() {
        assert_eq!(written([1, 1, 8, 123]), Ok(area(1, 1, 8, 123)));
        assert_eq!(written([8, 123, 1, 1]), Ok(area(8, 123, 1, 1)));
    }

    #[test]
    fn what_leaves_the_grid_is_named() {
        assert_eq!(written([7, 1, 3, 10]), Err("columns 7–9 > 8".into()));
        assert_eq!(written([1, 120, 3, 10]), Err("lines 120–129 > 123".into()));
        assert_eq!(written([9, 124, 1, 1]), Err("columns 9 > 8, lines 124 > 123".into()));
        assert_eq!(written([0, 1, 1, -4]), Err("column = 0, lines = -4".into()));
    }

    #[test]
    fn absurd_numbers_do_not_wrap_around() {
        for huge in [i64::from(u32::MAX), i64::from(u32::MAX) + 2, i64::MAX, i64::MIN] {
            for at in 0..4 {
                let mut numbers = [1; 4];
                numbers[at] = huge;
                assert!(written(numbers).is_err(), "{numbers:?}");
            }
            assert!(written([huge; 4]).is_err());
        }
    }

    #[test]
    fn a_corner_is_no_edge() {
        let first = area(1, 1, 2, 10);
        assert!(are_connected(&[first, area(3, 10, 2, 10)]));
        assert!(are_connected(&[first, area(2, 11, 2, 10)]));
        assert!(!are_connected(&[first, area(3, 11, 2, 10)]));
        assert!(!are_connected(&[first, area(4, 1, 2, 10)]));
        assert!(are_connected(&[first, area(5, 1, 1, 10), area(3, 1, 2, 10)]));
        assert!(are_connected(&[first]) && are_connected(&[]));
    }

    #[test]
    fn a_photo_may_stand_across_the_parts_of_a_shape() {
        let shape = [area(1, 1, 4, 10), area(1, 11, 2, 10)];
        assert!(hold(&shape, area(1, 5, 2, 10)));
        assert!(!hold(&shape, area(1, 5, 3, 10)));
        assert_eq!(columns_across(&shape), 4);
    }
}
