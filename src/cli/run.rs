//! What the commands on an edition have in common: it is made, products are written, and what was
//! found is told.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::args::Options;
use super::cache;
use super::console::{Console, Stream};
use super::exit::Exit;
use super::progress::Bar;
use crate::diag::render::{self, Context, Format};
use crate::diag::{Diagnostic, Diagnostics, Message, code};
use crate::export::{self, ReportInput};
use crate::model::Edition;
use crate::pipeline::{self, Made, Product, Progress, Settings, Stage};
use crate::source::{Disk, Files, Storage};

/// An edition that was made, until everything about it is told.
pub(super) struct Run<'a> {
    options: &'a Options,
    started: Instant,
    bar: Bar,
    /// The edition, its pages and what was found.
    pub(super) made: Made,
    /// The edition's name, also when its files cannot be understood.
    name: String,
}

impl<'a> Run<'a> {
    /// Makes an edition, or its pages with these labels.
    pub(super) fn start(edition: &Path, pages: &[String], options: &'a Options) -> Self {
        let started = Instant::now();
        let bar = Bar::new(options.language, options.is_quiet);
        let settings = Settings {
            edition: edition.to_owned(),
            pages: pages.to_vec(),
            font_paths: options.font_paths.clone(),
            has_system_fonts: options.has_system_fonts,
            cache: (!options.is_cache_off).then(cache::folder).flatten(),
        };
        let made = pipeline::make(&settings, Disk, &bar);
        let name = match &made.edition {
            Some(edition) => edition.name.clone(),
            None => name_of(edition),
        };
        Self { options, started, bar, made, name }
    }

    /// Makes products of the pages; `None` when something fatal was found, for then nothing is
    /// written.
    pub(super) fn export(
        &mut self,
        make: impl FnOnce(&Edition, &Made) -> anyhow::Result<Vec<Product>>,
    ) -> anyhow::Result<Option<Vec<Product>>> {
        let Some(edition) = self.made.edition.as_ref().filter(|_| !self.is_fatal()) else {
            return Ok(None);
        };
        self.bar.begin(Stage::Export, 1);
        let started = Instant::now();
        let products = make(edition, &self.made)?;
        self.made.timings.push((Stage::Export, started.elapsed()));
        self.bar.step(Stage::Export);
        Ok(Some(products))
    }

    /// Whether the edition cannot be made.
    fn is_fatal(&self) -> bool {
        self.made.edition.is_none() || self.made.diagnostics.is_fatal()
    }

    /// The report; `None` without an edition.
    pub(super) fn report(&self) -> Option<Product> {
        let report = export::report(&ReportInput {
            edition: self.made.edition.as_ref()?,
            pages: &self.made.pages,
            diagnostics: &self.made.diagnostics,
            context: &self.context(false),
            timings_ms: self.timings_ms(),
        });
        Some(pipeline::report(&report))
    }

    /// Writes products into a folder, by default the edition's `out`, and returns their paths. When
    /// the system refuses, nothing is written and the refusal joins what was found.
    pub(super) fn write(&mut self, folder: Option<&Path>, products: &[Product]) -> Vec<PathBuf> {
        let folder = match (folder, &self.made.edition) {
            (Some(folder), _) => folder.to_owned(),
            (None, Some(edition)) => edition.folder.join("out"),
            (None, None) => return Vec::new(),
        };
        match pipeline::write(&folder, products) {
            Ok(()) => products.iter().map(|product| folder.join(&product.name)).collect(),
            Err(error) => {
                self.made.diagnostics.push(unwritable(&folder, &error));
                Vec::new()
            }
        }
    }

    /// Tells what was found, what was written and, where it is asked for, how long it took. What
    /// was found is the result in every format but the one for people.
    ///
    /// # Errors
    /// Those of the streams.
    pub(super) fn end_with_files(self, written: &[PathBuf]) -> anyhow::Result<Exit> {
        let (findings, names) = match self.options.format {
            Format::Human => (Stream::Message, Stream::Result),
            _ => (Stream::Result, Stream::Message),
        };
        self.end(findings, |console| {
            if written.is_empty() {
                return Ok(());
            }
            let wrote = Message { en: "wrote {files}", zh: "已写出 {files}" };
            let files: Vec<String> =
                written.iter().map(|path| path.display().to_string()).collect();
            console.summary(names, wrote, &[("files", files.join(", "))])
        })
    }

