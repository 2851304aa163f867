//! Newspaper pages from manuscripts, photos and a house layout.
//!
//! The stages, in the order in which [`pipeline`] calls them:
//!
//! 1. **Read** ([`input`]): edition file, layout, manuscripts → [`model::Edition`].
//! 2. **Set the galleys** ([`typeset`]): each body is set once into lines on the page grid.
//! 3. **Fit** ([`fit`]): galley and space are brought together, or the difference is reported.
//! 4. **Compose** ([`compose`]): galleys are cut into legs and placed with heads and photos.
//! 5. **Export** ([`export`]): PDF, PNG proof, report, text trace.
//!
//! `docs/architecture.md` has the map of the rooms and the doors between them.

pub mod assets;
pub mod diag;
pub mod model;
pub mod photo;
pub mod source;
pub mod typeset;
pub mod units;
