//! What the typst engine sees of the outside: one layout's modules, its pictures and the fonts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use typst::LibraryExt;
use typst_library::diag::{FileError, FileResult};
use typst_library::foundations::{Bytes, Datetime, Duration};
use typst_library::text::{Font, FontBook};
use typst_library::{Library, World};
use typst_syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst_utils::LazyHash;

use super::fonts::Fonts;
use crate::assets;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::Layout;
use crate::source::{self, Files, Storage};

/// The engine's own module: what every text needs, whatever its look.
const PRELUDE: &str = include_str!("prelude.typ");

/// The folder that holds the layouts, in an edition and among the shipped files.
const LAYOUTS: &str = "layouts";

/// A `World` over the modules of one layout.
///
/// The root is the folder `layouts`: a style may import a module beside it (`"parts.typ"`), one of
/// another layout, or the shipped `"/house.typ"`.
pub(super) struct LayoutWorld {
    library: LazyHash<Library>,
    fonts: Arc<Fonts>,
    style: FileId,
    prelude: Source,
    modules: BTreeMap<String, Module>,
    storage: Arc<dyn Storage>,
    /// The edition's `layouts` folder, if the layout comes from there.
    folder: Option<PathBuf>,
    pictures: Mutex<BTreeMap<String, Bytes>>,
}

struct Module {
    source: Source,
    file: source::FileId,
}

impl LayoutWorld {
    /// Reads every module that the layout may import.
    pub(super) fn new(
        layout: &Layout,
        fonts: Arc<Fonts>,
        files: &mut Files,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let style_path = files.path(layout.style).to_owned();
        let is_shipped = style_path.to_str().is_some_and(|path| assets::find(path).is_some());
        let folder = style_path.parent().and_then(Path::parent).map(Path::to_owned);
        let folder = folder.filter(|_| !is_shipped);
        let mut modules = shipped_modules(files);
        if let Some(folder) = &folder {
            for name in module_names(files, folder, &layout.name) {
                match files.read(&folder.join(&name)) {
                    Ok(file) => add_module(&mut modules, name, file, files),
                    Err(error) => diagnostics.push(
                        Diagnostic::new(&code::UNREADABLE_FILE)
                            .with("path", error.path.display())
                            .with("reason", error.kind)
                            .file(error.path.display()),
                    ),
                }
            }
        }
        let style = format!("{}/style.typ", layout.name);
        add_module(&mut modules, style.clone(), layout.style, files);
        Self {
            library: LazyHash::new(Library::default()),
            fonts,
            style: virtual_id(&style),
            prelude: Source::new(virtual_id("prelude.typ"), PRELUDE.to_owned()),
            modules,
            storage: Arc::clone(files.storage()),
            folder,
            pictures: Mutex::default(),
        }
    }

    /// The layout's `style.typ`.
    pub(super) fn style(&self) -> &Source {
        let name = self.style.get().vpath().get_without_slash();
        &self.modules.get(name).expect("the style was added in new").source
    }

    /// The engine's own module.
    pub(super) fn prelude(&self) -> &Source {
        &self.prelude
    }

    /// The text that a module was read from; `None` for the engine's own.
    pub(super) fn file_of(&self, id: FileId) -> Option<source::FileId> {
        self.modules.get(id.get().vpath().get_without_slash()).map(|module| module.file)
    }

    fn read_picture(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.get().vpath().get_without_slash();
        if let Some(asset) = assets::find(&format!("{LAYOUTS}/{name}")) {
            return Ok(Bytes::new(asset.content));
        }
        let path = self.folder.as_ref().ok_or(FileError::AccessDenied)?.join(name);
        let read = self.storage.read(&path);
        read.map(Bytes::new).map_err(|error| FileError::from_io(error, &path))
    }
}

fn virtual_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("layout names are plain: checked when they are read");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The modules that every layout may import, under their names below `layouts`.
fn shipped_modules(files: &mut Files) -> BTreeMap<String, Module> {
    let mut modules = BTreeMap::new();
    for asset in assets::under(LAYOUTS).filter(|asset| asset.path.ends_with(".typ")) {
        let text = std::str::from_utf8(asset.content).expect("shipped modules are UTF-8");
        let file = files.add(Path::new(asset.path), text.to_owned());
        let name = asset.path.trim_start_matches(LAYOUTS).trim_start_matches('/').to_owned();
        add_module(&mut modules, name, file, files);
    }
    modules
}

fn add_module(
    modules: &mut BTreeMap<String, Module>,
    name: String,
    file: source::FileId,
    files: &Files,
) {
    let source = Source::new(virtual_id(&name), files.text(file).to_owned());
    modules.insert(name, Module { source, file });
}

/// The `.typ` files in the edition's `layouts` folder and in the folder of this layout.
fn module_names(files: &Files, folder: &Path, layout: &str) -> Vec<String> {
    let is_module = |name: &String| name.ends_with(".typ");
    let storage = files.storage();
    let shared = storage.names(folder).into_iter().filter(is_module);
    let own = storage.names(&folder.join(layout)).into_iter().filter(is_module);
    shared
        .filter(|name| storage.is_file(&folder.join(name)))
        .chain(own.filter(|name| name != "style.typ").map(|name| format!("{layout}/{name}")))
        .collect()
}

impl World for LayoutWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.style
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.prelude.id() {
            return Ok(self.prelude.clone());
        }
        let name = id.get().vpath().get_without_slash();
        let module = self.modules.get(name);
        module
            .map(|module| module.source.clone())
            .ok_or_else(|| FileError::NotFound(PathBuf::from(name)))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.get().vpath().get_without_slash();
        let mut pictures = self.pictures.lock().expect("no reader panics");
        if let Some(bytes) = pictures.get(name) {
            return Ok(bytes.clone());
        }
        let bytes = self.read_picture(id)?;
        pictures.insert(name.to_owned(), bytes.clone());
        Ok(bytes)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// Looks have no clock: the edition's date is what they are given.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
