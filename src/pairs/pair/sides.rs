//! Both replies of a pair, and by how much one is better.

use super::{Origin, Pair, PairKind};
use crate::detect::Mechanism;
use crate::diff::Diff;
use crate::pairs::judgement::{Judgement, thousandths};

/// Both replies with what was found in them.
pub(super) struct Sides<'a> {
    pub(super) chosen: (&'a str, Judgement),
    pub(super) rejected: (&'a str, Judgement),
}

impl Sides<'_> {
    /// Their pair, with what fell from one to the other.
    pub(super) fn pair(self, origin: Origin, kind: PairKind) -> Pair {
        let Self { chosen: (chosen, after), rejected: (rejected, before) } = self;
        let fell = |one: Mechanism| before.scores[one as usize] - after.scores[one as usize];
        let milder = |one: &Mechanism| after.severities[*one as usize] < before.severities[*one as usize];
        let mut mechanisms: Vec<_> = Mechanism::ALL.into_iter().filter(milder).collect();
        mechanisms.sort_by(|a, b| fell(*b).total_cmp(&fell(*a)));
        let reviser = if origin.model.is_empty() { &origin.engine } else { &origin.model };
        Pair {
            chosen_by: reviser.clone(),
            rejected_by: reviser.clone(),
            origin,
            kind,
            margin: thousandths(Mechanism::ALL.map(fell).iter().sum()),
            mechanisms,
            before,
            after,
            hunks: Diff::between(rejected, chosen).hunks,
            chosen: chosen.to_owned(),
            rejected: rejected.to_owned(),
            ranked: Vec::new(),
        }
    }
}
