//! The photos of an edition: read from its storage, made for their places, kept in a cache.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use super::{Cache, Job, PhotoError, Prepared, Probe, prepare, probe};
use crate::source::Storage;

/// Makes photos by path.
pub struct PhotoLibrary {
    storage: Arc<dyn Storage>,
    cache: Option<Cache>,
}

impl PhotoLibrary {
    /// A library over a storage; without a cache every photo is made anew.
    pub fn new(storage: Arc<dyn Storage>, cache: Option<Cache>) -> Self {
        Self { storage, cache }
    }

    /// The size of a photo in pixels.
    pub fn probe(&self, path: &Path) -> Result<Probe, PhotoError> {
        probe(&self.read(path)?)
    }

    /// A photo for its place.
    pub fn prepare(&self, path: &Path, job: &Job) -> Result<Prepared, PhotoError> {
        prepare(&self.read(path)?, job, self.cache.as_ref())
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, PhotoError> {
        self.storage.read(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => PhotoError::Missing,
            _ => PhotoError::Unusable { reason: error.to_string() },
        })
    }
}
