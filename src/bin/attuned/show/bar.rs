//! A line on the terminal that says how far it is; only on a terminal, only for more than one record.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// Counts records.
pub(crate) struct Bar {
    bar: Option<ProgressBar>,
    done: u64,
    wanted: bool,
}

impl Bar {
    /// A bar that shows nothing yet.
    pub(crate) fn new(quiet: bool) -> Self {
        Self { bar: None, done: 0, wanted: !quiet && std::io::stderr().is_terminal() }
    }

    /// One record more.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        if self.wanted && self.done == 2 {
            let bar = ProgressBar::new_spinner();
            // The template is a constant; a bar without it would do as well.
            if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} records, {elapsed}, {per_sec}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(std::time::Duration::from_millis(120));
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }

    /// Steps aside while something else is written.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Goes away.
    pub(crate) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
