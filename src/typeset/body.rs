//! Sets a story's body into a galley.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement};
use typst_library::layout::{Abs, Point};
use typst_library::model::ParElem;
use typst_library::text::{LinebreakElem, TextElem};
use typst_utils::hash128;

use super::engine::Width;
use super::galley::{CopyStart, Galley, GalleyLine, LineKind};
use super::joiners;
use super::justify::{self, LineSpec};
use super::lines::{self, LineItems};
use super::typesetter::{Fault, Typesetter};
use crate::geometry::Break;
use crate::model::{Block, Inline, Story};
use crate::units::Length;

/// The least white between the end of the copy and a source note on the same line, in characters:
/// less would read as part of the sentence.
const NOTE_GAP: f64 = 4.0;

impl Typesetter {
    /// Sets the body of a story at a measure: its paragraphs, subheads, quotes and source note.
    pub fn galley(&self, story: &Story, measure: Length) -> Result<Galley, Fault> {
        self.galley_from(story, CopyStart::default(), measure)
    }

    /// Sets what is left of a body from a place in it: the next galley of a chain, where the measure
    /// changes on the way.
    pub fn galley_from(
        &self,
        story: &Story,
        start: CopyStart,
        measure: Length,
    ) -> Result<Galley, Fault> {
        let mut lines = Vec::new();
        for (index, block) in story.blocks.iter().enumerate().skip(start.block) {
            let printed = if index == start.block { start.characters } else { 0 };
            lines.extend(match block {
                Block::Paragraph { text, .. } => {
                    self.paragraph(story, index, (text, printed), measure)?
                }
                Block::Subhead { lines, .. } => self.subhead(story, index, lines, measure)?,
                Block::PullQuote { text, .. } => self.pull_quote(story, index, text, measure)?,
            });
        }
        keep_text_under_subheads(&mut lines);
        self.add_source_note(story, measure, &mut lines)?;
        Ok(Galley { measure, start, lines })
    }

    fn paragraph(
        &self,
        story: &Story,
        index: usize,
        (text, printed): (&[Inline], usize),
        measure: Length,
    ) -> SourceResult<Vec<GalleyLine>> {
        let mut runs = Vec::with_capacity(text.len() + 1);
        let mut rest = Rest { printed };
        if let (0, Some(dateline)) = (index, &story.dateline) {
            let left = rest.of(&dateline.value);
            if !left.is_empty() {
                runs.push(self.call("dateline", self.arguments().text("text", Some(left)))?);
            }
        }
        for run in text {
            runs.push(self.run(run, &mut rest, &story.language)?);
        }
        let indent = if printed == 0 { self.layout.typography.indent } else { 0.0 };
        let paragraph = ParElem::new(Content::sequence(runs)).pack();
        let key = hash128(&(&story.slug, "body", index, printed, measure.to_pt().to_bits()));
        let frame = self.set_body(paragraph, key, (measure, indent), &story.language)?;
        let pitch = Abs::pt(self.grid().pitch.to_pt());
        let mut lines = lines::split(&frame, self.ascent(self.grid().size), pitch);
        if is_chinese(&story.language) {
            self.close_lines(&mut lines, measure, indent);
        }
        let count = lines.len();
        let line = |(at, content)| GalleyLine {
            content,
            block: index,
            kind: LineKind::Copy,
            after: break_in_paragraph(at, count),
        };
        Ok(lines.into_iter().enumerate().map(line).collect())
    }

    /// The pass over finished lines: each character to its place, the measure kept.
    fn close_lines(&self, lines: &mut [LineItems], measure: Length, indent: f64) {
        let size = self.grid().size;
        let count = lines.len();
        for (at, line) in lines.iter_mut().enumerate() {
            joiners::strip(line);
            let spec = LineSpec {
                size,
                measure: measure / size,
                start: if at == 0 { indent } else { 0.0 },
                is_last: at + 1 == count,
            };
            justify::justify(line, &spec);
        }
    }

