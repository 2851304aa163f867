//! Breaks a headline into lines by sense.
//!
//! A line never ends inside a word, a number, or a name in 《》, quotes or brackets. Among what is
//! left the breaking with the most even lines wins; a pause the author wrote, or a mark, is worth
//! some unevenness. Words come from the Unicode segmenter's dictionary.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::typeset::justify::class::class;

/// A place where a line may end, and what it costs beyond unevenness.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Opportunity {
    /// Byte offset at which the next line starts.
    at: usize,
    cost: f64,
}

/// A pause that the author wrote: lines may be uneven for it.
const AT_PAUSE: f64 = -0.6;
/// After a mark such as a colon or a comma.
const AFTER_MARK: f64 = 0.02;
/// After the name of a place, which is most often the subject of the sentence.
const AFTER_PLACE: f64 = -0.1;
/// Between two words.
const BETWEEN_WORDS: f64 = 0.25;

/// Weight of a line's squared distance from the mean width: two lines a fifth off cost as much as a
/// break between two words.
const UNEVEN: f64 = 3.0;
/// A text with more places than this is no headline.
const MOST_OPPORTUNITIES: usize = 80;

/// Breaks `text` into `count` lines, or as many as it has places for.
pub(in crate::typeset) fn break_by_sense(text: &str, count: usize) -> Vec<String> {
    let opportunities = opportunities(text);
    let count = count.clamp(1, opportunities.len() + 1);
    if count == 1 || opportunities.len() > MOST_OPPORTUNITIES {
        return vec![text.trim().to_owned()];
    }
    let mut lines = Vec::with_capacity(count);
    let mut start = 0;
    for end in best_ends(text, &opportunities, count) {
        lines.push(text[start..end].trim().to_owned());
        start = end;
    }
    lines
}

/// The cheapest way to have ended a number of lines at an opportunity.
#[derive(Debug, Clone, Copy)]
struct State {
    cost: f64,
    /// The opportunity before, as an index into the ends.
    from: usize,
}

/// Where the lines end, the last at the end of the text: dynamic programming over (line, end).
fn best_ends(text: &str, opportunities: &[Opportunity], count: usize) -> Vec<usize> {
    let mut ends = vec![Opportunity { at: 0, cost: 0.0 }];
    ends.extend_from_slice(opportunities);
    ends.push(Opportunity { at: text.len(), cost: 0.0 });
    let mean = (width(text.trim()) / count as f64).max(1.0);
    let mut states = vec![vec![None; ends.len()]];
    states[0][0] = Some(State { cost: 0.0, from: 0 });
    for line in 0..count {
        let mut after: Vec<Option<State>> = vec![None; ends.len()];
        for (from, state) in states[line].iter().enumerate() {
            let Some(State { cost, .. }) = state else { continue };
            for (to, end) in ends.iter().enumerate().skip(from + 1) {
                let uneven = (width(text[ends[from].at..end.at].trim()) - mean) / mean;
                let cost = cost + end.cost + UNEVEN * uneven * uneven;
                if after[to].is_none_or(|best| cost < best.cost) {
                    after[to] = Some(State { cost, from });
                }
            }
        }
        states.push(after);
    }
    let mut chosen = vec![ends.len() - 1];
    for line in (1..=count).rev() {
        let at = *chosen.last().expect("starts with one");
        chosen.push(states[line][at].map_or(0, |state| state.from));
    }
    chosen.pop();
    chosen.reverse();
    chosen.into_iter().map(|at| ends[at].at).collect()
}

/// Breaks lines that the author broke further, the longest first, until there are `rows`; the
/// author's own breaks stay.
pub(super) fn into_rows(lines: &[String], rows: usize) -> Vec<String> {
    let mut counts = vec![1; lines.len()];
    for _ in lines.len()..rows {
        let longest = (0..lines.len())
            .max_by(|a, b| {
                let row = |at: usize| width(&lines[at]) / f64::from(counts[at]);
                row(*a).total_cmp(&row(*b)).then(b.cmp(a))
            })
            .unwrap_or(0);
        if let Some(count) = counts.get_mut(longest) {
            *count += 1;
        }
    }
    let broken = lines.iter().zip(counts);
    broken.flat_map(|(line, count)| break_by_sense(line, count as usize)).collect()
}

/// Breaks `text` into lines of at most `most` characters, by sense where that is possible.
pub(in crate::typeset) fn break_to_width(text: &str, most: f64) -> Vec<String> {
    let count = (width(text) / most.max(1.0)).ceil().max(1.0) as usize;
    let by_sense = break_by_sense(text, count);
    by_sense.iter().flat_map(|line| cut_to_width(line, most)).collect()
}

/// A name longer than a line is cut where the line ends; there is no better place. A closing mark
/// hangs over the end, where it is mostly white, rather than start a line.
fn cut_to_width(line: &str, most: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for c in line.chars() {
        let last = lines.last_mut().expect("starts with one");
        let is_over = width(last) + width(c.encode_utf8(&mut [0; 4])) > most;
        if is_over && !last.is_empty() && !class(c).ends() {
            lines.push(String::from(c));
        } else {
            last.push(c);
        }
    }
    lines
}

