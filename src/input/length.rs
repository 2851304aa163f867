//! Lengths as people write them: `"12mm"`, `"9pt"`, or the name of a size.

use super::size_names::SizeNames;
use crate::units::Length;

/// Why a text is no length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A number without a unit.
    NoUnit,
    /// Neither a number with a unit nor the name of a size.
    Unknown,
}

/// The units and what one of each is.
const UNITS: &[(&str, Length)] = &[
    ("mm", Length::mm(1.0)),
    ("cm", Length::mm(10.0)),
    ("pt", Length::pt(1.0)),
    ("in", Length::pt(72.0)),
];

/// Reads a length.
pub(super) fn parse(text: &str, sizes: &SizeNames) -> Result<Length, Fault> {
    let text = text.trim();
    if let Some(size) = sizes.get(text) {
        return Ok(size);
    }
    let with_unit = UNITS.iter().find_map(|(name, unit)| Some((text.strip_suffix(name)?, *unit)));
    if let Some((amount, unit)) = with_unit {
        return number(amount).map(|amount| unit * amount).ok_or(Fault::Unknown);
    }
    Err(if number(text).is_some() { Fault::NoUnit } else { Fault::Unknown })
}

/// A plain decimal number: no exponent, no `inf`.
fn number(text: &str) -> Option<f64> {
    let text = text.trim_end();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    // Hundreds of digits overflow to infinity, which is no length.
    text.parse().ok().filter(|number: &f64| is_plain && number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(text: &str) -> Result<f64, Fault> {
        let points = parse(text, &SizeNames::default())?.to_pt();
        Ok((points * 1e6).round() / 1e6)
    }

    #[test]
    fn every_unit_is_read() {
        assert_eq!(points("9pt"), Ok(9.0));
        assert_eq!(points("25.4mm"), Ok(72.0));
        assert_eq!(points("2.54cm"), Ok(72.0));
        assert_eq!(points("0.5in"), Ok(36.0));
        assert_eq!(points(" 11.25 pt "), Ok(11.25));
        assert_eq!(points("-3mm"), Ok(-8.503937));
    }

    #[test]
    fn sizes_have_names() {
        assert_eq!(points("小五"), Ok(9.0));
        assert_eq!(points("五号"), Ok(10.5));
    }

    #[test]
    fn a_number_alone_lacks_its_unit() {
        assert_eq!(points("12"), Err(Fault::NoUnit));
        assert_eq!(points("-1.5"), Err(Fault::NoUnit));
    }

    #[test]
    fn nonsense_is_no_length() {
        let huge = format!("{}mm", "9".repeat(400));
        for text in ["", "mm", "infin", "nanpt", "1e3mm", "12px", "1,5mm", "九号", "--1pt", &huge]
        {
            assert_eq!(points(text), Err(Fault::Unknown), "{text}");
        }
    }
}
