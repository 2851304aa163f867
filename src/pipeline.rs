//! Runs the stages in order; the only place that knows the order.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde::Serialize;

use crate::compose::{self, ComposedPage, ComposedStory, PageInput};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::export::{self, Overlay, PdfError, PdfJob, Report};
use crate::input;
use crate::model::{Edition, Layout, Page};
use crate::photo::{Cache, PhotoLibrary};
use crate::source::{Files, Span, Storage};
use crate::typeset::Typesetter;
use crate::typeset::fonts::{FontFace, FontSources, Fonts};

/// What to make.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// `edition.toml` or its folder.
    pub edition: PathBuf,
    /// Labels of the pages to make; empty for all.
    pub pages: Vec<String>,
    /// Folders and files of fonts besides the edition's own and the shipped ones.
    pub font_paths: Vec<PathBuf>,
    /// Whether fonts that are installed on the machine may be used.
    pub has_system_fonts: bool,
    /// Where converted photos are kept between runs.
    pub cache: Option<PathBuf>,
}

/// A stage of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Edition, layouts, manuscripts.
    Read,
    /// Fonts found, looks evaluated.
    Prepare,
    /// Galleys set, pages composed, photos converted.
    Compose,
    /// PDF, proofs and report written.
    Export,
}

impl Stage {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Prepare => "prepare",
            Self::Compose => "compose",
            Self::Export => "export",
        }
    }
}

/// What a caller may want to be told while a run goes on.
pub trait Progress: Sync {
    /// A stage begins that has this many steps.
    fn begin(&self, stage: Stage, steps: usize);
    /// A step of the stage is done.
    fn step(&self, stage: Stage);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self, _: Stage) {}
}

/// The time each stage took, in order.
pub type Timings = Vec<(Stage, Duration)>;

/// A finished run.
pub struct Made {
    /// The texts, for rendering diagnostics.
    pub files: Files,
    /// The edition; `None` when its files cannot be understood.
    pub edition: Option<Edition>,
    /// The pages in order; empty when there is no edition.
    pub pages: Vec<ComposedPage>,
    /// Everything that was found.
    pub diagnostics: Diagnostics,
    /// The time of each stage.
    pub timings: Timings,
}

/// Reads an edition and composes its pages.
pub fn make(settings: &Settings, storage: impl Storage + 'static, progress: &dyn Progress) -> Made {
    let mut files = Files::new(storage);
    let mut timings = Timings::new();
    progress.begin(Stage::Read, 1);
    let request = input::Request { edition: &settings.edition, pages: &settings.pages };
    let (edition, mut diagnostics) =
        timed(&mut timings, Stage::Read, || input::read(&request, &mut files));
    progress.step(Stage::Read);
    let mut made = |files, edition, pages, diagnostics| Made {
        files,
        edition,
        pages,
        diagnostics,
        timings: std::mem::take(&mut timings),
    };
    let Some(edition) = edition else { return made(files, None, Vec::new(), diagnostics) };
    check_page_count(&edition, settings, &mut diagnostics);
    progress.begin(Stage::Prepare, 1);
    let started = Instant::now();
    let typesetters = typesetters(settings, &edition, &mut files, &mut diagnostics);
    let prepared = started.elapsed();
    progress.step(Stage::Prepare);
    let Some(typesetters) = typesetters else {
        return made(files, None, Vec::new(), diagnostics);
    };
    let started = Instant::now();
    let pages = compose_pages(settings, &edition, &typesetters, &files, progress, &mut diagnostics);
    let composed = started.elapsed();
    diagnostics.retain(|found| found.code.is_fatal || !is_silenced(&edition, found));
    let mut made = made(files, Some(edition), pages, diagnostics);
    made.timings.push((Stage::Prepare, prepared));
    made.timings.push((Stage::Compose, composed));
    made
}

fn timed<T>(timings: &mut Timings, stage: Stage, task: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = task();
    timings.push((stage, started.elapsed()));
    result
}

fn is_silenced(edition: &Edition, found: &Diagnostic) -> bool {
    let names = &edition.silenced;
    names.iter().any(|name| name == found.code.rule || name.eq_ignore_ascii_case(found.code.id))
}

/// `pages-expected` speaks of the whole edition; a run for some pages does not compare.
fn check_page_count(edition: &Edition, settings: &Settings, diagnostics: &mut Diagnostics) {
    let Some(expected) = &edition.pages_expected else { return };
    if settings.pages.is_empty() && expected.value as usize != edition.pages.len() {
        diagnostics.push(
            Diagnostic::new(&code::UNEXPECTED_PAGE_COUNT)
                .with("found", edition.pages.len())
                .with("expected", expected.value)
                .at(expected.span),
        );
    }
}

