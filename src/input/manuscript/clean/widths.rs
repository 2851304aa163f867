//! Characters that are never copy, and those that have the wrong width by themselves.

use super::draft::Draft;
use super::{CONTROLS, FULL_WIDTH, SPACES};

/// Removes what cannot be seen; odd line ends become line breaks.
///
/// U+200C and U+200D stay: scripts other than ours and emoji are joined by them.
pub(super) fn remove_controls(draft: &mut Draft) {
    let mut count = 0;
    let mut previous = None;
    draft.letters.retain(|letter| {
        let is_second_half = previous == Some('\r') && letter.ch == '\n';
        previous = Some(letter.ch);
        count += usize::from(is_unseen(letter.ch));
        !is_second_half && !is_unseen(letter.ch)
    });
    for letter in &mut draft.letters {
        if is_line_end(letter.ch) {
            letter.ch = '\n';
            count += 1;
        }
    }
    draft.count(CONTROLS, count);
}

const fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

const fn is_unseen(c: char) -> bool {
    if is_line_end(c) || matches!(c, '\n' | '\t') {
        return false;
    }
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{200b}' | '\u{200e}'
        | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Every kind of blank becomes an ordinary one; the full-width blank stays apart.
pub(super) fn unify_blanks(draft: &mut Draft) {
    let mut count = 0;
    for letter in &mut draft.letters {
        if matches!(
            letter.ch,
            '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
        ) {
            letter.ch = ' ';
            count += 1;
        }
    }
    draft.count(SPACES, count);
}

/// `２０２６` → `2026`, `ＡＢ` → `AB`, `１５．４％` → `15.4%`.
pub(super) fn narrow_letters(draft: &mut Draft) {
    for at in 0..draft.len() {
        let narrow = match draft.letters[at].ch {
            wide @ ('０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％') => narrow(wide),
            // Between Han it is the dot of a foreign name, typed in the wrong place.
            '．' if is_latin(draft.before(at)) && is_latin(draft.after(at)) => '.',
            _ => continue,
        };
        draft.set(at, narrow, FULL_WIDTH);
    }
}

fn is_latin(c: Option<char>) -> bool {
    c.is_some_and(|c| narrow(c).is_ascii_alphanumeric())
}

/// The half-width twin of a full-width character.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}
