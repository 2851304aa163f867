//! Turns a picture as the camera noted it in EXIF.

use std::io::Cursor;

use super::crop::PixelRect;
use super::pixels::Pixels;

/// How the picture that is seen comes from the rows of the file: it is mirrored along the axes of
/// the file, then rows and columns are exchanged. All eight orientations of EXIF are such a triple.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Orientation {
    /// The file's columns run from right to left.
    mirrors_columns: bool,
    /// The file's rows run from bottom to top.
    mirrors_rows: bool,
    /// The file's rows are the columns that are seen.
    exchanges: bool,
}

impl Orientation {
    /// The orientation in a file's EXIF data. A file without, or with damaged data, is shown as it
    /// is stored.
    pub fn read(bytes: &[u8]) -> Self {
        let exif = exif::Reader::new()
            .continue_on_error(true)
            .read_from_container(&mut Cursor::new(bytes))
            .or_else(|error| error.distill_partial_result(|_| {}));
        let number = exif.ok().and_then(|exif| {
            exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)
        });
        number.and_then(Self::from_exif).unwrap_or_default()
    }

    /// The orientation with this number (EXIF 2.32, tag 0x0112): 1–8.
    pub const fn from_exif(number: u32) -> Option<Self> {
        let (exchanges, mirrors_columns, mirrors_rows) = match number {
            1 => (false, false, false),
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, false, true),
            7 => (true, true, true),
            8 => (true, true, false),
            _ => return None,
        };
        Some(Self { mirrors_columns, mirrors_rows, exchanges })
    }

    /// Width and height as seen of a picture with this width and height in the file.
    pub const fn seen_size(self, width: u32, height: u32) -> (u32, u32) {
        if self.exchanges { (height, width) } else { (width, height) }
    }

    /// Width and height in the file of a picture with this width and height as seen.
    pub const fn file_size(self, width: u32, height: u32) -> (u32, u32) {
        // Exchanging is its own inverse.
        self.seen_size(width, height)
    }

    /// Where a rectangle of the picture as seen lies in the file of `width` × `height` pixels.
    pub const fn rect_in_file(self, seen: PixelRect, width: u32, height: u32) -> PixelRect {
        let PixelRect { mut x, mut y, width: mut w, height: mut h } = seen;
        if self.exchanges {
            (x, y, w, h) = (y, x, h, w);
        }
        if self.mirrors_columns {
            x = width - x - w;
        }
        if self.mirrors_rows {
            y = height - y - h;
        }
        PixelRect { x, y, width: w, height: h }
    }

    /// The picture as seen.
    #[must_use]
    pub fn apply(self, file: Pixels) -> Pixels {
        if self == Self::default() {
            return file;
        }
        let (width, height) = self.seen_size(file.width, file.height);
        let mut data = Vec::with_capacity(file.data.len());
        let count = file.channels.count();
        for y in 0..height {
            for x in 0..width {
                let pixel = PixelRect { x, y, width: 1, height: 1 };
                let from = self.rect_in_file(pixel, file.width, file.height);
                let at = from.y as usize * file.stride() + from.x as usize * count;
                data.extend_from_slice(&file.data[at..at + count]);
            }
        }
        Pixels { width, height, data, ..file }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::photo::pixels::Channels;

    fn picture(width: u32, height: u32) -> Pixels {
        let data = (0..width * height).map(|at| at as u8).collect();
        Pixels { width, height, channels: Channels::Grey, data, profile: None }
    }

    fn seen(number: u32) -> (u32, u32, Vec<u8>) {
        let picture = Orientation::from_exif(number).unwrap().apply(picture(3, 2));
        (picture.width, picture.height, picture.data)
    }

    /// The file holds `0 1 2 / 3 4 5`. The expected pictures follow from the standard's wording,
    /// which names the sides of the scene that row 0 and column 0 show.
    #[test]
    fn all_eight_orientations() {
        assert_eq!(seen(1), (3, 2, vec![0, 1, 2, 3, 4, 5]), "row top, column left");
        assert_eq!(seen(2), (3, 2, vec![2, 1, 0, 5, 4, 3]), "row top, column right");
        assert_eq!(seen(3), (3, 2, vec![5, 4, 3, 2, 1, 0]), "row bottom, column right");
        assert_eq!(seen(4), (3, 2, vec![3, 4, 5, 0, 1, 2]), "row bottom, column left");
        assert_eq!(seen(5), (2, 3, vec![0, 3, 1, 4, 2, 5]), "row left, column top");
        assert_eq!(seen(6), (2, 3, vec![3, 0, 4, 1, 5, 2]), "row right, column top");
        assert_eq!(seen(7), (2, 3, vec![5, 2, 4, 1, 3, 0]), "row right, column bottom");
        assert_eq!(seen(8), (2, 3, vec![2, 5, 1, 4, 0, 3]), "row left, column bottom");
    }

    #[test]
    fn other_numbers_are_no_orientation() {
        assert_eq!(Orientation::from_exif(0), None);
        assert_eq!(Orientation::from_exif(9), None);
    }

    #[test]
    fn bytes_without_exif_are_shown_as_stored() {
        for bytes in [&b""[..], b"\xff\xd8\xff\xe1\x00\x08Exif\0\0", b"II*\0\xff\xff\xff\xff"] {
            assert_eq!(Orientation::read(bytes), Orientation::default());
        }
    }

    fn cut(picture: &Pixels, rect: PixelRect) -> Pixels {
        let row = |y: u32| {
            let start = (y * picture.width + rect.x) as usize;
            &picture.data[start..start + rect.width as usize]
        };
        let data = (rect.y..rect.y + rect.height).flat_map(row).copied().collect();
        Pixels { width: rect.width, height: rect.height, data, ..picture.clone() }
    }

    proptest! {
        #[test]
        fn cutting_in_the_file_is_cutting_what_is_seen(
            number in 1u32..=8,
            width in 1u32..12, height in 1u32..12,
            cuts in (0.0..1.0, 0.0..1.0, 0.0..1.0, 0.0..1.0),
        ) {
            let orientation = Orientation::from_exif(number).unwrap();
            let file = picture(width, height);
            let seen = orientation.apply(file.clone());
            let part = |all: u32, share: f64| (f64::from(all) * share) as u32;
            let (x, y) = (part(seen.width, cuts.0), part(seen.height, cuts.1));
            let rect = PixelRect {
                x, y,
                width: part(seen.width - x, cuts.2).max(1),
                height: part(seen.height - y, cuts.3).max(1),
            };
            let first = orientation.apply(cut(&file, orientation.rect_in_file(rect, width, height)));
            prop_assert_eq!(first, cut(&seen, rect));
        }
    }
}
