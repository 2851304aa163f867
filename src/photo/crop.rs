//! Cuts a picture to the shape of its place: pure arithmetic on whole pixels.

use super::PT_PER_INCH;
use crate::model::{Fit, Focus};
use crate::units::Length;

/// A rectangle of whole pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelRect {
    /// Columns left of it.
    pub x: u32,
    /// Rows above it.
    pub y: u32,
    /// Width, at least 1.
    pub width: u32,
    /// Height, at least 1.
    pub height: u32,
}

/// The part of a picture that is shown, and its size on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crop {
    /// The pixels that are shown.
    pub rect: PixelRect,
    /// Width on the page.
    pub width: Length,
    /// Height on the page.
    pub height: Length,
}

impl Crop {
    /// Brings a picture of `pixels` (width, height) into a `place` (width, height). All four must
    /// be above zero.
    ///
    /// [`Fit::Cover`] keeps the largest rectangle of the place's shape, its centre as near to the
    /// focus as the edges allow; the rounding to whole pixels bends the shape by less than one
    /// pixel. [`Fit::Contain`] keeps everything and makes it smaller than the place on one side.
    pub fn new(pixels: (u32, u32), place: (Length, Length), fit: Fit, focus: Focus) -> Self {
        match fit {
            Fit::Cover => Self {
                rect: cover(pixels, place.0 / place.1, focus),
                width: place.0,
                height: place.1,
            },
            Fit::Contain => contain(pixels, place),
        }
    }

    /// Pixels an inch at this size; the lesser of both directions.
    pub fn ppi(&self) -> f64 {
        let inches = |length: Length| length.to_pt() / PT_PER_INCH;
        let across = f64::from(self.rect.width) / inches(self.width);
        let down = f64::from(self.rect.height) / inches(self.height);
        across.min(down)
    }

    /// Width and height in pixels after resampling to `ppi`. Pixels are only ever taken away: a
    /// picture blown up by us would be no sharper than one blown up by the press.
    pub fn size_at(&self, ppi: f64) -> (u32, u32) {
        let size = |length: Length, pixels: u32| {
            // Casting saturates, so that no length can overflow.
            let wanted = (length.to_pt() / PT_PER_INCH * ppi).round() as u32;
            wanted.clamp(1, pixels)
        };
        if self.ppi() <= ppi {
            return (self.rect.width, self.rect.height);
        }
        (size(self.width, self.rect.width), size(self.height, self.rect.height))
    }
}

/// The largest rectangle of the shape `width ÷ height = aspect` around the focus.
fn cover((width, height): (u32, u32), aspect: f64, focus: Focus) -> PixelRect {
    let (w, h) = (f64::from(width), f64::from(height));
    let (kept_width, kept_height) = if w > h * aspect {
        (((h * aspect).round() as u32).clamp(1, width), height)
    } else {
        (width, ((w / aspect).round() as u32).clamp(1, height))
    };
    PixelRect {
        x: slide(width, kept_width, focus.x),
        y: slide(height, kept_height, focus.y),
        width: kept_width,
        height: kept_height,
    }
}

/// Where a window of `kept` pixels starts so that its middle is as near to the focus as the edges
/// allow.
fn slide(all: u32, kept: u32, focus: f64) -> u32 {
    let focus = if focus.is_nan() { Focus::default().x } else { focus.clamp(0.0, 1.0) };
    let start = f64::from(all) * focus - f64::from(kept) / 2.0;
    (start.round().max(0.0) as u32).min(all - kept)
}

