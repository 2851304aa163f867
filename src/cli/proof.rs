//! `banmian proof`: pages → PNG proofs, and traces where they are asked for.

use super::args::{Options, Proof};
use super::exit::Exit;
use super::run::Run;
use crate::pipeline;

/// Resolution of a proof unless another is asked for: a broadsheet fills a large screen.
pub(super) const DEFAULT_PPI: u32 = 100;

/// Makes the proofs and writes them.
pub(super) fn run(command: &Proof, options: &Options) -> anyhow::Result<Exit> {
    let mut run = Run::start(&command.source.edition, &command.target.pages, options);
    let products = run.export(|_, made| {
        let ppi = f64::from(command.ppi);
        let mut products =
            pipeline::proofs(&made.pages, ppi, &command.overlays, &made.diagnostics)?;
        if command.trace {
            products.extend(pipeline::traces(&made.pages));
        }
        Ok(products)
    })?;
    let out = command.target.out.as_deref();
    let written = products.map(|products| run.write(out, &products)).unwrap_or_default();
    run.end_with_files(&written)
}
