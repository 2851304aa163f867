//! Files and places in files: the only room that touches the file system.
//!
//! Every text that is read gets a [`FileId`]; every value that comes from it keeps a [`Span`], so
//! that the last check of a page can still point at the line of a manuscript.

mod files;
mod span;
mod storage;

pub use files::{Files, ReadError, ReadErrorKind};
pub use span::{FileId, Place, Span, Spanned};
pub use storage::{Disk, Memory, Storage, map, write_atomically};
