//! Turns a photo's file into pixels, whatever the file's name says it is.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::error::PhotoError;
use super::pixels::{Channels, Pixels};

/// The longest side that is taken in, in pixels.
pub const MOST_SIDE: u32 = 20_000;

/// The most pixels that are taken in: beyond the largest sensors, and 750 MB in memory.
pub const MOST_PIXELS: u64 = 250_000_000;

/// Memory that a decoder may use for tables, profiles and comments, beyond the pixels.
const SIDE_MEMORY: u64 = 64 << 20;

/// First bytes of files that people take for photos, and what they are.
const OTHERS: &[(usize, &[u8], &str)] = &[
    (0, b"GIF8", "a GIF"),
    (0, b"BM", "a BMP"),
    (0, b"%PDF", "a PDF"),
    (0, b"8BPS", "a Photoshop document"),
    (0, b"PK\x03\x04", "a ZIP archive or an office document"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyphei", "a HEIC picture"),
    (4, b"ftypmif1", "a HEIF picture"),
    (4, b"ftyp", "a video"),
    (0, b"<svg", "an SVG drawing"),
    (0, b"<?xml", "an XML file or an SVG drawing"),
    (0, b"<!DOCTYPE", "a web page"),
    (0, b"<html", "a web page"),
];

/// Width and height in the file, from its header alone.
pub fn dimensions(bytes: &[u8]) -> Result<(u32, u32), PhotoError> {
    Ok(open(bytes, sniff(bytes)?)?.dimensions())
}

/// The pixels as they are stored, transparency laid on white.
pub fn decode(bytes: &[u8]) -> Result<Pixels, PhotoError> {
    let format = sniff(bytes)?;
    if !is_whole(bytes, format) {
        return Err(breaks_off());
    }
    let mut decoder = open(bytes, format)?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut limits = Limits::default();
    limits.max_alloc = Some(decoder.total_bytes().saturating_mul(2) + SIDE_MEMORY);
    decoder.set_limits(limits).map_err(|error| reason(&error))?;
    let image = DynamicImage::from_decoder(decoder).map_err(|error| reason(&error))?;
    Ok(flatten(image, profile))
}

/// The kind of picture, from its first bytes.
fn sniff(bytes: &[u8]) -> Result<ImageFormat, PhotoError> {
    if bytes.is_empty() {
        return Err(PhotoError::unusable("the file is empty"));
    }
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Tiff, ImageFormat::WebP];
    if let Some(format) = image::guess_format(bytes).ok().filter(|format| known.contains(format)) {
        return Ok(format);
    }
    let other = OTHERS
        .iter()
        .find(|(at, magic, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    Err(PhotoError::unusable(match other {
        Some((_, _, what)) => format!("it is {what}, not a JPEG, PNG, TIFF or WebP"),
        None if bytes.iter().all(|byte| *byte == 0) => "the file holds nothing but zeros".into(),
        None => "it is no picture".into(),
    }))
}

/// A decoder that has read the header and found its promise bearable.
fn open(bytes: &[u8], format: ImageFormat) -> Result<Box<dyn ImageDecoder + '_>, PhotoError> {
    if let Some((width, height)) = png_size(bytes, format) {
        check_size(width, height)?;
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.no_limits();
    let decoder = reader.into_decoder().map_err(|error| reason(&error))?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    Ok(Box::new(decoder))
}

/// The size in a PNG's first chunk (PNG, 11.2.1). The decoder refuses the largest sizes before it
/// tells them.
fn png_size(bytes: &[u8], format: ImageFormat) -> Option<(u32, u32)> {
    let number = |at| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    (format == ImageFormat::Png).then(|| Some((number(16)?, number(20)?)))?
}

/// Refuses pictures without pixels and with too many.
fn check_size(width: u32, height: u32) -> Result<(), PhotoError> {
    if width == 0 || height == 0 {
        return Err(PhotoError::unusable("it has no pixels"));
    }
    let pixels = u64::from(width) * u64::from(height);
    if width <= MOST_SIDE && height <= MOST_SIDE && pixels <= MOST_PIXELS {
        return Ok(());
    }
    // The longest side that keeps a picture of this shape within both limits.
    let longest = f64::from(width.max(height));
    let scaled = longest * (MOST_PIXELS as f64 / pixels as f64).sqrt();
    let limit = (scaled as u32).min(MOST_SIDE);
    Err(PhotoError::TooLarge { width, height, limit })
}

/// A decoder's complaint in plain words.
fn reason(error: &ImageError) -> PhotoError {
    match error {
        ImageError::IoError(_) => breaks_off(),
        ImageError::Limits(_) => {
            PhotoError::unusable("it takes more memory than its size explains")
        }
        ImageError::Unsupported(error) => {
            PhotoError::unusable(format!("this kind of picture is not supported ({error})"))
        }
        other => PhotoError::unusable(format!("its data is damaged ({other})")),
    }
}

/// A file that stops before its picture does.
fn breaks_off() -> PhotoError {
    PhotoError::unusable("the file breaks off before the end of the picture")
}

/// Whether the file has its end. The decoder of JPEG fills what is missing with grey and says
/// nothing, as a browser does; on paper that is an accident. PNG and TIFF are read strictly.
fn is_whole(bytes: &[u8], format: ImageFormat) -> bool {
    match format {
        ImageFormat::Jpeg => walk_to_end(bytes).is_some(),
        ImageFormat::WebP => has_riff_length(bytes).unwrap_or(false),
        _ => true,
    }
}

/// Whether a RIFF file has the length that its header names.
fn has_riff_length(bytes: &[u8]) -> Option<bool> {
    let length = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?);
    Some(bytes.len() as u64 >= u64::from(length) + 8)
}

/// Steps to a JPEG’s end-of-image marker (ITU-T T.81, B.1.1.3) from marker to marker: over the
/// segments with a length, and through the entropy-coded data after each start of scan. A thumbnail with an end of its own lies inside a segment.
fn walk_to_end(bytes: &[u8]) -> Option<()> {
    let mut at = 2;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)? + 1;
        match *bytes.get(at)? {
            0xd9 => return Some(()),
            // A stuffed byte, a restart and markers that stand alone have no length.
            0x00 | 0x01 | 0xd0..=0xd8 => at += 1,
            // A run of 0xff is padding before a marker.
            0xff => {}
            _ => {
                let length = bytes.get(at + 1..at + 3)?;
                at += 1 + usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
        }
    }
}

