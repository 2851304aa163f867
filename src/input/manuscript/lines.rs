//! The lines of a text with their places, whichever way it ends its lines.

use std::ops::Range;

/// A line without its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its text.
    pub text: &'a str,
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset of the line after it.
    pub next: usize,
}

impl Line<'_> {
    /// The bytes of the line without its ending.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// Cuts at LF, CR LF and CR: old word processors still deliver the last.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let rest = &text[start..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let ending = match &rest.as_bytes()[length..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        let line = Line { text: &rest[..length], start, next: start + length + ending };
        start = line.next;
        Some(line)
    })
}

/// Whether a reader sees nothing on the line.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_ending_is_one_line_ending() {
        let found: Vec<_> = lines("一\r\n二\n\r三").map(|line| (line.text, line.start)).collect();
        assert_eq!(found, [("一", 0), ("二", 5), ("", 9), ("三", 10)]);
        assert_eq!(lines("").count(), 0);
    }
}
