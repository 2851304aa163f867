//! stub
use crate::{
    diag::Diagnostic,
    model::{Fit, Focus},
    units::Length,
};
use std::path::Path;
pub struct Probe {
    pub width: u32,
    pub height: u32,
}
pub struct Job {
    pub width: Length,
    pub height: Length,
    pub fit: Fit,
    pub focus: Focus,
    pub ppi: f64,
}
pub struct Prepared {
    pub jpeg: Vec<u8>,
    pub pixels: (u32, u32),
    pub width: Length,
    pub height: Length,
    pub ppi: f64,
}
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    #[error("{reason}")]
    Unusable { reason: String },
}
impl PhotoError {
    pub fn diagnostic(&self, path: &str) -> Diagnostic {
        Diagnostic::new(&crate::diag::code::PHOTO_UNUSABLE).with("path", path)
    }
}
pub struct PhotoLibrary;
impl PhotoLibrary {
    pub fn probe(&self, _: &Path) -> Result<Probe, PhotoError> {
        Err(PhotoError::Unusable { reason: String::new() })
    }
    pub fn prepare(&self, _: &Path, _: &Job) -> Result<Prepared, PhotoError> {
        Err(PhotoError::Unusable { reason: String::new() })
    }
}
