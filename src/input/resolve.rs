//! What an edition file says → [`Edition`]: every name leads to something, every area lies on its
//! grid, every story stands once.

use std::collections::BTreeMap;
use std::path::Path;

use super::edition_file::{EditionFile, PageEntry};
use super::layouts::{Found, Layouts};
use super::place_file::PlaceEntry;
use super::places::{OnPage, Placed, Placing, check_overlaps};
use super::stories::Stories;
use super::table::with_names;
use super::text_files;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::{Edition, Page, Place, Section, StoryId};
use crate::source::{Files, Span, Spanned};

/// Resolves the pages that were asked for; `None` when something is missing, which is reported.
///
/// What concerns the edition as a whole (labels, stories listed twice) is checked on all pages.
/// Layouts, manuscripts and places of other pages are not: one page may go to press while another
/// is still being written.
pub(super) fn resolve(
    written: &EditionFile,
    folder: &Path,
    labels: &[String],
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<Edition> {
    check_labels(written, diagnostics);
    check_mentions(&written.pages, diagnostics);
    check_request(&written.pages, labels, diagnostics);
    let stories = Stories::new(folder, files);
    let layouts = Layouts::new(folder);
    let mut resolver =
        Resolver { edition_layout: written.layout.as_ref(), stories, layouts, files, diagnostics };
    if let Some(layout) = &written.layout {
        resolver.layouts.get(layout, resolver.files, resolver.diagnostics);
    }
    let is_asked_for =
        |page: &&PageEntry| labels.is_empty() || labels.iter().any(|label| label == page.label());
    let asked_for = written.pages.iter().filter(is_asked_for);
    let pages: Vec<Option<Page>> = asked_for.map(|page| resolver.page(page)).collect();
    let stories = resolver.stories.into_stories();
    Some(Edition {
        name: edition_name(folder, files),
        folder: folder.to_owned(),
        paper: written.paper.clone()?,
        date: written.date?,
        pages_expected: written.pages_expected,
        pages: pages.into_iter().collect::<Option<_>>()?,
        stories: stories?,
        silenced: written.silenced.clone(),
    })
}

/// The name of the edition's folder.
fn edition_name(folder: &Path, files: &Files) -> String {
    let folder = files.storage().canonical(folder).unwrap_or_else(|_| folder.to_owned());
    folder.file_name().map_or("edition".into(), |name| name.to_string_lossy().into_owned())
}

/// There are pages, and each has a label of its own that can name files.
fn check_labels(written: &EditionFile, diagnostics: &mut Diagnostics) {
    // Long enough for any label, short enough for any file system.
    const LONGEST: usize = 60;
    if written.pages.is_empty() && !written.has_faulty_pages {
        diagnostics.push(Diagnostic::new(&code::NO_PAGES).at(written.span));
    }
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for label in written.pages.iter().filter_map(|page| page.label.as_ref()) {
        if !text_files::is_plain_name(&label.value) || label.value.len() > LONGEST {
            let diagnostic = Diagnostic::new(&code::BAD_LABEL).with("label", &label.value);
            diagnostics.push(diagnostic.at(label.span));
        }
        // Some file systems do not tell A1 from a1.
        let name = label.value.to_lowercase();
        if let Some(first) = seen.get(&name) {
            let diagnostic = Diagnostic::new(&code::DUPLICATE_PAGE).with("page", &label.value);
            diagnostics.push(diagnostic.at(label.span).at(*first));
        } else {
            seen.insert(name, label.span);
        }
    }
}

/// Each story is listed once in the edition.
fn check_mentions(pages: &[PageEntry], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for (page, slug) in pages.iter().flat_map(|page| page.slugs().map(move |slug| (page, slug))) {
        match seen.get(slug.value.as_str()) {
            Some(first) => diagnostics.push(story_twice(slug, *first, page.label())),
            None => {
                seen.insert(&slug.value, slug.span);
            }
        }
    }
}

fn story_twice(slug: &Spanned<String>, first: Span, page: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&code::STORY_TWICE).with("slug", &slug.value);
    diagnostic.at(slug.span).at(first).page(page).story(&slug.value)
}

