//! The `banmian` program: arguments in, exit code out.

use std::process::ExitCode;

use banmian::cli::{self, Arguments};

fn main() -> ExitCode {
    cli::run(&Arguments::from_command_line()).into()
}
