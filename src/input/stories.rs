//! Finds and reads the manuscripts that pages name.

use std::collections::BTreeMap;
use std::path::Path;

use super::table::with_names;
use super::{manuscript, text_files};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::{Story, StoryId};
use crate::source::{Files, Spanned};

/// The folder of the manuscripts.
const FOLDER: &str = "articles";
/// The ending of a manuscript.
const ENDING: &str = ".md";

/// The stories of a run, each read once.
pub(super) struct Stories<'a> {
    edition: &'a Path,
    /// Every slug that `articles/` has. Comparing with the list, and not asking for the file,
    /// keeps upper and lower case apart on every system.
    known: Vec<String>,
    ids: BTreeMap<String, StoryId>,
    /// In order of first mention; `None` for what cannot be used.
    read: Vec<Option<Story>>,
}

impl<'a> Stories<'a> {
    /// The manuscripts of an edition, none of them read.
    pub(super) fn new(edition: &'a Path, files: &Files) -> Self {
        let names = files.storage().names(&edition.join(FOLDER)).into_iter();
        let known = names.filter_map(|name| Some(name.strip_suffix(ENDING)?.to_owned())).collect();
        Self { edition, known, ids: BTreeMap::new(), read: Vec::new() }
    }

    /// The story of a slug. It has an id even if it cannot be used, which is reported.
    pub(super) fn id(
        &mut self,
        slug: &Spanned<String>,
        files: &mut Files,
        diagnostics: &mut Diagnostics,
    ) -> StoryId {
        if let Some(id) = self.ids.get(&slug.value) {
            return *id;
        }
        let id = StoryId(self.read.len());
        let story = self.read(slug, files, diagnostics);
        self.read.push(story);
        self.ids.insert(slug.value.clone(), id);
        id
    }

    fn read(
        &self,
        slug: &Spanned<String>,
        files: &mut Files,
        diagnostics: &mut Diagnostics,
    ) -> Option<Story> {
        let name = format!("{}{ENDING}", slug.value);
        let path = self.edition.join(FOLDER).join(&name);
        let is_path = slug.value.contains(['/', '\\']) || slug.value == "..";
        if is_path || !text_files::is_inside(self.edition, &path, files) {
            diagnostics.push(text_files::outside_edition(format!("{FOLDER}/{name}"), slug));
            return None;
        }
        if !self.known.contains(&slug.value) {
            let diagnostic = Diagnostic::new(&code::UNKNOWN_STORY).with("slug", &slug.value);
            let known = self.known.iter().map(String::as_str);
            diagnostics.push(with_names(diagnostic.at(slug.span), &slug.value, known));
            return None;
        }
        let file = text_files::read(&path, Some(slug.span), files, diagnostics)?;
        manuscript::read(file, &slug.value, self.edition, files, diagnostics)
    }

    /// How many photos a story has; `None` if it cannot be used.
    pub(super) fn photos(&self, id: StoryId) -> Option<usize> {
        Some(self.read.get(id.0)?.as_ref()?.photos.len())
    }

    /// All stories, if all can be used.
    pub(super) fn into_stories(self) -> Option<Vec<Story>> {
        self.read.into_iter().collect()
    }
}
