//! Text on disk → [`model`](crate::model).
//!
//! 1. `edition.toml` is read as it is written (`edition_file`, `place_file`), with the place of
//!    everything (`table`).
//! 2. The layouts that it names are found and read (`layouts`, `layout_file`).
//! 3. The manuscripts that it names are read ([`manuscript`]).
//! 4. Every reference is followed and every area put on its grid (`resolve`, `places`).
//!
//! Problems are collected on the way: one run tells of all of them.

mod areas;
mod edition_file;
mod layout_file;
mod layouts;
mod length;
pub mod manuscript;
mod place_file;
mod places;
mod read;
mod resolve;
mod size_names;
mod stories;
mod table;
#[cfg(test)]
mod tests;
mod text_files;

pub use read::{Request, read};
