//! Finds the fonts: those of the edition, of `--font-path`, the shipped ones and, when asked for,
//! those of the system, in this order of precedence.
//!
//! What is found is described at once, because the type setter chooses by family, weight and
//! coverage; a font's bytes are read when its first character is set. Where two sources have the
//! same face, the earlier one is used and the other is left out of the book, so that the choice
//! does not depend on the order of a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use fontdb::{Database, Source};
use rayon::prelude::*;
use typst_library::foundations::Bytes;
use typst_library::text::{Font, FontBook, FontInfo, FontStyle, FontVariant};
use typst_utils::LazyHash;

use crate::assets;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::source::{Disk, Storage, map};

/// Endings of font files.
const ENDINGS: &[&str] = &["otf", "ttf", "otc", "ttc"];

/// Where to look for fonts.
#[derive(Debug, Clone, Copy, Default)]
pub struct FontSources<'a> {
    /// The edition's own folder of fonts; it need not exist.
    pub edition_fonts: Option<&'a Path>,
    /// Folders or files named on the command line; they must exist.
    pub font_paths: &'a [PathBuf],
    /// Whether the fonts of the machine are looked at too. Pages made with them come out
    /// differently on another machine.
    pub system: bool,
}

/// Where a font comes from, in order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The folder beside the edition.
    Edition,
    /// `--font-path`.
    FontPath,
    /// The program itself.
    Shipped,
    /// The machine.
    System,
}

impl Origin {
    /// The name in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::FontPath => "font-path",
            Self::Shipped => "shipped",
            Self::System => "system",
        }
    }
}

/// A face as the command `fonts` lists it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FontFace<'a> {
    /// Family by which a style names it.
    pub family: &'a str,
    /// Style, weight and width; those of the default instance where the font is variable.
    pub variant: FontVariant,
    /// Where it comes from.
    pub origin: Origin,
    /// Its file; for a shipped font the path in the repository.
    pub file: &'a Path,
}

impl FontFace<'_> {
    /// `normal`, `italic` or `oblique`.
    pub const fn style(&self) -> &'static str {
        match self.variant.style {
            FontStyle::Normal => "normal",
            FontStyle::Italic => "italic",
            FontStyle::Oblique => "oblique",
        }
    }

    /// 100 thin – 900 black.
    pub fn weight(&self) -> u16 {
        self.variant.weight.to_number()
    }
}

/// The fonts that pages are set in.
#[derive(Debug)]
pub struct Fonts {
    book: LazyHash<FontBook>,
    /// The faces in the order of the book.
    faces: Vec<Face>,
}

/// A face of the book, opened at first use.
#[derive(Debug)]
struct Face {
    file: Arc<FontFile>,
    /// Which face of the file; above 0 only in collections.
    index: u32,
    font: OnceLock<Option<Font>>,
}

/// A file with one face or several.
#[derive(Debug)]
struct FontFile {
    path: PathBuf,
    origin: Origin,
    content: OnceLock<Option<Bytes>>,
}

/// A face that was found and may enter the book.
struct Candidate {
    info: FontInfo,
    file: Arc<FontFile>,
    index: u32,
}

impl Fonts {
    /// Looks through the sources. Files that are no usable font are reported and left out.
    pub fn find(sources: &FontSources, diagnostics: &mut Diagnostics) -> Self {
        let mut search = Search { seen: BTreeSet::new(), diagnostics };
        let mut candidates = Vec::new();
        if let Some(folder) = sources.edition_fonts {
            candidates.extend(search.named(folder, Origin::Edition));
        }
        for path in sources.font_paths {
            if let Err(error) = Disk.canonical(path) {
                search.diagnostics.push(unreadable(path, &error));
                continue;
            }
            candidates.extend(search.named(path, Origin::FontPath));
        }
        candidates.extend(shipped());
        if sources.system {
            candidates.extend(system());
        }
        Self::from_candidates(candidates)
    }

