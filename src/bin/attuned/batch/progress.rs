//! How far a run is: a bar on a terminal, a line now and then elsewhere.

use crate::settings::Settings;
use crate::show::{counted, grouped, notice};
use attuned::{Answers, Tally};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// How often a line is written where there is no terminal.
const LINE: Duration = Duration::from_secs(10);
/// How often the bar is told what to say.
const TICK: Duration = Duration::from_millis(100);

/// How far a run is.
pub(crate) struct Progress<'a> {
    settings: &'a Settings,
    bar: Option<ProgressBar>,
    begun: Instant,
    said: Instant,
    /// Records that were done before this process began.
    before: u64,
    /// All records, once somebody has counted them.
    total: Arc<OnceLock<Option<u64>>>,
}

impl<'a> Progress<'a> {
    /// Nothing done yet but what was done before.
    pub(crate) fn new(settings: &'a Settings, before: u64, total: Arc<OnceLock<Option<u64>>>) -> Self {
        let wanted = !settings.quiet && std::io::stderr().is_terminal();
        let (begun, said) = (Instant::now(), Instant::now());
        Self { settings, bar: wanted.then(bar), begun, said, before, total }
    }

    /// Says how far it is, if it is time to.
    pub(crate) fn tell(&mut self, tally: &Tally, answers: &Answers) {
        let every = if self.bar.is_some() { TICK } else { LINE };
        if self.said.elapsed() < every {
            return;
        }
        self.said = Instant::now();
        let total = self.total.get().copied().flatten();
        match &self.bar {
            Some(bar) => {
                bar.set_length(total.unwrap_or(0).max(tally.records()));
                bar.set_position(tally.records());
                bar.set_message(self.words(tally, answers, total));
            }
            None => {
                let of = total.map(|total| format!(" of {}", grouped(total))).unwrap_or_default();
                let words = self.words(tally, answers, total);
                notice(self.settings, &format!("{}{of} records, {words}", grouped(tally.records())));
            }
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
    pub(crate) fn end(&self) -> Duration {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        self.begun.elapsed()
    }

    /// Rate, time left, verdicts, cost.
    fn words(&self, tally: &Tally, answers: &Answers, total: Option<u64>) -> String {
        let rate = (tally.records() - self.before) as f64 / self.begun.elapsed().as_secs_f64();
        let mut words = vec![format!("{} a minute", grouped((rate * 60.0) as u64))];
        if let Some(left) = total.map(|total| total.saturating_sub(tally.records())).filter(|_| rate > 0.0) {
            let left = Duration::from_secs((left as f64 / rate) as u64);
            words.push(format!("{} left", humantime::format_duration(left)));
        }
        words.push(verdicts(tally));
        words.extend(cost(answers));
        words.join(", ")
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    // The template is a constant; a bar without it would do as well.
    if let Ok(style) = ProgressStyle::with_template("{bar:20} {human_pos}/{human_len} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

/// How many ended how; what did not occur is not said.
pub(crate) fn verdicts(tally: &Tally) -> String {
    let Tally { revised, clean, kept, held, failed, .. } = *tally;
    let counts = [(revised, "revised"), (clean, "clean"), (kept, "kept"), (held, "held"), (failed, "failed")];
    let said = counts.iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = said.map(|(count, name)| format!("{} {name}", grouped(*count))).collect();
    if words.is_empty() { "nothing yet".to_owned() } else { words.join(", ") }
}

/// What it cost so far; nothing where nobody was asked.
pub(crate) fn cost(answers: &Answers) -> Option<String> {
    let spent = answers.spent();
    if spent.calls + answers.reused() == 0 {
        return None;
    }
    let mut words = counted(usize::try_from(spent.calls).unwrap_or(usize::MAX), "call", "calls");
    if answers.reused() > 0 {
        words += &format!(" ({} more answers were there)", grouped(answers.reused()));
    }
    if spent.tokens() > 0 {
        words += &format!(", {} tokens", grouped(spent.tokens()));
    }
    if let Some(money) = answers.money() {
        words += &format!(", ${money:.2}");
    }
    Some(words)
}
