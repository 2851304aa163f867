//! The whole way of a photo: every kind of file in, a JPEG of the right size out.

use std::io::Cursor;
use std::time::Instant;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat};
use proptest::prelude::*;

use super::*;

/// A CMYK JPEG of pure cyan, a progressive JPEG and a lossy WebP: kinds that the encoders at hand
/// do not write.
const CMYK: &[u8] = include_bytes!("testdata/cyan-cmyk.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("testdata/red-progressive.jpg");
const LOSSY_WEBP: &[u8] = include_bytes!("testdata/red-lossy.webp");

fn job(width_mm: f64, height_mm: f64, fit: Fit) -> Job {
    let (width, height) = (Length::mm(width_mm), Length::mm(height_mm));
    Job { width, height, fit, focus: Focus::default(), ppi: 200.0 }
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A picture with detail everywhere: left half dark, right half light, a gradient over both.
fn scene(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, |x, y| {
        let base = if x < width / 2 { 40 } else { 180 };
        let wave = ((x * 7 + y * 13) % 50) as u8;
        image::Rgb([base + wave, base + wave / 2, base])
    }))
}

fn jpeg_with_orientation(image: &DynamicImage, number: u8) -> Vec<u8> {
    // A TIFF header, one directory, one entry: Orientation (0x0112), one SHORT.
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([number, 0, 0, 0, 0, 0, 0]);
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.set_exif_metadata(exif).unwrap();
    let (width, height) = (image.width(), image.height());
    encoder.encode(image.as_bytes(), width, height, ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// The prepared picture, decoded again.
fn shown(prepared: &Prepared) -> DynamicImage {
    let image = image::load_from_memory_with_format(&prepared.jpeg, ImageFormat::Jpeg).unwrap();
    assert_eq!((image.width(), image.height()), prepared.pixels);
    image
}

/// The mean colour of a flat picture.
fn color(prepared: &Prepared) -> [u8; 3] {
    let image = shown(prepared).into_rgb8();
    image.get_pixel(image.width() / 2, image.height() / 2).0
}

fn is_near(a: [u8; 3], b: [u8; 3], most: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= most)
}

fn reason(bytes: &[u8]) -> String {
    match prepare(bytes, &job(20.0, 20.0, Fit::Cover), None) {
        Err(PhotoError::Unusable { reason }) => reason,
        other => panic!("expected an unusable photo, got {other:?}"),
    }
}

#[test]
fn every_kind_of_file_and_pixel_comes_out_right() {
    let red =
        DynamicImage::ImageRgb8(image::RgbImage::from_pixel(30, 20, image::Rgb([200, 60, 40])));
    let grey = [130; 3];
    let cases = [
        (DynamicImage::from(red.to_rgb8()), [200, 60, 40], false),
        (DynamicImage::from(red.to_rgb16()), [200, 60, 40], false),
        (DynamicImage::from(red.to_rgba8()), [200, 60, 40], false),
        (DynamicImage::from(red.to_rgba16()), [200, 60, 40], false),
        (image::GrayImage::from_pixel(30, 20, image::Luma([130])).into(), grey, true),
        (
            DynamicImage::ImageLuma16(image::ImageBuffer::from_pixel(
                30,
                20,
                image::Luma([130 * 257]),
            )),
            grey,
            true,
        ),
    ];
    for (image, expected, is_grey) in cases {
        for format in [ImageFormat::Png, ImageFormat::Tiff] {
            let bytes = encoded(&image, format);
            let prepared = prepare(&bytes, &job(10.0, 10.0, Fit::Contain), None).unwrap();
            let found = color(&prepared);
            assert!(is_near(found, expected, 3), "{format:?} {:?}: {found:?}", image.color());
            assert_eq!(!shown(&prepared).color().has_color(), is_grey);
        }
    }
    for bytes in [
        encoded(&red, ImageFormat::Jpeg),
        encoded(&red, ImageFormat::WebP),
        PROGRESSIVE.to_vec(),
        LOSSY_WEBP.to_vec(),
    ] {
        let prepared = prepare(&bytes, &job(10.0, 10.0, Fit::Contain), None).unwrap();
        assert!(is_near(color(&prepared), [200, 60, 40], 6), "{:?}", color(&prepared));
    }
}

#[test]
fn cmyk_cyan_is_cyan() {
    let prepared = prepare(CMYK, &job(10.0, 10.0, Fit::Contain), None).unwrap();
    let [red, green, blue] = color(&prepared);
    assert!(red < 40 && green > 200 && blue > 200, "{red} {green} {blue}");
}

#[test]
fn transparency_is_laid_on_white() {
    let half = image::RgbaImage::from_pixel(20, 20, image::Rgba([0, 0, 0, 128]));
    let grey_clear = image::GrayAlphaImage::from_pixel(20, 20, image::LumaA([0, 0]));
    for (image, expected) in [(DynamicImage::from(half), 127), (grey_clear.into(), 255)] {
        let bytes = encoded(&image, ImageFormat::Png);
        let prepared = prepare(&bytes, &job(10.0, 10.0, Fit::Cover), None).unwrap();
        assert!(is_near(color(&prepared), [expected; 3], 2), "{:?}", color(&prepared));
    }
}

#[test]
fn a_photo_is_brought_to_the_resolution_of_its_place() {
    let bytes = encoded(&scene(1200, 800), ImageFormat::Jpeg);
    // 60 mm at 200 ppi are 472.4 pixels.
    let prepared = prepare(&bytes, &job(60.0, 60.0, Fit::Cover), None).unwrap();
    assert_eq!(prepared.pixels, (472, 472));
    assert!((prepared.ppi - 800.0 / 60.0 * 25.4).abs() < 1e-9);
    shown(&prepared);
    let prepared = prepare(&bytes, &job(60.0, 60.0, Fit::Contain), None).unwrap();
    assert_eq!(prepared.pixels, (472, 315));
    assert!((prepared.height.to_mm() - 40.0).abs() < 1e-9);
}

#[test]
fn a_small_photo_is_not_blown_up() {
    let bytes = encoded(&scene(120, 80), ImageFormat::Png);
    let prepared = prepare(&bytes, &job(120.0, 80.0, Fit::Cover), None).unwrap();
    assert_eq!(prepared.pixels, (120, 80));
    assert!((prepared.ppi - 25.4).abs() < 1e-9);
}

#[test]
fn the_focus_decides_what_is_cropped() {
    let bytes = encoded(&scene(400, 100), ImageFormat::Png);
    let left = Job { focus: Focus { x: 0.0, y: 0.5 }, ..job(10.0, 10.0, Fit::Cover) };
    let right = Job { focus: Focus { x: 1.0, ..left.focus }, ..left };
    let blue = |job| color(&prepare(&bytes, &job, None).unwrap())[2];
    assert!(blue(left) < 80 && blue(right) > 140);
}

#[test]
fn the_camera_held_upright_gives_an_upright_photo() {
    let bytes = jpeg_with_orientation(&scene(80, 40), 6);
    assert_eq!(probe(&bytes), Ok(Probe { width: 40, height: 80 }));
    let prepared = prepare(&bytes, &job(40.0, 80.0, Fit::Cover), None).unwrap();
    assert_eq!(prepared.pixels, (40, 80));
    let image = shown(&prepared).into_rgb8();
    // Orientation 6: the file's left, dark, is the top that is seen.
    assert!(image.get_pixel(20, 10).0[2] < 80 && image.get_pixel(20, 70).0[2] > 140);
}

#[test]
fn turning_a_scaled_crop_is_the_same_as_scaling_a_turned_one() {
    // Detail wide enough that the order of the two passes of resampling does not show.
    let file = DynamicImage::ImageRgb8(image::RgbImage::from_fn(240, 160, |x, y| {
        image::Rgb([x as u8, (y + 40) as u8, (x / 2 + y / 2) as u8])
    }));
    let job = Job { focus: Focus { x: 0.2, y: 0.7 }, ppi: 60.0, ..job(40.0, 30.0, Fit::Cover) };
    for number in 1..=8 {
        let bytes = jpeg_with_orientation(&file, number);
        let stored = image::load_from_memory(&bytes).unwrap();
        let mut seen = stored;
        seen.apply_orientation(image::metadata::Orientation::from_exif(number).unwrap());
        let direct = prepare(&bytes, &job, None).unwrap();
        let turned = prepare(&encoded(&seen, ImageFormat::Png), &job, None).unwrap();
        assert_eq!(direct.pixels, turned.pixels);
        let (a, b) = (shown(&direct).into_rgb8(), shown(&turned).into_rgb8());
        assert!(a.pixels().zip(b.pixels()).all(|(a, b)| is_near(a.0, b.0, 12)), "{number}");
    }
}

#[test]
fn a_profile_that_fits_the_pixels_stays_and_another_goes() {
    let with_profile = |space: &[u8]| {
        let mut profile = vec![0; 128];
        profile[16..20].copy_from_slice(space);
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new(&mut bytes);
        encoder.set_icc_profile(profile).unwrap();
        let image = scene(20, 20);
        encoder.encode(image.as_bytes(), 20, 20, ExtendedColorType::Rgb8).unwrap();
        let prepared = prepare(&bytes, &job(10.0, 10.0, Fit::Cover), None).unwrap();
        prepared.jpeg.windows(4).any(|window| window == space)
    };
    assert!(with_profile(b"RGB "));
    assert!(!with_profile(b"CMYK"));
}

#[test]
fn what_is_no_picture_is_named() {
    assert_eq!(reason(b""), "the file is empty");
    assert_eq!(reason(&[0; 512]), "the file holds nothing but zeros");
    assert_eq!(reason("本报讯".as_bytes()), "it is no picture");
    assert!(reason(b"%PDF-1.7 ...").contains("a PDF"));
    assert!(reason(b"\0\0\0\x18ftypheic\0\0\0\0").contains("HEIC"));
    assert!(reason(b"GIF89a").contains("GIF"));
}

#[test]
fn a_file_cut_short_is_refused_in_every_format() {
    let image = scene(300, 200);
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Tiff, ImageFormat::WebP] {
        let bytes = encoded(&image, format);
        for share in [2, 10, 50, 90] {
            let text = reason(&bytes[..bytes.len() * share / 100]);
            assert!(text.contains("breaks off") || text.contains("damaged"), "{format:?}: {text}");
        }
        let text = reason(&bytes[..bytes.len() / 2]);
        assert_eq!(text, "the file breaks off before the end of the picture", "{format:?}");
    }
    for bytes in [PROGRESSIVE, CMYK, LOSSY_WEBP] {
        for length in [bytes.len() / 2, bytes.len() - 2] {
            assert!(reason(&bytes[..length]).contains("breaks off"));
        }
    }
}

