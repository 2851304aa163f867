//! The rules on lines made by hand: cells without a font.

use super::cells::Cell;
use super::class::{Class, class};
use super::{close, edges};

/// A line of cells with the widths a Chinese font has.
fn line(text: &str) -> Vec<Cell> {
    text.chars()
        .enumerate()
        .map(|(glyph, char)| {
            let class = class(char);
            let width = match class {
                Class::Latin => 0.55,
                Class::Space => 0.25,
                Class::MiddleDot => 0.3,
                _ => 1.0,
            };
            let spare = if class.is_mark() { 0.5 } else { 0.0 };
            Cell {
                item: 0,
                glyph,
                char,
                class,
                scale: 1.0,
                width,
                shift: 0.0,
                spare,
                gap: 0.0,
                is_script_gap: false,
            }
        })
        .collect()
}

fn width(cells: &[Cell]) -> f64 {
    cells.iter().map(|cell| cell.width + cell.gap).sum()
}

fn assert_near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

#[test]
fn a_mark_at_the_line_end_takes_half() {
    let mut cells = line("党建，");
    edges::line_end(&mut cells);
    assert_near(width(&cells), 2.5);
}

#[test]
fn an_opening_mark_at_the_line_start_stands_at_the_edge() {
    let mut cells = line("“党建");
    edges::line_start(&mut cells, false);
    assert_near(cells[0].width, 0.5);
    assert_near(cells[0].shift, -0.5);
    let mut cells = line("“党建");
    edges::line_start(&mut cells, true);
    assert_near(cells[0].width, 1.0);
}

#[test]
fn two_marks_take_one_and_a_half() {
    for pair in ["》《", "”，", "。”", "：“", "（“", "）。"] {
        let mut cells = line(pair);
        edges::adjacent_marks(&mut cells);
        assert_near(width(&cells), 1.5);
    }
    let mut cells = line("，。");
    edges::adjacent_marks(&mut cells);
    assert_near(width(&cells), 2.0);
}

#[test]
fn three_marks_take_two() {
    let mut cells = line("。”“");
    edges::adjacent_marks(&mut cells);
    assert_near(width(&cells), 2.0);
}

#[test]
fn the_middle_dot_takes_half_with_its_ink_in_the_middle() {
    let mut cells = line("融·三");
    edges::middle_dots(&mut cells);
    assert_near(cells[1].width, 0.5);
    assert_near(cells[1].shift, 0.1);
}

#[test]
fn a_quarter_stands_between_han_and_latin_only() {
    let mut cells = line("党A建，5“6”%的");
    edges::script_gaps(&mut cells);
    let gaps: Vec<bool> = cells.iter().map(|cell| cell.is_script_gap).collect();
    let expected = [true, true, false, false, false, false, false, false, true, false];
    assert_eq!(gaps, expected);
}

#[test]
fn brackets_are_squeezed_before_commas_and_commas_before_stops() {
    let mut cells = line("党（建）党，建。党");
    close::close(&mut cells, -1.0);
    assert_near(width(&cells), 8.0);
    assert_near(cells[1].width, 0.5);
    assert_near(cells[3].width, 0.5);
    assert_near(cells[5].width, 1.0);
    let mut cells = line("党（建）党，建。党");
    close::close(&mut cells, -1.7);
    assert_near(cells[5].width, 0.5);
    assert_near(cells[7].width, 0.8);
}

#[test]
fn stretching_opens_script_gaps_before_characters() {
    let mut cells = line("党建A党建");
    edges::script_gaps(&mut cells);
    close::close(&mut cells, 0.4);
    assert_near(cells[1].gap, 0.45);
    assert_near(cells[0].gap, 0.0);
    let mut cells = line("党建A党建");
    edges::script_gaps(&mut cells);
    close::close(&mut cells, 0.7);
    assert_near(cells[1].gap, 0.5);
    assert_near(cells[0].gap, 0.1);
}

#[test]
fn words_numbers_and_long_dashes_stay_solid() {
    let mut cells = line("党——建2026年");
    close::close(&mut cells, 0.9);
    assert_near(cells[1].gap, 0.0);
    for cell in &cells[4..7] {
        assert_near(cell.gap, 0.0);
    }
    assert_near(width(&cells), 7.0 - 2.0 + 4.0 * 0.55 + 0.9);
}
