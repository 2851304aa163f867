//! A bar on stderr while a run takes long enough to wonder about.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diag::{Language, Message};
use crate::pipeline::{Progress, Stage};

/// A run that ends sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(300);

/// From one picture of the bar to the next.
const TICK: Duration = Duration::from_millis(100);

/// The bar. Dropping it takes it off the screen.
pub(super) struct Bar {
    bar: ProgressBar,
    language: Language,
    /// Draws the bar when patience ends; gone when the run is quiet.
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    /// A bar that appears after a while, if stderr is a terminal and the run is not quiet.
    pub(super) fn new(language: Language, is_quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}")
            .expect("the template is well formed");
        bar.set_style(style);
        let waiting = (!is_quiet).then(|| {
            let (done, is_done) = mpsc::channel::<()>();
            let shown = bar.clone();
            let thread = thread::spawn(move || {
                if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    // The target hides itself where stderr is no terminal.
                    shown.set_draw_target(ProgressDrawTarget::stderr());
                    shown.enable_steady_tick(TICK);
                }
            });
            (done, thread)
        });
        Self { bar, language, waiting }
    }
}

impl Progress for Bar {
    fn begin(&self, stage: Stage, steps: usize) {
        self.bar.set_message(word(stage).template(self.language));
        self.bar.set_length(steps as u64);
        self.bar.set_position(0);
    }

    fn step(&self, _: Stage) {
        self.bar.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.waiting.take() {
            drop(done);
            // A thread that died has drawn nothing that would have to go.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

const fn word(stage: Stage) -> Message {
    match stage {
        Stage::Read => Message { en: "reading", zh: "读稿" },
        Stage::Prepare => Message { en: "preparing", zh: "准备" },
        Stage::Compose => Message { en: "composing", zh: "拼版" },
        Stage::Export => Message { en: "writing", zh: "输出" },
    }
}
