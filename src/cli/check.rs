//! `banmian check`: everything but the output.

use super::args::{Check, Options};
use super::exit::Exit;
use super::run::Run;
use crate::diag::Message;

/// Makes the pages and tells what was found.
pub(super) fn run(command: &Check, options: &Options) -> anyhow::Result<Exit> {
    let nothing = Message { en: "{edition}: nothing found", zh: "{edition}：没有发现问题" };
    Run::start(&command.source.edition, &[], options).end_with_findings(nothing)
}