/// Width in characters, letters and digits counted as half.
pub(in crate::typeset) fn width(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// Every place where a line may end.
fn opportunities(text: &str) -> Vec<Opportunity> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut found = Vec::new();
    for at in segmenter.segment_str(text) {
        if at == 0 || at == text.len() || text[at..].trim().is_empty() {
            continue;
        }
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[at..].chars().next().unwrap_or(' ');
        if may_part(before, after) && !is_inside_name(&text[..at]) {
            found.push(Opportunity { at, cost: cost(before) });
        }
    }
    found
}

fn cost(before: char) -> f64 {
    if before.is_whitespace() {
        AT_PAUSE
    } else if "，、；：。？！”》）—…".contains(before) {
        AFTER_MARK
    } else if "省市县区州盟旗镇乡村".contains(before) {
        AFTER_PLACE
    } else {
        BETWEEN_WORDS
    }
}

/// Whether a line may end with `before` and the next start with `after` (CLREQ 行首行尾禁则).
fn may_part(before: char, after: char) -> bool {
    let is_numeric = |c: char| c.is_ascii_digit() || ".,%+-".contains(c);
    !("“‘（《〈【「『".contains(before)
        || "，、；：。？！”’）》〉】」』·—…%℃".contains(after)
        || after.is_whitespace()
        || (before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric())
        || (is_numeric(before) && is_numeric(after))
        || (before.is_ascii_digit() && !after.is_whitespace()))
}

/// Whether a name in 《》, quotes or brackets is open at the end of `text`.
fn is_inside_name(text: &str) -> bool {
    let open = text.chars().filter(|c| "“‘（《〈【「『".contains(*c)).count();
    let closed = text.chars().filter(|c| "”’）》〉】」』".contains(*c)).count();
    open > closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_where_the_author_would_break() {
        assert_eq!(
            break_by_sense("安徽宁国：以“三个聚焦”破题　交“宁新聚力”答卷", 2),
            ["安徽宁国：以“三个聚焦”破题", "交“宁新聚力”答卷"]
        );
    }

    #[test]
    fn a_pause_beats_even_lines() {
        assert_eq!(
            break_by_sense("四川遂宁射洪：党建引领提能力　社志融合优治理", 2),
            ["四川遂宁射洪：党建引领提能力", "社志融合优治理"]
        );
    }

    #[test]
    fn names_words_and_numbers_stay_whole() {
        for count in 2..=3 {
            let lines = break_by_sense("上海两机构签署《党建联建合作框架协议》", count);
            assert!(
                lines.iter().any(|line| line.contains("《党建联建合作框架协议》")),
                "{lines:?}"
            );
        }
        let lines = break_by_sense("投入资金5200万元提供就业岗位2500余个", 2);
        assert!(
            lines.iter().all(|line| !line.starts_with(|c: char| c.is_ascii_digit() && c == '0'))
        );
        assert_eq!(lines.concat(), "投入资金5200万元提供就业岗位2500余个");
    }

    #[test]
    fn no_line_starts_or_ends_with_a_forbidden_mark() {
        let lines = break_by_sense("推进“两个覆盖”，下好“先手棋”", 2);
        assert_eq!(lines, ["推进“两个覆盖”，", "下好“先手棋”"]);
    }

    #[test]
    fn a_mark_hangs_rather_than_start_a_line_of_a_narrow_measure() {
        let lines = break_to_width("推进“两个覆盖”，下好“先手棋”", 8.0);
        assert_eq!(lines, ["推进“两个覆盖”，", "下好“先手棋”"]);
        assert_eq!(
            break_to_width("《党建联建合作框架协议》", 6.0),
            ["《党建联建合", "作框架协议》"]
        );
    }

    #[test]
    fn further_rows_keep_the_breaks_of_the_author() {
        let author = ["陕西子长市深入推进新兴领域", "党建和社会组织乱象整顿工作"].map(String::from);
        let expected = ["陕西子长市", "深入推进新兴领域", "党建和社会组织", "乱象整顿工作"];
        assert_eq!(into_rows(&author, 4), expected);
        assert_eq!(into_rows(&author, 1), author, "rows are never joined");
    }

    #[test]
    fn a_text_of_any_length_is_broken_in_bounded_time() {
        let long = "党建引领基层治理".repeat(1_500);
        assert_eq!(break_to_width(&long, 10.0).concat(), long);
        let rows = break_by_sense(&"党建引领基层治理".repeat(8), 6);
        assert_eq!(rows.len(), 6);
    }

    #[test]
    fn a_text_without_places_stays_one_line() {
        assert_eq!(break_by_sense("《党建》", 3), ["《党建》"]);
        assert_eq!(break_by_sense("", 2), [""]);
    }
}
