//! Finds the house layouts that an edition names: its own first, then the shipped ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::layout_file::{self, LayoutFile};
use super::size_names::SizeNames;
use super::table::{Reader, with_names};
use super::text_files;
use crate::assets::{self, Asset};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::Layout;
use crate::source::{FileId, Files, Span, Spanned};

/// The folder of layouts, in an edition and among the shipped files.
const FOLDER: &str = "layouts";
/// The files that make a layout.
const PARTS: [&str; 2] = ["layout.toml", "style.typ"];

/// The layouts of a run, each read once.
pub(super) struct Layouts<'a> {
    edition: &'a Path,
    read: BTreeMap<String, Option<Found>>,
    /// Places that name an unknown layout and have been told of it.
    reported: BTreeSet<Span>,
}

/// A layout and the names of its sizes.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) layout: Arc<Layout>,
    pub(super) sizes: Arc<SizeNames>,
}

impl<'a> Layouts<'a> {
    /// No layouts yet.
    pub(super) const fn new(edition: &'a Path) -> Self {
        Self { edition, read: BTreeMap::new(), reported: BTreeSet::new() }
    }

    /// The layout of a name; `None` when it cannot be used, which is reported.
    pub(super) fn get(
        &mut self,
        name: &Spanned<String>,
        files: &mut Files,
        diagnostics: &mut Diagnostics,
    ) -> Option<Found> {
        if let Some(found) = self.read.get(&name.value) {
            return found.clone();
        }
        match self.find(name, files, diagnostics) {
            Ok(parts) => {
                let found = parts.and_then(|parts| read(&name.value, parts, files, diagnostics));
                self.read.insert(name.value.clone(), found.clone());
                found
            }
            Err(unknown) => {
                if self.reported.insert(name.span) {
                    diagnostics.push(*unknown);
                }
                None
            }
        }
    }

    /// The texts of a layout, or the report that there is no such layout.
    fn find(
        &self,
        name: &Spanned<String>,
        files: &mut Files,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<[FileId; 2]>, Box<Diagnostic>> {
        let outside = || Box::new(text_files::outside_edition(&name.value, name));
        if !text_files::is_plain_name(&name.value) {
            let is_path = name.value.contains(['/', '\\']) || name.value.starts_with("..");
            return Err(if is_path { outside() } else { self.unknown(name, files) });
        }
        let folder = self.edition.join(FOLDER).join(&name.value);
        let own = PARTS.map(|part| folder.join(part));
        // One of the two is enough to show what was meant; the other is then missing.
        if own.iter().any(|path| files.storage().is_file(path)) {
            if !own.iter().all(|path| text_files::is_inside(self.edition, path, files)) {
                return Err(outside());
            }
            return Ok(read_own(&own, name.span, files, diagnostics));
        }
        let shipped = PARTS.map(|part| assets::find(&format!("{FOLDER}/{}/{part}", name.value)));
        match shipped {
            [Some(layout), Some(style)] => Ok(Some([layout, style].map(|asset| add(asset, files)))),
            _ => Err(self.unknown(name, files)),
        }
    }

    fn unknown(&self, name: &Spanned<String>, files: &Files) -> Box<Diagnostic> {
        let names = self.names(files);
        let diagnostic = Diagnostic::new(&code::UNKNOWN_LAYOUT).with("name", &name.value);
        let diagnostic = diagnostic.at(name.span);
        Box::new(with_names(diagnostic, &name.value, names.iter().map(String::as_str)))
    }

    /// The names of all layouts that can be used.
    fn names(&self, files: &Files) -> BTreeSet<String> {
        let folder = self.edition.join(FOLDER);
        let own = files.storage().names(&folder).into_iter();
        let own = own.filter(|name| files.storage().is_file(&folder.join(name).join(PARTS[0])));
        let shipped = assets::under(FOLDER).filter_map(|asset| {
            let name = asset.path.strip_suffix(PARTS[0])?.strip_prefix(FOLDER)?;
            Some(name.trim_matches('/').to_owned())
        });
        own.chain(shipped).collect()
    }
}

fn read_own(
    paths: &[PathBuf; 2],
    named_at: Span,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<[FileId; 2]> {
    let [layout, style] =
        [0, 1].map(|part| text_files::read(&paths[part], Some(named_at), files, diagnostics));
    Some([layout?, style?])
}

fn add(asset: &Asset, files: &mut Files) -> FileId {
    let text = String::from_utf8_lossy(asset.content).into_owned();
    files.add(Path::new(asset.path), text)
}

fn read(
    name: &str,
    [file, style]: [FileId; 2],
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Option<Found> {
    let mut found = Diagnostics::default();
    let mut reader = Reader::new(file, files.text(file), &mut found);
    let layout =
        reader.document(|reader, root| layout_file::read(reader, root, name, [file, style]));
    let is_fatal = found.is_fatal();
    diagnostics.append(found);
    let LayoutFile { layout, sizes } = layout.flatten().filter(|_| !is_fatal)?;
    Some(Found { layout: Arc::new(layout), sizes: Arc::new(sizes) })
}
