//! Two sets of replies to the same drafts, compared: what the rules count, and what a blind judge prefers. Pure;
//! nothing is read or sent.

mod bout;
mod chance;
mod figures;
mod look;
mod offer;
mod pairing;
mod part;
mod ruling;
mod standing;

pub use bout::{Bout, Side};
pub use chance::{Interval, sign_test, wilson};
pub use figures::{Broken, Figures, Left, Length};
pub use look::{Eye, Look};
pub use offer::Offer;
pub use pairing::{Pairing, Replies, Stray};
pub use part::Part;
pub use ruling::{Decision, Heard, Objection, Ruling};
pub use standing::{Group, Objected, Standing, Standings};

use crate::revise::Usage;
use serde::Serialize;

/// Two sets of replies side by side.
///
/// ```
/// use attuned::{Arena, Bout, Eye, Offer, Record};
///
/// let line = serde_json::json!({
///     "conversation": [{"role": "user", "content": "You lost the kite that my brother made. Where is it?"}],
///     "draft": "It is regretted that the kite was lost on 4 May.",
/// });
/// let record = Record::read(line, 1)?;
/// let offers = [Offer::of(&record), Offer::new("We lost the kite that your brother made.")];
/// let arena = Arena::new(["draft", "ours"], vec![Bout::new(record, offers, &Eye::default())?]);
/// assert_eq!(arena.figures[1].broken.count, 1);
/// assert!(arena.judge.is_none());
/// # Ok::<(), attuned::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Arena {
    /// What the sides are called.
    #[serde(serialize_with = "bout::by_side")]
    pub names: [String; 2],
    /// What the rules count on either side.
    #[serde(serialize_with = "bout::by_side")]
    pub figures: [Figures; 2],
    /// What the judge made of the pairs; `None` where nobody asked.
    pub judge: Option<Standings>,
    /// Every pair, in the order of the drafts.
    pub pairs: Vec<Bout>,
}

impl Arena {
    /// Counts over these pairs.
    pub fn new(names: [impl Into<String>; 2], pairs: Vec<Bout>) -> Self {
        let figures = Side::BOTH.map(|side| Figures::new(&pairs, side));
        Self { names: names.map(Into::into), figures, judge: Standings::new(&pairs), pairs }
    }
}

/// Two costs together.
fn sum(one: Usage, other: Usage) -> Usage {
    Usage {
        calls: one.calls.saturating_add(other.calls),
        prompt_tokens: one.prompt_tokens.saturating_add(other.prompt_tokens),
        completion_tokens: one.completion_tokens.saturating_add(other.completion_tokens),
        milliseconds: one.milliseconds.saturating_add(other.milliseconds),
    }
}
