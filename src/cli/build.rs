//! `banmian build`: pages → PDF and report.

use super::args::{Build, Options};
use super::exit::Exit;
use super::proof;
use super::run::Run;
use crate::pipeline;

/// Makes the PDF, the report and, where they are asked for, the proofs, and writes them together.
pub(super) fn run(command: &Build, options: &Options) -> anyhow::Result<Exit> {
    let mut run = Run::start(&command.source.edition, &command.target.pages, options);
    let products = run.export(|edition, made| {
        let mut products = pipeline::pdfs(edition, &made.pages, command.is_split)?;
        if command.has_proofs {
            let ppi = f64::from(proof::DEFAULT_PPI);
            products.extend(pipeline::proofs(&made.pages, ppi, &[], &made.diagnostics)?);
        }
        Ok(products)
    })?;
    let mut written = Vec::new();
    if let Some(mut products) = products {
        products.extend(run.report());
        written = run.write(command.target.out.as_deref(), &products);
    }
    run.end_with_files(&written)
}
