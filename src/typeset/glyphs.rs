//! Characters for which no font had a glyph.

use std::collections::BTreeSet;

use typst_library::layout::{Frame, FrameItem};
use typst_library::text::TextItem;

use super::galley::Galley;

/// The characters of a frame that are set as the empty box.
pub fn missing_characters(frame: &Frame) -> BTreeSet<char> {
    let mut missing = BTreeSet::new();
    collect(frame, &mut missing);
    missing
}

impl Galley {
    /// The characters that are set as the empty box.
    pub fn missing_characters(&self) -> BTreeSet<char> {
        let mut missing = BTreeSet::new();
        for (_, item) in self.lines.iter().flat_map(|line| &line.content.items) {
            match item {
                FrameItem::Text(text) => missing.extend(missing_in(text)),
                FrameItem::Group(group) => collect(&group.frame, &mut missing),
                _ => {}
            }
        }
        missing
    }
}

fn collect(frame: &Frame, missing: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Text(text) => missing.extend(missing_in(text)),
            FrameItem::Group(group) => collect(&group.frame, missing),
            _ => {}
        }
    }
}

/// Glyph 0 is `.notdef` in every font.
fn missing_in(text: &TextItem) -> impl Iterator<Item = char> + '_ {
    text.glyphs
        .iter()
        .filter(|glyph| glyph.id == 0)
        .filter_map(|glyph| text.text.get(glyph.range()))
        .flat_map(str::chars)
}
