//! Half-width marks beside Han → full-width marks.

use super::MARKS;
use super::draft::{Draft, Side, is_blank, is_closing, is_han, is_opening};

/// `基金会(NGO)` → `基金会（NGO）`: both brackets of a pair, or none.
pub(super) fn widen_brackets(draft: &mut Draft) {
    let mut opened = Vec::new();
    let mut dirty = Vec::new();
    let protected = draft.protected();
    for (at, is_protected) in protected.into_iter().enumerate() {
        match draft.letters[at].ch {
            _ if is_protected => {}
            '(' | '（' => opened.push(at),
            ')' | '）' => match opened.pop() {
                Some(start) if is_chinese_pair(draft, start, at) => dirty.extend([start, at]),
                None if is_beside_han(draft, at) => dirty.push(at),
                _ => {}
            },
            _ => {}
        }
    }
    dirty.extend(opened.into_iter().filter(|at| is_beside_han(draft, *at)));
    for at in dirty {
        let wide = match draft.letters[at].ch {
            '(' => '（',
            ')' => '）',
            _ => continue,
        };
        draft.set(at, wide, MARKS);
    }
}

/// Whether a pair of brackets stands in Chinese copy: Han around or inside it. The brackets of a
/// file name, `签约(1).jpg`, do not.
fn is_chinese_pair(draft: &Draft, start: usize, end: usize) -> bool {
    let is_file_name = draft.after(end) == Some('.')
        && draft.get(end + 2).is_some_and(|c| c.is_ascii_alphanumeric());
    let is_wide = |at: usize| matches!(draft.letters[at].ch, '（' | '）');
    let has_han = || draft.letters[start..end].iter().any(|letter| is_han(letter.ch));
    !is_file_name
        && (is_wide(start)
            || is_wide(end)
            || draft.is_han_beside(start, Side::Before)
            || draft.is_han_beside(end, Side::After)
            || has_han())
}

fn is_beside_han(draft: &Draft, at: usize) -> bool {
    draft.is_han_beside(at, Side::Before) || draft.is_han_beside(at, Side::After)
}

/// `,` `:` `;` `?` `!` beside Han. Thousands, ratios, clock times and addresses have no Han beside
/// their marks, and stay.
pub(super) fn widen_stops(draft: &mut Draft) {
    let protected = draft.protected();
    let dirty: Vec<(usize, char)> = (0..draft.len())
        .filter(|at| !protected[*at])
        .filter_map(|at| Some((at, wide_stop(draft.letters[at].ch)?)))
        .filter(|(at, _)| is_beside_han(draft, *at) || is_between_quotes(draft, *at))
        .collect();
    for (at, wide) in dirty {
        draft.set(at, wide, MARKS);
    }
}

const fn wide_stop(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

/// `“NGO”,“CSR”`: English puts the mark inside the quote and a blank after it.
fn is_between_quotes(draft: &Draft, at: usize) -> bool {
    draft.before(at) == Some('”') && draft.after(at) == Some('“')
}

/// `.` → `。` at the end of a sentence whose last character is Han.
///
/// Between two Han the stop may be the dot of a foreign name. It is taken for the end of a
/// sentence only in copy that has no `。` at all: there the author types stops this way.
pub(super) fn widen_full_stops(draft: &mut Draft) {
    let has_full_stops = draft.letters.iter().any(|letter| letter.ch == '。');
    let dirty: Vec<usize> = (0..draft.len())
        .filter(|at| draft.letters[*at].ch == '.' && draft.is_han_beside(*at, Side::Before))
        .filter(|at| draft.before(*at).is_some_and(|c| is_han(c) || is_closing(c)))
        .filter(|at| match draft.after(*at) {
            None | Some('\n') => true,
            Some(c) if is_blank(c) || is_closing(c) => true,
            Some(c) => (is_han(c) || is_opening(c)) && !has_full_stops,
        })
        .collect();
    for at in dirty {
        draft.set(at, '。', MARKS);
    }
}
