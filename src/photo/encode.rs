//! Writes pixels as a JPEG for the page.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};

use super::error::PhotoError;
use super::pixels::{Channels, Pixels};

/// Quality of the JPEG (1–100), with chroma at full resolution. At 90 the loss disappears under
/// the screen of newsprint.
const QUALITY: u8 = 90;

/// The pixels as a baseline JPEG with the profile that they came with. Other data about the
/// photo, such as the place where it was taken, does not go to print.
pub fn jpeg(pixels: &Pixels) -> Result<Vec<u8>, PhotoError> {
    let mut jpeg = Vec::with_capacity(pixels.data.len() / 4);
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    if let Some(profile) = &pixels.profile {
        // A profile too large to be written is left out; the pixels are then taken as sRGB.
        let _ = encoder.set_icc_profile(profile.clone());
    }
    let color = match pixels.channels {
        Channels::Grey => ExtendedColorType::L8,
        Channels::Rgb => ExtendedColorType::Rgb8,
    };
    encoder
        .encode(&pixels.data, pixels.width, pixels.height, color)
        .map_err(|error| PhotoError::unusable(format!("it cannot be written ({error})")))?;
    Ok(jpeg)
}
