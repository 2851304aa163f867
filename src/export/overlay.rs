//! What is drawn over a proof: the grid, the outlines of stories, the order of their legs, faults.

use typst_library::layout::{Abs, FrameItem, Point};
use typst_library::visualize::{
    Color, Curve, FixedStroke, Geometry, LineCap, LineJoin, Paint, Shape,
};
use typst_syntax::Span;

use super::digits;
use crate::compose::{ComposedLeg, ComposedPage};
use crate::diag::{Diagnostics, Severity};
use crate::geometry::PageGrid;
use crate::units::{Length, Rect};

/// Something to see on a proof that is not printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overlay {
    /// Edges of columns and tops of lines; every tenth line has its number.
    Grid,
    /// The outline of each story.
    Frames,
    /// The legs of each story, numbered and joined in reading order.
    Order,
    /// The places of this page's findings.
    Faults,
}

impl Overlay {
    /// Every overlay, from the lowest to the topmost.
    pub const ALL: [Self; 4] = [Self::Grid, Self::Frames, Self::Order, Self::Faults];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Frames => "frames",
            Self::Order => "order",
            Self::Faults => "faults",
        }
    }
}

/// The page with overlays drawn over it. The order in which they are named does not matter.
pub fn with_overlays(
    page: &ComposedPage,
    overlays: &[Overlay],
    diagnostics: &Diagnostics,
) -> ComposedPage {
    let mut page = page.clone();
    let wanted = Overlay::ALL.into_iter().filter(|overlay| overlays.contains(overlay));
    let marks: Vec<Mark> = wanted.flat_map(|overlay| marks(overlay, &page, diagnostics)).collect();
    for mark in &marks {
        page.frame.push(Point::zero(), mark.item());
    }
    page
}

/// Stroke of the grid's lines.
const THIN: Pen = Pen { color: CYAN, width: Length::pt(0.25) };
/// Stroke of the grid's columns, tenth lines and numbers.
const MEDIUM: Pen = Pen { color: CYAN, width: Length::pt(0.6) };
/// Stroke of outlines.
const FRAME: Pen = Pen { color: MAGENTA, width: Length::pt(2.0) };
/// Stroke of the reading order.
const ORDER: Pen = Pen { color: GREEN, width: Length::pt(1.5) };
/// Width of the outline of a fault.
const FAULT_WIDTH: Length = Length::pt(2.5);

const CYAN: [u8; 3] = [0, 150, 215];
const MAGENTA: [u8; 3] = [200, 0, 140];
const GREEN: [u8; 3] = [0, 135, 60];
const RED: [u8; 3] = [215, 0, 20];
const ORANGE: [u8; 3] = [240, 130, 0];
const BLUE: [u8; 3] = [40, 90, 220];

/// Every so many lines one is stressed and has its number.
const STRESSED: u32 = 10;
/// Height of numbers as a share of the body size.
const NUMBER_HEIGHT: f64 = 0.75;
/// Length of the two strokes of an arrow head.
const ARROW: Length = Length::pt(9.0);
/// How much paper shows through a tint: 0 all of it, 255 none.
const TINT: u8 = 40;

/// A stroke.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pen {
    color: [u8; 3],
    width: Length,
}

/// A drawn line.
#[derive(Debug, Clone, PartialEq)]
struct Mark {
    points: Vec<(Length, Length)>,
    /// Whether the last point is joined to the first.
    is_closed: bool,
    /// Whether its inside is tinted.
    has_tint: bool,
    pen: Pen,
}

impl Mark {
    fn open(points: impl Into<Vec<(Length, Length)>>, pen: Pen) -> Self {
        Self { points: points.into(), is_closed: false, has_tint: false, pen }
    }

    fn outline(points: impl Into<Vec<(Length, Length)>>, pen: Pen) -> Self {
        Self { is_closed: true, ..Self::open(points, pen) }
    }

    /// The mark as the engine paints it.
    fn item(&self) -> FrameItem {
        let point = |(x, y): (Length, Length)| Point::new(Abs::pt(x.to_pt()), Abs::pt(y.to_pt()));
        let mut curve = Curve::new();
        for (at, place) in self.points.iter().enumerate() {
            if at == 0 {
                curve.move_(point(*place));
            } else {
                curve.line(point(*place));
            }
        }
        if self.is_closed {
            curve.close();
        }
        let [red, green, blue] = self.pen.color;
        let paint = |alpha| Paint::Solid(Color::from_u8(red, green, blue, alpha));
        let stroke = FixedStroke {
            cap: LineCap::Round,
            join: LineJoin::Round,
            ..FixedStroke::from_pair(paint(u8::MAX), Abs::pt(self.pen.width.to_pt()))
        };
        let stroked = Geometry::Curve(curve).stroked(stroke);
        let shape = Shape { fill: self.has_tint.then(|| paint(TINT)), ..stroked };
        FrameItem::Shape(shape, Span::detached())
    }
}

