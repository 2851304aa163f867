//! Writes finished pages, one file a product: PDF, PNG proof, report, text trace.
//!
//! A product is bytes; the pipeline writes them, all or none.

mod pdf;
mod png;
mod report;
mod trace;

pub use pdf::{PdfError, PdfJob, pdf};
pub use png::png;
pub use report::{Report, ReportInput, report};
pub use trace::trace;
