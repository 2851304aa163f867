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
        Err(unknown) => return tell(&[unknown].into_iter().collect(), options),
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
fn templates(layout: &str) -> Result<Vec<Template>, Diagnostic> {
    let layouts = shipped_layouts();
    if !layouts.contains(&layout) {
        let unknown = Diagnostic::new(&code::UNKNOWN_LAYOUT)
            .with("name", layout)
            .with("known", layouts.join(", "));
        return Err(match nearest(layout, layouts) {
            Some(near) => unknown.with("near", near),
            None => unknown,
        });
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
        "tabloid-6" => (3, 22),
        _ => (3, 22),
    }
}

/// The names of the layouts that the program carries, in order.
fn shipped_layouts() -> Vec<&'static str> {
    let files = assets::under("layouts/").filter_map(|asset| asset.path.strip_prefix("layouts/"));
    files.filter_map(|path| path.strip_suffix("/layout.toml")).collect()
}
