//! The copy while it is being cleaned, and what the rules ask about it.

use super::Corrections;

/// A character and the emphasis it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::input::manuscript) struct Letter {
    /// The character.
    pub ch: char,
    /// Whatever the caller wants to find again.
    pub tag: u8,
}

/// How blanks between Han are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// As dirt.
    Copy,
    /// As a pause.
    Headline,
}

/// The copy and the count of what was mended.
pub(super) struct Draft {
    pub letters: Vec<Letter>,
    pub mode: Mode,
    pub corrections: Corrections,
}

/// A way to walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

impl Draft {
    pub const fn new(letters: Vec<Letter>, mode: Mode) -> Self {
        Self { letters, mode, corrections: Corrections::new() }
    }

    pub fn len(&self) -> usize {
        self.letters.len()
    }

    pub fn get(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|letter| letter.ch)
    }

    pub fn before(&self, at: usize) -> Option<char> {
        self.get(at.checked_sub(1)?)
    }

    pub fn after(&self, at: usize) -> Option<char> {
        self.get(at + 1)
    }

    /// One past the last of the characters from `at` on that pass the test.
    pub fn run_end(&self, at: usize, test: impl Fn(char) -> bool) -> usize {
        let rest = self.letters.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|letter| test(letter.ch)).count()
    }

    /// Replaces one character.
    pub fn set(&mut self, at: usize, ch: char, what: &'static str) {
        self.letters[at].ch = ch;
        self.count(what, 1);
    }

    /// Replaces some characters by others, which take the tag of the first.
    pub fn replace(&mut self, range: std::ops::Range<usize>, by: &str, what: &'static str) {
        let tag = self.letters[range.start].tag;
        let by: Vec<Letter> = by.chars().map(|ch| Letter { ch, tag }).collect();
        self.letters.splice(range, by);
        self.count(what, 1);
    }

    pub fn count(&mut self, what: &'static str, times: usize) {
        if times > 0 {
            *self.corrections.entry(what).or_default() += u32::try_from(times).unwrap_or(u32::MAX);
        }
    }

    /// Whether the copy next to a place is Chinese: what stands there is Han or a Chinese mark.
    ///
    /// Marks that both scripts use (curly quotes, ellipses, half-width marks) say nothing by
    /// themselves: the walk goes on behind them. Blanks and line breaks end it.
    pub fn is_han_beside(&self, at: usize, side: Side) -> bool {
        let is_decisive = |c: &char| !is_shared_mark(*c);
        let decides = match side {
            Side::Before => self.letters[..at].iter().rev().map(|l| l.ch).find(is_decisive),
            Side::After => self.letters[at + 1..].iter().map(|l| l.ch).find(is_decisive),
        };
        decides.is_some_and(|c| is_han(c) || is_chinese_mark(c))
    }

    /// Marks what must stay as it is: web addresses.
    pub fn protected(&self) -> Vec<bool> {
        let mut protected = vec![false; self.len()];
        let mut at = 0;
        while at < self.len() {
            let end = self.address_end(at);
            protected[at..end].fill(true);
            at = end.max(at + 1);
        }
        protected
    }

    /// Where the web address that starts at a place ends; the place itself when none does.
    fn address_end(&self, at: usize) -> usize {
        let scheme_end = self.run_end(at, |c| c.is_ascii_alphanumeric());
        let starts = |at: usize, text: &str| {
            text.chars().enumerate().all(|(offset, c)| self.get(at + offset) == Some(c))
        };
        let is_address = (scheme_end > at && starts(scheme_end, "://")) || starts(at, "www.");
        if !is_address {
            return at;
        }
        let mut end = self.run_end(at, |c| c.is_ascii_graphic() && !"\"'<>`{|}\\^".contains(c));
        // Marks at its end belong to the sentence around it, and so does a bracket that was
        // opened before it.
        while end > at {
            let last = self.letters[end - 1].ch;
            let count = |c| self.letters[at..end].iter().filter(|l| l.ch == c).count();
            let is_foreign = last == ')' && count(')') > count('(');
            if !is_foreign && !",.;:!?".contains(last) {
                break;
            }
            end -= 1;
        }
        end
    }
}

/// Whether a character is a Chinese one. Kana and Hangul are not: their copy has its own rules.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// A mark that only Chinese copy has.
pub(super) const fn is_chinese_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '：'
            | '；'
            | '？'
            | '！'
            | '、'
            | '（'
            | '）'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '「'
            | '」'
            | '『'
            | '』'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '〖'
            | '〗'
    )
}

/// A mark that Chinese and Latin copy share.
pub(super) const fn is_shared_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '‘'
            | '’'
            | '…'
            | '—'
            | '·'
            | '"'
            | '\''
            | ','
            | '.'
            | ':'
            | ';'
            | '?'
            | '!'
            | '('
            | ')'
    )
}

/// A mark that opens something, in either width.
pub(super) const fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '(' | '[' | '{')
}

/// A mark that closes something, in either width.
pub(super) const fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗' | ')' | ']' | '}')
}

/// A mark that ends a sentence or a part of it, in either width.
pub(super) const fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '：' | '；' | '？' | '！' | '、' | ',' | '.' | ':' | ';' | '?' | '!')
}

/// A blank, once [`unify_blanks`](super::widths::unify_blanks) has run.
pub(super) const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}')
}
