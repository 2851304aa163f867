//! Tells the engine where a line may not end, by word joiners that no reader ever sees.
//!
//! The engine knows most of the rules; what it gets wrong for Chinese is mended here, before it
//! chooses the breaks: marks that may not start a line, and what must stay together. The joiners
//! are taken out of the finished lines again, so that the text of the PDF has none.

use typst_library::layout::FrameItem;
use typst_library::text::TextItem;

use super::justify::{Class, class};
use super::lines::LineItems;

/// U+2060 WORD JOINER.
const JOINER: char = '\u{2060}';

/// Puts joiners into a run of Chinese copy.
pub(super) fn join(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = None;
    for c in text.chars() {
        if before.is_some_and(|before| must_join(before, c)) {
            out.push(JOINER);
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Whether a line may not end between two characters, where the engine would let it.
fn must_join(before: char, after: char) -> bool {
    // CLREQ 3.1.3: these never start a line; a pair of them is one sign and is kept whole by the
    // engine itself.
    let starts_no_line = "·・～–／—…%‰℃°".contains(after) && before != after;
    // A connector between numbers, a time, a fraction: 20—30, 10：30, 1／2.
    let is_connected = before == '／' || ("—：～–".contains(before) && after.is_ascii_digit());
    // A number and its unit.
    let has_unit = before.is_ascii_digit() && class(after) == Class::Han;
    let is_colon_of_time = before.is_ascii_digit() && after == '：';
    starts_no_line || is_connected || has_unit || is_colon_of_time
}

/// Takes the joiners out of a finished line: out of its text and out of its glyphs.
pub(super) fn strip(line: &mut LineItems) {
    for (_, item) in &mut line.items {
        if let FrameItem::Text(text) = item {
            strip_item(text);
        }
    }
    line.text.retain(|c| c != JOINER);
}

fn strip_item(item: &mut TextItem) {
    if !item.text.contains(JOINER) {
        return;
    }
    let text = item.text.clone();
    let is_joiner = |range: std::ops::Range<usize>| text.get(range) == Some("\u{2060}");
    item.glyphs.retain(|glyph| !is_joiner(glyph.range()));
    let joiners_before = |at: u16| {
        let joiners = text[..usize::from(at)].matches(JOINER).count();
        (joiners * JOINER.len_utf8()) as u16
    };
    for glyph in &mut item.glyphs {
        let range = &mut glyph.range;
        *range = range.start - joiners_before(range.start)..range.end - joiners_before(range.end);
    }
    item.text = text.replace("\u{2060}", "");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        join(text).replace(JOINER, "|")
    }

    #[test]
    fn numbers_keep_their_units() {
        assert_eq!(shown("新增党员366名"), "新增党员366|名");
        assert_eq!(shown("提升20—30分"), "提升20|—|30|分");
        assert_eq!(shown("10：30开始"), "10|：|30|开始");
        assert_eq!(shown("覆盖90%区域"), "覆盖90|%区域");
    }

    #[test]
    fn connectors_and_dots_start_no_line() {
        assert_eq!(shown("社志融合·三帽覆盖"), "社志融合|·三帽覆盖");
        assert_eq!(shown("初心——支部"), "初心|——支部");
        assert_eq!(shown("和／或"), "和|／|或");
    }

    #[test]
    fn other_copy_is_left_alone() {
        assert_eq!(shown("探索“党建+公益”新模式。"), "探索“党建+公益”新模式。");
    }
}
