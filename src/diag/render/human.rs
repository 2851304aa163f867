//! Diagnostics for people: a title, the marked place in the file, what to do next, and the count.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Context, is_c1, path_text, printable};
use crate::diag::{Diagnostic, Diagnostics, Label, Language, Severity};
use crate::source::FileId;

/// Columns of a terminal that excerpts fit into.
const WIDTH: usize = 100;

/// Columns that the marks of one excerpt may span. The rest of [`WIDTH`] is for the line number, the
/// ellipses and the characters around; the renderer does not cut a line whose marks are wider.
const MARKS_WIDTH: usize = 78;

/// Every diagnostic with its excerpt, and the count; nothing when there are none.
pub(super) fn render(diagnostics: &Diagnostics, context: &Context) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let renderer = if context.has_color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH);
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&renderer.render(&[group(diagnostic, context)]));
        out.push_str("\n\n");
    }
    out.push_str(&summary(diagnostics, context.language));
    out.push('\n');
    out
}

/// One diagnostic in the renderer's terms.
fn group<'a>(diagnostic: &Diagnostic, context: &'a Context) -> Group<'a> {
    let language = context.language;
    let title = level(diagnostic.severity)
        .with_name(severity_name(diagnostic.severity, language))
        .primary_title(printable(&diagnostic.message(language)))
        .id(format!("{} {}", diagnostic.code.id, diagnostic.code.rule));
    let mut elements = excerpts(diagnostic, context);
    let page = place_on_page(diagnostic, language);
    if elements.is_empty() {
        // Without a place in a text the origin is the file; without a file it is the page.
        match (&diagnostic.file, &page) {
            (Some(file), _) => {
                elements.push(Origin::path(printable(&path_text(file.as_ref()))).into())
            }
            (None, Some(page)) => elements.push(Origin::path(page.clone()).into()),
            (None, None) => {}
        }
    }
    let is_origin = diagnostic.labels.is_empty() && diagnostic.file.is_none();
    if let Some(page) = page.filter(|_| !is_origin) {
        elements.push(note(Level::NOTE, ["place", "位置"], page, language));
    }
    if let Some(help) = diagnostic.help(language) {
        elements.push(note(Level::HELP, ["help", "建议"], printable(&help), language));
    }
    Group::with_title(title).elements(elements)
}

/// A line under the excerpt; its name is given in English and Chinese.
fn note<'a>(
    level: Level<'a>,
    [en, zh]: [&'static str; 2],
    text: String,
    language: Language,
) -> Element<'a> {
    let name = match language {
        Language::English => en,
        Language::Chinese => zh,
    };
    level.with_name(name).message(text).into()
}

/// Where on which page, in words: `page 06 at x 12 mm, y 84.5 mm, 100 × 50 mm`.
fn place_on_page(diagnostic: &Diagnostic, language: Language) -> Option<String> {
    let page = diagnostic.page.as_ref().map(|label| match language {
        Language::English => format!("page {}", printable(label)),
        Language::Chinese => format!("第 {} 版", printable(label)),
    });
    let rect = diagnostic.rect_mm.map(|[x, y, width, height]| {
        let (at, comma) = match language {
            Language::English => (" at ", ", "),
            Language::Chinese => ("，", "，"),
        };
        (at, format!("x {x} mm{comma}y {y} mm{comma}{width} × {height} mm"))
    });
    match (page, rect) {
        (Some(page), Some((at, rect))) => Some(format!("{page}{at}{rect}")),
        (page, rect) => page.or(rect.map(|(_, rect)| rect)),
    }
}

/// A mark in a text, clipped to what can be shown.
struct Mark<'a> {
    file: FileId,
    /// Bytes, on character boundaries and within one line.
    start: usize,
    end: usize,
    /// Columns of the terminal from the start of the line; an upper bound.
    left: usize,
    right: usize,
    label: &'a str,
    is_main: bool,
}

