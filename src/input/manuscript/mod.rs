//! A manuscript: Markdown with front matter → [`Story`].
//!
//! 1. The front matter, YAML or TOML, is split off and read (`front_matter`).
//! 2. The body is cut into blocks (`body`) and its emphasis is read (`inline`).
//! 3. Every text is cleaned ([`clean`]); what was mended is counted.
//! 4. Photos are found in the edition's `images/`, and what is missing is reported.

mod body;
pub mod clean;
mod front_matter;
mod inline;
mod lines;
#[cfg(test)]
mod tests;

use std::path::{Component, Path, PathBuf};

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::{Headline, HeadlineLines, Photo, Story};
use crate::source::{FileId, Files, Spanned};

use clean::{Cleaned, Corrections};
use front_matter::{Head, PhotoEntry, Written};

/// Reads a manuscript. Problems go into `diagnostics`; `None` when it cannot be used at all,
/// which is when one of them is fatal.
pub fn read(
    file: FileId,
    slug: &str,
    edition_folder: &Path,
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Option<Story> {
    let mut found = Diagnostics::default();
    let story = read_story(file, slug, edition_folder, files, &mut found);
    let is_fatal = found.is_fatal();
    diagnostics.append(found);
    story.filter(|_| !is_fatal)
}

fn read_story(
    file: FileId,
    slug: &str,
    edition_folder: &Path,
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Option<Story> {
    let text = files.text(file);
    let (mut head, body_start) = front_matter::read(file, text, diagnostics)?;
    let photos = std::mem::take(&mut head.photos);
    let (language, written) = (head.language.clone(), head.written);
    let mut context = Context::new(file, slug, &language, diagnostics);
    let photo_finder = PhotoFinder { folder: edition_folder, files };
    let photos: Vec<Photo> =
        photos.into_iter().filter_map(|photo| context.photo(photo, &photo_finder)).collect();
    let story = Story {
        slug: slug.to_owned(),
        file,
        span: head.headline.as_ref().map_or(head.opening, |headline| headline.span),
        headline: context.headline(&mut head),
        byline: head.byline.and_then(|byline| context.byline(byline)),
        dateline: head.dateline.and_then(|dateline| context.pausing(dateline)),
        source: head.source.and_then(|source| context.source(source)),
        blocks: body::read(text, body_start, &mut context),
        priority: head.priority,
        corrections: context.corrections,
        language: language.clone(),
        photos,
    };
    report_what_is_missing(&story, &written, diagnostics);
    Some(story)
}

/// Reports a story without headline, or without text and photo; what was written but is of no
/// use has been reported already.
fn report_what_is_missing(story: &Story, written: &Written, diagnostics: &mut Diagnostics) {
    let mut report = |code| {
        diagnostics.push(
            Diagnostic::new(code).with("story", &story.slug).at(story.span).story(&story.slug),
        );
    };
    let has_photo = written.photos || !story.photos.is_empty();
    let is_lone_photo = story.blocks.is_empty() && has_photo;
    if story.headline.is_none() && !written.headline && !is_lone_photo {
        report(&code::HEADLINE_MISSING);
    }
    if story.blocks.is_empty() && !has_photo {
        report(&code::EMPTY_STORY);
    }
}

/// What every step needs: whose copy it is, and where problems and corrections go.
struct Context<'a> {
    file: FileId,
    slug: &'a str,
    language: &'a str,
    diagnostics: &'a mut Diagnostics,
    corrections: Corrections,
}

impl<'a> Context<'a> {
    const fn new(
        file: FileId,
        slug: &'a str,
        language: &'a str,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self { file, slug, language, diagnostics, corrections: Corrections::new() }
    }

    /// Adds to the count of what was mended.
    fn count(&mut self, corrections: Corrections) {
        for (what, times) in corrections {
            *self.corrections.entry(what).or_default() += times;
        }
    }

    /// Cleans running copy.
    fn clean(&mut self, text: &str) -> String {
        let Cleaned { text, corrections } = clean::clean(text, self.language);
        self.count(corrections);
        text
    }

    /// Cleans copy in which a blank is a pause.
    fn clean_pausing(&mut self, text: &str) -> String {
        let Cleaned { text, corrections } = clean::clean_headline(text, self.language);
        self.count(corrections);
        text
    }

    /// Cleans the lines of a headline or subhead as one text, because a quote may open in one
    /// line and close in the next.
    fn clean_lines(&mut self, lines: &[String]) -> Vec<String> {
        let text = self.clean_pausing(&lines.join("\n"));
        text.split('\n').filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    fn headline(&mut self, head: &mut Head) -> Option<Headline> {
        let kicker = head.kicker.take().and_then(|lines| self.headline_lines(lines));
        let main = head.headline.take().and_then(|lines| self.headline_lines(lines));
        let deck = head.deck.take().and_then(|lines| self.headline_lines(lines));
        Some(Headline { kicker, main: main?, deck })
    }

    fn headline_lines(&mut self, lines: HeadlineLines) -> Option<HeadlineLines> {
        let clean = self.clean_lines(&lines.lines);
        (!clean.is_empty()).then_some(HeadlineLines { lines: clean, span: lines.span })
    }

    /// The byline without the mark that the layout prints before it.
    fn byline(&mut self, byline: Spanned<String>) -> Option<Spanned<String>> {
        let value = byline.value.trim_start().trim_start_matches('■').to_owned();
        self.pausing(Spanned::new(value, byline.span))
    }

    fn pausing(&mut self, text: Spanned<String>) -> Option<Spanned<String>> {
        let value = self.clean_pausing(&text.value).replace('\n', "");
        (!value.is_empty()).then_some(Spanned::new(value, text.span))
    }

    fn running(&mut self, text: Spanned<String>) -> Option<Spanned<String>> {
        let joined: Vec<&str> = text.value.lines().map(str::trim).collect();
        let value = self.clean(&joined.join(" "));
        (!value.is_empty()).then_some(Spanned::new(value, text.span))
    }

    /// The source note as it is printed inside its brackets.
    fn source(&mut self, source: Spanned<String>) -> Option<Spanned<String>> {
        let note = self.running(source)?;
        let value = source_note(&note.value, self.language.starts_with("zh"));
        (!value.is_empty()).then_some(Spanned::new(value, note.span))
    }

    /// A photo, unless its file lies outside the edition.
    fn photo(&mut self, entry: PhotoEntry, finder: &PhotoFinder<'_>) -> Option<Photo> {
        let PhotoEntry { file, caption, credit } = entry;
        let name = file.value.trim().to_owned();
        let Some(path) = finder.find(&name) else {
            let diagnostic = Diagnostic::new(&code::OUTSIDE_EDITION).with("path", name);
            self.diagnostics.push(diagnostic.at(file.span).story(self.slug));
            return None;
        };
        let caption = caption.and_then(|caption| self.running(caption));
        let credit = credit.and_then(|credit| self.running(credit));
        let missing = [
            caption.is_none().then_some(&code::CAPTION_MISSING),
            credit.is_none().then_some(&code::CREDIT_MISSING),
        ];
        for code in missing.into_iter().flatten() {
            let diagnostic = Diagnostic::new(code).with("path", &name);
            self.diagnostics.push(diagnostic.at(file.span).story(self.slug));
        }
        Some(Photo { name, path, caption, credit, span: file.span })
    }
}

/// `《社区》杂志`, `转自《社区》杂志` and `（转自《社区》杂志）` are one note. A note that says how
/// the copy came here in another word keeps it.
fn source_note(note: &str, is_chinese: bool) -> String {
    const WAYS: &[&str] = &["转自", "转载", "摘自", "选自", "原载", "来源", "据", "综合"];
    let inside = note.strip_prefix(['（', '(']).and_then(|note| note.strip_suffix(['）', ')']));
    let note = inside.unwrap_or(note).trim();
    if !is_chinese || note.is_empty() || WAYS.iter().any(|way| note.starts_with(way)) {
        return note.to_owned();
    }
    format!("转自{note}")
}

/// Finds the files of photos.
struct PhotoFinder<'a> {
    folder: &'a Path,
    files: &'a Files,
}

impl PhotoFinder<'_> {
    /// The path of a photo in `images/`, which may not exist; `None` if it leads elsewhere.
    fn find(&self, name: &str) -> Option<PathBuf> {
        let path = self.folder.join("images").join(inner_path(name)?);
        let storage = self.files.storage();
        if !storage.is_file(&path) {
            return Some(path);
        }
        // A link may lead out of the edition even though its name does not.
        match (storage.canonical(self.folder), storage.canonical(&path)) {
            (Ok(folder), Ok(target)) if !target.starts_with(&folder) => None,
            _ => Some(path),
        }
    }
}

/// A relative path that stays below the folder it starts from, without its `.` and `..`.
fn inner_path(name: &str) -> Option<PathBuf> {
    // An edition is moved between machines: what is a path on one of them is one on all.
    let name = name.replace('\\', "/");
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    let mut path = PathBuf::new();
    for part in Path::new(&name).components() {
        match part {
            Component::Normal(part) => path.push(part),
            Component::CurDir => {}
            Component::ParentDir if path.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    (!has_drive && !path.as_os_str().is_empty()).then_some(path)
}
