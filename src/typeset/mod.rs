//! Sets type: the only room that does.
//!
//! A [`Typesetter`] holds one layout's look and turns the model's texts into finished pieces:
//! bodies into [`Galley`]s, headlines, captions and furniture into [`Piece`]s of whole lines.

mod body;
mod caption;
mod engine;
pub mod fonts;
mod furniture;
mod galley;
mod glyphs;
mod headline;
mod joiners;
mod justify;
mod lines;
mod style;
mod subhead;
mod typesetter;
mod world;

pub(crate) use body::is_printed;
pub use caption::SetCaption;
pub use furniture::{FolioText, RuleKind, RuleSpec};
pub use galley::{CopyStart, Galley, GalleyLine, LineKind};
pub use glyphs::missing_characters;
pub use headline::{HeadlineSpec, SetHeadline};
pub(crate) use lines::LineItems;
pub use typesetter::{Fault, Piece, Typesetter};
