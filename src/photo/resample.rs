//! Brings a rectangle of a picture to fewer pixels.

use fast_image_resize::images::{CroppedImage, Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::crop::PixelRect;
use super::error::PhotoError;
use super::pixels::{Channels, Pixels};

/// Cuts `rect` out and scales it to `size`, which must not exceed it. Lanczos (three lobes) keeps
/// the fine lines of faces and print in pictures at newspaper sizes without moiré.
pub fn resample(file: Pixels, rect: PixelRect, size: (u32, u32)) -> Result<Pixels, PhotoError> {
    debug_assert!(size.0 <= rect.width && size.1 <= rect.height);
    if size == (rect.width, rect.height) {
        return Ok(cut(file, rect));
    }
    let kind = match file.channels {
        Channels::Grey => PixelType::U8,
        Channels::Rgb => PixelType::U8x3,
    };
    let failed = |error: &dyn std::fmt::Display| {
        PhotoError::unusable(format!("it cannot be brought to its size ({error})"))
    };
    let whole =
        ImageRef::new(file.width, file.height, &file.data, kind).map_err(|error| failed(&error))?;
    // A view of its own and not a crop by the resizer, whose filter reaches over the edges.
    let from = CroppedImage::new(&whole, rect.x, rect.y, rect.width, rect.height)
        .map_err(|error| failed(&error))?;
    let mut into = Image::new(size.0, size.1, kind);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .use_alpha(false);
    Resizer::new().resize(&from, &mut into, &options).map_err(|error| failed(&error))?;
    Ok(Pixels { width: size.0, height: size.1, data: into.into_vec(), ..file })
}

/// The rectangle as it is.
fn cut(file: Pixels, rect: PixelRect) -> Pixels {
    if (rect.width, rect.height) == (file.width, file.height) {
        return file;
    }
    let count = file.channels.count();
    let start = rect.x as usize * count;
    let length = rect.width as usize * count;
    let rows = file.data.chunks_exact(file.stride());
    let data = rows
        .skip(rect.y as usize)
        .take(rect.height as usize)
        .flat_map(|row| &row[start..start + length])
        .copied()
        .collect();
    Pixels { width: rect.width, height: rect.height, data, ..file }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(width: u32, height: u32, value: impl Fn(u32, u32) -> u8) -> Pixels {
        let data = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let data = data.map(|(x, y)| value(x, y)).collect();
        Pixels { width, height, channels: Channels::Grey, data, profile: None }
    }

    #[test]
    fn a_cut_without_scaling_copies_its_pixels() {
        let rect = PixelRect { x: 1, y: 2, width: 2, height: 2 };
        let cut = resample(grey(4, 4, |x, y| (y * 4 + x) as u8), rect, (2, 2)).unwrap();
        assert_eq!(cut.data, [9, 10, 13, 14]);
    }

    #[test]
    fn what_lies_outside_the_rectangle_does_not_bleed_in() {
        let half = grey(40, 20, |x, _| if x < 20 { 0 } else { 200 });
        let rect = PixelRect { x: 20, y: 0, width: 20, height: 20 };
        let scaled = resample(half, rect, (5, 5)).unwrap();
        assert_eq!((scaled.width, scaled.height), (5, 5));
        assert!(scaled.data.iter().all(|value| *value == 200), "{:?}", scaled.data);
    }

    #[test]
    fn colours_stay_in_their_channels() {
        let data = [10, 120, 230].repeat(100 * 80);
        let flat = Pixels { width: 100, height: 80, channels: Channels::Rgb, data, profile: None };
        let rect = PixelRect { x: 0, y: 0, width: 100, height: 80 };
        let scaled = resample(flat, rect, (1, 7)).unwrap();
        assert_eq!(scaled.data, [10, 120, 230].repeat(7));
    }
}