/// Every page that was asked for is in the edition.
fn check_request(pages: &[PageEntry], labels: &[String], diagnostics: &mut Diagnostics) {
    let known = pages.iter().filter_map(|page| Some(page.label.as_ref()?.value.as_str()));
    for label in labels.iter().filter(|label| !known.clone().any(|known| known == **label)) {
        let diagnostic = Diagnostic::new(&code::UNKNOWN_PAGE).with("page", label);
        diagnostics.push(with_names(diagnostic, label, known.clone()));
    }
}

/// Resolves pages; layouts and stories are read as they are named.
struct Resolver<'a> {
    edition_layout: Option<&'a Spanned<String>>,
    stories: Stories<'a>,
    layouts: Layouts<'a>,
    files: &'a mut Files,
    diagnostics: &'a mut Diagnostics,
}

impl Resolver<'_> {
    fn page(&mut self, entry: &PageEntry) -> Option<Page> {
        let sections = entry.sections.iter().map(|section| Section {
            head: section.head.clone(),
            stories: self.ids(&section.stories),
        });
        let sections = sections.collect();
        let stories = self.ids(&entry.stories);
        let places = self.own_places(entry);
        let layout = self.layout(entry)?;
        Some(Page {
            places: self.places(entry, &places, &layout),
            label: entry.label.as_ref()?.value.clone(),
            name: entry.name.clone(),
            layout: layout.layout,
            has_nameplate: entry.has_nameplate,
            roles: entry.roles.clone(),
            sections,
            stories,
            span: entry.span,
        })
    }

    fn ids(&mut self, slugs: &[Spanned<String>]) -> Vec<StoryId> {
        slugs.iter().map(|slug| self.stories.id(slug, self.files, self.diagnostics)).collect()
    }

    fn layout(&mut self, entry: &PageEntry) -> Option<Found> {
        let Some(name) = entry.layout.as_ref().or(self.edition_layout) else {
            self.diagnostics.push(
                Diagnostic::new(&code::MISSING_KEY)
                    .with("key", "layout")
                    .with("example", "layout = \"broadsheet-8\"")
                    .at(entry.span),
            );
            return None;
        };
        self.layouts.get(name, self.files, self.diagnostics)
    }

    /// The places of stories of this page, one a story.
    fn own_places<'e>(&mut self, page: &'e PageEntry) -> Vec<&'e PlaceEntry> {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut places = Vec::new();
        for place in &page.places {
            let slug = &place.story;
            if !page.slugs().any(|listed| listed.value == slug.value) {
                self.diagnostics.push(not_on_page(slug, page));
            } else if let Some(first) = seen.get(slug.value.as_str()) {
                self.diagnostics.push(story_twice(slug, *first, page.label()));
            } else {
                seen.insert(&slug.value, slug.span);
                places.push(place);
            }
        }
        places
    }

    fn places(&mut self, page: &PageEntry, entries: &[&PlaceEntry], layout: &Found) -> Vec<Place> {
        let on_page = OnPage { label: page.label(), layout, has_nameplate: page.has_nameplate };
        let mut placed: Vec<(&str, Placed)> = Vec::new();
        for entry in entries {
            let story = self.stories.id(&entry.story, self.files, self.diagnostics);
            let mut placing = Placing {
                page: on_page,
                slug: &entry.story.value,
                photos: self.stories.photos(story),
                diagnostics: self.diagnostics,
            };
            let place = placing.resolve(entry, story);
            placed.extend(place.map(|place| (entry.story.value.as_str(), place)));
        }
        check_overlaps(&placed, page.label(), self.diagnostics);
        placed.into_iter().map(|(_, placed)| placed.place).collect()
    }
}

fn not_on_page(slug: &Spanned<String>, page: &PageEntry) -> Diagnostic {
    let diagnostic = Diagnostic::new(&code::PLACE_NOT_ON_PAGE)
        .with("slug", &slug.value)
        .with("page", page.label())
        .at(slug.span)
        .page(page.label())
        .story(&slug.value);
    with_names(diagnostic, &slug.value, page.slugs().map(|slug| slug.value.as_str()))
}
