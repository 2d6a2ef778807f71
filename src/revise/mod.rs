//! The loop: a value that asks, and is answered, until it has an outcome.
//!
//! It never waits and reads no clock. Whoever drives it calls [`Loop::step`], has the prompt answered by a model, a
//! person or a test, and gives the answer to [`Loop::answer`].

mod ask;
mod ending;
mod json;
mod judge;
mod outcome;
mod quote;
mod reply;
mod rounds;
mod shape;

pub use outcome::{Outcome, Round, Usage, Verdict};
pub use rounds::{Loop, Step};

use crate::detect::{Report, Thresholds};
use crate::guard::Keep;

/// Whether the model is asked for findings, of the draft and of each candidate.
///
/// A judge that was asked decides: its findings replace those of the rules, which stay only where it marked the same.
/// It speaks on both sides or on none, so that judged text is compared with judged text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub enum Judging {
    /// The rules decide alone; the default.
    #[default]
    Never,
    /// The rules decide where they are sure, the judge where they are not.
    Auto {
        /// The [doubt](Report::doubt) above which the judge is asked, 0 to 4; [`Judging::DOUBT`] where nothing speaks
        /// for another.
        doubt: f64,
    },
    /// The judge decides on every draft.
    Always,
}

impl Judging {
    /// The doubt above which `Auto` asks where nobody says otherwise: the measured curve in `docs/detection.md` reaches
    /// 95 % of the judge's F1 there, with a third of the drafts sent.
    pub const DOUBT: f64 = 0.55;

    /// Whether the judge is asked about a draft with this report of the rules.
    pub(crate) fn asks(self, report: &Report) -> bool {
        match self {
            Self::Never => false,
            Self::Auto { doubt } => report.doubt() > doubt,
            Self::Always => true,
        }
    }
}

/// How to revise.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// Rounds at most; 2 by default.
    pub rounds: usize,
    /// Whether the model is asked for findings, which then decide; never by default.
    pub judge: Judging,
    /// From which scores mechanisms count as found, on both sides; the learnt ones by default.
    pub thresholds: Thresholds,
    /// Whether drafts in a conversation with crisis language are held; on by default.
    pub hold: bool,
    /// Further text that must stay as it is.
    pub keep: Keep,
    /// Openings that a candidate may not take unless the draft had them, such as those of the replies that went out
    /// before in the same run ([`Openings`](crate::Openings)); none by default. The first 12 count, of each the first four
    /// words. A candidate that takes one violates `templates`. Where drafts are revised side by side, what each can know
    /// of the others depends on which was answered first; one after the other, outcomes stay the same from run to run.
    pub avoid: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        let (judge, thresholds) = (Judging::Never, Thresholds::default());
        Self { rounds: 2, judge, thresholds, hold: true, keep: Keep::default(), avoid: Vec::new() }
    }
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod toy;
