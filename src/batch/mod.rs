//! Many records: answers kept on disk, pace, budget, and a run that goes on where it was.
//!
//! A run has three files beside its output. `OUT.partial` holds the lines that are done, in the order of the input;
//! `OUT.answers` every answer that was paid for; `OUT.run.json` what the run is, so that a changed prompt, model or
//! setting is noticed before anything is mixed. Whatever ends the run, the same command goes on: lines that are done are
//! not done again, and answers that are there are not asked again.

mod answers;
mod archive;
mod asker;
mod budget;
mod pace;
mod shape;
mod spool;
mod state;

pub use answers::{Answers, Halt};
pub use archive::Archive;
pub use asker::{Asker, estimated_tokens};
pub use budget::{Budget, Price, Purse, Spent};
pub use pace::Limits;
pub use shape::{Difference, Shape};
pub use spool::{Recovered, Spool, Tally};
pub use state::{Done, State};
