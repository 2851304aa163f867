//! Composes a page 大样: galleys are cut into legs and placed with heads, photos, rules and folio.
//!
//! Everything here is arithmetic on pieces that are already set; the result is one frame a page,
//! with a list of what was placed where.

mod checks;
mod composed;
mod furniture;
mod page;
mod paint;
mod photos;
mod section;
mod story;
mod white;

pub use composed::{
    ComposedLeg, ComposedPage, ComposedPhoto, ComposedStory, Overset, Placed, PlacedKind,
};
pub use page::{PageInput, compose};
