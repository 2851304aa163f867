//! Captions, bylines and the box that keeps a missing photo's place.

use typst_library::layout::Abs;
use typst_utils::hash128;

use super::engine::Width;
use super::lines::{self, LineItems};
use super::typesetter::{Fault, Piece, Typesetter};
use crate::model::{Photo, Story};
use crate::units::Length;

/// A caption in lines of the grid.
#[derive(Debug, Clone)]
pub struct SetCaption {
    pub(crate) lines: Vec<LineItems>,
    /// What is printed.
    pub text: String,
}

impl SetCaption {
    /// Lines of the grid it takes.
    pub fn line_count(&self) -> u32 {
        self.lines.len() as u32
    }
}

impl Typesetter {
    /// The caption of a photo with its credit, at the photo's width; nothing if it has neither.
    pub fn caption(
        &self,
        story: &Story,
        index: usize,
        photo: &Photo,
        width: Length,
    ) -> Result<Option<SetCaption>, Fault> {
        let caption = photo.caption.as_ref().map(|text| text.value.as_str());
        let credit = photo.credit.as_ref().map(|text| text.value.as_str());
        if caption.is_none() && credit.is_none() {
            return Ok(None);
        }
        let it =
            self.arguments().text("text", caption).text("credit", credit).length("width", width);
        let key = hash128(&(&story.slug, "caption", index, width.to_pt().to_bits()));
        let measure = Width::Measure(width);
        let frame = self.set_on_grid("caption", it, key, measure, &story.language)?;
        let pitch = Abs::pt(self.grid().pitch.to_pt());
        let lines = lines::split(&frame, self.ascent(self.grid().size), pitch);
        Ok(Some(SetCaption { text: lines::text_of(&frame), lines }))
    }

    /// The byline, with the layout's mark, at a width.
    pub fn byline(&self, story: &Story, text: &str, width: Length) -> Result<Piece, Fault> {
        let it = self.arguments().text("text", Some(text)).length("width", width);
        let key = hash128(&(&story.slug, "byline"));
        let measure = Width::Measure(width);
        Ok(Piece::new(self.set_plain("byline", it, key, measure, &story.language)?))
    }

    /// The box that keeps the place of a photo that is not there (FPO, for position only).
    pub fn photo_placeholder(
        &self,
        story: &Story,
        photo: &Photo,
        width: Length,
        height: Length,
    ) -> Result<Piece, Fault> {
        let it = self
            .arguments()
            .text("name", Some(&photo.name))
            .length("width", width)
            .length("height", height);
        let key = hash128(&(&story.slug, "fpo", &photo.name));
        let measure = Width::Measure(width);
        Ok(Piece::new(self.set_plain("fpo", it, key, measure, "zh")?))
    }
}