    /// Tells what was found as the result; where nothing was found, people are told so.
    ///
    /// # Errors
    /// Those of the streams.
    pub(super) fn end_with_findings(self, nothing: Message) -> anyhow::Result<Exit> {
        let is_told = self.options.format == Format::Human && self.made.diagnostics.is_empty();
        let name = self.name.clone();
        self.end(Stream::Result, |console| {
            if is_told {
                console.summary(Stream::Message, nothing, &[("edition", name)])?;
            }
            Ok(())
        })
    }

    fn end(
        self,
        findings: Stream,
        summary: impl FnOnce(Console) -> io::Result<()>,
    ) -> anyhow::Result<Exit> {
        let exit = match Exit::of(&self.made.diagnostics, self.options.deny) {
            _ if self.is_fatal() => Exit::Fault,
            exit => exit,
        };
        let console = Console::new(self.options);
        let context = self.context(findings.has_color());
        let text = render::render(self.options.format, &self.made.diagnostics, &context);
        let timings = self.timings_ms();
        let order = self.made.timings.iter().map(|(stage, _)| stage.name()).chain([TOTAL]);
        let timings: String = order
            .filter_map(|stage| Some(format!("{stage:<8}{:>9.1} ms\n", timings.get(stage)?)))
            .collect();
        // The bar goes before the first line comes.
        drop(self.bar);
        console.write(findings, &text)?;
        summary(console)?;
        console.write(Stream::Message, &timings)?;
        Ok(exit)
    }

    fn context(&self, has_color: bool) -> Context<'_> {
        Context {
            files: &self.made.files,
            language: self.options.language,
            has_color,
            edition: &self.name,
        }
    }

    /// Milliseconds of each stage and of everything until now; empty unless they are asked for.
    fn timings_ms(&self) -> BTreeMap<&'static str, f64> {
        if !self.options.has_timings {
            return BTreeMap::new();
        }
        let mut timings = BTreeMap::new();
        for (stage, took) in &self.made.timings {
            *timings.entry(stage.name()).or_default() += milliseconds(*took);
        }
        timings.insert(TOTAL, milliseconds(self.started.elapsed()));
        timings
    }
}

/// The name of the sum of all stages.
const TOTAL: &str = "total";

/// Milliseconds to a tenth: less is noise.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 10_000.0).round() / 10.0
}

/// The name of the folder that an edition lives in.
fn name_of(edition: &Path) -> String {
    let path = Disk.canonical(edition).unwrap_or_else(|_| edition.to_owned());
    let folder = if Disk.is_file(&path) { path.parent() } else { Some(path.as_path()) };
    let name = folder.and_then(Path::file_name).unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The system refused to write into a folder.
pub(super) fn unwritable(folder: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(&code::UNWRITABLE_OUTPUT)
        .with("path", folder.display())
        .with("reason", error)
        .file(folder.display())
}

/// Tells about findings outside of an edition.
///
/// # Errors
/// Those of the streams.
pub(super) fn tell(diagnostics: &Diagnostics, options: &Options) -> anyhow::Result<Exit> {
    let stream = match options.format {
        Format::Human => Stream::Message,
        _ => Stream::Result,
    };
    let context = Context {
        files: &Files::new(Disk),
        language: options.language,
        has_color: stream.has_color(),
        edition: "",
    };
    let text = render::render(options.format, diagnostics, &context);
    Console::new(options).write(stream, &text)?;
    Ok(Exit::of(diagnostics, options.deny))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_named_after_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let edition = folder.path().join("dangjian");
        crate::source::write_atomically(&edition, &[("edition.toml", b"")]).unwrap();
        assert_eq!(name_of(&edition), "dangjian");
        assert_eq!(name_of(&edition.join("edition.toml")), "dangjian");
        assert_eq!(name_of(&edition.join("..").join("dangjian")), "dangjian");
    }

    #[test]
    fn what_is_not_there_is_named_as_it_was_written() {
        assert_eq!(name_of(Path::new("no-such-folder/edition")), "edition");
    }

    #[test]
    fn a_refusal_to_write_is_fatal_and_names_the_folder() {
        let refused = unwritable(Path::new("out"), &io::ErrorKind::StorageFull.into());
        let message = refused.message(crate::diag::Language::English);
        assert!(message.contains("out"), "{message}");
        let diagnostics: Diagnostics = [refused].into_iter().collect();
        assert_eq!(Exit::of(&diagnostics, crate::diag::Severity::Error), Exit::Fault);
    }
}
