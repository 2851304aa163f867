//! Where files live: on disk, or in memory for tests and shipped material.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// What the program asks of a file system.
pub trait Storage: Send + Sync {
    /// The whole content of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Whether there is a file (not a folder) at the path.
    fn is_file(&self, path: &Path) -> bool;

    /// The names in a folder, sorted; empty when there is none.
    fn names(&self, folder: &Path) -> Vec<String>;

    /// The path with links resolved, to tell whether it leaves a folder.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
}

/// The file system of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Storage for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let Ok(entries) = fs::read_dir(folder) else {
            return Vec::new();
        };
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort_unstable();
        names
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }
}

/// Files that live in memory: a whole edition in a test.
#[derive(Debug, Clone, Default)]
pub struct Memory(BTreeMap<PathBuf, Vec<u8>>);

impl Memory {
    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.into(), content.into());
        self
    }
}

impl Storage for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn is_file(&self, path: &Path) -> bool {
        self.0.contains_key(path)
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = self
            .0
            .keys()
            .filter_map(|path| path.strip_prefix(folder).ok()?.components().next())
            .filter_map(|name| name.as_os_str().to_str().map(str::to_owned))
            .collect();
        names.dedup();
        names
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let mut canonical = PathBuf::new();
        for part in path.components() {
            match part {
                Component::ParentDir => {
                    canonical.pop();
                }
                Component::CurDir => {}
                part => canonical.push(part),
            }
        }
        Ok(canonical)
    }
}

/// Maps a file into memory: a font of several megabytes, of which a page needs a few glyphs.
pub fn map(path: &Path) -> io::Result<impl AsRef<[u8]> + Send + Sync + 'static> {
    let file = fs::File::open(path)?;
    // SAFETY: the map is read-only and private to this run. As every reader of mapped fonts we rely
    // on nobody cutting the file short meanwhile; installers replace fonts by renaming.
    unsafe { memmap2::Mmap::map(&file) }
}

/// Writes files beside their names first and renames them when all are whole, so that an
/// interrupted run, a full disk or a second run leaves either the old files or the new ones.
pub fn write_atomically(folder: &Path, files: &[(&str, &[u8])]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, _) in files {
        if folder.join(name).is_dir() {
            let reason = format!("{name} is a folder");
            return Err(io::Error::new(io::ErrorKind::IsADirectory, reason));
        }
    }
    let mut ready = Vec::with_capacity(files.len());
    for (name, content) in files {
        let mut file = tempfile::Builder::new().prefix(".banmian-").tempfile_in(folder)?;
        file.write_all(content)?;
        set_ordinary_permissions(file.as_file())?;
        ready.push((file, folder.join(name)));
    }
    for (file, path) in ready {
        file.persist(path).map_err(|error| error.error)?;
    }
    Ok(())
}

/// Temporary files are private to their owner; what we write is for everybody to read.
#[cfg(unix)]
fn set_ordinary_permissions(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_ordinary_permissions(_: &fs::File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        write_atomically(&path, &[("a", b"old"), ("b", b"old")]).unwrap();
        fs::remove_file(path.join("b")).unwrap();
        fs::create_dir(path.join("b")).unwrap();
        write_atomically(&path, &[("a", b"new"), ("b", b"new")]).unwrap_err();
        assert_eq!(fs::read(path.join("a")).unwrap(), b"old");
        assert_eq!(fs::read_dir(&path).unwrap().count(), 2, "nothing half-written stays behind");
    }

    #[test]
    fn a_path_that_climbs_is_seen_in_memory_too() {
        let canonical = Memory::default().canonical(Path::new("a/images/../../b")).unwrap();
        assert_eq!(canonical, Path::new("b"));
    }
}