    /// Puts each face into the book once; of equals the first counts.
    fn from_candidates(candidates: Vec<Candidate>) -> Self {
        let mut book = FontBook::new();
        let mut faces = Vec::new();
        let mut taken = BTreeSet::new();
        for Candidate { info, file, index } in candidates {
            if taken.insert((info.family.to_lowercase(), info.variant)) {
                book.push(info);
                faces.push(Face { file, index, font: OnceLock::new() });
            }
        }
        Self { book: LazyHash::new(book), faces }
    }

    /// The descriptions by which the type setter chooses.
    pub const fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The font with this index in the book, opened at its first use. `None` when the index is not
    /// in the book or the file has gone since it was found.
    pub fn font(&self, index: usize) -> Option<Font> {
        let face = self.faces.get(index)?;
        face.font.get_or_init(|| Font::new(face.file.content()?, face.index)).clone()
    }

    /// All faces by family and variant.
    pub fn families(&self) -> impl Iterator<Item = FontFace<'_>> {
        self.book.families().flat_map(|(family, indices)| {
            let mut faces: Vec<FontFace> = indices
                .filter_map(|index| {
                    let (info, face) = (self.book.info(index)?, self.faces.get(index)?);
                    let FontFile { path, origin, .. } = &*face.file;
                    Some(FontFace { family, variant: info.variant, origin: *origin, file: path })
                })
                .collect();
            faces.sort_by_key(|face| face.variant);
            faces
        })
    }

    /// Whether a style that names this family, in any case, gets it.
    pub fn has_family(&self, family: &str) -> bool {
        self.book.contains_family(&family.to_lowercase())
    }
}

impl FontFile {
    fn new(path: PathBuf, origin: Origin) -> Arc<Self> {
        Arc::new(Self { path, origin, content: OnceLock::new() })
    }

    /// The bytes, shared by all faces of the file.
    fn content(&self) -> Option<Bytes> {
        self.content.get_or_init(|| map(&self.path).ok().map(Bytes::new)).clone()
    }
}

/// The fonts inside the program.
fn shipped() -> Vec<Candidate> {
    let assets: Vec<_> =
        assets::under("fonts/").filter(|asset| is_font_name(Path::new(asset.path))).collect();
    // Each description reads the whole character map, a third of a millisecond.
    let infos: Vec<_> =
        assets.par_iter().map(|asset| FontInfo::iter(asset.content).collect::<Vec<_>>()).collect();
    let of_file = |(asset, infos): (&&assets::Asset, Vec<FontInfo>)| {
        let file = FontFile::new(asset.path.into(), Origin::Shipped);
        // The bytes are in memory already.
        let _ = file.content.set(Some(Bytes::new(asset.content)));
        let faces = infos.into_iter().zip(0..);
        faces.map(move |(info, index)| Candidate { info, file: file.clone(), index })
    };
    assets.iter().zip(infos).flat_map(of_file).collect()
}

/// The fonts of the machine. Damaged files there are not the business of the edition.
fn system() -> Vec<Candidate> {
    let mut database = Database::new();
    database.load_system_fonts();
    describe(&database, Origin::System)
}

/// Looks through the folders that somebody named.
struct Search<'a> {
    /// Files already looked at, so that a folder named twice is reported once.
    seen: BTreeSet<PathBuf>,
    diagnostics: &'a mut Diagnostics,
}

impl Search<'_> {
    /// The faces of a folder or a file that somebody named; what is no font in it is reported.
    fn named(&mut self, path: &Path, origin: Origin) -> Vec<Candidate> {
        let mut files = Vec::new();
        if Disk.is_file(path) {
            files.push(path.to_owned());
        } else {
            collect_files(path, &mut BTreeSet::new(), &mut files);
        }
        files.retain(|file| self.is_new(file));

        let mut database = Database::new();
        for file in &files {
            database.load_font_source(Source::File(file.clone()));
        }
        let candidates = describe(&database, origin);
        let usable: BTreeSet<&Path> =
            candidates.iter().map(|candidate| &*candidate.file.path).collect();
        for file in files.iter().filter(|file| !usable.contains(file.as_path())) {
            self.diagnostics.push(unusable(file));
        }
        candidates
    }

    /// Whether a file has not been looked at yet.
    fn is_new(&mut self, file: &Path) -> bool {
        self.seen.insert(Disk.canonical(file).unwrap_or_else(|_| file.to_owned()))
    }
}

