//! From cells of the page grid to places on the sheet.

use crate::model::{Area, Grid};
use crate::units::{Length, Rect};

/// A page grid on its sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageGrid(pub Grid);

impl PageGrid {
    /// Width of a column.
    pub fn column_width(&self) -> Length {
        self.0.size * f64::from(self.0.characters)
    }

    /// White between two columns.
    pub fn gutter(&self) -> Length {
        self.0.size * self.0.gutter
    }

    /// Left edge of a column, counted from 1.
    pub fn column_left(&self, column: u32) -> Length {
        let before = f64::from(column) - 1.0;
        self.0.left + (self.column_width() + self.gutter()) * before
    }

    /// Width of columns side by side, the gutters between them included.
    pub fn width(&self, columns: u32) -> Length {
        let columns = f64::from(columns);
        self.column_width() * columns + self.gutter() * (columns - 1.0).max(0.0)
    }

    /// Top of a line, counted from 1.
    pub fn line_top(&self, line: u32) -> Length {
        self.0.top + self.0.pitch * (f64::from(line) - 1.0)
    }

    /// Height of lines one below the other, without the leading under the last.
    pub fn height(&self, lines: u32) -> Length {
        self.0.pitch * f64::from(lines) - self.0.leading()
    }

    /// The rectangle of an area, from the trim's top left.
    pub fn rect(&self, area: Area) -> Rect {
        Rect {
            x: self.column_left(area.column),
            y: self.line_top(area.line),
            width: self.width(area.columns),
            height: self.height(area.lines),
        }
    }

    /// The whole type area 版心.
    pub fn type_area(&self) -> Area {
        Area { column: 1, line: 1, columns: self.0.columns, lines: self.0.lines }
    }

    /// The outline of an area of one or several rectangles that touch, clockwise from the top left.
    ///
    /// Rectangles whose rows are not in one piece give the outline of their bounding box.
    pub fn outline(&self, areas: &[Area]) -> Vec<(Length, Length)> {
        let bands = bands(areas);
        let mut left = Vec::new();
        let mut right = Vec::new();
        for band in &bands {
            let rect = self.rect(*band);
            // Between two bands the leading belongs to the shape; below the last it does not.
            let is_last = band.line_end() == bands.last().map_or(0, |last| last.line_end());
            let bottom = if is_last { rect.bottom() } else { self.line_top(band.line_end()) };
            left.extend([(rect.x, rect.y), (rect.x, bottom)]);
            right.extend([(rect.right(), rect.y), (rect.right(), bottom)]);
        }
        let mut outline: Vec<(Length, Length)> = Vec::new();
        outline.extend(left.first());
        outline.extend(right);
        outline.extend(left.into_iter().skip(1).rev());
        outline.dedup();
        remove_straight_points(outline)
    }
}

/// The areas as full-width bands from top to bottom.
fn bands(areas: &[Area]) -> Vec<Area> {
    let mut edges: Vec<u32> = areas.iter().flat_map(|area| [area.line, area.line_end()]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut bands: Vec<Area> = Vec::new();
    for lines in edges.windows(2) {
        let inside = areas.iter().filter(|a| a.line <= lines[0] && a.line_end() >= lines[1]);
        let columns = inside.map(|area| (area.column, area.column_end()));
        let Some((from, to)) = columns.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
            continue;
        };
        let band =
            Area { column: from, line: lines[0], columns: to - from, lines: lines[1] - lines[0] };
        match bands.last_mut() {
            Some(last)
                if last.column == band.column
                    && last.columns == band.columns
                    && last.line_end() == band.line =>
            {
                last.lines += band.lines;
            }
            _ => bands.push(band),
        }
    }
    bands
}

/// Corners only: a point between two others on one straight line says nothing.
fn remove_straight_points(outline: Vec<(Length, Length)>) -> Vec<(Length, Length)> {
    let count = outline.len();
    let is_corner = |at: usize| {
        let (before, here, after) =
            (outline[(at + count - 1) % count], outline[at], outline[(at + 1) % count]);
        !((before.0 == here.0 && here.0 == after.0) || (before.1 == here.1 && here.1 == after.1))
    };
    (0..count).filter(|at| is_corner(*at)).map(|at| outline[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> PageGrid {
        PageGrid(Grid {
            columns: 8,
            characters: 13,
            gutter: 1.0,
            size: Length::pt(9.0),
            pitch: Length::pt(11.25),
            lines: 123,
            left: Length::pt(50.0),
            top: Length::pt(100.0),
        })
    }

    #[test]
    fn columns_and_lines_have_their_places() {
        assert_eq!(grid().column_left(2).to_pt(), 50.0 + 117.0 + 9.0);
        assert_eq!(grid().width(8).to_pt(), 999.0);
        assert_eq!(grid().line_top(3).to_pt(), 122.5);
        assert_eq!(grid().height(4).to_pt(), 42.75);
    }

    #[test]
    fn a_rectangle_has_four_corners() {
        let area = Area { column: 1, line: 1, columns: 2, lines: 4 };
        let points: Vec<_> =
            grid().outline(&[area]).iter().map(|(x, y)| (x.to_pt(), y.to_pt())).collect();
        assert_eq!(points, [(50.0, 100.0), (293.0, 100.0), (293.0, 142.75), (50.0, 142.75)]);
    }

    #[test]
    fn an_l_has_six_corners() {
        let top = Area { column: 1, line: 1, columns: 4, lines: 10 };
        let foot = Area { column: 1, line: 11, columns: 2, lines: 10 };
        let outline = grid().outline(&[top, foot]);
        assert_eq!(outline.len(), 6);
        let same_in_parts =
            grid().outline(&[foot, Area { lines: 4, ..top }, Area { line: 5, lines: 6, ..top }]);
        assert_eq!(outline, same_in_parts);
    }
}
