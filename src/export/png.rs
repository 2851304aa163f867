//! A page as a PNG proof.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use typst_layout::Page;
use typst_library::foundations::{Content, Smart};
use typst_library::layout::Sides;
use typst_render::RenderOptions;

use crate::compose::ComposedPage;

/// Points in an inch.
const PT_PER_INCH: f64 = 72.0;

/// Renders the trimmed page at this resolution.
pub fn png(page: &ComposedPage, ppi: f64) -> Result<Vec<u8>, image::ImageError> {
    let sheet = Page {
        frame: page.frame.clone(),
        bleed: Sides::default(),
        fill: Smart::Auto,
        numbering: None,
        supplement: Content::empty(),
        number: page.number as u64,
    };
    let options = RenderOptions { pixel_per_pt: (ppi / PT_PER_INCH).into(), render_bleed: false };
    let pixmap = typst_render::render(&sheet, &options);
    // A proof is opaque paper: three channels compress faster and smaller than four.
    let rgb: Vec<u8> = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Adaptive)
        .write_image(&rgb, pixmap.width(), pixmap.height(), ExtendedColorType::Rgb8)?;
    Ok(bytes)
}
