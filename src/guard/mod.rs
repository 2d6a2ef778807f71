//! What a revision must never do: one promise to a file, all of them in a table, always checked against the draft.

mod acts;
mod apologies;
mod blame;
mod causes;
mod certainty;
mod code;
mod conditions;
mod crisis;
mod dates;
mod deeds;
mod duties;
mod experience;
mod ground;
mod injection;
mod keep;
mod length;
mod links;
mod mask;
mod meaning;
mod memo;
mod names;
mod negations;
mod numbers;
mod overshoot;
mod people;
pub(crate) mod placeholders;
mod promises;
mod sentence;
mod side;
mod structure;
mod table;
mod templates;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod trial;
mod words;

pub(crate) use ground::{Check, Ground};
pub use keep::Keep;
#[allow(unused_imports, reason = "for whoever shows texts to a model")]
pub(crate) use mask::Mask;
#[cfg(feature = "serve")]
pub(crate) use names::naming;
pub(crate) use placeholders::valued;
pub(crate) use side::Side;
pub(crate) use table::{GUARDS, Guard};
pub(crate) use words::{flat, pattern, prose};

use crate::text::Draft;
use serde::Serialize;

/// A promise that a candidate breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Violation {
    /// The guard, such as `numbers`.
    pub guard: &'static str,
    /// What was lost, changed or added, for the person who reads the outcome and for the repair prompt.
    pub detail: String,
}

/// Every guard by name, with its promise in a line.
pub fn guards() -> impl Iterator<Item = (&'static str, &'static str)> {
    GUARDS.iter().map(|(name, promise, _)| (*name, *promise))
}

/// Every promise that `candidate` breaks against `draft`; `keep` matches further text that must stay.
///
/// A candidate that is the draft breaks none.
pub fn check(draft: &Draft, candidate: &str, keep: &Keep) -> Vec<Violation> {
    breaches(&Check::new(draft, candidate, keep)).collect()
}

/// What each guard says, in turn.
fn breaches<'a>(check: &'a Check<'_>) -> impl Iterator<Item = Violation> + 'a {
    let said = |&(guard, _, look): &(&'static str, &str, Guard)| {
        look(check).into_iter().map(move |detail| Violation { guard, detail })
    };
    GUARDS.iter().flat_map(said)
}
