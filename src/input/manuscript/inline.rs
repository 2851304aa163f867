//! The markup inside a paragraph: emphasis, escapes, and what is not supported.
//!
//! Written by hand, for two reasons. CommonMark lets a star open or close emphasis by rules made
//! for words between blanks, which fail beside Chinese marks: `**“党建”**强` stays as it is typed.
//! And a Markdown parser takes many more characters for markup (`_`, `~`, `&`, lone `<` and `[`)
//! than copy can spare. Here only stars, and whole links, code spans and tags, are markup.

use std::ops::Range;

use super::clean::Letter;

/// Tag of a letter in `*emphasis*`.
pub(super) const EMPHASIS: u8 = 1;
/// Tag of a letter in `**strong emphasis**`.
pub(super) const STRONG: u8 = 2;

/// The text of a paragraph, put together from pieces of the file.
#[derive(Debug, Default)]
pub(super) struct Copy {
    chars: Vec<char>,
    /// Byte offset in the file of each character.
    offsets: Vec<usize>,
}

impl Copy {
    /// Adds a piece that starts at an offset of the file.
    pub fn push(&mut self, text: &str, offset: usize) {
        for (at, c) in text.char_indices() {
            self.chars.push(c);
            self.offsets.push(offset + at);
        }
    }

    /// Adds a character that is not in the file.
    pub fn push_char(&mut self, c: char) {
        self.offsets.push(self.offsets.last().copied().unwrap_or_default());
        self.chars.push(c);
    }

    /// The last character.
    pub fn last(&self) -> Option<char> {
        self.chars.last().copied()
    }

    /// The text as plain letters.
    pub fn letters(&self) -> Vec<Letter> {
        self.chars.iter().map(|ch| Letter { ch: *ch, tag: 0 }).collect()
    }
}

/// Markup that is not supported and its place in the file; the name is the markup itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unsupported {
    pub what: &'static str,
    pub range: Range<usize>,
}

/// The letters of a paragraph, tagged with their emphasis, and the markup that was passed over.
pub(super) fn parse(copy: &Copy) -> (Vec<Letter>, Vec<Unsupported>) {
    let mut scan = Scan::new(copy);
    let mut at = 0;
    while at < copy.chars.len() {
        at = scan.step(at);
    }
    scan.pair_stars();
    scan.finish()
}

/// What a character turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Copy,
    Markup,
    Break,
}

/// A run of stars that may open or close emphasis.
#[derive(Debug)]
struct Stars {
    at: usize,
    /// Stars not yet used, from `at` on.
    count: usize,
    opens: bool,
    closes: bool,
}

struct Scan<'a> {
    copy: &'a Copy,
    parts: Vec<Part>,
    tags: Vec<u8>,
    stars: Vec<Stars>,
    unsupported: Vec<Unsupported>,
}

impl<'a> Scan<'a> {
    fn new(copy: &'a Copy) -> Self {
        let length = copy.chars.len();
        Self {
            copy,
            parts: vec![Part::Copy; length],
            tags: vec![0; length],
            stars: Vec::new(),
            unsupported: Vec::new(),
        }
    }

    fn get(&self, at: usize) -> Option<char> {
        self.copy.chars.get(at).copied()
    }