/// The font files under a folder in order of name. `folders` holds those already entered, because
/// links can lead in a circle.
fn collect_files(folder: &Path, folders: &mut BTreeSet<PathBuf>, files: &mut Vec<PathBuf>) {
    let Ok(canonical) = Disk.canonical(folder) else {
        return;
    };
    if !folders.insert(canonical) {
        return;
    }
    for name in Disk.names(folder) {
        let path = folder.join(name);
        if !Disk.is_file(&path) {
            collect_files(&path, folders, files);
        } else if is_font_name(&path) {
            files.push(path);
        }
    }
}

/// Whether a file is called as fonts are.
fn is_font_name(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// The descriptions of all faces of a database whose files are whole, in order of path and index.
fn describe(database: &Database, origin: Origin) -> Vec<Candidate> {
    let mut faces: Vec<(&Path, u32, fontdb::ID)> = database
        .faces()
        .filter_map(|face| match &face.source {
            Source::File(path) => Some((&**path, face.index, face.id)),
            _ => None,
        })
        .collect();
    faces.sort_unstable_by_key(|(path, index, _)| (*path, *index));
    let info = |(_, _, id): &(&Path, u32, fontdb::ID)| {
        database.with_face_data(*id, |data, index| {
            is_whole(data, index).unwrap_or(false).then(|| FontInfo::new(data, index))?
        })?
    };
    let infos: Vec<Option<FontInfo>> = faces.par_iter().map(info).collect();

    let mut files: BTreeMap<&Path, Arc<FontFile>> = BTreeMap::new();
    let mut candidates = Vec::new();
    for ((path, index, _), info) in faces.iter().zip(infos) {
        let Some(info) = info else {
            continue;
        };
        let file = files.entry(path).or_insert_with(|| FontFile::new((*path).to_owned(), origin));
        candidates.push(Candidate { info, file: file.clone(), index: *index });
    }
    candidates
}

/// Whether every table that a face lists lies inside the file (OpenType, "Table Directory"). A
/// font that was copied in part often still has its names, and prints nothing.
fn is_whole(data: &[u8], index: u32) -> Option<bool> {
    let number = |at: usize| {
        Some(u32::from_be_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?) as usize)
    };
    let start = if data.starts_with(b"ttcf") { number(12 + 4 * index as usize)? } else { 0 };
    let count = number(start.checked_add(4)?)? >> 16;
    for record in (0..count).map(|table| start + 12 + 16 * table) {
        // The signature is not used, and editing tools leave old entries of it behind.
        let is_signature = data.get(record..record + 4)? == b"DSIG";
        let end = number(record + 8)?.checked_add(number(record + 12)?)?;
        if end > data.len() && !is_signature {
            return Some(false);
        }
    }
    Some(true)
}

/// A file that is called a font and is none.
fn unusable(file: &Path) -> Diagnostic {
    let reason = match Disk.read(file) {
        Err(error) => error.to_string(),
        Ok(content) => match content.get(..4) {
            None => "the file is empty or nearly so".to_owned(),
            Some(b"wOFF" | b"wOF2") => "it is a web font; convert it to OTF or TTF".to_owned(),
            Some(b"OTTO" | b"true" | b"ttcf" | [0, 1, 0, 0]) => {
                "it is cut short, damaged or has no name".to_owned()
            }
            Some(_) => "it is no OpenType font".to_owned(),
        },
    };
    let path = file.display();
    Diagnostic::new(&code::FONT_UNUSABLE).with("path", &path).with("reason", reason).file(path)
}

/// A path of the command line that leads nowhere.
fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let path = path.display();
    Diagnostic::new(&code::UNREADABLE_FILE).with("path", &path).with("reason", error).file(path)
}

// The tests set up their folders from the shipped fonts.
#[cfg(all(test, feature = "embed"))]
mod tests {
    use typst_library::text::{FontStretch, FontStyle, FontWeight};