/// The whole picture at the largest size that stays inside the place.
fn contain((width, height): (u32, u32), place: (Length, Length)) -> Crop {
    let (w, h) = (f64::from(width), f64::from(height));
    let rect = PixelRect { x: 0, y: 0, width, height };
    if w / h > place.0 / place.1 {
        Crop { rect, width: place.0, height: place.0 * (h / w) }
    } else {
        Crop { rect, width: place.1 * (w / h), height: place.1 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HALF: Focus = Focus { x: 0.5, y: 0.5 };

    fn square() -> (Length, Length) {
        (Length::mm(50.0), Length::mm(50.0))
    }

    #[test]
    fn cover_keeps_the_middle_of_a_wide_picture() {
        let crop = Crop::new((3000, 1000), square(), Fit::Cover, HALF);
        assert_eq!(crop.rect, PixelRect { x: 1000, y: 0, width: 1000, height: 1000 });
        assert_eq!((crop.width, crop.height), square());
    }

    #[test]
    fn a_focus_at_the_edge_moves_the_window_to_the_edge() {
        let at = |x, y| Crop::new((1000, 3000), square(), Fit::Cover, Focus { x, y }).rect.y;
        assert_eq!(at(0.5, 0.0), 0);
        assert_eq!(at(0.5, 1.0), 2000);
        assert_eq!(at(0.5, 0.4), 700);
        assert_eq!(at(0.5, f64::NAN), at(0.5, 0.5));
        assert_eq!(at(0.5, -7.0), 0);
    }

    #[test]
    fn contain_makes_the_picture_narrower_than_its_place() {
        let crop = Crop::new((1000, 2000), square(), Fit::Contain, HALF);
        assert_eq!(crop.rect, PixelRect { x: 0, y: 0, width: 1000, height: 2000 });
        assert!((crop.width.to_mm() - 25.0).abs() < 1e-9);
        assert!((crop.height.to_mm() - 50.0).abs() < 1e-9);
    }

    #[test]
    fn resolution_is_that_of_the_cropped_original() {
        let place = (Length::pt(144.0), Length::pt(72.0));
        let crop = Crop::new((1000, 1000), place, Fit::Cover, HALF);
        assert!((crop.ppi() - 500.0).abs() < 1e-9);
        assert_eq!(crop.size_at(200.0), (400, 200));
        assert_eq!(crop.size_at(500.0), (1000, 500));
        assert_eq!(crop.size_at(2400.0), (1000, 500));
    }

    fn place() -> impl Strategy<Value = (Length, Length)> {
        (1.0..1000.0, 1.0..1000.0).prop_map(|(w, h)| (Length::pt(w), Length::pt(h)))
    }

    proptest! {
        #[test]
        fn a_cover_lies_in_the_picture_and_has_the_shape_of_its_place(
            pixels in (1u32..30_000, 1u32..30_000),
            place in place(),
            x in 0.0..=1.0, y in 0.0..=1.0,
        ) {
            let Crop { rect, width, height } = Crop::new(pixels, place, Fit::Cover, Focus { x, y });
            prop_assert!(rect.x + rect.width <= pixels.0 && rect.y + rect.height <= pixels.1);
            prop_assert!(rect.width == pixels.0 || rect.height == pixels.1);
            prop_assert_eq!((width, height), place);
            // Either side is within half a pixel of what the shape asks for, or a single pixel.
            let aspect = width / height;
            let wanted_width = f64::from(rect.height) * aspect;
            let wanted_height = f64::from(rect.width) / aspect;
            prop_assert!(
                (f64::from(rect.width) - wanted_width).abs() <= 0.5 + 1e-6
                    || (f64::from(rect.height) - wanted_height).abs() <= 0.5 + 1e-6
                    || rect.width == 1
                    || rect.height == 1
            );
        }

        #[test]
        fn the_focus_stays_in_view(
            pixels in (1u32..30_000, 1u32..30_000),
            place in place(),
            x in 0.0..=1.0, y in 0.0..=1.0,
        ) {
            let rect = Crop::new(pixels, place, Fit::Cover, Focus { x, y }).rect;
            let (x, y) = (x * f64::from(pixels.0), y * f64::from(pixels.1));
            // The window starts on a whole pixel, so that a window of one pixel may miss by half.
            prop_assert!(f64::from(rect.x) - 0.5 <= x && x <= f64::from(rect.x + rect.width) + 0.5);
            prop_assert!(f64::from(rect.y) - 0.5 <= y && y <= f64::from(rect.y + rect.height) + 0.5);
        }

        #[test]
        fn contained_is_whole_inside_and_touches(
            pixels in (1u32..30_000, 1u32..30_000),
            place in place(),
        ) {
            let crop = Crop::new(pixels, place, Fit::Contain, HALF);
            prop_assert_eq!((crop.rect.width, crop.rect.height), pixels);
            prop_assert!(crop.width <= place.0 * (1.0 + 1e-9));
            prop_assert!(crop.height <= place.1 * (1.0 + 1e-9));
            prop_assert!(crop.width == place.0 || crop.height == place.1);
            let shape = f64::from(pixels.0) / f64::from(pixels.1);
            prop_assert!((crop.width / crop.height / shape - 1.0).abs() < 1e-9);
        }

        #[test]
        fn resampling_never_adds_pixels(
            pixels in (1u32..30_000, 1u32..30_000),
            place in place(),
            ppi in 1.0..5000.0,
        ) {
            for fit in [Fit::Cover, Fit::Contain] {
                let crop = Crop::new(pixels, place, fit, HALF);
                let (width, height) = crop.size_at(ppi);
                prop_assert!((1..=crop.rect.width).contains(&width));
                prop_assert!((1..=crop.rect.height).contains(&height));
            }
        }
    }
}