    /// Looks at one character and returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let done = match self.copy.chars[at] {
            '\\' => self.escape(at),
            '*' => Some(self.run_of_stars(at)),
            '`' => self.code(at),
            '!' if self.get(at + 1) == Some('[') => self.link(at, at + 1),
            '[' => self.link(at, at),
            '<' => self.tag(at),
            _ => None,
        };
        done.unwrap_or(at + 1)
    }

    /// A backslash before a character that would be markup.
    fn escape(&mut self, at: usize) -> Option<usize> {
        let escaped = self.get(at + 1).filter(|c| "\\*`[]<>#-+|!.".contains(*c))?;
        // Before a full stop only where it keeps a number from being a list.
        if escaped == '.' && !at.checked_sub(1).and_then(|at| self.get(at))?.is_ascii_digit() {
            return None;
        }
        self.parts[at] = Part::Markup;
        Some(at + 2)
    }

    /// Takes note of a run of stars. Beside Chinese marks only blanks tell whether a star opens
    /// or closes; between digits it is a multiplication.
    fn run_of_stars(&mut self, at: usize) -> usize {
        let end = self.end_of_run(at);
        let before = at.checked_sub(1).and_then(|at| self.get(at));
        let after = self.get(end);
        let is_product =
            before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
        if !is_product {
            self.stars.push(Stars {
                at,
                count: end - at,
                opens: after.is_some_and(|c| !c.is_whitespace()),
                closes: before.is_some_and(|c| !c.is_whitespace()),
            });
        }
        end
    }

    fn end_of_run(&self, at: usize) -> usize {
        let kind = self.copy.chars[at];
        at + self.copy.chars[at..].iter().take_while(|c| **c == kind).count()
    }

    /// `` `code` ``: as many backticks at the end as at the start.
    fn code(&mut self, at: usize) -> Option<usize> {
        let inside = self.end_of_run(at);
        let ticks = inside - at;
        let mut closing = inside;
        loop {
            closing += self.copy.chars.get(closing..)?.iter().position(|c| *c == '`')?;
            let end = self.end_of_run(closing);
            if end - closing == ticks {
                self.pass_over(at..inside);
                self.pass_over(closing..end);
                self.report("`…`", at..end);
                return Some(end);
            }
            closing = end;
        }
    }

    /// `[text](address)` or `![text](file)`: the text stays and may have emphasis.
    fn link(&mut self, at: usize, bracket: usize) -> Option<usize> {
        let is_image = bracket > at;
        let closing = self.matching(bracket, '[', ']')?;
        if self.get(closing + 1) != Some('(') {
            return None;
        }
        let end = self.matching(closing + 1, '(', ')')? + 1;
        let address = &self.copy.chars[closing + 2..end - 1];
        if !is_image && !is_address(address) {
            return None;
        }
        self.report(if is_image { "![…](…)" } else { "[…](…)" }, at..end);
        self.pass_over(at..bracket + 1);
        self.pass_over(closing..end);
        let mut inside = bracket + 1;
        while inside < closing {
            inside = self.step(inside);
        }
        Some(end)
    }

    fn matching(&self, at: usize, open: char, close: char) -> Option<usize> {
        let mut depth = 0_u32;
        for (offset, c) in self.copy.chars[at..].iter().enumerate() {
            if *c == '\n' {
                return None;
            } else if *c == open {
                depth += 1;
            } else if *c == close {
                depth -= 1;
                if depth == 0 {
                    return Some(at + offset);
                }
            }
        }
        None
    }

    /// `<b>`, `</b>`, `<br>`, `<!-- -->`, `<http://…>`; other text in angle brackets is copy.
    fn tag(&mut self, at: usize) -> Option<usize> {
        let rest = &self.copy.chars[at + 1..];
        if rest.starts_with(&['!', '-', '-']) {
            let length = rest.windows(3).skip(3).position(|w| w == ['-', '-', '>'])? + 3;
            let end = at + 1 + length + 3;
            self.report("<!--…-->", at..end);
            self.pass_over(at..end);
            return Some(end);
        }
        let length = rest.iter().position(|c| *c == '>')?;
        let inside: String = rest[..length].iter().collect();
        let end = at + length + 2;
        if inside.contains("://") && inside.chars().all(|c| c.is_ascii_graphic()) {
            self.report("<…>", at..end);
            self.pass_over(at..at + 1);
            self.pass_over(end - 1..end);
            return Some(end);
        }
        let name = tag_name(&inside)?;
        self.report("<…>", at..end);
        self.pass_over(at..end);
        if name == "br" {
            self.parts[at] = Part::Break;
        }
        Some(end)
    }

    fn pass_over(&mut self, range: Range<usize>) {
        self.parts[range].fill(Part::Markup);
    }

    fn report(&mut self, what: &'static str, range: Range<usize>) {
        let last = range.end - 1;
        let end = self.copy.offsets[last] + self.copy.chars[last].len_utf8();
        self.unsupported.push(Unsupported { what, range: self.copy.offsets[range.start]..end });
    }

    /// Pairs openers and closers, the nearest first; what finds no partner stays copy.
    fn pair_stars(&mut self) {
        let mut stars = std::mem::take(&mut self.stars);
        for closer in 1..stars.len() {
            while stars[closer].closes && stars[closer].count > 0 {
                let Some(opener) = find_opener(&stars, closer) else { break };
                let used = stars[opener].count.min(stars[closer].count).min(2);
                // The opener gives its last stars, the closer its first.
                stars[opener].count -= used;
                let start = stars[opener].at + stars[opener].count;
                let end = stars[closer].at;
                stars[closer].at += used;
                stars[closer].count -= used;
                self.pass_over(start..start + used);
                self.pass_over(end..end + used);
                let tag = if used == 2 { STRONG } else { EMPHASIS };
                for letter in &mut self.tags[start + used..end] {
                    *letter |= tag;
                }
                for between in &mut stars[opener + 1..closer] {
                    between.opens = false;
                }
            }
        }
    }

    fn finish(self) -> (Vec<Letter>, Vec<Unsupported>) {
        let letters = (self.copy.chars.iter().zip(self.parts).zip(self.tags))
            .filter_map(|((ch, part), tag)| match part {
                Part::Copy => Some(Letter { ch: *ch, tag }),
                Part::Break => Some(Letter { ch: '\n', tag }),
                Part::Markup => None,
            })
            .collect();
        (letters, self.unsupported)
    }
}

