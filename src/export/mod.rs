//! Writes finished pages, one file a product: PDF, PNG proof, report, text trace.
//!
//! A product is bytes; the pipeline writes them, all or none.

mod digits;
#[cfg(test)]
mod fixture;
mod overlay;
mod pdf;
mod png;
mod report;
mod schema;
mod trace;

pub use overlay::{Overlay, with_overlays};
pub use pdf::{PdfError, PdfJob, pdf};
pub use png::png;
pub use report::{Report, ReportInput, report};
pub use schema::report_schema;
pub use trace::trace;
