//! Newspaper pages from manuscripts, photos and a house layout.
//!
//! The stages, in the order in which [`pipeline`] calls them:
//!
//! 1. **Read** ([`input`]): edition file, layout, manuscripts → [`model::Edition`].
//! 2. **Set the galleys** ([`typeset`]): each body is set once into lines on the page grid.
//! 3. **Compose** ([`compose`]): galleys are cut into legs ([`geometry`]) and placed with heads,
//!    photos and rules; copy and space that do not meet are reported in lines and characters.
//! 4. **Export** ([`export`]): PDF, PNG proof, report, text trace.
//!
//! `docs/architecture.md` has the map of the rooms and the doors between them.

pub mod assets;
pub mod cli;
pub mod compose;
pub mod diag;
pub mod export;
pub mod geometry;
pub mod input;
pub mod model;
pub mod photo;
pub mod pipeline;
pub mod source;
pub mod typeset;
pub mod units;
