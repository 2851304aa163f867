//! Text on disk → [`model`](crate::model).

pub mod manuscript;