/// Eight bits a channel and no transparency: what lies under a see-through pixel is white paper.
fn flatten(image: DynamicImage, profile: Option<Vec<u8>>) -> Pixels {
    let (width, height) = (image.width(), image.height());
    let has_alpha = image.color().has_alpha();
    let (channels, data) = match (image.color().has_color(), has_alpha) {
        (false, false) => (Channels::Grey, image.into_luma8().into_raw()),
        (false, true) => (Channels::Grey, on_white::<2>(image.into_luma_alpha8().into_raw())),
        (true, false) => (Channels::Rgb, image.into_rgb8().into_raw()),
        (true, true) => (Channels::Rgb, on_white::<4>(image.into_rgba8().into_raw())),
    };
    let profile = profile.filter(|profile| describes(profile, channels));
    Pixels { width, height, channels, data, profile }
}

/// Whether an ICC profile is for these channels: its header names the colour space at byte 16
/// (ICC.1, 7.2.8). That of a CMYK photo no longer fits after decoding.
fn describes(profile: &[u8], channels: Channels) -> bool {
    let space: &[u8] = match channels {
        Channels::Grey => b"GRAY",
        Channels::Rgb => b"RGB ",
    };
    profile.get(16..20) == Some(space)
}

/// Drops the last of `N` channels, the opacity, after mixing the others with white.
fn on_white<const N: usize>(data: Vec<u8>) -> Vec<u8> {
    let mut flat = Vec::with_capacity(data.len() / N * (N - 1));
    for pixel in data.chunks_exact(N) {
        let opacity = u32::from(pixel[N - 1]);
        flat.extend(pixel[..N - 1].iter().map(|value| {
            let mixed = u32::from(*value) * opacity + 255 * (255 - opacity);
            ((mixed + 127) / 255) as u8
        }));
    }
    flat
}