#[test]
fn a_jpeg_padded_with_zeros_by_a_broken_transfer_is_cut_short_too() {
    let mut bytes = encoded(&scene(300, 200), ImageFormat::Jpeg);
    let half = bytes.len() / 2;
    bytes[half..].fill(0);
    assert_eq!(reason(&bytes), "the file breaks off before the end of the picture");
}

#[test]
fn bytes_after_the_end_of_a_jpeg_are_no_matter() {
    let mut bytes = encoded(&scene(30, 20), ImageFormat::Jpeg);
    bytes.extend(b"\xff\xd8 a second picture, as phones append it");
    assert!(prepare(&bytes, &job(10.0, 10.0, Fit::Cover), None).is_ok());
}

/// A PNG that promises this size and holds nothing.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(&scene(1, 1), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc: u32, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

/// A JPEG whose header promises this size.
fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = encoded(&scene(8, 8), ImageFormat::Jpeg);
    let frame = bytes.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

#[test]
fn a_decompression_bomb_is_refused_by_its_header() {
    let limit_of = |bytes: &[u8]| {
        let error = probe(bytes).unwrap_err();
        assert_eq!(prepare(bytes, &job(10.0, 10.0, Fit::Cover), None), Err(error.clone()));
        match error {
            PhotoError::TooLarge { limit, .. } => limit,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(limit_of(&png_of(100_000, 100)), 20_000);
    assert_eq!(limit_of(&png_of(100, 20_001)), 20_000);
    assert_eq!(limit_of(&jpeg_of(65_535, 65_535)), 15_811);
    assert_eq!(limit_of(&jpeg_of(20_000, 20_000)), 15_811);
    assert_eq!(limit_of(&png_of(i32::MAX as u32, i32::MAX as u32)), 15_811);
}

#[test]
fn a_promise_just_inside_the_limit_costs_no_picture() {
    let start = Instant::now();
    for bytes in [png_of(20_000, 12_500), png_of(15_811, 15_811)] {
        assert!(probe(&bytes).is_ok());
        reason(&bytes);
    }
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn a_picture_without_pixels_is_refused() {
    for bytes in [png_of(0, 10), png_of(10, 0), jpeg_of(0, 10), jpeg_of(10, 0)] {
        assert!(matches!(probe(&bytes), Err(PhotoError::Unusable { .. })));
        reason(&bytes);
    }
}

#[test]
fn a_place_without_size_is_refused() {
    let bytes = encoded(&scene(30, 20), ImageFormat::Png);
    let good = job(10.0, 10.0, Fit::Cover);
    let bad = [
        Job { width: Length::ZERO, ..good },
        Job { height: Length::mm(-1.0), ..good },
        Job { width: Length::pt(f64::NAN), ..good },
        Job { height: Length::pt(f64::INFINITY), ..good },
        Job { ppi: 0.0, ..good },
        Job { ppi: f64::NAN, ..good },
    ];
    for job in bad {
        assert!(matches!(prepare(&bytes, &job, None), Err(PhotoError::NoPlace { .. })));
    }
    let hair = job(1000.0, 0.1, Fit::Cover);
    assert_eq!(prepare(&bytes, &hair, None).unwrap().pixels, (30, 1));
}

#[test]
fn the_cache_gives_the_same_photo_and_mends_itself() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().to_owned());
    let bytes = encoded(&scene(300, 200), ImageFormat::Jpeg);
    let job = job(20.0, 20.0, Fit::Cover);
    let fresh = prepare(&bytes, &job, None).unwrap();
    assert_eq!(prepare(&bytes, &job, Some(&cache)).unwrap(), fresh);
    assert_eq!(prepare(&bytes, &job, Some(&cache)).unwrap(), fresh);

    let names = crate::source::Storage::names(&crate::source::Disk, folder.path());
    assert_eq!(names.len(), 1, "one entry and no leftovers: {names:?}");
    let garbage: &[u8] = b"bmphoto\n broken";
    crate::source::write_atomically(folder.path(), &[(&names[0], garbage)]).unwrap();
    assert_eq!(prepare(&bytes, &job, Some(&cache)).unwrap(), fresh);
}

#[test]
fn two_runs_may_share_a_cache() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().to_owned());
    let bytes = encoded(&scene(300, 200), ImageFormat::Png);
    let job = job(20.0, 20.0, Fit::Cover);
    let fresh = prepare(&bytes, &job, None).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert_eq!(prepare(&bytes, &job, Some(&cache)).as_ref(), Ok(&fresh));
                }
            });
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_it_panic(
        format in 0usize..6,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let image = scene(24, 16);
        let mut bytes = match format {
            0 => encoded(&image, ImageFormat::Jpeg),
            1 => encoded(&image, ImageFormat::Png),
            2 => encoded(&image, ImageFormat::Tiff),
            3 => encoded(&image, ImageFormat::WebP),
            4 => PROGRESSIVE.to_vec(),
            _ => LOSSY_WEBP.to_vec(),
        };
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        let _ = probe(&bytes);
        let _ = prepare(&bytes, &job(10.0, 10.0, Fit::Cover), None);
    }
}