/// The nearest run before `closer` that can open emphasis for it.
///
/// A run that both opens and closes pairs only with one of a length that keeps `**a*b**` apart
/// (CommonMark 0.31.2, rules 9 and 10 of emphasis).
fn find_opener(stars: &[Stars], closer: usize) -> Option<usize> {
    let closing = &stars[closer];
    (0..closer).rev().find(|at| {
        let opening = &stars[*at];
        let is_both = opening.closes || closing.opens;
        let is_odd = is_both
            && (opening.count + closing.count).is_multiple_of(3)
            && !(opening.count.is_multiple_of(3) && closing.count.is_multiple_of(3));
        opening.opens && opening.count > 0 && !is_odd
    })
}

/// Whether the text in round brackets after square ones is an address, not a remark in brackets.
fn is_address(text: &[char]) -> bool {
    let address: String = text.iter().take_while(|c| **c != ' ').collect();
    address.is_ascii() && address.contains([':', '/', '.', '#', '@'])
}

/// The name of an HTML tag, if the text between angle brackets is one.
fn tag_name(inside: &str) -> Option<String> {
    const NAMES: &[&str] = &[
        "a",
        "abbr",
        "b",
        "big",
        "blockquote",
        "br",
        "center",
        "cite",
        "code",
        "del",
        "div",
        "em",
        "figcaption",
        "figure",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
    ];
    let name: String = inside
        .strip_prefix('/')
        .unwrap_or(inside)
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    NAMES.contains(&name.as_str()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runs as `text`, `*text*`, `**text**`, `***text***`, and what was passed over.
    fn runs(text: &str) -> (Vec<(u8, String)>, Vec<&'static str>) {
        let mut copy = Copy::default();
        copy.push(text, 0);
        let (letters, unsupported) = parse(&copy);
        let mut runs: Vec<(u8, String)> = Vec::new();
        for letter in letters {
            match runs.last_mut() {
                Some((tag, run)) if *tag == letter.tag => run.push(letter.ch),
                _ => runs.push((letter.tag, letter.ch.to_string())),
            }
        }
        (runs, unsupported.iter().map(|u| u.what).collect())
    }

    fn assert_runs(text: &str, expected: &[(u8, &str)]) {
        let (found, unsupported) = runs(text);
        let found: Vec<_> = found.iter().map(|(tag, run)| (*tag, run.as_str())).collect();
        assert_eq!(found, expected, "of {text:?}");
        assert!(unsupported.is_empty(), "of {text:?}");
    }

    #[test]
    fn emphasis_works_beside_chinese_marks() {
        assert_runs("**“党建”**强", &[(2, "“党建”"), (0, "强")]);
        assert_runs("强**“党建”**强", &[(0, "强"), (2, "“党建”"), (0, "强")]);
        assert_runs("在*《社区》*上，", &[(0, "在"), (1, "《社区》"), (0, "上，")]);
        assert_runs("**注意：**此处", &[(2, "注意："), (0, "此处")]);
        assert_runs("（**甲**）", &[(0, "（"), (2, "甲"), (0, "）")]);
    }

    #[test]
    fn emphasis_nests() {
        assert_runs("**甲*乙*丙**", &[(2, "甲"), (3, "乙"), (2, "丙")]);
        assert_runs("***甲***", &[(3, "甲")]);
        assert_runs("*a **b** c*", &[(1, "a "), (3, "b"), (1, " c")]);
    }

    #[test]
    fn characters_that_are_no_markup_stay() {
        let plain = [
            "3*4*5",
            "一*星",
            "* 文字",
            "a_b_c",
            "__名__",
            "~~旧~~",
            "1<2",
            "<党建>",
            "1+1>2",
            "&amp;",
            "[注]",
            "[1](注)",
            "[甲](见下文)",
            "C:\\文件",
            "一`个",
            "甲 ** 乙",
            "<3>",
            "[",
            "![",
            "<",
            "a < b > c",
            "\\",
            "*",
            "**",
            "`",
            "!",
            "<!--",
        ];
        for text in plain {
            assert_runs(text, &[(0, text)]);
        }
    }

    #[test]
    fn a_backslash_keeps_markup_as_copy() {
        assert_runs("\\*甲\\*", &[(0, "*甲*")]);
        assert_runs("\\[a](b.c)", &[(0, "[a](b.c)")]);
        assert_runs("1\\. 甲", &[(0, "1. 甲")]);
    }

    #[test]
    fn the_text_of_unsupported_markup_stays() {
        let cases = [
            ("见[党建网](http://a.b/c)。", "见党建网。", "[…](…)"),
            ("![图](图片 一.jpg)", "图", "![…](…)"),
            ("`a*b*`", "a*b*", "`…`"),
            ("``a`b``", "a`b", "`…`"),
            ("<b>党</b>", "党", "<…>"),
            ("<http://a.b>", "http://a.b", "<…>"),
            ("甲<!-- 待核 -->乙", "甲乙", "<!--…-->"),
            ("甲<br/>乙", "甲\n乙", "<…>"),
        ];
        for (text, expected, what) in cases {
            let (runs, unsupported) = runs(text);
            assert_eq!(runs, [(0, expected.to_owned())], "of {text:?}");
            assert_eq!(unsupported[0], what, "of {text:?}");
        }
    }

    #[test]
    fn emphasis_inside_a_link_is_kept() {
        let (runs, _) = runs("[**甲**](a.b)");
        assert_eq!(runs, [(2, "甲".to_owned())]);
    }

    #[test]
    fn a_place_is_counted_in_bytes_of_the_file() {
        let mut copy = Copy::default();
        copy.push("见[网](a.cn)。", 100);
        let (_, unsupported) = parse(&copy);
        assert_eq!(unsupported, [Unsupported { what: "[…](…)", range: 103..114 }]);
    }
}
