//! The loop: a value that asks, and is answered, until it has an outcome.

mod json;
mod judge;
mod outcome;
mod quote;
mod reply;

pub use outcome::{Outcome, Round, Usage, Verdict};

/// How to revise.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Rounds at most.
    pub rounds: usize,
    /// Whether the model is asked for findings too, of the draft and of each candidate.
    pub judge: bool,
    /// Whether drafts in a conversation with crisis language are held; on by default.
    pub hold: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { rounds: 2, judge: false, hold: true }
    }
}
