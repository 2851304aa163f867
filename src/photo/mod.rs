//! Turns a photo's file into a JPEG at the size and resolution of its place on the page.
//!
//! The steps, each in its own file: `decode` the file into [`Pixels`], `crop` them to the shape
//! of the place, `resample` to the output resolution, `orient` as the camera noted it, and
//! `encode`. What a run has made is kept in a [`Cache`]; making it again costs a hash of the file.
//!
//! Pixels and their encoding are separate steps, so that a conversion of colours can stand between
//! them.

mod cache;
mod crop;
mod decode;
mod encode;
mod error;
mod library;
mod orient;
mod pixels;
mod resample;
#[cfg(test)]
mod tests;

pub use cache::Cache;
pub use crop::{Crop, PixelRect};
pub use decode::{MOST_PIXELS, MOST_SIDE};
pub use error::PhotoError;
pub use library::PhotoLibrary;
pub use orient::Orientation;
pub use pixels::{Channels, Pixels};

use crate::model::{Fit, Focus};
use crate::units::Length;

/// Points in an inch.
const PT_PER_INCH: f64 = 72.0;

/// What a photo's header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probe {
    /// Width in pixels as the picture is seen, after the camera's orientation.
    pub width: u32,
    /// Height in pixels as the picture is seen.
    pub height: u32,
}

/// A place on the page that a photo is made for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Job {
    /// Width of the place.
    pub width: Length,
    /// Height of the place.
    pub height: Length,
    /// Whether the photo fills the place or stands in it whole.
    pub fit: Fit,
    /// What must stay when it is cropped.
    pub focus: Focus,
    /// Resolution of the output; an original with fewer pixels keeps those it has.
    pub ppi: f64,
}

/// A photo, ready to be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// The picture as a JPEG: RGB, or grey where the original is.
    pub jpeg: Vec<u8>,
    /// Its width and height in pixels.
    pub pixels: (u32, u32),
    /// Its width on the page; smaller than the place for [`Fit::Contain`].
    pub width: Length,
    /// Its height on the page.
    pub height: Length,
    /// Pixels an inch of the original at this size, before resampling.
    pub ppi: f64,
}

/// Reads a photo's size from its header, without decoding it.
///
/// # Errors
/// [`PhotoError::Unusable`] when the bytes are no picture of a known kind, and
/// [`PhotoError::TooLarge`] when it is more than the program takes in.
pub fn probe(bytes: &[u8]) -> Result<Probe, PhotoError> {
    guarded(|| {
        let (width, height) = decode::dimensions(bytes)?;
        let (width, height) = Orientation::read(bytes).seen_size(width, height);
        Ok(Probe { width, height })
    })
}

/// Makes a photo for its place.
///
/// # Errors
/// Those of [`probe`]; [`PhotoError::Unusable`] also when the file breaks off or is damaged, and
/// [`PhotoError::NoPlace`] when the place has no size.
pub fn prepare(bytes: &[u8], job: &Job, cache: Option<&Cache>) -> Result<Prepared, PhotoError> {
    check_place(job)?;
    let key = cache.map(|cache| (cache, Cache::key(bytes, job)));
    if let Some(prepared) = key.and_then(|(cache, key)| cache.read(key)) {
        return Ok(prepared);
    }
    let prepared = guarded(|| make(bytes, job))?;
    if let Some((cache, key)) = key {
        cache.write(key, &prepared);
    }
    Ok(prepared)
}

/// Runs the decoders of other hands so that a mistake in them costs one photo and not the edition:
/// what they are fed comes from anywhere.
fn guarded<T>(
    run: impl FnOnce() -> Result<T, PhotoError> + std::panic::UnwindSafe,
) -> Result<T, PhotoError> {
    std::panic::catch_unwind(run)
        .unwrap_or_else(|_| Err(PhotoError::unusable("its data cannot be understood")))
}

/// The steps. Turning comes last, because a small picture is turned faster than a large one.
fn make(bytes: &[u8], job: &Job) -> Result<Prepared, PhotoError> {
    let original = decode::decode(bytes)?;
    let orientation = Orientation::read(bytes);
    let (seen_width, seen_height) = orientation.seen_size(original.width, original.height);
    let crop = Crop::new((seen_width, seen_height), (job.width, job.height), job.fit, job.focus);

    let size = crop.size_at(job.ppi);
    let rect = orientation.rect_in_file(crop.rect, original.width, original.height);
    let size_in_file = orientation.file_size(size.0, size.1);
    let small = resample::resample(original, rect, size_in_file)?;
    let picture = orientation.apply(small);

    Ok(Prepared {
        jpeg: encode::jpeg(&picture)?,
        pixels: (picture.width, picture.height),
        width: crop.width,
        height: crop.height,
        ppi: crop.ppi(),
    })
}

/// Refuses a place into which no picture can be put, so that the arithmetic after it is safe.
fn check_place(job: &Job) -> Result<(), PhotoError> {
    // A side of a thousandth of a point or of a kilometre is a slip in somebody's arithmetic.
    let is_side = |length: Length| (0.001..3.0e6).contains(&length.to_pt());
    let is_place = is_side(job.width) && is_side(job.height);
    let is_resolution = (1.0..1.0e5).contains(&job.ppi);
    if is_place && is_resolution {
        return Ok(());
    }
    Err(PhotoError::NoPlace { width: job.width, height: job.height, ppi: job.ppi })
}