    fn run(&self, run: &Inline, rest: &mut Rest, language: &str) -> SourceResult<Content> {
        let joined = |text: &str| {
            let is_chinese = is_chinese(language);
            TextElem::packed(if is_chinese { joiners::join(text) } else { text.to_owned() })
        };
        let dressed =
            |name, text: &str| self.call(name, self.arguments().with("content", joined(text)));
        match run {
            Inline::Text(text) => Ok(joined(rest.of(text))),
            Inline::Emphasis(text) => dressed("emphasis", rest.of(text)),
            Inline::Strong(text) => dressed("strong", rest.of(text)),
            Inline::LineBreak if rest.printed > 0 => Ok(Content::empty()),
            Inline::LineBreak => Ok(LinebreakElem::new().pack()),
        }
    }

    fn pull_quote(
        &self,
        story: &Story,
        index: usize,
        text: &str,
        measure: Length,
    ) -> SourceResult<Vec<GalleyLine>> {
        let it = self.arguments().text("text", Some(text)).length("width", measure);
        let key = hash128(&(&story.slug, "quote", index, measure.to_pt().to_bits()));
        let width = Width::Measure(measure);
        let frame = self.set_plain("pull-quote", it, key, width, &story.language)?;
        let height = Length::pt(frame.height().to_pt());
        let count = lines_for(height, self.grid().pitch, self.grid().leading());
        let free = self.grid().pitch * f64::from(count) - self.grid().leading() - height;
        let content = whole_block(&frame, Point::with_y(Abs::pt(free.to_pt() / 2.0)));
        Ok(block_lines(content, count, index, Break::Free, |is_first| LineKind::PullQuote {
            is_first,
        }))
    }

    /// `（转自…）`, flush right: on the last line of the copy where there is room, otherwise on
    /// lines of its own, which never stand alone at the top of a leg.
    fn add_source_note(
        &self,
        story: &Story,
        measure: Length,
        lines: &mut Vec<GalleyLine>,
    ) -> SourceResult<()> {
        let note = self.source_note(story, measure)?;
        let gap = Abs::pt(NOTE_GAP * self.grid().size.to_pt());
        if let (Some(last), [line]) = (lines.last_mut(), note.as_slice()) {
            let left = line.items.iter().map(|(at, _)| at.x).fold(line.end, Abs::min);
            if last.kind == LineKind::Copy && last.content.end + gap <= left {
                last.content.text.push_str(&line.text);
                last.content.items.extend(line.items.iter().cloned());
                return Ok(());
            }
        }
        for content in note {
            if let Some(last) = lines.last_mut() {
                last.after = Break::Forbidden;
            }
            lines.push(GalleyLine {
                content,
                block: story.blocks.len(),
                kind: LineKind::SourceNote,
                after: Break::Free,
            });
        }
        Ok(())
    }

    /// The lines of the source note, flush right: one, or as many as a narrow measure asks for.
    fn source_note(&self, story: &Story, measure: Length) -> SourceResult<Vec<LineItems>> {
        let Some(source) = &story.source else { return Ok(Vec::new()) };
        let right = Abs::pt(measure.to_pt());
        let set = |width, name: &str| {
            let it = self.arguments().text("text", Some(&format!("（{}）", source.value)));
            let key = hash128(&(&story.slug, name, measure.to_pt().to_bits()));
            self.set_on_grid("source-note", it, key, width, &story.language)
        };
        let frame = set(Width::Natural, "source")?;
        if frame.width() <= right {
            return Ok(vec![whole_block(&frame, Point::with_x(right - frame.width()))]);
        }
        let frame = set(Width::Measure(measure), "source in lines")?;
        let pitch = Abs::pt(self.grid().pitch.to_pt());
        let mut lines = lines::split(&frame, self.ascent(self.grid().size), pitch);
        for line in &mut lines {
            let free = right - line.end;
            line.items.iter_mut().for_each(|(at, _)| at.x += free);
            line.end = right;
        }
        Ok(lines)
    }
}

