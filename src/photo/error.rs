//! Why a photo cannot be used.

use crate::diag::{Diagnostic, code};
use crate::units::Length;

/// Why a photo cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PhotoError {
    /// There is no such file.
    #[error("the file is not there")]
    Missing,
    /// The file is no picture that can be shown.
    #[error("{reason}")]
    Unusable {
        /// Why, in plain words.
        reason: String,
    },
    /// The header promises more pixels than the program takes in.
    #[error("it has {width} × {height} pixels; scale it down to at most {limit} on a side")]
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// The longest side at which a picture of this shape is taken in.
        limit: u32,
    },
    /// The place has no size, or its resolution is no resolution.
    #[error("its place of {width} × {height} at {ppi} ppi cannot hold a picture")]
    NoPlace {
        /// Width of the place.
        width: Length,
        /// Height of the place.
        height: Length,
        /// Resolution asked for.
        ppi: f64,
    },
}

impl PhotoError {
    /// A file that is no picture, and why.
    pub(super) fn unusable(reason: impl Into<String>) -> Self {
        Self::Unusable { reason: reason.into() }
    }

    /// The problem as it is reported, with the photo's path in the edition.
    pub fn diagnostic(&self, path: &str) -> Diagnostic {
        match self {
            Self::Missing => Diagnostic::new(&code::PHOTO_MISSING).with("path", path).file(path),
            Self::TooLarge { width, height, limit } => Diagnostic::new(&code::PHOTO_TOO_LARGE)
                .with("path", path)
                .with("width", width)
                .with("height", height)
                .with("limit", limit)
                .file(path),
            Self::Unusable { .. } | Self::NoPlace { .. } => Diagnostic::new(&code::PHOTO_UNUSABLE)
                .with("path", path)
                .with("reason", self)
                .file(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Language;

    #[test]
    fn messages_have_no_gaps_left() {
        let errors = [
            PhotoError::Missing,
            PhotoError::unusable("the file is empty"),
            PhotoError::TooLarge { width: 40_000, height: 20_000, limit: 22_360 },
            PhotoError::NoPlace { width: Length::ZERO, height: Length::mm(10.0), ppi: 200.0 },
        ];
        for error in errors {
            let diagnostic = error.diagnostic("images/a.jpg");
            assert_eq!(diagnostic.file.as_deref(), Some("images/a.jpg"));
            for language in [Language::English, Language::Chinese] {
                let help = diagnostic.help(language).expect("both codes say what to do");
                let text = diagnostic.message(language) + &help;
                assert!(text.contains("images/a.jpg") && !text.contains('{'), "{text}");
            }
        }
    }
}
