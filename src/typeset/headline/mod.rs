//! Headlines: kicker, main line and deck in whole lines of the grid.

pub(super) mod breaking;
mod fit;
mod horizontal;
mod vertical;

pub use horizontal::{HeadlineSpec, SetHeadline};
