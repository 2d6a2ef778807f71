//! Preference pairs: from outcomes to rows that trainers read, chosen so that they are worth training on.
//!
//! An [`OutcomeRecord`] is a line of `attuned batch`. A [`Pair`] is made of it where a revision is better by its
//! scores and keeps every promise of the guards; [`Labelled`] replies where one stands for itself. A [`PairFormat`]
//! makes the row, or says why its consumer could not take it; a [`Sieve`] looks at all of them for near-duplicates,
//! lengths and splits. [`Made`] says what became of it all, as a dataset card and as a manifest.

mod card;
mod columns;
mod format;
mod judgement;
mod left;
mod made;
mod negatives;
mod outcome;
mod pair;
mod select;
mod turns;

pub use crate::sha::Checksum;
pub use format::{Beside, PairFormat};
pub use judgement::{Judgement, Stretch};
pub use left::LeftOut;
pub use made::{Made, MadeFile, Tag};
pub use negatives::{Negative, negatives};
pub use outcome::{Offered, OutcomeRecord, Outlay};
pub use pair::{Labelled, Origin, Pair, PairKind};
pub use select::{Bias, Choice, Selection, Sieve, Splits};

#[cfg(test)]
mod tests;
