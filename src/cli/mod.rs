//! The command line: arguments in, results on stdout, messages on stderr, an exit code out.
//!
//! `args` says what may be written; each command is a file. What the commands on an edition have in
//! common, making it and telling what was found, is in `run`.

mod args;
mod build;
mod cache;
mod check;
mod completions;
mod console;
mod exit;
mod explain;
mod fonts;
mod init;
mod progress;
mod proof;
mod run;

pub use args::Arguments;
pub use exit::Exit;

use args::Command;
use console::{Console, Stream};

use crate::diag::Message;

/// Does what the arguments ask for. Whatever goes wrong has been said when it returns.
pub fn run(arguments: &Arguments) -> Exit {
    let options = &arguments.options;
    let ended = match &arguments.command {
        Command::Build(command) => build::run(command, options),
        Command::Check(command) => check::run(command, options),
        Command::Proof(command) => proof::run(command, options),
        Command::Init(command) => init::run(command, options),
        Command::Fonts(command) => fonts::run(command, options),
        Command::Explain(command) => explain::run(command, options),
        Command::Completions { shell } => completions::run(*shell, options),
    };
    ended.unwrap_or_else(|error| {
        let message = Message { en: "error: {error}", zh: "错误：{error}" };
        let args = [("error", format!("{error:#}"))];
        let text = message.fill(options.language, &args) + "\n";
        // When stderr is gone too there is nobody left to tell.
        let _ = Console::new(options).write(Stream::Message, &text);
        Exit::Fault
    })
}
