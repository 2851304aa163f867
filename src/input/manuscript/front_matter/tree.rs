//! A small tree of values with places: what YAML and TOML have in common.

use crate::source::{FileId, Span, Spanned};

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub value: Value,
    pub span: Span,
}

/// What front matter can hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Integer(i64),
    List(Vec<Node>),
    /// Keys in the order in which they stand in the file.
    Table(Vec<(Spanned<String>, Node)>),
    /// A key with nothing after it, as in a template that was not filled in.
    Nothing,
    /// A kind that no key takes: a fraction, a truth value, a date.
    Other,
}

impl Node {
    /// Its entries, if it is a table.
    pub fn into_table(self) -> Result<Vec<(Spanned<String>, Self)>, Self> {
        match self.value {
            Value::Table(entries) => Ok(entries),
            Value::Nothing => Ok(Vec::new()),
            _ => Err(self),
        }
    }

    /// Whether it is a list with nothing in it.
    pub fn is_empty_list(&self) -> bool {
        matches!(&self.value, Value::List(items) if items.is_empty())
    }
}

/// Where the parsed piece of text stands in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    pub file: FileId,
    pub offset: usize,
}

impl Origin {
    /// The place of some bytes of the piece.
    pub fn span(self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }
}
