//! The field's nouns as plain data: what an edition is, after everything in it has been resolved.
//!
//! Nothing here reads files or sets type. Values that a message may have to point at keep their
//! [`Span`](crate::source::Span).

mod edition;
mod layout;
mod page;
mod story;

pub use edition::{Date, Edition};
pub use layout::{
    Folio, Grade, Grid, HeadlineRules, Layout, Nameplate, PhotoRules, SectionHeadRules, Sheet,
    StoryRules, Typography,
};
pub use page::{
    Area, Direction, Fit, Focus, Ground, HeadlineKind, HeadlinePlace, Page, PhotoPlace, Place,
    Rest, Role, Section, Side,
};
pub use story::{Block, Headline, HeadlineLines, Inline, Photo, Story, StoryId};
