//! Preference pairs for trainers.

mod negatives;

pub use negatives::{Negative, negatives};
