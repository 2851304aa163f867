//! The arithmetic of the grid: columns and legs in characters of the body size.
//!
//! Chinese newspapers count a page in characters: a measure is a whole number of them, so that
//! full lines need no stretching. What a division leaves over goes into the gutters, or into one
//! leg.

/// A division of a width into equal legs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Characters in a line of each leg.
    pub characters: u32,
    /// White between two legs in characters, the rest of the division included; 0 for one leg,
    /// where the rest stays at its right.
    pub gutter: f64,
}

/// Divisions that come out whole must not lose a character to rounding.
const TOLERANCE: f64 = 1e-6;

/// Characters across columns side by side, the gutters between them included.
pub fn columns_width(columns: u32, characters: u32, gutter: f64) -> f64 {
    let gutters = columns.saturating_sub(1);
    f64::from(columns) * f64::from(characters) + f64::from(gutters) * gutter
}

/// Divides a width in characters into equal legs with at least this much white between them; the
/// rest widens the gutters. `None` when a leg would have no character.
pub fn legs(width: f64, legs: u32, least_gutter: f64) -> Option<Measure> {
    let characters = whole_characters(width, legs, least_gutter)?;
    let white = width - f64::from(characters) * f64::from(legs);
    let gutter = if legs > 1 { white / f64::from(legs - 1) } else { 0.0 };
    Some(Measure { characters, gutter })
}

/// The other way to use the rest: the last leg takes it, as far as it is whole characters, and the
/// gutters stay as they are. Returns the characters of each leg.
pub fn legs_of_unequal_measure(width: f64, legs: u32, gutter: f64) -> Option<Vec<u32>> {
    let characters = whole_characters(width, legs, gutter)?;
    let used = columns_width(legs, characters, gutter);
    let rest = (width - used + TOLERANCE).floor() as u32;
    let mut measures = vec![characters; legs as usize];
    *measures.last_mut()? += rest;
    Some(measures)
}

/// ⌊(width − (legs − 1) · gutter) / legs⌋, if that is at least one.
fn whole_characters(width: f64, legs: u32, gutter: f64) -> Option<u32> {
    if legs == 0 {
        return None;
    }
    let text = width - f64::from(legs - 1) * gutter;
    let characters = (text / f64::from(legs) + TOLERANCE).floor();
    // Also false for a width that is no number.
    (characters >= 1.0 && characters <= f64::from(u32::MAX)).then_some(characters as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn broadsheet(columns: u32) -> f64 {
        columns_width(columns, 13, 1.0)
    }

    fn tabloid(columns: u32) -> f64 {
        columns_width(columns, 11, 1.0)
    }

    fn characters(width: f64, count: u32) -> u32 {
        legs(width, count, 1.0).unwrap().characters
    }

    #[test]
    fn columns_have_the_widths_of_the_textbook() {
        assert_eq!([2, 3, 5, 8].map(broadsheet), [27.0, 41.0, 69.0, 111.0]);
        assert_eq!([2, 3, 6].map(tabloid), [23.0, 35.0, 71.0]);
        assert_eq!(broadsheet(0), 0.0);
    }

    #[test]
    fn broken_columns_have_the_measures_of_the_textbook() {
        assert_eq!(characters(broadsheet(3), 2), 20);
        assert_eq!(characters(broadsheet(5), 3), 22);
        assert_eq!(characters(tabloid(3), 2), 17);
        assert_eq!(characters(tabloid(4), 3), 15);
        assert_eq!(characters(tabloid(5), 4), 14);
    }

    #[test]
    fn the_rest_goes_to_the_gutters_or_to_one_leg() {
        assert_eq!(legs(69.0, 3, 1.0), Some(Measure { characters: 22, gutter: 1.5 }));
        assert_eq!(legs_of_unequal_measure(69.0, 3, 1.0), Some(vec![22, 22, 23]));
        assert_eq!(legs_of_unequal_measure(41.0, 2, 1.0), Some(vec![20, 20]));
    }

    #[test]
    fn as_many_legs_as_columns_give_the_column_back() {
        assert_eq!(legs(broadsheet(5), 5, 1.0), Some(Measure { characters: 13, gutter: 1.0 }));
    }

    #[test]
    fn one_leg_takes_the_width_and_leaves_a_fraction() {
        assert_eq!(legs(29.5, 1, 1.5), Some(Measure { characters: 29, gutter: 0.0 }));
    }

    #[test]
    fn what_cannot_be_divided_is_refused() {
        for (width, count) in [(13.0, 0), (3.0, 4), (-5.0, 1), (f64::NAN, 2), (13.0, u32::MAX)] {
            assert_eq!(legs(width, count, 1.0), None, "{width} into {count}");
            assert_eq!(legs_of_unequal_measure(width, count, 1.0), None);
        }
    }

    proptest! {
        #[test]
        fn legs_and_gutters_fill_the_width(
            columns in 1u32..=24, characters in 5u32..=60, gutter in 0.0..4.0f64, count in 1u32..12,
        ) {
            let width = columns_width(columns, characters, gutter);
            if let Some(measure) = legs(width, count, gutter) {
                let used = columns_width(count, measure.characters, measure.gutter);
                prop_assert!(count == 1 || (used - width).abs() < 1e-6);
                prop_assert!(count == 1 || measure.gutter >= gutter - 1e-6);
                // One character more in each leg would not fit.
                prop_assert!(columns_width(count, measure.characters + 1, gutter) > width);
            }
        }
    }
}
