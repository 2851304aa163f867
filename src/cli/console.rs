//! The two streams: results on stdout, messages on stderr.

use std::io::{self, ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::Options;
use crate::diag::{Language, Message};

/// Where a text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// What the command was called for.
    Result,
    /// What is said beside it.
    Message,
}

impl Stream {
    /// Whether a text for people may carry colours: the stream is a terminal, and neither
    /// `NO_COLOR` nor `TERM=dumb` asks for plain text.
    pub(super) fn has_color(self) -> bool {
        let choice = match self {
            Self::Result => AutoStream::choice(&io::stdout()),
            Self::Message => AutoStream::choice(&io::stderr()),
        };
        choice != ColorChoice::Never
    }
}

/// Writes to the streams in the language of the run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Console {
    /// The language of messages.
    pub(super) language: Language,
    /// Whether messages that can be missed are left out.
    is_quiet: bool,
}

impl Console {
    pub(super) fn new(options: &Options) -> Self {
        Self { language: options.language, is_quiet: options.is_quiet }
    }

    /// Writes text as it is. A reader that has gone, as after `banmian check | head -1`, has seen
    /// what it wanted: that is no error.
    ///
    /// # Errors
    /// Those of the stream, for example a full disk behind a redirection.
    pub(super) fn write(self, stream: Stream, text: &str) -> io::Result<()> {
        let (name, written) = match stream {
            Stream::Result => ("stdout", write_all(anstream::stdout(), text)),
            Stream::Message => ("stderr", write_all(anstream::stderr(), text)),
        };
        written.map_err(|error| io::Error::new(error.kind(), format!("{name}: {error}")))
    }

    /// Writes a line that a quiet run leaves out.
    ///
    /// # Errors
    /// Those of [`write`](Self::write).
    pub(super) fn summary(
        self,
        stream: Stream,
        message: Message,
        args: &[(&'static str, String)],
    ) -> io::Result<()> {
        if self.is_quiet {
            return Ok(());
        }
        self.write(stream, &(message.fill(self.language, args) + "\n"))
    }
}

fn write_all(mut stream: impl Write, text: &str) -> io::Result<()> {
    let written = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that refuses everything.
    struct Refusing(ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_has_gone_is_no_error_and_a_full_disk_is_one() {
        assert!(write_all(Refusing(ErrorKind::BrokenPipe), "text").is_ok());
        assert!(write_all(Refusing(ErrorKind::StorageFull), "text").is_err());
    }
}
