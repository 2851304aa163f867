//! The texts of a run, by id.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::span::{FileId, Place, Span};
use super::storage::Storage;

/// All texts that a run has read, and the storage they come from.
pub struct Files {
    storage: Arc<dyn Storage>,
    texts: Vec<Text>,
    by_path: BTreeMap<PathBuf, FileId>,
}

struct Text {
    path: PathBuf,
    content: String,
    /// Byte offset at which each line starts.
    line_starts: Vec<usize>,
}

/// Why a text could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", path.display())]
pub struct ReadError {
    /// The file that was asked for.
    pub path: PathBuf,
    /// What went wrong.
    pub kind: ReadErrorKind,
}

/// What went wrong while reading.
#[derive(Debug, thiserror::Error)]
pub enum ReadErrorKind {
    /// The operating system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The bytes are not UTF-8; the guess is an encoding in which they do make sense.
    #[error("not UTF-8 text (byte {at})")]
    NotUtf8 {
        /// Offset of the first wrong byte.
        at: usize,
        /// The name of an encoding that fits, for example `GBK`.
        guess: Option<&'static str>,
    },
}

impl Files {
    /// An empty set over a storage.
    pub fn new(storage: impl Storage + 'static) -> Self {
        Self { storage: Arc::new(storage), texts: Vec::new(), by_path: BTreeMap::new() }
    }

    /// The storage behind the texts.
    pub fn storage(&self) -> &Arc<dyn Storage> {
        &self.storage
    }

    /// Reads a text once; a second call gives the same id. A byte-order mark is kept out of it.
    pub fn read(&mut self, path: &Path) -> Result<FileId, ReadError> {
        if let Some(id) = self.by_path.get(path) {
            return Ok(*id);
        }
        let fail = |kind| ReadError { path: path.to_owned(), kind };
        let bytes = self.storage.read(path).map_err(|error| fail(error.into()))?;
        let content = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            fail(ReadErrorKind::NotUtf8 { at, guess: guess_encoding(error.as_bytes()) })
        })?;
        let content = content.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(content);
        Ok(self.add(path, content))
    }

    /// Takes in a text that has no file, such as a shipped layout, under a name for messages.
    pub fn add(&mut self, path: &Path, content: String) -> FileId {
        let id = FileId(u32::try_from(self.texts.len()).expect("fewer than 2^32 files"));
        let line_starts =
            std::iter::once(0).chain(content.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.texts.push(Text { path: path.to_owned(), content, line_starts });
        self.by_path.insert(path.to_owned(), id);
        id
    }

    /// The text.
    pub fn text(&self, id: FileId) -> &str {
        &self.texts[id.0 as usize].content
    }

    /// The path it was read from.
    pub fn path(&self, id: FileId) -> &Path {
        &self.texts[id.0 as usize].path
    }

    /// Line and column of a byte offset. Offsets past the end count as the end.
    pub fn place(&self, file: FileId, offset: usize) -> Place {
        let text = &self.texts[file.0 as usize];
        let mut offset = offset.min(text.content.len());
        while !text.content.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = text.line_starts.partition_point(|start| *start <= offset) - 1;
        let column = text.content[text.line_starts[line]..offset].chars().count();
        Place { line: line as u32 + 1, column: column as u32 + 1 }
    }

    /// Line and column at which a span starts.
    pub fn start_of(&self, span: Span) -> Place {
        self.place(span.file, span.start as usize)
    }
}

/// An encoding in which the bytes are fluent Chinese, if they are not UTF-8.
fn guess_encoding(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some("UTF-16");
    }
    let (text, _, malformed) = encoding_rs::GBK.decode(bytes);
    let han = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let foreign = text.chars().filter(|c| !c.is_ascii()).count();
    (!malformed && han > 0 && han * 2 > foreign).then_some("GBK")
}

#[cfg(test)]
mod tests {
    use super::super::storage::Memory;
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let mut files = Files::new(Memory::default());
        let id = files.add(Path::new("a.md"), "标题\n党建，x".into());
        assert_eq!(files.place(id, 0), Place { line: 1, column: 1 });
        assert_eq!(files.place(id, "标题\n党建，".len()), Place { line: 2, column: 4 });
        assert_eq!(files.place(id, 9_999), Place { line: 2, column: 5 });
    }

    #[test]
    fn gbk_is_named_when_the_bytes_are_gbk() {
        let (bytes, _, _) = encoding_rs::GBK.encode("本报记者 皮磊");
        let storage = Memory::default().with("a.md", bytes.to_vec());
        let error = Files::new(storage).read(Path::new("a.md")).unwrap_err();
        assert!(matches!(error.kind, ReadErrorKind::NotUtf8 { guess: Some("GBK"), .. }));
    }

    #[test]
    fn noise_has_no_encoding() {
        let storage = Memory::default().with("a.md", vec![0xff, 0x00, 0x80, 0xff]);
        let error = Files::new(storage).read(Path::new("a.md")).unwrap_err();
        assert!(matches!(error.kind, ReadErrorKind::NotUtf8 { at: 0, guess: None }));
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let storage = Memory::default().with("a.md", "\u{feff}报".as_bytes().to_vec());
        let mut files = Files::new(storage);
        let id = files.read(Path::new("a.md")).unwrap();
        assert_eq!(files.text(id), "报");
    }
}
