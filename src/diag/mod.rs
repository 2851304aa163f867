//! Problems of the user's files and pages, as data.
//!
//! A room that finds a problem makes a [`Diagnostic`] from a row of the one table of [`code`]s and
//! puts it into [`Diagnostics`]; the run goes on, so that one run shows all. How a problem is
//! written for people, machines and services is the business of [`render`], one file a format.

pub mod code;
mod diagnostic;
mod message;
pub mod render;
mod suggest;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Diagnostics, Label};
pub use message::{Language, Message};
pub use suggest::nearest;
