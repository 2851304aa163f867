//! Blanks.

use std::ops::Range;

use super::SPACES;
use super::draft::{
    Draft, Mode, Side, is_blank, is_chinese_mark, is_closing, is_han, is_opening, is_shared_mark,
};

/// What a rule wants instead of a run of blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blank {
    AsItIs,
    Nothing,
    Narrow,
    Wide,
}

/// Removes blanks at the start and end of the copy and of each of its lines: indents among them,
/// because the layout indents.
pub(super) fn trim(draft: &mut Draft) {
    rewrite(draft, |draft, run| match (draft.before(run.start), draft.get(run.end)) {
        (None | Some('\n'), _) | (_, None | Some('\n')) => Blank::Nothing,
        _ => Blank::AsItIs,
    });
}

/// Doubled blanks become one.
pub(super) fn single(draft: &mut Draft) {
    rewrite(draft, |draft, run| match run.len() {
        0 | 1 => Blank::AsItIs,
        _ if has_wide(draft, &run) => Blank::Wide,
        _ => Blank::Narrow,
    });
}

/// Removes blanks beside Han; the engine sets the gap between Han and Latin itself. What is a
/// pause stays, as one full-width blank.
pub(super) fn close_up(draft: &mut Draft) {
    rewrite(draft, |draft, run| {
        match (Neighbour::before(draft, run.start), Neighbour::after(draft, run.end)) {
            (Some(before), Some(after)) => kept(draft, &run, before, after),
            _ => Blank::AsItIs,
        }
    });
}

/// Decides about every run of blanks first, then changes them from the back, so that the places
/// in front stay valid.
fn rewrite(draft: &mut Draft, decide: impl Fn(&Draft, Range<usize>) -> Blank) {
    for run in blank_runs(draft).into_iter().rev() {
        let by = match decide(draft, run.clone()) {
            Blank::AsItIs => continue,
            Blank::Nothing => "",
            Blank::Narrow => " ",
            Blank::Wide => "\u{3000}",
        };
        let is_so_already = draft.letters[run.clone()].iter().map(|l| l.ch).eq(by.chars());
        if !is_so_already {
            draft.replace(run, by, SPACES);
        }
    }
}

fn blank_runs(draft: &Draft) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < draft.len() {
        let end = draft.run_end(at, is_blank);
        if end > at {
            runs.push(at..end);
        }
        at = end.max(at + 1);
    }
    runs
}

fn has_wide(draft: &Draft, run: &Range<usize>) -> bool {
    draft.letters[run.clone()].iter().any(|letter| letter.ch == '\u{3000}')
}

/// What becomes of a run of blanks between two neighbours.
fn kept(draft: &Draft, run: &Range<usize>, before: Neighbour, after: Neighbour) -> Blank {
    let is_between_han = before.may_pause && after.may_pause;
    if is_between_han && (draft.mode == Mode::Headline || has_wide(draft, run)) {
        return Blank::Wide;
    }
    let is_beside_han = before.is_chinese || after.is_chinese;
    if is_beside_han && before.closes_up && after.closes_up {
        return Blank::Nothing;
    }
    Blank::Narrow
}

/// What stands beside a run of blanks.
#[derive(Debug, Clone, Copy)]
struct Neighbour {
    /// Han, or a mark in Chinese copy.
    is_chinese: bool,
    /// Han, or a quote or bracket around Han: a pause may stand beside it.
    may_pause: bool,
    /// Copy; not a sign such as `+`, whose blanks are its own.
    closes_up: bool,
}

impl Neighbour {
    fn before(draft: &Draft, start: usize) -> Option<Self> {
        let c = draft.before(start)?;
        Some(Self::new(draft, c, start, Side::Before, is_closing(c)))
    }

    fn after(draft: &Draft, end: usize) -> Option<Self> {
        let c = draft.get(end)?;
        Some(Self::new(draft, c, end - 1, Side::After, is_opening(c)))
    }

    fn new(draft: &Draft, c: char, from: usize, side: Side, turns_away: bool) -> Self {
        let is_mark = is_chinese_mark(c) || is_shared_mark(c);
        // A half-width mark has yet to prove that it stands in Chinese copy.
        let is_chinese = is_han(c)
            || is_chinese_mark(c)
            || (matches!(c, '“' | '”' | '‘' | '’' | '…' | '—') && draft.is_han_beside(from, side));
        Self {
            is_chinese,
            may_pause: is_han(c) || (is_chinese && turns_away),
            closes_up: is_han(c) || is_mark || c.is_alphanumeric() || c == '%',
        }
    }
}