/// A typesetter for each layout of the edition; `None` when one cannot be used.
fn typesetters(
    settings: &Settings,
    edition: &Edition,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Typesetter>> {
    let edition_fonts = edition.folder.join("fonts");
    let sources = FontSources {
        edition_fonts: Some(&edition_fonts),
        font_paths: &settings.font_paths,
        system: settings.has_system_fonts,
    };
    let fonts = Arc::new(Fonts::find(&sources, diagnostics));
    let layouts: Vec<Arc<Layout>> = edition.layouts().into_iter().cloned().collect();
    let typesetters: Vec<Option<Typesetter>> = layouts
        .into_iter()
        .map(|layout| Typesetter::new(layout, &fonts, files, diagnostics))
        .collect();
    if diagnostics.is_fatal() { None } else { typesetters.into_iter().collect() }
}

/// Composes the pages side by side; pages and findings come out in page order.
fn compose_pages(
    settings: &Settings,
    edition: &Edition,
    typesetters: &[Typesetter],
    files: &Files,
    progress: &dyn Progress,
    diagnostics: &mut Diagnostics,
) -> Vec<ComposedPage> {
    let cache = settings.cache.clone().map(Cache::in_folder);
    let photos = PhotoLibrary::new(Arc::clone(files.storage()), cache);
    progress.begin(Stage::Compose, edition.pages.len());
    let compose_one = |(index, page): (usize, &Page)| {
        let typesetter = typesetters
            .iter()
            .find(|typesetter| Arc::ptr_eq(typesetter.layout(), &page.layout))
            .expect("there is a typesetter for each layout");
        let input = PageInput { edition, page, number: index + 1, typesetter, photos: &photos };
        let mut found = Diagnostics::default();
        let composed = match compose::compose(&input, &mut found) {
            Ok(composed) => Some(composed),
            Err(fault) => {
                typesetter.report(&fault, files, &mut found);
                None
            }
        };
        progress.step(Stage::Compose);
        (composed, found)
    };
    let results: Vec<_> = edition.pages.par_iter().enumerate().map(compose_one).collect();
    let mut pages = Vec::with_capacity(results.len());
    for (composed, found) in results {
        diagnostics.append(found);
        if let Some(page) = composed {
            for story in &page.stories {
                report_missing_glyphs(edition, &page, story, files, diagnostics);
            }
            pages.push(page);
        }
    }
    pages
}

/// Each character without a glyph, at its first place in the manuscript.
fn report_missing_glyphs(
    edition: &Edition,
    page: &ComposedPage,
    composed: &ComposedStory,
    files: &Files,
    diagnostics: &mut Diagnostics,
) {
    let story = edition.story(composed.story);
    for char in &composed.missing {
        let at = files.text(story.file).find(*char);
        let span = at.map(|at| Span::new(story.file, at..at + char.len_utf8()));
        diagnostics.push(
            Diagnostic::new(&code::MISSING_GLYPH)
                .with("char", char)
                .with("hex", format!("{:04X}", u32::from(*char)))
                .at(span.unwrap_or(story.span))
                .page(&page.label)
                .story(&story.slug),
        );
    }
}

/// A finished file, not yet written.
pub struct Product {
    /// Its name in the output folder.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// The pages as PDF: one file, or one a page.
pub fn pdfs(
    edition: &Edition,
    pages: &[ComposedPage],
    is_split: bool,
) -> Result<Vec<Product>, PdfError> {
    let pdf = |pages: &[ComposedPage], name: &str, title: String| {
        let job = PdfJob { pages, title: &title, paper: &edition.paper, date: edition.date };
        Ok(Product { name: format!("{name}.pdf"), content: export::pdf(&job)? })
    };
    let issue = format!("{} {}", edition.paper, edition.date.iso());
    if !is_split {
        return Ok(vec![pdf(pages, &edition.name, issue)?]);
    }
    let one = |page: &ComposedPage| {
        pdf(std::slice::from_ref(page), &page.label, format!("{issue} {}", page.label))
    };
    pages.par_iter().map(one).collect()
}

/// The pages as PNG proofs, with something drawn over them where it is asked for.
pub fn proofs(
    pages: &[ComposedPage],
    ppi: f64,
    overlays: &[Overlay],
    diagnostics: &Diagnostics,
) -> Result<Vec<Product>, image::ImageError> {
    let one = |page: &ComposedPage| {
        let seen = export::with_overlays(page, overlays, diagnostics);
        Ok(Product { name: format!("{}.png", page.label), content: export::png(&seen, ppi)? })
    };
    pages.par_iter().map(one).collect()
}

/// The report as `report.json`.
pub fn report(report: &Report) -> Product {
    Product { name: "report.json".to_owned(), content: report.to_json().into_bytes() }
}

/// A face of a font, as a list of fonts shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FontEntry {
    /// The family, as a style names it.
    pub family: String,
    /// `normal`, `italic` or `oblique`.
    pub style: &'static str,
    /// 100 thin – 900 black.
    pub weight: u16,
    /// `edition`, `font-path`, `shipped` or `system`.
    pub origin: &'static str,
    /// The file; for a shipped font its path in the repository.
    pub file: String,
}

/// The fonts that pages can be set in, by family and weight: the shipped ones, those of
/// [`Settings::font_paths`] and, when asked for, those of the machine.
pub fn fonts(settings: &Settings, diagnostics: &mut Diagnostics) -> Vec<FontEntry> {
    let sources = FontSources {
        edition_fonts: None,
        font_paths: &settings.font_paths,
        system: settings.has_system_fonts,
    };
    let fonts = Fonts::find(&sources, diagnostics);
    let entry = |face: FontFace| FontEntry {
        family: face.family.to_owned(),
        style: face.style(),
        weight: face.weight(),
        origin: face.origin.name(),
        file: face.file.display().to_string(),
    };
    fonts.families().map(entry).collect()
}

/// What was placed where on each page, as text.
pub fn traces(pages: &[ComposedPage]) -> Vec<Product> {
    let one = |page: &ComposedPage| Product {
        name: format!("{}.txt", page.label),
        content: export::trace(page).into_bytes(),
    };
    pages.iter().map(one).collect()
}

/// Writes finished files into a folder, all or none.
pub fn write(folder: &Path, products: &[Product]) -> std::io::Result<()> {
    let files: Vec<(&str, &[u8])> = products
        .iter()
        .map(|product| (product.name.as_str(), product.content.as_slice()))
        .collect();
    crate::source::write_atomically(folder, &files)
}
