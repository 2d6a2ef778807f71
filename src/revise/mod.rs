//! The loop: a value that asks, and is answered, until it has an outcome.
//!
//! It never waits and reads no clock. Whoever drives it calls [`Loop::step`], has the prompt answered by a model, a
//! person or a test, and gives the answer to [`Loop::answer`].

mod ask;
mod audit;
mod candidate;
pub(crate) mod compare;
mod ending;
mod json;
mod judge;
mod look;
mod options;
mod outcome;
mod quote;
mod reply;
mod rounds;
mod sent;
mod shape;

#[cfg(feature = "canned")]
pub(crate) use reply::{Unread, keyed, spoken, string};

pub use options::{Aim, Critique, Effort, Judging, Options};
pub use outcome::{Outcome, Round, Usage, Verdict};
pub use rounds::{Loop, Step};

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod many;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod toy;