    use super::*;
    use crate::diag::Language;
    use crate::source::write_atomically;

    fn shipped_bytes(name: &str) -> &'static [u8] {
        assets::find(&format!("fonts/{name}")).unwrap().content
    }

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        write_atomically(folder.path(), files).unwrap();
        folder
    }

    fn find(sources: FontSources) -> (Fonts, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        (Fonts::find(&sources, &mut diagnostics), diagnostics)
    }

    fn upright(weight: u16) -> FontVariant {
        let weight = FontWeight::from_number(weight);
        FontVariant::new(FontStyle::Normal, weight, FontStretch::NORMAL)
    }

    fn messages(diagnostics: &Diagnostics) -> Vec<String> {
        diagnostics.iter().map(|diagnostic| diagnostic.message(Language::English)).collect()
    }

    /// Family, weight and origin of each face.
    fn list(fonts: &Fonts) -> Vec<(&str, u16, Origin)> {
        fonts
            .families()
            .map(|face| (face.family, face.variant.weight.to_number(), face.origin))
            .collect()
    }

    #[test]
    fn the_shipped_faces_are_there() {
        let (fonts, diagnostics) = find(FontSources::default());
        assert!(diagnostics.is_empty());
        let shipped = |family, weight| (family, weight, Origin::Shipped);
        assert_eq!(
            list(&fonts),
            [
                shipped("Banmian Hei", 400),
                shipped("Banmian Hei", 500),
                shipped("Banmian Hei", 700),
                shipped("Banmian Kai", 400),
                shipped("Banmian Song", 400),
                shipped("Banmian Song", 600),
                shipped("Banmian Song", 700),
                shipped("Banmian Song", 900),
            ]
        );
        assert!(fonts.has_family("banmian song") && fonts.has_family("Banmian Song"));
        assert!(!fonts.has_family("Banmian"));
    }

    #[test]
    fn the_body_face_is_chosen_by_its_weight_and_opens() {
        let (fonts, _) = find(FontSources::default());
        for (weight, file) in [(400, "BanmianSong-Regular.otf"), (900, "BanmianSong-Black.otf")] {
            let index = fonts.book().select("banmian song", upright(weight)).unwrap();
            let font = fonts.font(index).unwrap();
            assert_eq!(font.info().variant, upright(weight));
            assert_eq!(font.data().as_slice(), shipped_bytes(file));
        }
        assert!(fonts.font(8).is_none());
    }

    #[test]
    fn the_edition_wins_over_the_path_and_the_path_over_the_program() {
        let edition = folder(&[("a.otf", shipped_bytes("BanmianSong-Regular.otf"))]);
        let path = folder(&[
            ("a.otf", shipped_bytes("BanmianSong-Regular.otf")),
            ("b.OTF", shipped_bytes("BanmianSong-Bold.otf")),
        ]);
        let paths = [path.path().to_owned()];
        let sources =
            FontSources { edition_fonts: Some(edition.path()), font_paths: &paths, system: false };
        let (fonts, diagnostics) = find(sources);
        assert!(diagnostics.is_empty());
        assert_eq!(
            list(&fonts)[4..],
            [
                ("Banmian Song", 400, Origin::Edition),
                ("Banmian Song", 600, Origin::Shipped),
                ("Banmian Song", 700, Origin::FontPath),
                ("Banmian Song", 900, Origin::Shipped),
            ]
        );
        let body = fonts.families().nth(4).unwrap();
        assert_eq!(body.file, edition.path().join("a.otf"));
        let index = fonts.book().select("banmian song", upright(400)).unwrap();
        assert_eq!(fonts.faces[index].file.origin, Origin::Edition);
        assert!(fonts.font(index).is_some());
    }

    #[test]
    fn of_two_equal_files_in_a_folder_the_first_name_counts() {
        let bytes = shipped_bytes("BanmianKai-Regular.ttf");
        let edition = folder(&[("b.ttf", bytes), ("a.ttf", bytes), ("c.ttf", bytes)]);
        let (fonts, _) =
            find(FontSources { edition_fonts: Some(edition.path()), ..FontSources::default() });
        let kai = fonts.families().find(|face| face.family == "Banmian Kai").unwrap();
        assert_eq!(kai.file, edition.path().join("a.ttf"));
    }

    #[test]
    fn broken_files_are_named_and_the_others_used() {
        let song = shipped_bytes("BanmianSong-Bold.otf");
        let edition = folder(&[
            ("cut.otf", &song[..song.len() / 2]),
            ("empty.ttf", b""),
            ("good.otf", song),
            ("notes.txt", b"not a font and not called one"),
            ("page.ttc", b"<html>404</html>"),
            ("stub.otf", &song[..100]),
            ("web.ttf", b"wOF2\0\x01\0\0"),
        ]);
        let (fonts, diagnostics) =
            find(FontSources { edition_fonts: Some(edition.path()), ..FontSources::default() });
        let messages = messages(&diagnostics);
        assert_eq!(messages.len(), 5, "{messages:#?}");
        let expected = [
            ("cut.otf", "cut short"),
            ("empty.ttf", "empty"),
            ("page.ttc", "no OpenType font"),
            ("stub.otf", "cut short"),
            ("web.ttf", "web font"),
        ];
        for (message, (name, reason)) in messages.iter().zip(expected) {
            assert!(message.contains(name) && message.contains(reason), "{message}");
        }
        assert!(diagnostics.iter().all(|found| found.code == &code::FONT_UNUSABLE));
        assert!(list(&fonts).contains(&("Banmian Song", 700, Origin::Edition)));
    }

    #[test]
    fn a_font_path_may_be_a_file_and_must_exist() {
        let good = folder(&[("kai.ttf", shipped_bytes("BanmianKai-Regular.ttf"))]);
        let paths = [good.path().join("kai.ttf"), good.path().join("gone")];
        let (fonts, diagnostics) = find(FontSources { font_paths: &paths, ..Default::default() });
        assert!(list(&fonts).contains(&("Banmian Kai", 400, Origin::FontPath)));
        assert_eq!(diagnostics.len(), 1);
        let missing = diagnostics.iter().next().unwrap();
        assert_eq!(missing.code, &code::UNREADABLE_FILE);
        assert!(missing.message(Language::English).contains("gone"));
    }

    #[test]
    fn an_edition_without_fonts_is_no_problem_and_a_folder_named_twice_is_read_once() {
        let broken = folder(&[("a.otf", b"no font")]);
        let gone = broken.path().join("gone");
        let paths = [broken.path().to_owned(), broken.path().to_owned()];
        let sources = FontSources { edition_fonts: Some(&gone), font_paths: &paths, system: false };
        let (fonts, diagnostics) = find(sources);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(list(&fonts).len(), 8);
    }

    #[test]
    fn a_font_that_is_gone_when_it_is_opened_is_none() {
        let edition = folder(&[("a.ttf", shipped_bytes("BanmianKai-Regular.ttf"))]);
        let (fonts, _) =
            find(FontSources { edition_fonts: Some(edition.path()), ..FontSources::default() });
        drop(edition);
        let index = fonts.book().select("banmian kai", upright(400)).unwrap();
        assert!(fonts.font(index).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_end() {
        let edition = folder(&[("a.ttf", shipped_bytes("BanmianKai-Regular.ttf"))]);
        std::os::unix::fs::symlink(edition.path(), edition.path().join("round")).unwrap();
        let (fonts, diagnostics) =
            find(FontSources { edition_fonts: Some(edition.path()), ..FontSources::default() });
        assert!(diagnostics.is_empty());
        assert_eq!(list(&fonts).len(), 8);
    }

    #[test]
    fn system_fonts_come_last() {
        let (fonts, diagnostics) = find(FontSources { system: true, ..FontSources::default() });
        assert!(diagnostics.is_empty());
        let shipped = list(&fonts).iter().filter(|face| face.2 == Origin::Shipped).count();
        assert_eq!(shipped, 8);
        let first = fonts.faces.iter().position(|face| face.file.origin == Origin::System);
        assert!(first.is_none_or(|first| first == 8));
    }
}
