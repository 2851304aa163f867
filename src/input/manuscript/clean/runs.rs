//! Ellipses and dashes that were typed as runs of other marks.

use super::draft::{Draft, Side};
use super::{DASHES, ELLIPSES};

/// `...`, `。。。` and a lone `…` → `……`, which is two characters wide in Chinese copy
/// (GB/T 15834, 4.12).
pub(super) fn mend_ellipses(draft: &mut Draft) {
    mend(draft, "……", ELLIPSES, |kind, length| match kind {
        '.' | '。' => length >= 3,
        '…' => length != 2,
        _ => false,
    });
}

/// `--` and longer → `——` (GB/T 15834, 4.10). One hyphen stays, and so does one dash: it stands
/// for "to" between two names or numbers.
pub(super) fn mend_dashes(draft: &mut Draft) {
    mend(draft, "——", DASHES, |kind, length| match kind {
        '-' | '―' | '─' => length >= 2,
        _ => false,
    });
}

/// Replaces each run of one character that is dirty and stands beside Han.
fn mend(
    draft: &mut Draft,
    clean: &str,
    what: &'static str,
    is_dirty: impl Fn(char, usize) -> bool,
) {
    let mut at = 0;
    while let Some(kind) = draft.get(at) {
        let end = draft.run_end(at, |c| c == kind);
        let is_beside_han = || {
            kind == '。'
                || draft.is_han_beside(at, Side::Before)
                || draft.is_han_beside(end - 1, Side::After)
        };
        if is_dirty(kind, end - at) && is_beside_han() && !draft.protected()[at] {
            draft.replace(at..end, clean, what);
            at += clean.chars().count();
        } else {
            at = end;
        }
    }
}
