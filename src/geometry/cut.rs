//! Cuts a galley into legs, in whole lines.
//!
//! A leg may end only where its last line allows it. Where that leaves a line over at its foot, a
//! subhead in the leg takes it as white, or the foot stays a line short. Dynamic programming over
//! (leg, line) finds the cut with the least cost; all arithmetic is on integers.

use std::ops::Range;

/// Whether a leg may end after a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// It may.
    Free,
    /// It leaves a line alone: the first of a paragraph at a foot 孤行, or the last at a top.
    Poor,
    /// It would part what belongs together: inside a subhead, or between it and its text 背题.
    Forbidden,
}

/// A line of a galley, as the cutter sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CutLine {
    /// Whether a leg may end after it.
    pub after: Break,
    /// Whether a line of white may be put before it: it starts a subhead.
    pub takes_white: bool,
}

/// A leg of a story: which lines stand in it and where white was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutLeg {
    /// The galley's lines in it.
    pub lines: Range<usize>,
    /// Lines of the galley that got a line of white before them.
    pub white_before: Vec<usize>,
    /// Lines left blank at the foot.
    pub blank: u32,
}

/// A galley cut into legs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cut {
    /// One entry for each depth that was given.
    pub legs: Vec<CutLeg>,
    /// The lines that found no room.
    pub overset: Range<usize>,
}

impl Cut {
    /// Lines left blank at the feet of all legs.
    pub fn blank(&self) -> u32 {
        self.legs.iter().map(|leg| leg.blank).sum()
    }
}

/// A line over that no subhead takes; cubed, so that many spread over many feet and no foot is two
/// lines short where one line of a paragraph left alone would mend it (长短栏 before 孤行).
const BLANK: u64 = 8;
/// A line of white taken by a subhead.
const WHITE: u64 = 3;
/// A line of a paragraph left alone.
const POOR: u64 = 20;
/// A line of copy that is not printed.
const OVERSET: u64 = 100_000;

/// Cuts `lines` into legs of these `depths`, in reading order.
pub fn cut(lines: &[CutLine], depths: &[u32]) -> Cut {
    let states = search(lines, depths);
    let end = best_end(&states, lines.len());
    let mut ends = vec![end];
    for (leg, _) in depths.iter().enumerate().rev() {
        let at = *ends.last().expect("starts with one");
        ends.push(states[leg + 1][at].as_ref().map_or(0, |state| state.from));
    }
    ends.reverse();
    let legs = depths
        .iter()
        .zip(ends.windows(2))
        .map(|(depth, ends)| fill(lines, ends[0]..ends[1], *depth))
        .collect();
    Cut { legs, overset: end..lines.len() }
}

/// The cheapest way to have set a number of lines.
#[derive(Debug, Clone, Copy)]
struct State {
    cost: u64,
    from: usize,
}

/// `states[leg][line]`: the best way to fill the first `leg` legs with the first `line` lines.
fn search(lines: &[CutLine], depths: &[u32]) -> Vec<Vec<Option<State>>> {
    let room: usize = depths.iter().map(|depth| *depth as usize).sum();
    let free = room.saturating_sub(lines.len());
    // As many lines as the feet would be short on average, and a few more for the rules.
    let slack = free / depths.len().max(1) + 4;
    let mut states = vec![vec![None; lines.len() + 1]];
    states[0][0] = Some(State { cost: 0, from: 0 });
    for depth in depths {
        let before = states.last().expect("starts with one").clone();
        let mut after = vec![None; lines.len() + 1];
        for (from, state) in before.iter().enumerate() {
            let Some(State { cost, .. }) = *state else { continue };
            let fullest = (from + *depth as usize).min(lines.len());
            let emptiest = fullest.saturating_sub(slack).max(from);
            for (to, best) in after.iter_mut().enumerate().take(fullest + 1).skip(emptiest) {
                let Some(price) = price(lines, from..to, *depth) else { continue };
                let candidate = State { cost: cost + price, from };
                if best.is_none_or(|best: State| candidate.cost < best.cost) {
                    *best = Some(candidate);
                }
            }
        }
        states.push(after);
    }
    states
}

/// What a leg costs that holds these lines; `None` if it may not end there.
fn price(lines: &[CutLine], leg: Range<usize>, depth: u32) -> Option<u64> {
    let ends_inside = leg.end < lines.len() && leg.end > 0;
    let at_end = match lines.get(leg.end.wrapping_sub(1)).map(|line| line.after) {
        Some(Break::Forbidden) if ends_inside && !leg.is_empty() => return None,
        Some(Break::Poor) if ends_inside && !leg.is_empty() => POOR,
        _ => 0,
    };
    let over = u64::from(depth).saturating_sub(leg.len() as u64);
    let taken = over.min(white_places(lines, leg).count() as u64);
    let blank = over - taken;
    Some(at_end + WHITE * taken + BLANK * blank.pow(3))
}

