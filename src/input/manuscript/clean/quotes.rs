//! Straight quotes → curly quotes.

use super::QUOTES;
use super::draft::{Draft, is_blank, is_closing, is_han, is_opening, is_stop};

/// Which quotes are open at a place.
#[derive(Default)]
struct Open {
    double: bool,
    single: bool,
}

impl Open {
    /// Takes note of a curly quote.
    const fn pass(&mut self, c: char) {
        match c {
            '“' => self.double = true,
            '”' => self.double = false,
            '‘' => self.single = true,
            '’' => self.single = false,
            _ => {}
        }
    }

    const fn of(&self, straight: char) -> bool {
        match straight {
            '"' => self.double,
            _ => self.single,
        }
    }
}

/// What stands around a straight quote.
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn new(draft: &Draft, at: usize) -> Self {
        Self { before: draft.before(at), after: draft.after(at) }
    }

    /// Nothing can open before a blank, a stop or a closing mark.
    fn may_open(&self) -> bool {
        self.after.is_some_and(|c| !is_edge(c) && !is_stop(c) && !is_closing(c))
    }

    /// Nothing can close after a blank or an opening mark.
    fn may_close(&self) -> bool {
        self.before.is_some_and(|c| !is_edge(c) && !is_opening(c))
    }

    /// `don't`, `90's`.
    fn is_apostrophe(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_alphanumeric())
            && self.after.is_some_and(|c| c.is_ascii_alphabetic())
    }

    /// `5"`, `6'`: inches, feet, minutes, if no quote is open.
    fn is_measure(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit())
            && !self.after.is_some_and(|c| is_han(c) || c.is_ascii_alphabetic() || is_opening(c))
    }
}

fn is_edge(c: char) -> bool {
    is_blank(c) || c == '\n'
}

/// Pairs straight quotes by what stands around them, and by turns where that does not tell.
pub(super) fn curl_chinese(draft: &mut Draft) {
    curl(draft, |around, is_open| match (around.may_open(), around.may_close()) {
        (true, false) => true,
        (false, true) => false,
        _ => !is_open,
    });
}

/// English: a quote opens after a blank, a dash or an opening mark, and closes elsewhere.
pub(super) fn curl_english(draft: &mut Draft) {
    curl(draft, |around, _| {
        around.before.is_none_or(|c| is_edge(c) || is_opening(c) || matches!(c, '—' | '–' | '-'))
            && around.after.is_some_and(|c| !is_edge(c))
    });
}

/// Curls each straight quote; `opens` says which way.
fn curl(draft: &mut Draft, opens: impl Fn(&Around, bool) -> bool) {
    let protected = draft.protected();
    let mut open = Open::default();
    for (at, is_protected) in protected.into_iter().enumerate() {
        let c = draft.letters[at].ch;
        let around = Around::new(draft, at);
        if matches!(c, '\'' | '’') && around.is_apostrophe() {
            if c == '\'' {
                draft.set(at, '’', QUOTES);
            }
            continue;
        }
        if is_protected || !matches!(c, '"' | '\'') {
            open.pass(c);
            continue;
        }
        let is_open = open.of(c);
        if around.is_measure() && !is_open {
            continue;
        }
        let curly = match (c, opens(&around, is_open)) {
            ('"', true) => '“',
            ('"', false) => '”',
            (_, true) => '‘',
            (_, false) => '’',
        };
        draft.set(at, curly, QUOTES);
        open.pass(curly);
    }
}
