//! The page grid in whole numbers: measures, legs, cuts, obstacles. No type is set here.

mod cut;
mod legs;
mod measure;
mod page_grid;

pub use cut::{Break, Cut, CutLeg, CutLine, cut};
pub use legs::{LEAST_SEGMENT, Obstacle, Segment, Slot, StoryRoom};
pub use measure::{Measure, columns_width, legs, legs_of_unequal_measure};
pub use page_grid::PageGrid;
