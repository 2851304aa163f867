//! The names of type sizes 字号 and what they measure.

use std::collections::BTreeMap;

use crate::units::Length;

/// Names and points.
///
/// Metal type had series of sizes that halve: 初号–二号–五号–七号 (42 pt), 一号–四号–小六 (27.5 pt),
/// 小二–小五–八号 (18 pt) and 三号–六号 (15.75 pt). 五号, 小五 and 六号 are as clreq §2.3.5 gives them.
/// Houses differ in the sizes between: 小初 is 30 pt here, as the editing textbooks count it in
/// headlines, and 36 pt in office software. A layout says what it wants in its table `[sizes]`.
const SIZES: &[(&str, f64)] = &[
    ("初号", 42.0),
    ("小初", 30.0),
    ("一号", 27.5),
    ("小一", 24.0),
    ("二号", 21.0),
    ("小二", 18.0),
    ("三号", 15.75),
    ("小三", 15.0),
    ("四号", 13.75),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.875),
    ("小六", 6.875),
    ("七号", 5.25),
    ("八号", 4.5),
];

/// The sizes that have a name in a layout.
#[derive(Debug, Clone)]
pub(super) struct SizeNames(BTreeMap<String, Length>);

impl Default for SizeNames {
    fn default() -> Self {
        Self(SIZES.iter().map(|(name, points)| ((*name).into(), Length::pt(*points))).collect())
    }
}

impl SizeNames {
    /// The size of a name; `小五号` is `小五`.
    pub(super) fn get(&self, name: &str) -> Option<Length> {
        let short = name.strip_suffix('号').filter(|short| short.starts_with('小'));
        self.0.get(name).or_else(|| self.0.get(short?)).copied()
    }

    /// Gives a name a size of the layout's own.
    pub(super) fn set(&mut self, name: String, size: Length) {
        self.0.insert(name, size);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_may_count_differently() {
        let mut sizes = SizeNames::default();
        assert_eq!(sizes.get("小初"), Some(Length::pt(30.0)));
        sizes.set("小初".into(), Length::pt(36.0));
        assert_eq!(sizes.get("小初号"), Some(Length::pt(36.0)));
        assert_eq!(sizes.get("九号"), None);
    }

    #[test]
    fn the_table_descends() {
        assert!(SIZES.windows(2).all(|pair| pair[0].1 > pair[1].1));
    }
}
