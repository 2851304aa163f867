//! The body of a manuscript → blocks.
//!
//! The blocks are told apart by hand, because Chinese copy has lines that Markdown would take for
//! something else and print without a part of their characters: numbered lines, lines that start
//! with a hyphen, `#党建`, lines indented by full-width blanks or by four blanks (code), `---`
//! under a line (a heading). Markup here is `# ` and `> ` at the start of a line, and blank lines.
//! Lists, tables and code are set as paragraphs, with a warning.

use super::Context;
use super::clean::{self, Letter};
use super::inline::{self, Copy, EMPHASIS, STRONG};
use super::lines::{Line, is_blank, lines};
use crate::diag::{Diagnostic, code};
use crate::model::{Block, Inline};
use crate::source::Span;

/// Reads the blocks of the text from `start` on.
pub(super) fn read(text: &str, start: usize, context: &mut Context<'_>) -> Vec<Block> {
    let lines: Vec<Line<'_>> = lines(&text[start..])
        .map(|line| Line { start: line.start + start, next: line.next + start, ..line })
        .collect();
    let mut body = Body { context, blocks: Vec::new(), open: Vec::new(), list: None };
    let mut rest = lines.as_slice();
    while let Some(line) = rest.first() {
        let count = body.take(*line, rest);
        rest = &rest[count..];
    }
    body.close();
    body.blocks
}

/// What a line is by its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Blank,
    Heading,
    Quote,
    /// Hyphens, stars or equals signs and nothing else.
    Divider,
    Fence,
    Bullet,
    /// `1. ` or `1) `, with the number.
    Numbered(u32),
    /// Copy that starts with an indent: a new paragraph, even without a blank line before it.
    Indented,
    Text,
}

/// A list that is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Bullets,
    Numbers,
}

struct Body<'a, 'c> {
    context: &'c mut Context<'a>,
    blocks: Vec<Block>,
    /// The lines of the paragraph that is being read.
    open: Vec<Line<'c>>,
    /// The list that the paragraph belongs to.
    list: Option<List>,
}

