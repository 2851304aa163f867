//! Sets type: the only room that does.

pub mod fonts;
