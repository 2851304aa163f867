//! Pages as a PDF: written by typst, then given the boxes that a print shop trims by.

use typst_layout::{Page, PagedDocument};
use typst_library::foundations::{Content, Datetime, Smart};
use typst_library::layout::{Abs, Sides};
use typst_library::model::DocumentInfo;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::compose::ComposedPage;
use crate::model::Date;

/// What a PDF is made from.
#[derive(Debug, Clone, Copy)]
pub struct PdfJob<'a> {
    /// The pages in order.
    pub pages: &'a [ComposedPage],
    /// Its title: paper, date and page.
    pub title: &'a str,
    /// The paper's name.
    pub paper: &'a str,
    /// The day of issue; the only date in the file.
    pub date: Date,
}

/// The PDF could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The engine refused the pages.
    #[error("the PDF writer refused the page: {0}")]
    Refused(String),
    /// The written file could not be read back to set its boxes.
    #[error("the written PDF could not be finished: {0}")]
    Unfinished(#[from] lopdf::Error),
    /// The finished file could not be put into bytes.
    #[error("the written PDF could not be saved: {0}")]
    Unsaved(#[from] std::io::Error),
}

/// Writes pages as one PDF 1.6 with trim and bleed boxes. The same pages give the same bytes.
pub fn pdf(job: &PdfJob) -> Result<Vec<u8>, PdfError> {
    let document = document(job);
    let standards =
        PdfStandards::new(&[PdfStandard::V_1_6]).expect("one version conflicts with none");
    let date = Datetime::from_ymd(
        i32::from(job.date.year),
        job.date.month.unsigned_abs(),
        job.date.day.unsigned_abs(),
    );
    let options = PdfOptions {
        ident: Smart::Custom(job.title.to_owned()),
        creator: Smart::Custom(Some(format!("banmian {}", env!("CARGO_PKG_VERSION")))),
        timestamp: date.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let written = typst_pdf::pdf(&document, &options).map_err(|errors| {
        let reasons: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        PdfError::Refused(reasons.join("; "))
    })?;
    with_boxes(&written, job.pages)
}

fn document(job: &PdfJob) -> PagedDocument {
    let pages = job.pages.iter().map(|page| Page {
        frame: page.frame.clone(),
        bleed: Sides::splat(Abs::pt(page.layout.sheet.bleed.to_pt())),
        fill: Smart::Custom(None),
        numbering: None,
        supplement: Content::empty(),
        number: page.number as u64,
    });
    let info = DocumentInfo {
        title: Some(job.title.into()),
        author: vec![job.paper.into()],
        ..DocumentInfo::default()
    };
    PagedDocument::new(pages.collect(), info)
}

/// Sets MediaBox, BleedBox and TrimBox of each page (ISO 32000-1, 14.11.2): the trim lies inside the
/// bleed, the bleed inside the media.
fn with_boxes(written: &[u8], pages: &[ComposedPage]) -> Result<Vec<u8>, PdfError> {
    let mut document = lopdf::Document::load_mem(written)?;
    let ids: Vec<_> = document.get_pages().into_values().collect();
    for (id, page) in ids.into_iter().zip(pages) {
        let sheet = page.layout.sheet;
        let bleed = sheet.bleed.to_pt() as f32;
        let (width, height) = (sheet.width.to_pt() as f32, sheet.height.to_pt() as f32);
        let outer = rectangle(0.0, 0.0, width + 2.0 * bleed, height + 2.0 * bleed);
        let dictionary = document.get_object_mut(id)?.as_dict_mut()?;
        dictionary.set("MediaBox", outer.clone());
        dictionary.set("BleedBox", outer);
        dictionary.set("TrimBox", rectangle(bleed, bleed, width + bleed, height + bleed));
    }
    let mut bytes = Vec::with_capacity(written.len());
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

fn rectangle(left: f32, bottom: f32, right: f32, top: f32) -> Vec<lopdf::Object> {
    [left, bottom, right, top].map(lopdf::Object::Real).to_vec()
}
