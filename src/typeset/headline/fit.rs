//! Fits headline sizes to a measure, within the limits of the grade.

use crate::model::{Grade, HeadlinePlace};
use crate::units::Length;

/// Sizes are whole half points, as type cases and style books have them.
const STEP: f64 = 0.5;
/// From this share of the size wanted on, one line is better than two at full size.
const GOOD_ENOUGH: f64 = 0.78;
/// How far a story of the second priority may go between the smallest and the largest size; the
/// third may go this share of that, and so on.
const BY_PRIORITY: f64 = 0.6;

/// The largest size for a story of this priority: the hierarchy of the page.
pub(super) fn largest(grade: Grade, priority: u32, place: &HeadlinePlace) -> Length {
    if let Some(size) = place.size {
        return Length::pt(size);
    }
    let share = BY_PRIORITY.powi(i32::try_from(priority.saturating_sub(1)).unwrap_or(i32::MAX));
    step(grade.smallest + (grade.largest - grade.smallest) * share)
}

/// The size, at most `largest`, at which the widest line just keeps to the measure.
///
/// `ems` are the widths of the lines as multiples of the size.
pub(super) fn size_for(ems: &[f64], measure: Length, largest: Length) -> Length {
    let widest = ems.iter().copied().fold(0.0, f64::max);
    if widest <= 0.0 { largest } else { step((measure / widest).min(largest)) }
}

/// Rounds down to the next half point.
pub(super) fn step(size: Length) -> Length {
    Length::pt((size.to_pt() / STEP + 1e-6).floor() * STEP)
}

/// Which of several breakings to take, by the size each allows: the fewest lines that are good
/// enough, otherwise the largest size.
pub(super) fn best_breaking(sizes: &[Length], largest: Length) -> usize {
    let good = sizes.iter().position(|size| *size >= largest * GOOD_ENOUGH);
    good.unwrap_or_else(|| {
        let mut best = 0;
        for (index, size) in sizes.iter().enumerate() {
            if *size > sizes[best] {
                best = index;
            }
        }
        best
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRADE: Grade =
        Grade { columns: 4, smallest: Length::pt(42.0), largest: Length::pt(63.0) };

    #[test]
    fn sizes_fall_with_priority_and_stay_in_the_grade() {
        let sizes: Vec<f64> = (1..=5)
            .map(|priority| largest(GRADE, priority, &HeadlinePlace::default()).to_pt())
            .collect();
        assert_eq!(sizes, [63.0, 54.5, 49.5, 46.5, 44.5]);
    }

    #[test]
    fn a_line_never_exceeds_its_measure() {
        let size = size_for(&[20.3, 11.0], Length::pt(693.0), Length::pt(63.0));
        assert!(size.to_pt() * 20.3 <= 693.0);
        assert_eq!(size.to_pt(), 34.0);
    }

    #[test]
    fn one_good_line_beats_two() {
        let pt = Length::pt;
        assert_eq!(best_breaking(&[pt(35.0), pt(42.0)], pt(42.0)), 0);
        assert_eq!(best_breaking(&[pt(20.0), pt(40.0)], pt(42.0)), 1);
        assert_eq!(best_breaking(&[pt(10.0), pt(12.0), pt(11.0)], pt(42.0)), 1);
    }
}