fn marks(overlay: Overlay, page: &ComposedPage, diagnostics: &Diagnostics) -> Vec<Mark> {
    match overlay {
        Overlay::Grid => grid(&PageGrid(page.layout.grid)),
        Overlay::Frames => frames(page),
        Overlay::Order => order(page),
        Overlay::Faults => faults(page, diagnostics),
    }
}

/// Both edges of each column, the top of each line and the foot of the last.
fn grid(grid: &PageGrid) -> Vec<Mark> {
    let area = grid.rect(grid.type_area());
    let across = |y, pen| Mark::open([(area.x, y), (area.right(), y)], pen);
    let mut marks = Vec::new();
    for line in 1..=grid.0.lines {
        let top = grid.line_top(line);
        if line % STRESSED == 0 {
            marks.push(across(top, MEDIUM));
            marks.extend(line_number(grid, line));
        } else {
            marks.push(across(top, THIN));
        }
    }
    marks.push(across(area.bottom(), THIN));
    for column in 1..=grid.0.columns {
        let left = grid.column_left(column);
        for x in [left, left + grid.column_width()] {
            marks.push(Mark::open([(x, area.y), (x, area.bottom())], MEDIUM));
        }
    }
    marks
}

/// The number of a line, in the margin left of it.
fn line_number(grid: &PageGrid, line: u32) -> Vec<Mark> {
    let height = grid.0.size * NUMBER_HEIGHT;
    let x = grid.0.left - grid.0.size / 2.0 - digits::width(line as usize, height);
    number(line as usize, (x, grid.line_top(line)), height, MEDIUM)
}

fn number(number: usize, at: (Length, Length), height: Length, pen: Pen) -> Vec<Mark> {
    let strokes = digits::strokes(number, at, height);
    strokes.into_iter().map(|stroke| Mark::open(stroke, pen)).collect()
}

fn frames(page: &ComposedPage) -> Vec<Mark> {
    let stories = page.stories.iter().filter(|story| !story.outline.is_empty());
    stories.map(|story| Mark::outline(story.outline.clone(), FRAME)).collect()
}

/// From the foot of each leg an arrow to the head of the next; a number in each.
fn order(page: &ComposedPage) -> Vec<Mark> {
    let height = page.layout.grid.size * 2.0;
    let mut marks = Vec::new();
    for story in &page.stories {
        for (at, leg) in story.legs.iter().enumerate() {
            let inset = height / 4.0;
            marks.extend(number(at + 1, (leg.rect.x + inset, leg.rect.y + inset), height, ORDER));
        }
        for pair in story.legs.windows(2) {
            marks.extend(arrow(foot(&pair[0]), head(&pair[1])));
        }
    }
    marks
}

fn head(leg: &ComposedLeg) -> (Length, Length) {
    (leg.rect.x + leg.rect.width / 2.0, leg.rect.y)
}

fn foot(leg: &ComposedLeg) -> (Length, Length) {
    (leg.rect.x + leg.rect.width / 2.0, leg.rect.bottom())
}

/// A line with a head at its end.
fn arrow(from: (Length, Length), to: (Length, Length)) -> [Mark; 2] {
    let (x, y) = ((to.0 - from.0).to_pt(), (to.1 - from.1).to_pt());
    let direction = y.atan2(x);
    let wing = |turn: f64| {
        let angle = direction + std::f64::consts::PI + turn;
        (to.0 + ARROW * angle.cos(), to.1 + ARROW * angle.sin())
    };
    [Mark::open([from, to], ORDER), Mark::open([wing(0.4), to, wing(-0.4)], ORDER)]
}

/// The rectangles of the findings about this page, the gravest on top.
fn faults(page: &ComposedPage, diagnostics: &Diagnostics) -> Vec<Mark> {
    let of_page = diagnostics.iter().filter(|found| found.page.as_ref() == Some(&page.label));
    let mut places: Vec<(Severity, [f64; 4])> =
        of_page.filter_map(|found| Some((found.severity, found.rect_mm?))).collect();
    places.sort_by_key(|(severity, _)| *severity);
    let mark = |(severity, place): (Severity, [f64; 4])| {
        let pen = Pen { color: color(severity), width: FAULT_WIDTH };
        Mark { has_tint: true, ..Mark::outline(corners(place), pen) }
    };
    places.into_iter().map(mark).collect()
}

const fn color(severity: Severity) -> [u8; 3] {
    match severity {
        Severity::Info => BLUE,
        Severity::Warning => ORANGE,
        Severity::Error => RED,
    }
}

