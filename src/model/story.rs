//! A story: headline, copy and photos as the reporter delivered them, with places kept.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::source::{FileId, Span, Spanned};

/// A story of the edition; an index into its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub usize);

/// A manuscript.
#[derive(Debug, Clone)]
pub struct Story {
    /// Short name: the file name in `articles/` without its ending.
    pub slug: String,
    /// The manuscript's file.
    pub file: FileId,
    /// Kicker, main line and deck; `None` only for a lone photo.
    pub headline: Option<Headline>,
    /// `本报记者 皮磊`, printed after the layout's mark.
    pub byline: Option<Spanned<String>>,
    /// `本报北京6月10日电`, printed at the start of the first paragraph.
    pub dateline: Option<Spanned<String>>,
    /// 1 is the lead; larger is less important.
    pub priority: u32,
    /// Language of the copy, as a code such as `zh` or `en`.
    pub language: String,
    /// The photos in order of importance.
    pub photos: Vec<Photo>,
    /// Where the copy comes from: printed as `（转自…）`.
    pub source: Option<Spanned<String>>,
    /// The body.
    pub blocks: Vec<Block>,
    /// What was mended in the copy as it was read (half-width marks, straight quotes …), and how
    /// often. What each name means is said where the copy is cleaned.
    pub corrections: BTreeMap<&'static str, u32>,
    /// The head of the manuscript, for messages about the whole story.
    pub span: Span,
}

impl Story {
    /// Whether this is a photo that stands alone as a story (图片新闻).
    pub fn is_lone_photo(&self) -> bool {
        self.blocks.is_empty() && !self.photos.is_empty()
    }
}

/// The lines over a story.
#[derive(Debug, Clone)]
pub struct Headline {
    /// 引题, above the main line.
    pub kicker: Option<HeadlineLines>,
    /// 主题.
    pub main: HeadlineLines,
    /// 副题, below the main line.
    pub deck: Option<HeadlineLines>,
}

/// One part of a headline.
#[derive(Debug, Clone)]
pub struct HeadlineLines {
    /// The text; several entries are lines that the author broke.
    pub lines: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

/// A piece of the body.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph of copy.
    Paragraph {
        /// Its text with emphasis.
        text: Vec<Inline>,
        /// Where it stands.
        span: Span,
    },
    /// 小标题: one to three lines between paragraphs.
    Subhead {
        /// The lines as the author broke them.
        lines: Vec<String>,
        /// Where it stands.
        span: Span,
    },
    /// A pull quote, set off from the copy.
    PullQuote {
        /// Its text.
        text: String,
        /// Where it stands.
        span: Span,
    },
}

impl Block {
    /// Where the block stands in the manuscript.
    pub const fn span(&self) -> Span {
        match self {
            Self::Paragraph { span, .. }
            | Self::Subhead { span, .. }
            | Self::PullQuote { span, .. } => *span,
        }
    }

    /// The block's text without emphasis, lines of a subhead joined.
    pub fn plain_text(&self) -> String {
        match self {
            Self::Paragraph { text, .. } => text.iter().map(Inline::text).collect(),
            Self::Subhead { lines, .. } => lines.concat(),
            Self::PullQuote { text, .. } => text.clone(),
        }
    }
}

/// A run of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Copy.
    Text(String),
    /// `*emphasis*`: another face.
    Emphasis(String),
    /// `**strong emphasis**`: a bolder face.
    Strong(String),
    /// A line break that the author insists on.
    LineBreak,
}

impl Inline {
    /// The characters of the run; a line break has none.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Emphasis(text) | Self::Strong(text) => text,
            Self::LineBreak => "",
        }
    }
}

/// A photo of a story.
#[derive(Debug, Clone)]
pub struct Photo {
    /// The file, as the manuscript names it.
    pub name: String,
    /// The file, resolved; it may not exist.
    pub path: PathBuf,
    /// What it shows.
    pub caption: Option<Spanned<String>>,
    /// Who made it.
    pub credit: Option<Spanned<String>>,
    /// Where the manuscript names it.
    pub span: Span,
}