impl<'a> Mark<'a> {
    /// A mark that runs over the end of its line, or over [`MARKS_WIDTH`], is cut there: where it
    /// starts is what one looks for, and a line is shown in full between its marks.
    fn new(label: &'a Label, is_main: bool, context: &Context) -> Self {
        let text = context.files.text(label.span.file);
        let range = label.span.range();
        let start = text.floor_char_boundary(range.start);
        let end = text.floor_char_boundary(range.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let left = columns(&text[line_start..start]);
        let mut right = left;
        let mut shown_end = start;
        for c in text[start..end].chars().take_while(|c| !matches!(c, '\r' | '\n')) {
            if right + width(c) > left + MARKS_WIDTH {
                break;
            }
            right += width(c);
            shown_end += c.len_utf8();
        }
        let file = label.span.file;
        Self { file, start, end: shown_end, left, right, label: &label.text, is_main }
    }
}

/// The marked lines. Marks share an excerpt unless they lie in two files, or so far apart that
/// cutting the lines around one would hide the other.
fn excerpts<'a>(diagnostic: &Diagnostic, context: &'a Context) -> Vec<Element<'a>> {
    let mut excerpts: Vec<Vec<Mark>> = Vec::new();
    for (index, label) in diagnostic.labels.iter().enumerate() {
        let mark = Mark::new(label, index == 0, context);
        match excerpts.iter_mut().find(|marks| may_share(marks, &mark)) {
            Some(marks) => marks.push(mark),
            None => excerpts.push(vec![mark]),
        }
    }
    excerpts.iter().map(|marks| snippet(marks, context)).collect()
}

/// Whether the mark fits into the window of the others.
fn may_share(marks: &[Mark], mark: &Mark) -> bool {
    let left = marks.iter().map(|mark| mark.left).fold(mark.left, usize::min);
    let right = marks.iter().map(|mark| mark.right).fold(mark.right, usize::max);
    marks.iter().all(|other| other.file == mark.file) && right - left <= MARKS_WIDTH
}

/// The lines of one excerpt with their marks.
fn snippet<'a>(marks: &[Mark], context: &'a Context) -> Element<'a> {
    let file = marks[0].file;
    let text = context.files.text(file);
    // The renderer knows no line after the last line break; we count one, and errors such as
    // "front matter never closed" stand there.
    let is_at_end = text.ends_with('\n') && marks.iter().any(|mark| mark.start == text.len());
    let mut text = Cow::Borrowed(text);
    if is_at_end {
        text.to_mut().push('\n');
    }
    if text.contains(is_c1) {
        // The renderer pictures the other control characters. As many bytes, so that marks hold.
        text = text.replace(is_c1, "\u{bf}").into();
    }
    let annotations = marks.iter().map(|mark| {
        let kind = if mark.is_main { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = (!mark.label.is_empty()).then(|| printable(mark.label));
        kind.span(mark.start..mark.end).label(label)
    });
    let path = printable(&path_text(context.files.path(file)));
    Snippet::source(text).path(path).annotations(annotations).into()
}

/// Columns of a text on a terminal, never less than it takes.
fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Columns of a character, never less than it takes: a full-width one has two, a tab is shown as
/// four spaces.
const fn width(c: char) -> usize {
    match c {
        '\t' => 4,
        c if c.is_ascii() => 1,
        _ => 2,
    }
}

/// The renderer's style for a severity.
const fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// A severity in the reader's language.
const fn severity_name(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::English, severity) => severity.name(),
        (Language::Chinese, Severity::Error) => "错误",
        (Language::Chinese, Severity::Warning) => "警告",
        (Language::Chinese, Severity::Info) => "提示",
    }
}

/// How many there are of each severity: `2 errors, 1 warning`.
fn summary(diagnostics: &Diagnostics, language: Language) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    let counts = severities.into_iter().filter_map(|severity| {
        let count = diagnostics.count(severity);
        let name = severity_name(severity, language);
        let text = match language {
            Language::English if count == 1 => format!("1 {name}"),
            Language::English => format!("{count} {name}s"),
            Language::Chinese => format!("{count} 个{name}"),
        };
        (count > 0).then_some(text)
    });
    let separator = match language {
        Language::English => ", ",
        Language::Chinese => "，",
    };
    counts.collect::<Vec<_>>().join(separator)
}
