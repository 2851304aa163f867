//! Numbers drawn as strokes, so that what is drawn over a proof needs no font.

use crate::units::Length;

/// A place on the page.
type Point = (Length, Length);

/// Width of a digit as a share of its height.
const WIDTH: f64 = 0.5;

/// From the left of a digit to the left of the next, as a share of the height.
const ADVANCE: f64 = 0.75;

/// The seven strokes of a digit's window, in shares of its width and height: top, upper right,
/// lower right, foot, lower left, upper left, middle.
const STROKES: [[(f64, f64); 2]; 7] = [
    [(0.0, 0.0), (1.0, 0.0)],
    [(1.0, 0.0), (1.0, 0.5)],
    [(1.0, 0.5), (1.0, 1.0)],
    [(0.0, 1.0), (1.0, 1.0)],
    [(0.0, 0.5), (0.0, 1.0)],
    [(0.0, 0.0), (0.0, 0.5)],
    [(0.0, 0.5), (1.0, 0.5)],
];

/// Which strokes each digit has, in the order of [`STROKES`].
const DIGITS: [[bool; 7]; 10] = {
    const O: bool = false;
    const I: bool = true;
    [
        [I, I, I, I, I, I, O],
        [O, I, I, O, O, O, O],
        [I, I, O, I, I, O, I],
        [I, I, I, I, O, O, I],
        [O, I, I, O, O, I, I],
        [I, O, I, I, O, I, I],
        [I, O, I, I, I, I, I],
        [I, I, I, O, O, O, O],
        [I, I, I, I, I, I, I],
        [I, I, I, I, O, I, I],
    ]
};

/// The strokes of a number whose top left is at `(x, y)`.
pub(super) fn strokes(number: usize, (x, y): Point, height: Length) -> Vec<[Point; 2]> {
    let digits = number.to_string();
    let of_digit = |(at, digit): (usize, u8)| {
        let left = x + height * (ADVANCE * at as f64);
        let place =
            move |(across, down): (f64, f64)| (left + height * (WIDTH * across), y + height * down);
        let strokes = STROKES.into_iter().zip(DIGITS[usize::from(digit - b'0')]);
        strokes.filter(|(_, is_drawn)| *is_drawn).map(move |(stroke, _)| stroke.map(place))
    };
    digits.bytes().enumerate().flat_map(of_digit).collect()
}

/// The width of a number.
pub(super) fn width(number: usize, height: Length) -> Length {
    let digits = number.to_string().len() as f64;
    height * (ADVANCE * (digits - 1.0) + WIDTH)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_digits_look_alike() {
        assert_eq!(DIGITS.into_iter().collect::<BTreeSet<_>>().len(), 10);
    }

    #[test]
    fn a_number_is_as_wide_as_its_strokes() {
        let origin = (Length::ZERO, Length::ZERO);
        for number in [0, 8, 40, 120] {
            let strokes = strokes(number, origin, Length::pt(10.0));
            let right = strokes.iter().flatten().map(|(x, _)| x.to_pt()).fold(0.0, f64::max);
            assert_eq!(right, width(number, Length::pt(10.0)).to_pt(), "{number}");
        }
    }

    #[test]
    fn a_one_is_the_right_side_of_its_window() {
        let strokes = strokes(1, (Length::pt(2.0), Length::pt(3.0)), Length::pt(10.0));
        let points: Vec<_> =
            strokes.iter().flatten().map(|(x, y)| (x.to_pt(), y.to_pt())).collect();
        assert_eq!(points, [(7.0, 3.0), (7.0, 8.0), (7.0, 8.0), (7.0, 13.0)]);
    }
}