/// What is left of a paragraph whose first characters are printed already.
struct Rest {
    /// Characters still to be passed over; white space is not counted.
    printed: usize,
}

impl Rest {
    /// What is left of the next run.
    fn of<'a>(&mut self, text: &'a str) -> &'a str {
        if self.printed == 0 {
            return text;
        }
        for (at, c) in text.char_indices() {
            if self.printed == 0 && !c.is_whitespace() {
                return &text[at..];
            }
            self.printed -= usize::from(is_printed(c) && self.printed > 0);
        }
        ""
    }
}

/// Whether a character is counted as printed: white space may be lost at the end of a line, and a
/// soft hyphen may or may not be shown.
pub(crate) fn is_printed(c: char) -> bool {
    !c.is_whitespace() && c != '\u{ad}'
}

fn is_chinese(language: &str) -> bool {
    language.starts_with("zh")
}

/// Whether a leg may end after line `at` of a paragraph of `count` lines.
fn break_in_paragraph(at: usize, count: usize) -> Break {
    let leaves_first_alone = at == 0 && count > 1;
    let leaves_last_alone = at + 2 == count;
    if leaves_first_alone || leaves_last_alone { Break::Poor } else { Break::Free }
}

/// A subhead keeps at least two lines of its text under it 背题.
fn keep_text_under_subheads(lines: &mut [GalleyLine]) {
    for at in 1..lines.len() {
        let is_under = matches!(lines[at - 1].kind, LineKind::Subhead { .. });
        if is_under && lines[at].kind == LineKind::Copy && at + 1 < lines.len() {
            lines[at].after = Break::Forbidden;
        }
    }
}

/// The whole lines that a block of this height takes: `ceil((h + leading) / pitch)`.
pub(super) fn lines_for(height: Length, pitch: Length, leading: Length) -> u32 {
    // A hundredth of a line is rounding in the engine, not a further line.
    (((height + leading) / pitch - 0.01).ceil()).max(1.0) as u32
}

/// A frame as the items of one line; several lines painted by the first.
pub(super) fn whole_block(frame: &typst_library::layout::Frame, at: Point) -> LineItems {
    let mut items = Vec::new();
    lines::flatten(frame, at, &mut items);
    LineItems { items, end: at.x + frame.width(), text: lines::text_of(frame) }
}

/// The lines of a block that is never parted.
pub(super) fn block_lines(
    content: LineItems,
    count: u32,
    block: usize,
    after_last: Break,
    kind: impl Fn(bool) -> LineKind,
) -> Vec<GalleyLine> {
    let mut content = Some(content);
    (0..count)
        .map(|at| GalleyLine {
            content: content.take().unwrap_or_default(),
            block,
            kind: kind(at == 0),
            after: if at + 1 == count { after_last } else { Break::Forbidden },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_takes_whole_lines() {
        let (pitch, leading) = (Length::pt(11.25), Length::pt(2.25));
        assert_eq!(lines_for(Length::pt(9.0), pitch, leading), 1);
        assert_eq!(lines_for(Length::pt(9.2), pitch, leading), 2);
        // The textbook's example: a head of 30 pt, a deck of 21 pt, three lines of white.
        assert_eq!(lines_for(Length::pt(51.0 + 3.0 * 11.25), pitch, leading), 8);
    }

    #[test]
    fn a_paragraph_goes_on_after_what_is_printed() {
        let mut rest = Rest { printed: 3 };
        assert_eq!(rest.of("党 建"), "");
        assert_eq!(rest.of("动 态新"), "态新");
        assert_eq!(rest.of("闻"), "闻");
    }

    #[test]
    fn the_first_and_the_last_line_of_a_paragraph_are_not_left_alone() {
        assert_eq!(break_in_paragraph(0, 4), Break::Poor);
        assert_eq!(break_in_paragraph(1, 4), Break::Free);
        assert_eq!(break_in_paragraph(2, 4), Break::Poor);
        assert_eq!(break_in_paragraph(3, 4), Break::Free);
        assert_eq!(break_in_paragraph(0, 1), Break::Free);
    }
}