/// The lines of a leg before which white may stand: not its first, which is at the top.
fn white_places(lines: &[CutLine], leg: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    leg.skip(1).filter(|line| lines[*line].takes_white)
}

/// The number of lines to set: as many as possible, and then at the least cost.
fn best_end(states: &[Vec<Option<State>>], lines: usize) -> usize {
    let last = states.last().expect("starts with one");
    (0..=lines)
        .filter_map(|end| Some((last[end]?.cost + OVERSET * (lines - end) as u64, end)))
        .min()
        .map_or(0, |(_, end)| end)
}

/// Lays a leg out: which subheads take the lines over.
fn fill(lines: &[CutLine], leg: Range<usize>, depth: u32) -> CutLeg {
    let over = (depth as usize).saturating_sub(leg.len());
    let white_before: Vec<usize> = white_places(lines, leg.clone()).take(over).collect();
    let blank = (over - white_before.len()) as u32;
    CutLeg { lines: leg, white_before, blank }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COPY: CutLine = CutLine { after: Break::Free, takes_white: false };
    const ALONE: CutLine = CutLine { after: Break::Poor, takes_white: false };
    const SUBHEAD: [CutLine; 3] = [
        CutLine { after: Break::Forbidden, takes_white: true },
        CutLine { after: Break::Forbidden, takes_white: false },
        CutLine { after: Break::Forbidden, takes_white: false },
    ];

    #[test]
    fn copy_that_just_fits_fills_every_leg() {
        let cut = cut(&[COPY; 30], &[10, 12, 8]);
        let lines: Vec<_> = cut.legs.iter().map(|leg| leg.lines.clone()).collect();
        assert_eq!(lines, [0..10, 10..22, 22..30]);
        assert!(cut.overset.is_empty());
        assert_eq!(cut.blank(), 0);
    }

    #[test]
    fn what_is_over_is_named() {
        let cut = cut(&[COPY; 30], &[10, 12]);
        assert_eq!(cut.overset, 22..30);
    }

    #[test]
    fn free_lines_spread_over_the_feet() {
        let cut = cut(&[COPY; 37], &[10, 10, 10, 10]);
        let mut blank: Vec<_> = cut.legs.iter().map(|leg| leg.blank).collect();
        blank.sort_unstable();
        assert_eq!(blank, [0, 1, 1, 1]);
    }

    #[test]
    fn a_subhead_never_ends_a_leg() {
        let mut lines = vec![COPY; 9];
        lines.extend(SUBHEAD);
        lines.extend([COPY; 8]);
        let cut = cut(&lines, &[10, 11]);
        assert_eq!(cut.legs[0].lines, 0..9);
        assert_eq!(cut.legs[0].blank, 1);
        assert_eq!(cut.legs[1].lines, 9..20);
    }

    #[test]
    fn a_subhead_in_the_leg_takes_the_line_over() {
        let mut lines = vec![COPY; 3];
        lines.extend(SUBHEAD);
        lines.extend([COPY, COPY, ALONE, COPY, COPY, COPY]);
        let cut = cut(&lines, &[9, 4]);
        assert_eq!(cut.legs[0].lines, 0..8, "the line that may not stand alone goes over");
        assert_eq!(cut.legs[0].white_before, [3]);
        assert_eq!(cut.legs[0].blank, 0);
        assert_eq!(cut.legs[1].lines, 8..12);
    }

    #[test]
    fn no_legs_print_nothing_and_say_so() {
        assert_eq!(cut(&[COPY; 3], &[]).overset, 0..3);
    }

    fn any_line() -> impl Strategy<Value = CutLine> {
        let after = prop_oneof![
            6 => Just(Break::Free),
            2 => Just(Break::Poor),
            1 => Just(Break::Forbidden),
        ];
        (after, any::<bool>()).prop_map(|(after, takes_white)| CutLine { after, takes_white })
    }

    proptest! {
        #[test]
        fn legs_follow_one_another_and_keep_to_their_depth(
            lines in prop::collection::vec(any_line(), 0..120),
            depths in prop::collection::vec(1u32..40, 0..8),
        ) {
            let cut = cut(&lines, &depths);
            let mut next = 0;
            for (leg, depth) in cut.legs.iter().zip(&depths) {
                prop_assert_eq!(leg.lines.start, next);
                next = leg.lines.end;
                let used = leg.lines.len() + leg.white_before.len() + leg.blank as usize;
                prop_assert_eq!(used, *depth as usize);
                if next < lines.len() && !leg.lines.is_empty() {
                    prop_assert_ne!(lines[next - 1].after, Break::Forbidden);
                }
                for line in &leg.white_before {
                    prop_assert!(lines[*line].takes_white && *line > leg.lines.start);
                }
            }
            prop_assert_eq!(cut.overset, next..lines.len());
        }
    }
}
