//! How long each stage takes on the sample edition.
//!
//! `cargo bench --bench stages`; the numbers are in `docs/performance.md`. The engine remembers what
//! it has laid out, so each round starts with its memory emptied.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use banmian::compose::{PageInput, compose};
use banmian::diag::Diagnostics;
use banmian::input;
use banmian::model::Edition;
use banmian::photo::{Cache, PhotoLibrary};
use banmian::pipeline::{Settings, Silent, make, pdfs, proofs};
use banmian::source::{Disk, Files};
use banmian::typeset::Typesetter;
use banmian::typeset::fonts::{FontSources, Fonts};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/dangjian")
}

struct Bench {
    edition: Edition,
    typesetter: Typesetter,
    photos: PhotoLibrary,
    _cache: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let mut files = Files::new(Disk);
        let request = input::Request { edition: &sample(), pages: &[] };
        let (edition, mut diagnostics) = input::read(&request, &mut files);
        let edition = edition.expect("the sample can be read");
        let fonts = Arc::new(Fonts::find(&FontSources::default(), &mut diagnostics));
        let layout = Arc::clone(&edition.pages[0].layout);
        let typesetter = Typesetter::new(layout, &fonts, &mut files, &mut diagnostics);
        let cache = tempfile::tempdir().expect("a temporary folder");
        let photos = PhotoLibrary::new(
            Arc::clone(files.storage()),
            Some(Cache::in_folder(cache.path().to_owned())),
        );
        let typesetter = typesetter.expect("the look of the sample can be used");
        Self { edition, typesetter, photos, _cache: cache }
    }

    fn input(&self) -> PageInput<'_> {
        PageInput {
            edition: &self.edition,
            page: &self.edition.pages[0],
            number: 1,
            typesetter: &self.typesetter,
            photos: &self.photos,
        }
    }
}

/// The five bodies of the sample at its measure.
fn galleys(c: &mut Criterion) {
    let bench = Bench::new();
    let grid = bench.typesetter.layout().grid;
    let measure = grid.size * f64::from(grid.characters);
    c.bench_function("galleys of the sample", |b| {
        b.iter_batched(
            || comemo::evict(0),
            |()| {
                let set = |story| {
                    bench.typesetter.galley(story, measure).map(|galley| galley.lines.len())
                };
                bench.edition.stories.iter().map(set).collect::<Result<Vec<_>, _>>()
            },
            BatchSize::PerIteration,
        );
    });
}

fn page(c: &mut Criterion) {
    let bench = Bench::new();
    let composed = || compose(&bench.input(), &mut Diagnostics::default()).ok();
    composed().expect("the sample can be composed");
    c.bench_function("page composed", |b| {
        b.iter_batched(|| comemo::evict(0), |()| composed(), BatchSize::PerIteration);
    });
}

fn exports(c: &mut Criterion) {
    let bench = Bench::new();
    let page = compose(&bench.input(), &mut Diagnostics::default()).ok();
    let pages = [page.expect("the sample can be composed")];
    c.bench_function("PDF written", |b| {
        b.iter_batched(
            || comemo::evict(0),
            |()| pdfs(&bench.edition, &pages, false).map(|pdfs| pdfs[0].content.len()),
            BatchSize::PerIteration,
        );
    });
    c.bench_function("PNG proof at 100 ppi", |b| {
        b.iter_batched(
            || comemo::evict(0),
            |()| proofs(&pages, 100.0, &[], &Diagnostics::default()).map(|proofs| proofs.len()),
            BatchSize::PerIteration,
        );
    });
}

/// Eight editions' worth of pages in one: read, composed side by side, photos from the cache.
fn eight_pages(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cache = tempfile::tempdir().expect("a temporary folder");
    write_eight_pages(folder.path());
    for (name, pages) in
        [("one page, read to composed", vec!["01".to_owned()]), ("eight pages", vec![])]
    {
        let settings = Settings {
            edition: folder.path().to_owned(),
            pages,
            cache: Some(cache.path().to_owned()),
            ..Settings::default()
        };
        c.bench_function(name, |b| {
            b.iter_batched(
                || comemo::evict(0),
                |()| make(&settings, Disk, &Silent).pages.len(),
                BatchSize::PerIteration,
            );
        });
    }
}

/// The sample page eight times, each with manuscripts of its own.
fn write_eight_pages(folder: &Path) {
    let copy = |from: &Path, to: &Path| std::fs::copy(from, to).expect("the sample can be copied");
    std::fs::create_dir_all(folder.join("articles")).expect("a writable folder");
    std::fs::create_dir_all(folder.join("images")).expect("a writable folder");
    for name in ["seeding.jpg", "stream.jpg"] {
        copy(&sample().join("images").join(name), &folder.join("images").join(name));
    }
    let text = std::fs::read_to_string(sample().join("edition.toml")).expect("the sample's file");
    let (head, page) = text.split_once("[[page]]").expect("the sample has a page");
    let mut edition = head.replace("pages-expected = 1", "pages-expected = 8");
    let slugs = ["shanghai", "zichang", "ningguo", "xiahe", "shehong"];
    for number in 1..=8 {
        let mut page = page.replace("\"06\"", &format!("\"{number:02}\""));
        for slug in slugs {
            let own = format!("{slug}-{number}");
            page = page.replace(&format!("\"{slug}\""), &format!("\"{own}\""));
            let from = sample().join("articles").join(format!("{slug}.md"));
            copy(&from, &folder.join("articles").join(format!("{own}.md")));
        }
        edition.push_str("[[page]]");
        edition.push_str(&page);
    }
    std::fs::write(folder.join("edition.toml"), edition).expect("a writable folder");
}

criterion_group! {
    name = stages;
    config = Criterion::default().sample_size(20);
    targets = galleys, page, exports, eight_pages
}
criterion_main!(stages);
