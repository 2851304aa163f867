//! `banmian completions`: the completion script of a shell.

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::{Arguments, Options};
use super::console::{Console, Stream};
use super::exit::Exit;

/// Prints the script.
pub(super) fn run(shell: Shell, options: &Options) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "banmian", &mut script);
    Console::new(options).write(Stream::Result, &String::from_utf8(script)?)?;
    Ok(Exit::Done)
}
