//! Dirty copy → typographic copy.
//!
//! Copy arrives with half-width marks beside Han, straight quotes, typed ellipses and dashes, and
//! the blanks of the program it came from. The marks are mended here, rule by rule; letters,
//! digits and Han are never lost, added or moved.
//!
//! | correction | what |
//! |---|---|
//! | [`CONTROLS`] | control characters, zero-width blanks, odd line ends |
//! | [`FULL_WIDTH`] | full-width digits, letters and `％` |
//! | [`QUOTES`] | straight quotes |
//! | [`ELLIPSES`] | `...`, `。。。`, a lone `…` |
//! | [`DASHES`] | `--` |
//! | [`SPACES`] | indents, doubled blanks, blanks beside Han |
//! | [`MARKS`] | half-width marks beside Han |
//!
//! Rules feed each other: a comma that was widened no longer needs the blank after it. They run
//! round by round until nothing changes, which makes cleaning idempotent. It comes to an end,
//! because each rule replaces something dirty by something that no rule makes dirty again.

mod draft;
mod marks;
mod quotes;
mod runs;
mod spaces;
mod widths;

use std::collections::BTreeMap;

pub(super) use draft::Letter;
use draft::{Draft, Mode};

/// Control characters, zero-width blanks and odd line ends.
pub const CONTROLS: &str = "control-characters";
/// Full-width digits, letters and percent signs.
pub const FULL_WIDTH: &str = "full-width-letters";
/// Straight quotes.
pub const QUOTES: &str = "straight-quotes";
/// Ellipses typed as stops, or of half their length.
pub const ELLIPSES: &str = "ellipses";
/// Dashes typed as hyphens.
pub const DASHES: &str = "dashes";
/// Indents, doubled blanks, blanks beside Han.
pub const SPACES: &str = "spaces";
/// Half-width marks beside Han.
pub const MARKS: &str = "half-width-marks";

/// What was mended, and how often.
pub type Corrections = BTreeMap<&'static str, u32>;

/// A text after cleaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The clean text.
    pub text: String,
    /// What was mended.
    pub corrections: Corrections,
}

/// Cleans running copy. Line breaks stay; a language other than Chinese keeps its own marks.
///
/// A full-width blank between two Han stays, because people type it between the names of a list;
/// an ordinary blank there goes, because it comes from a program.
pub fn clean(text: &str, language: &str) -> Cleaned {
    clean_text(text, language, Mode::Copy)
}

/// Cleans a headline, a subhead, a byline or a dateline: a blank between two Han is a pause that
/// somebody meant, and becomes one full-width blank.
pub fn clean_headline(text: &str, language: &str) -> Cleaned {
    clean_text(text, language, Mode::Headline)
}

fn clean_text(text: &str, language: &str, mode: Mode) -> Cleaned {
    let letters = text.chars().map(|ch| Letter { ch, tag: 0 }).collect();
    let (letters, corrections) = clean_letters(letters, language, mode);
    Cleaned { text: letters.iter().map(|letter| letter.ch).collect(), corrections }
}

/// Cleans running copy whose letters carry tags (emphasis); what is put in takes the tag of what
/// it replaces.
pub(super) fn clean_tagged(letters: Vec<Letter>, language: &str) -> (Vec<Letter>, Corrections) {
    clean_letters(letters, language, Mode::Copy)
}

fn clean_letters(letters: Vec<Letter>, language: &str, mode: Mode) -> (Vec<Letter>, Corrections) {
    /// Far more rounds than any text needs: four at most were seen.
    const ROUNDS: usize = 64;
    let is_chinese = language.starts_with("zh");
    let mut draft = Draft::new(letters, mode);
    for _ in 0..ROUNDS {
        let before = draft.letters.clone();
        if is_chinese {
            chinese_round(&mut draft);
        } else {
            other_round(&mut draft);
        }
        if draft.letters == before {
            break;
        }
    }
    (draft.letters, draft.corrections)
}

fn chinese_round(draft: &mut Draft) {
    widths::remove_controls(draft);
    widths::unify_blanks(draft);
    widths::narrow_letters(draft);
    quotes::curl_chinese(draft);
    runs::mend_ellipses(draft);
    runs::mend_dashes(draft);
    spaces::trim(draft);
    spaces::close_up(draft);
    marks::widen_brackets(draft);
    marks::widen_stops(draft);
    marks::widen_full_stops(draft);
}

fn other_round(draft: &mut Draft) {
    widths::remove_controls(draft);
    widths::unify_blanks(draft);
    quotes::curl_english(draft);
    spaces::trim(draft);
    spaces::single(draft);
}

#[cfg(test)]
mod tests;
