//! Lengths and the other quantities of the trade, each a type of its own.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// Points in a millimetre (1 pt = 1/72 in).
const PT_PER_MM: f64 = 72.0 / 25.4;

/// A length. Points inside; files and messages always name a unit.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Length(f64);

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0.0);

    /// A length in points (1/72 inch).
    pub const fn pt(points: f64) -> Self {
        Self(points)
    }

    /// A length in millimetres.
    pub const fn mm(millimetres: f64) -> Self {
        Self(millimetres * PT_PER_MM)
    }

    /// The length in points.
    pub const fn to_pt(self) -> f64 {
        self.0
    }

    /// The length in millimetres.
    pub const fn to_mm(self) -> f64 {
        self.0 / PT_PER_MM
    }

    /// The length in millimetres, rounded to a thousandth: the precision of reports.
    pub fn to_mm_rounded(self) -> f64 {
        // Adding zero turns -0.0 into 0.0, which would otherwise print a sign.
        (self.to_mm() * 1000.0).round() / 1000.0 + 0.0
    }

    /// The smaller of two lengths.
    pub const fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The larger of two lengths.
    pub const fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} pt", (self.0 * 100.0).round() / 100.0)
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f64> for Length {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f64> for Length {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Div for Length {
    type Output = f64;
    fn div(self, other: Self) -> f64 {
        self.0 / other.0
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// A rectangle; the origin is the top left of whatever it is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Distance of the left edge.
    pub x: Length,
    /// Distance of the top edge; grows downwards.
    pub y: Length,
    /// Width, never negative.
    pub width: Length,
    /// Height, never negative.
    pub height: Length,
}

impl Rect {
    /// `[x, y, width, height]` in millimetres, as reports write it.
    pub fn to_mm(self) -> [f64; 4] {
        [self.x, self.y, self.width, self.height].map(Length::to_mm_rounded)
    }

    /// The right edge.
    pub fn right(self) -> Length {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> Length {
        self.y + self.height
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_millimetre_is_72_over_25_4_points() {
        assert!((Length::mm(25.4).to_pt() - 72.0).abs() < 1e-12);
        assert_eq!(Length::mm(390.0).to_mm_rounded(), 390.0);
    }

    #[test]
    fn minus_zero_is_written_as_zero() {
        assert!(Length::pt(-0.0).to_mm_rounded().is_sign_positive());
    }
}
