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

use crate::guard::Keep;

/// How to revise.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// Rounds at most.
    pub rounds: usize,
    /// Whether the model is asked for findings too, of the draft and of each candidate.
    pub judge: bool,
    /// Whether drafts in a conversation with crisis language are held; on by default.
    pub hold: bool,
    /// Further text that must stay as it is.
    pub keep: Keep,
}

impl Default for Options {
    fn default() -> Self {
        Self { rounds: 2, judge: false, hold: true, keep: Keep::default() }
    }
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod toy;
