//! Keeps prepared photos between runs.
//!
//! An entry is a file named after everything that its content depends on. It starts with a header
//! and a checksum over the rest, so that a damaged entry is told from a whole one and made again.
//! Two runs may share a folder: an entry appears under its name only when it is whole.

use std::hash::Hasher;
use std::path::PathBuf;

use siphasher::sip128::{Hasher128, SipHasher13};

use super::{Job, Prepared};
use crate::model::Fit;
use crate::source::{Disk, Storage, write_atomically};
use crate::units::Length;

/// First bytes of an entry.
const MAGIC: &[u8; 8] = b"bmphoto\n";

/// Goes up whenever the same photo and job would give another picture or another header.
const VERSION: u32 = 1;

/// Magic and checksum.
const SEAL: usize = 8 + 16;

/// Two counts of pixels, two lengths and a resolution.
const HEADER: usize = 4 + 4 + 8 + 8 + 8;

/// A folder of prepared photos. It is a convenience: what cannot be read is made, and what cannot
/// be written is not kept.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

/// The name of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u128);

impl Cache {
    /// A cache in this folder, which is made when the first entry is written.
    pub const fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The name of the entry for a photo and its place. SipHash with fixed keys gives the same
    /// number on every machine and in every version of the compiler.
    pub(super) fn key(bytes: &[u8], job: &Job) -> Key {
        let mut hasher = SipHasher13::new();
        hasher.write(&VERSION.to_le_bytes());
        // A new release may bring a new decoder or encoder.
        hasher.write(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.write(match job.fit {
            Fit::Cover => b"/cover/",
            Fit::Contain => b"/contain/",
        });
        for number in [job.width.to_pt(), job.height.to_pt(), job.focus.x, job.focus.y, job.ppi] {
            hasher.write(&number.to_le_bytes());
        }
        hasher.write(bytes);
        Key(hasher.finish128().as_u128())
    }

    /// A whole entry, if there is one.
    pub(super) fn read(&self, key: Key) -> Option<Prepared> {
        unseal(&Disk.read(&self.folder.join(key.file_name())).ok()?)
    }

    /// Keeps an entry. Failures are no matter: the photo is made again in the next run.
    pub(super) fn write(&self, key: Key, prepared: &Prepared) {
        let _ = write_atomically(&self.folder, &[(&key.file_name(), &seal(prepared))]);
    }
}

impl Key {
    fn file_name(self) -> String {
        format!("{:032x}.photo", self.0)
    }
}

/// An entry's bytes.
fn seal(prepared: &Prepared) -> Vec<u8> {
    let mut body = Vec::with_capacity(HEADER + prepared.jpeg.len());
    body.extend(prepared.pixels.0.to_le_bytes());
    body.extend(prepared.pixels.1.to_le_bytes());
    for number in [prepared.width.to_pt(), prepared.height.to_pt(), prepared.ppi] {
        body.extend(number.to_le_bytes());
    }
    body.extend(&prepared.jpeg);
    [MAGIC.as_slice(), &checksum(&body), &body].concat()
}

/// What an entry's bytes hold, if they are whole.
fn unseal(entry: &[u8]) -> Option<Prepared> {
    let body = entry.strip_prefix(MAGIC)?.get(SEAL - MAGIC.len()..)?;
    if entry[MAGIC.len()..SEAL] != checksum(body) {
        return None;
    }
    let (header, jpeg) = body.split_at_checked(HEADER)?;
    let pixels = |at| Some(u32::from_le_bytes(header.get(at..at + 4)?.try_into().ok()?));
    let number = |at| Some(f64::from_le_bytes(header.get(at..at + 8)?.try_into().ok()?));
    Some(Prepared {
        jpeg: jpeg.to_vec(),
        pixels: (pixels(0)?, pixels(4)?),
        width: Length::pt(number(8)?),
        height: Length::pt(number(16)?),
        ppi: number(24)?,
    })
}

fn checksum(body: &[u8]) -> [u8; 16] {
    let mut hasher = SipHasher13::new();
    hasher.write(body);
    hasher.finish128().as_bytes()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Focus;

    fn job() -> Job {
        Job {
            width: Length::mm(60.0),
            height: Length::mm(40.0),
            fit: Fit::Cover,
            focus: Focus::default(),
            ppi: 200.0,
        }
    }

    fn prepared() -> Prepared {
        Prepared {
            jpeg: b"\xff\xd8 not really \xff\xd9".to_vec(),
            pixels: (472, 315),
            width: Length::mm(60.0),
            height: Length::mm(40.0),
            ppi: 231.5,
        }
    }

    #[test]
    fn an_entry_comes_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::in_folder(folder.path().join("photos"));
        let key = Cache::key(b"photo", &job());
        assert_eq!(cache.read(key), None);
        cache.write(key, &prepared());
        assert_eq!(cache.read(key), Some(prepared()));
    }

    #[test]
    fn every_setting_and_every_byte_is_in_the_name() {
        let focus = Focus { x: 0.5, y: 0.4 };
        let jobs = [
            job(),
            Job { width: Length::mm(61.0), ..job() },
            Job { height: Length::mm(41.0), ..job() },
            Job { fit: Fit::Contain, ..job() },
            Job { focus, ..job() },
            Job { ppi: 201.0, ..job() },
        ];
        let mut names: Vec<String> =
            jobs.iter().map(|job| Cache::key(b"photo", job).file_name()).collect();
        names.push(Cache::key(b"photp", &job()).file_name());
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 7);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_no_matter() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let cache = Cache::in_folder(file.path().join("inside a file"));
        let key = Cache::key(b"photo", &job());
        cache.write(key, &prepared());
        assert_eq!(cache.read(key), None);
    }

    proptest! {
        #[test]
        fn a_damaged_entry_is_no_entry(at in any::<prop::sample::Index>(), flip in 1u8..) {
            let mut entry = seal(&prepared());
            let at = at.index(entry.len());
            prop_assert_eq!(unseal(&entry[..at]), None);
            entry[at] ^= flip;
            prop_assert_eq!(unseal(&entry), None);
        }
    }
}