impl<'c> Body<'_, 'c> {
    /// Takes in one line, or the lines of a whole table, code block or quote, and returns their
    /// number.
    fn take(&mut self, line: Line<'c>, rest: &[Line<'c>]) -> usize {
        if let Some(count) = self.table(rest) {
            return count;
        }
        match shape(line.text) {
            Shape::Blank => self.close(),
            Shape::Heading => {
                self.end_list();
                self.heading(line);
            }
            Shape::Quote => {
                self.end_list();
                return self.quote(rest);
            }
            Shape::Divider => {
                self.end_list();
                self.unsupported("---", span_of(self.context, &[line]));
                self.paragraph(&[line], Markup::Kept);
            }
            Shape::Fence => {
                self.end_list();
                return self.code(rest);
            }
            Shape::Bullet => self.item(line, List::Bullets),
            Shape::Numbered(number) if self.may_number(number) => self.item(line, List::Numbers),
            Shape::Indented => {
                self.close();
                self.open.push(line);
            }
            Shape::Numbered(_) | Shape::Text => {
                if self.open.is_empty() {
                    self.list = None;
                }
                self.open.push(line);
            }
        }
        1
    }

    /// Whether a numbered line starts a paragraph: inside one it does only if it goes on with a
    /// list or begins one, for a line may start with a number by chance.
    fn may_number(&self, number: u32) -> bool {
        self.open.is_empty() || self.list == Some(List::Numbers) || number == 1
    }

    fn item(&mut self, line: Line<'c>, list: List) {
        self.close();
        // A number is printed as it stands: nothing is lost, so nothing is said.
        if list == List::Bullets && self.list != Some(list) {
            self.unsupported("- …", span_of(self.context, &[line]));
        }
        self.list = Some(list);
        self.open.push(line);
    }

    fn end_list(&mut self) {
        self.close();
        self.list = None;
    }

    /// Ends the paragraph that is being read.
    fn close(&mut self) {
        let lines = std::mem::take(&mut self.open);
        if !lines.is_empty() {
            self.paragraph(&lines, Markup::Read);
        }
    }

    fn paragraph(&mut self, lines: &[Line<'_>], markup: Markup) {
        let span = span_of(self.context, lines);
        let letters = self.letters(&join(lines), markup);
        self.push_paragraph(letters, span);
    }

    fn push_paragraph(&mut self, letters: Vec<Letter>, span: Span) {
        let (letters, corrections) = clean::clean_tagged(letters, self.context.language);
        self.context.count(corrections);
        let text = inlines(&letters);
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph { text, span });
        }
    }

    /// The letters of some copy with their emphasis; what is not supported is reported.
    fn letters(&mut self, copy: &Copy, markup: Markup) -> Vec<Letter> {
        if markup == Markup::Kept {
            return copy.letters();
        }
        let (letters, unsupported) = inline::parse(copy);
        for markup in unsupported {
            let span = Span::new(self.context.file, markup.range);
            self.unsupported(markup.what, span);
        }
        letters
    }

    fn unsupported(&mut self, what: &str, span: Span) {
        let slug = self.context.slug;
        self.context.diagnostics.push(
            Diagnostic::new(&code::UNSUPPORTED_MARKUP)
                .with("what", format!("`{what}`"))
                .at(span)
                .story(slug),
        );
    }

    /// `## a \ b`: a subhead of two lines.
    fn heading(&mut self, line: Line<'_>) {
        let span = span_of(self.context, &[line]);
        let text = without_indent(line.text).trim_start_matches('#').trim_start();
        let offset = line.start + line.text.len() - text.len();
        let text = without_closing_hashes(text);
        let mut lines = Vec::new();
        let mut at = 0;
        for part in text.split(" \\ ") {
            let mut copy = Copy::default();
            copy.push(part, offset + at);
            at += part.len() + " \\ ".len();
            let part: String =
                self.letters(&copy, Markup::Read).iter().map(|letter| letter.ch).collect();
            lines.push(part.replace('\n', " "));
        }
        let lines = self.context.clean_lines(&lines);
        if !lines.is_empty() {
            self.blocks.push(Block::Subhead { lines, span });
        }
    }

    /// Lines that start with `> `, up to the next line without it.
    fn quote(&mut self, rest: &[Line<'_>]) -> usize {
        let inside: Vec<Line<'_>> = rest.iter().map_while(|line| quoted(*line)).collect();
        for lines in inside.split(|line| is_blank(line.text)).filter(|lines| !lines.is_empty()) {
            let span = span_of(self.context, lines);
            let letters = self.letters(&join(lines), Markup::Read);
            let text: String = letters.iter().map(|letter| letter.ch).collect();
            let text = self.context.clean(&text.replace('\n', " "));
            if !text.is_empty() {
                self.blocks.push(Block::PullQuote { text, span });
            }
        }
        inside.len()
    }

    /// Lines between fences of backticks; each is a paragraph.
    fn code(&mut self, rest: &[Line<'_>]) -> usize {
        self.unsupported("```", span_of(self.context, &rest[..1]));
        let inside = &rest[1..];
        let length = inside.iter().position(|line| is_closing_fence(line.text));
        for line in &inside[..length.unwrap_or(inside.len())] {
            if !is_blank(line.text) {
                self.paragraph(&[*line], Markup::Kept);
            }
        }
        1 + length.map_or(inside.len(), |length| length + 1)
    }

    /// A row of cells, a row of hyphens, and more rows: each row is a paragraph. `None` if there
    /// is no table here.
    fn table(&mut self, rest: &[Line<'_>]) -> Option<usize> {
        let [head, rule, ..] = rest else { return None };
        if !head.text.contains('|') || !is_table_rule(rule.text) {
            return None;
        }
        self.end_list();
        self.unsupported("|…|…|", span_of(self.context, &[*head]));
        let rows = rest[2..].iter().take_while(|line| line.text.contains('|')).count();
        for line in std::iter::once(head).chain(&rest[2..2 + rows]) {
            let letters = self.letters(&cells(*line), Markup::Read);
            let span = span_of(self.context, &[*line]);
            self.push_paragraph(letters, span);
        }
        Some(2 + rows)
    }
}

/// Whether markup inside a paragraph is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markup {
    Read,
    Kept,
}

fn shape(line: &str) -> Shape {
    if is_blank(line) {
        return Shape::Blank;
    }
    let text = without_indent(line);
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_rule = |mark: char| compact.len() >= 3 && compact.chars().all(|c| c == mark);
    let hashes = text.len() - text.trim_start_matches('#').len();
    let after_hashes = &text[hashes..];
    if ['-', '*', '_', '='].into_iter().any(is_rule) {
        Shape::Divider
    } else if (1..=6).contains(&hashes)
        && after_hashes.starts_with(char::is_whitespace)
        && !is_blank(after_hashes)
    {
        Shape::Heading
    } else if text.strip_prefix("> ").is_some_and(|text| !is_blank(text)) {
        Shape::Quote
    } else if text.starts_with("```") && !text[3..].contains('`') {
        Shape::Fence
    } else if text.starts_with(['-', '*', '+']) && text[1..].starts_with([' ', '\t']) {
        Shape::Bullet
    } else if line.starts_with(['\u{3000}', '\t']) || line.starts_with("    ") {
        Shape::Indented
    } else {
        number_of_item(text).map_or(Shape::Text, Shape::Numbered)
    }
}

/// The line from its first character that is seen.
fn without_indent(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// The number of a line such as `1. 文字`, `2)文字`; `1.5万` has none.
fn number_of_item(text: &str) -> Option<u32> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = text[..digits].parse().ok()?;
    let rest = text[digits..].strip_prefix(['.', ')', '、', '．', '）'])?;
    rest.starts_with(|c: char| !c.is_ascii_digit()).then_some(number)
}

/// The line without its `> `; a bare `>` separates two quotes.
fn quoted(line: Line<'_>) -> Option<Line<'_>> {
    let text = without_indent(line.text);
    let text = match text.strip_prefix("> ") {
        Some(text) => text,
        None if text.trim_end() == ">" => "",
        None => return None,
    };
    Some(Line { text, start: line.start + line.text.len() - text.len(), next: line.next })
}

fn without_closing_hashes(text: &str) -> &str {
    let text = text.trim_end();
    let stripped = text.trim_end_matches('#');
    if stripped.ends_with([' ', '\t']) { stripped } else { text }
}

fn is_closing_fence(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.bytes().all(|byte| byte == b'`')
}

fn is_table_rule(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.trim().chars().all(|c| "|-: ".contains(c))
}

/// The cells of a row with full-width blanks between them, which keep them apart on the page.
fn cells(line: Line<'_>) -> Copy {
    let mut copy = Copy::default();
    let mut at = line.start;
    for cell in line.text.split('|') {
        if !is_blank(cell) {
            if copy.last().is_some() {
                copy.push_char('\u{3000}');
            }
            let text = cell.trim();
            copy.push(text, at + cell.len() - cell.trim_start().len());
        }
        at += cell.len() + 1;
    }
    copy
}

/// Joins the lines of a paragraph. Two blanks or a backslash at the end of a line are a line
/// break; other line ends vanish between Han and are a blank between words.
fn join(lines: &[Line<'_>]) -> Copy {
    let mut copy = Copy::default();
    for (number, line) in lines.iter().enumerate() {
        let is_last = number + 1 == lines.len();
        let is_first = number == 0;
        // The indent of the first line is left to the cleaner, which counts it.
        let indent = if is_first { 0 } else { line.text.len() - line.text.trim_start().len() };
        let text = &line.text[indent..];
        let offset = line.start + indent;
        if is_last {
            copy.push(text, offset);
        } else if let Some(text) = text.strip_suffix('\\') {
            copy.push(text, offset);
            copy.push_char('\n');
        } else if text.ends_with("  ") {
            copy.push(text.trim_end(), offset);
            copy.push_char('\n');
        } else {
            copy.push(text.trim_end(), offset);
            let next = lines[number + 1].text.trim_start().chars().next();
            if copy.last().is_some_and(is_word) && next.is_some_and(is_word) {
                copy.push_char(' ');
            }
        }
    }
    copy
}

/// Whether a line end beside the character stands for a blank: in scripts that have blanks.
fn is_word(c: char) -> bool {
    (c as u32) < 0x2e80
}

/// Letters with equal emphasis as runs.
fn inlines(letters: &[Letter]) -> Vec<Inline> {
    let mut out = Vec::new();
    for run in letters.chunk_by(|a, b| a.tag == b.tag && a.ch != '\n' && b.ch != '\n') {
        if run[0].ch == '\n' {
            out.push(Inline::LineBreak);
            continue;
        }
        let text: String = run.iter().map(|letter| letter.ch).collect();
        out.push(match run[0].tag {
            tag if tag & STRONG != 0 => Inline::Strong(text),
            tag if tag & EMPHASIS != 0 => Inline::Emphasis(text),
            _ => Inline::Text(text),
        });
    }
    out
}

/// From the first character that is seen to the last.
fn span_of(context: &Context<'_>, lines: &[Line<'_>]) -> Span {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return Span::new(context.file, 0..0);
    };
    let indent = first.text.len() - first.text.trim_start().len();
    let end = last.start + last.text.trim_end().len();
    Span::new(context.file, first.start + indent..end)
}
