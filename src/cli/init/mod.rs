//! `banmian init`: a first edition to start from.

use std::path::Path;

use anyhow::anyhow;

use super::args::{Init, Options};
use super::console::{Console, Stream};
use super::exit::Exit;
use super::run::{tell, unwritable};
use crate::assets;
use crate::diag::{Diagnostic, Diagnostics, Message, code, nearest};
use crate::pipeline::{self, Product};
use crate::source::{Disk, Storage};

const EDITION: &str = include_str!("edition.toml");
const ARTICLE: &str = include_str!("first.md");

/// A file of the new edition.
struct Template {
    folder: &'static str,
    file: &'static str,
    content: String,
}

/// Makes the edition's folder.
pub(super) fn run(command: &Init, options: &Options) -> anyhow::Result<Exit> {
    let folder = command.folder.as_path();
    let templates = match templates(&command.layout) {
        Ok(templates) => templates,
        Err(unknown) => return tell(&unknown, options),
    };
    if !is_free(folder) {
        let taken = Message {
            en: "{folder} is not an empty folder; nothing was changed",
            zh: "{folder} 不是空文件夹，未作任何改动",
        };
        let args = [("folder", folder.display().to_string())];
        return Err(anyhow!(taken.fill(options.language, &args)));
    }
    if let Err(refused) = write(folder, templates) {
        return tell(&refused, options);
    }
    let made = Message {
        en: "made {folder}; `banmian build {folder}` makes its page",
        zh: "已建立 {folder}；运行 `banmian build {folder}` 即可制作版面",
    };
    let args = [("folder", folder.display().to_string())];
    Console::new(options).summary(Stream::Result, made, &args)?;
    Ok(Exit::Done)
}

/// Whether nothing is lost when an edition is made here.
fn is_free(folder: &Path) -> bool {
    !Disk.is_file(folder) && Disk.names(folder).is_empty()
}

/// Writes the files, the edition file last: a folder without it is no edition.
fn write(folder: &Path, templates: Vec<Template>) -> Result<(), Diagnostics> {
    for Template { folder: inner, file, content } in templates {
        let product = Product { name: file.to_owned(), content: content.into_bytes() };
        pipeline::write(&folder.join(inner), &[product])
            .map_err(|error| [unwritable(folder, &error)].into_iter().collect::<Diagnostics>())?;
    }
    Ok(())
}

/// The files of an edition with one page in this layout.
fn templates(layout: &str) -> Result<Vec<Template>, Diagnostics> {
    let layouts = shipped_layouts();
    if !layouts.contains(&layout) {
        let unknown = Diagnostic::new(&code::UNKNOWN_LAYOUT)
            .with("name", layout)
            .with("known", layouts.join(", "));
        let unknown = match nearest(layout, layouts) {
            Some(near) => unknown.with("near", near),
            None => unknown,
        };
        return Err([unknown].into_iter().collect());
    }
    let (columns, lines) = area(layout);
    let edition = EDITION
        .replace("{layouts}", &layouts.join(", "))
        .replace("{layout}", layout)
        .replace("{columns}", &columns.to_string())
        .replace("{lines}", &lines.to_string());
    let article = Template { folder: "articles", file: "first.md", content: ARTICLE.to_owned() };
    let edition = Template { folder: "", file: "edition.toml", content: edition };
    Ok(vec![article, edition])
}

/// Columns and lines that the first article fills.
fn area(layout: &str) -> (u32, u32) {
    match layout {
        "broadsheet-6" => (3, 20),
        "tabloid-5" => (3, 22),
        "tabloid-6" => (3, 25),
        _ => (3, 23),
    }
}

/// The names of the layouts that the program carries, in order.
fn shipped_layouts() -> Vec<&'static str> {
    let files = assets::under("layouts/").filter_map(|asset| asset.path.strip_prefix("layouts/"));
    files.filter_map(|path| path.strip_suffix("/layout.toml")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Language;
    use crate::pipeline::{Made, Settings, Silent, make};
    use crate::source::Memory;

    /// Makes the pages of a new edition that is never written to disk.
    fn made(templates: Vec<Template>) -> Made {
        let folder = Path::new("new");
        let file = |storage: Memory, Template { folder: inner, file, content }: Template| {
            storage.with(folder.join(inner).join(file), content)
        };
        let storage = templates.into_iter().fold(Memory::default(), file);
        let settings = Settings { edition: folder.to_owned(), ..Settings::default() };
        make(&settings, storage, &Silent)
    }

    #[test]
    fn the_new_edition_has_no_faults_in_any_shipped_layout() {
        assert!(!shipped_layouts().is_empty());
        for layout in shipped_layouts() {
            let made = made(templates(layout).unwrap());
            let said: Vec<String> =
                made.diagnostics.iter().map(|found| found.message(Language::English)).collect();
            assert!(said.is_empty(), "{layout}: {said:#?}");
            assert_eq!(made.pages.len(), 1);
            let corrections = &made.edition.as_ref().unwrap().stories[0].corrections;
            assert!(corrections.is_empty(), "{corrections:?}");
        }
    }

    #[test]
    fn a_layout_that_is_not_shipped_is_refused_with_the_near_name() {
        let refused = templates("tabloit-5").err().unwrap();
        assert!(refused.is_fatal());
        let help = refused.iter().next().unwrap().help(Language::English).unwrap();
        assert!(help.contains("tabloid-5"), "{help}");
        assert!(templates("../layouts/tabloid-5").is_err());
    }

    #[test]
    fn only_an_empty_or_new_folder_is_free() {
        let folder = tempfile::tempdir().unwrap();
        assert!(is_free(folder.path()) && is_free(&folder.path().join("new")));
        write(folder.path(), templates("tabloid-5").unwrap()).unwrap();
        assert!(!is_free(folder.path()));
        assert!(!is_free(&folder.path().join("edition.toml")));
    }

    #[test]
    fn what_was_made_is_whole_and_has_no_open_gaps() {
        for Template { file, content, .. } in templates("broadsheet-6").unwrap() {
            let gaps = ["{layout}", "{layouts}", "{columns}", "{lines}"];
            assert!(gaps.iter().all(|gap| !content.contains(gap)), "{file}: {content}");
            assert!(content.ends_with('\n'));
        }
    }

    #[test]
    fn a_refusal_of_the_system_is_told_with_its_folder() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let folder = file.path().join("inside a file");
        let refused = write(&folder, templates("tabloid-5").unwrap()).unwrap_err();
        let found = refused.iter().next().unwrap();
        assert_eq!(found.code, &code::UNWRITABLE_OUTPUT);
        assert!(found.message(Language::Chinese).contains("inside a file"));
    }
}