/// The corners of `[x, y, width, height]` in mm, clockwise.
fn corners([x, y, width, height]: [f64; 4]) -> [(Length, Length); 4] {
    let [x, y, width, height] = [x, y, width, height].map(Length::mm);
    let rect = Rect { x, y, width, height };
    [(x, y), (rect.right(), y), (rect.right(), rect.bottom()), (x, rect.bottom())]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::fixture;
    use super::*;
    use crate::diag::{Diagnostic, code};

    /// Points of a mark in pt, rounded to a tenth.
    fn points(mark: &Mark) -> Vec<(f64, f64)> {
        let round = |length: Length| (length.to_pt() * 10.0).round() / 10.0;
        mark.points.iter().map(|(x, y)| (round(*x), round(*y))).collect()
    }

    fn drawn(overlay: Overlay, diagnostics: &Diagnostics) -> Vec<Mark> {
        marks(overlay, &fixture().page, diagnostics)
    }

    #[test]
    fn the_grid_has_every_line_and_both_edges_of_each_column() {
        let marks = drawn(Overlay::Grid, &Diagnostics::default());
        // The type area is 31–319 pt wide and begins at 60 pt; its last line ends with its letters.
        let across: Vec<&Mark> = marks
            .iter()
            .filter(|mark| points(mark)[0].0 == 31.0 && points(mark)[1].0 == 319.0)
            .collect();
        assert_eq!(across.len(), 40 + 1);
        assert_eq!(points(across[0]), [(31.0, 60.0), (319.0, 60.0)]);
        assert_eq!(points(across[40]), [(31.0, 537.0), (319.0, 537.0)]);
        assert_eq!(across.iter().filter(|mark| mark.pen == MEDIUM).count(), 4);
        assert_eq!(across[9].pen, MEDIUM);
        let down: Vec<f64> = marks
            .iter()
            .filter(|mark| points(mark)[0].1 == 60.0 && points(mark)[1].1 == 537.0)
            .map(|mark| points(mark)[0].0)
            .collect();
        assert_eq!(down, [31.0, 121.0, 130.0, 220.0, 229.0, 319.0]);
    }

    #[test]
    fn numbers_of_lines_stand_in_the_margin() {
        let marks = drawn(Overlay::Grid, &Diagnostics::default());
        let digits: Vec<&Mark> =
            marks.iter().filter(|mark| mark.points.iter().all(|(x, _)| x.to_pt() < 30.0)).collect();
        // 10, 20, 30, 40: a one has two strokes, a two five, a three five, a four four, a nought six.
        assert_eq!(digits.len(), (2 + 6) + (5 + 6) + (5 + 6) + (4 + 6));
        assert!(digits.iter().flat_map(|mark| &mark.points).all(|(x, _)| x.to_pt() > 0.0));
    }

    #[test]
    fn a_story_has_one_closed_outline() {
        let marks = drawn(Overlay::Frames, &Diagnostics::default());
        assert_eq!(marks.len(), 1);
        assert!(marks[0].is_closed && !marks[0].has_tint);
        let corners = [(31.0, 60.0), (220.0, 60.0), (220.0, 417.0), (31.0, 417.0)];
        assert_eq!(points(&marks[0]), corners);
    }

    #[test]
    fn an_arrow_leads_from_the_foot_of_a_leg_to_the_head_of_the_next() {
        let marks = drawn(Overlay::Order, &Diagnostics::default());
        // A one, a two, a line and its head.
        assert_eq!(marks.len(), 2 + 5 + 1 + 1);
        let line = &marks[marks.len() - 2];
        assert_eq!(points(line), [(76.0, 417.0), (175.0, 180.0)]);
        let head = &marks[marks.len() - 1];
        assert_eq!(points(head)[1], (175.0, 180.0));
        let below = head.points.iter().filter(|(_, y)| y.to_pt() > 180.0).count();
        assert_eq!(below, 2, "the wings lie behind the tip: {head:?}");
    }

    #[test]
    fn faults_are_those_of_the_page_with_errors_on_top() {
        let at = |code, page: &str| Diagnostic::new(code).page(page).rect([25.4, 50.8, 12.7, 25.4]);
        let diagnostics: Diagnostics = [
            at(&code::OVERSET, "06"),
            at(&code::UNDERSET, "06"),
            at(&code::OVERSET, "07"),
            Diagnostic::new(&code::OVERSET).page("06"),
        ]
        .into_iter()
        .collect();
        let marks = drawn(Overlay::Faults, &diagnostics);
        let colors: Vec<_> = marks.iter().map(|mark| mark.pen.color).collect();
        assert_eq!(colors, [ORANGE, RED]);
        assert!(marks.iter().all(|mark| mark.is_closed && mark.has_tint));
        let corners = [(72.0, 144.0), (108.0, 144.0), (108.0, 216.0), (72.0, 216.0)];
        assert_eq!(points(&marks[1]), corners);
    }

    #[test]
    fn overlays_are_drawn_on_a_copy_once_each() {
        let page = fixture().page;
        let none = Diagnostics::default();
        let items =
            |overlays: &[Overlay]| with_overlays(&page, overlays, &none).frame.items().len();
        assert_eq!(items(&[]), 0);
        assert_eq!(items(&[Overlay::Frames]), 1);
        assert_eq!(items(&[Overlay::Frames, Overlay::Frames]), 1);
        assert_eq!(items(&[Overlay::Order, Overlay::Frames]), 10);
        assert_eq!(page.frame.items().len(), 0);
    }
}
