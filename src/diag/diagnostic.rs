//! One problem, and all problems of a run.

use super::code::{Code, Severity};
use super::message::Language;
use crate::source::Span;

/// A problem in the user's files or on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Its row in the table of codes.
    pub code: &'static Code,
    /// How grave it is; the code's own severity unless the finding is graver or milder.
    pub severity: Severity,
    /// What fills the gaps of the code's sentences.
    pub args: Vec<(&'static str, String)>,
    /// Places in files; the first is the main one.
    pub labels: Vec<Label>,
    /// A file without a place in it, such as a photo.
    pub file: Option<String>,
    /// The label of the page it is on.
    pub page: Option<String>,
    /// The stories it is about, by slug.
    pub stories: Vec<String>,
    /// Where on the page: `[x, y, width, height]` in mm from the trim's top left.
    pub rect_mm: Option<[f64; 4]>,
}

/// A marked place and what is to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words under the mark; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// A problem with this code and nothing more said.
    pub fn new(code: &'static Code) -> Self {
        Self {
            code,
            severity: code.severity,
            args: Vec::new(),
            labels: Vec::new(),
            file: None,
            page: None,
            stories: Vec::new(),
            rect_mm: None,
        }
    }

    /// Fills the gap `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Marks a place.
    #[must_use]
    pub fn at(self, span: Span) -> Self {
        self.label(span, "")
    }

    /// Marks a place with a few words.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Names a file that has no place to mark.
    #[must_use]
    pub fn file(mut self, path: impl ToString) -> Self {
        self.file = Some(path.to_string());
        self
    }

    /// Names the page.
    #[must_use]
    pub fn page(mut self, label: impl Into<String>) -> Self {
        self.page = Some(label.into());
        self
    }

    /// Names a story.
    #[must_use]
    pub fn story(mut self, slug: impl Into<String>) -> Self {
        self.stories.push(slug.into());
        self
    }

    /// Names a place on the page, in mm from the trim's top left.
    #[must_use]
    pub fn rect(mut self, rect_mm: [f64; 4]) -> Self {
        self.rect_mm = Some(rect_mm);
        self
    }

    /// The sentence that says what is wrong.
    pub fn message(&self, language: Language) -> String {
        self.code.message.fill(language, &self.args)
    }

    /// The sentence that says what to do, where one is known.
    ///
    /// The argument `near`, a near name, makes the help of its own.
    pub fn help(&self, language: Language) -> Option<String> {
        let near = self.args.iter().find(|(name, _)| *name == "near");
        if let Some((_, near)) = near {
            return Some(match language {
                Language::English => format!("did you mean `{near}`?"),
                Language::Chinese => format!("是否想写 `{near}`？"),
            });
        }
        let help = self.code.help.fill(language, &self.args);
        (!help.is_empty()).then_some(help)
    }

    /// The main place.
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

/// All problems of a run, in the order in which they were found.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Takes one in.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Takes many in.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// The gravest severity, or `None` when all is well.
    pub fn worst(&self) -> Option<Severity> {
        self.0.iter().map(|diagnostic| diagnostic.severity).max()
    }

    /// Whether any of them keeps the program from running: the user's files cannot be understood.
    pub fn is_fatal(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.code.is_fatal)
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Keeps those that the test accepts.
    pub fn retain(&mut self, test: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(test);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}
