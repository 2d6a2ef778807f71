//! From an outcome to a pair, or to replies with labels of their own.

mod kind;
mod labelled;
mod origin;
mod sides;
mod worth;

pub use kind::PairKind;
pub use labelled::Labelled;
pub use origin::Origin;

use super::LeftOut;
use super::judgement::Judgement;
use super::negatives::{Negative, negatives};
use super::outcome::{Offered, OutcomeRecord};
use crate::detect::Mechanism;
use crate::diff::Hunk;
use crate::guard::{Keep, check};
use crate::revise::Verdict;
use sides::Sides;
use worth::{good, revised};

/// Who wrote a draft, as far as we know.
const DRAFT: &str = "draft";

/// Two replies to one conversation, of which one is better.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Pair {
    /// Where it comes from.
    pub origin: Origin,
    /// How it was made.
    pub kind: PairKind,
    /// The better reply.
    pub chosen: String,
    /// The worse reply.
    pub rejected: String,
    /// The mechanisms that are less severe in the chosen reply, the greatest fall of score first.
    pub mechanisms: Vec<Mechanism>,
    /// What was found in the rejected reply.
    pub before: Judgement,
    /// What is found in the chosen reply.
    pub after: Judgement,
    /// The sum over the four mechanisms of the rejected reply's score less the chosen one's, -4 to 4: how many fewer
    /// of the four failures to expect.
    pub margin: f64,
    /// What changed from the rejected reply to the chosen one, with reasons where known.
    pub hunks: Vec<Hunk>,
    /// All candidates, best first, where there were several.
    pub ranked: Vec<String>,
    /// Who wrote the chosen reply: the model's or the engine's name, or `draft`.
    pub chosen_by: String,
    /// Who wrote the rejected reply: as above, or `edit` where a failure was put in.
    pub rejected_by: String,
}

impl Pair {
    /// The pair of an outcome: draft and revision, or the best and the worst of its candidates.
    ///
    /// # Errors
    /// Why there is none that is worth training on: see [`LeftOut`].
    pub fn new(outcome: &OutcomeRecord, origin: Origin, keep: &Keep) -> Result<Self, LeftOut> {
        revised(outcome)?;
        let pair = match outcome.offered.len() {
            0 | 1 => Self::revision(outcome, origin),
            _ => Self::best_and_worst(outcome, origin)?,
        };
        pair.differs()?;
        if !check(&outcome.draft, &pair.chosen, keep).is_empty() {
            return Err(LeftOut::GuardBroken);
        }
        Ok(pair)
    }

    /// The pairs of an outcome's good reply and the same with one failure put in, one for each failure that can be put
    /// in surely.
    pub fn negatives(outcome: &OutcomeRecord, origin: &Origin, keep: &Keep) -> Vec<Self> {
        let Some(good) = good(outcome, keep) else { return Vec::new() };
        let writer = (outcome.verdict != Verdict::Revised).then_some(DRAFT);
        let pair = |negative: Negative| {
            let Negative { mechanism, text, edit, before, after, .. } = negative;
            let sides = Sides { chosen: (&good.text, (&before).into()), rejected: (&text, (&after).into()) };
            let mut pair = sides.pair(origin.clone(), PairKind::Negative(mechanism));
            for hunk in &mut pair.hunks {
                (hunk.mechanisms, hunk.reason) = (vec![mechanism], format!("takes back what was put in: {edit}"));
            }
            pair.chosen_by = writer.map_or(pair.chosen_by, str::to_owned);
            Self { mechanisms: vec![mechanism], rejected_by: "edit".to_owned(), ..pair }
        };
        negatives(&good).into_iter().map(pair).filter(|pair| pair.differs().is_ok()).collect()
    }

    fn revision(outcome: &OutcomeRecord, origin: Origin) -> Self {
        let rejected = (outcome.draft.text.as_str(), outcome.before.clone());
        let sides = Sides { chosen: (&outcome.text, outcome.after.clone()), rejected };
        let pair = sides.pair(origin, PairKind::Revision);
        Self { hunks: outcome.hunks.clone(), rejected_by: DRAFT.to_owned(), ..pair }.by_hunks()
    }

    /// The best that broke no guard, and the worst.
    fn best_and_worst(outcome: &OutcomeRecord, origin: Origin) -> Result<Self, LeftOut> {
        let best = outcome.offered.iter().find(|one| !one.broken).ok_or(LeftOut::GuardBroken)?;
        let worst = outcome.offered.iter().rev().find(|one| one.text != best.text).ok_or(LeftOut::NoDifference)?;
        let side = |one: &'_ Offered| one.judgement.clone();
        let sides = Sides { chosen: (&best.text, side(best)), rejected: (&worst.text, side(worst)) };
        let mut pair = sides.pair(origin, PairKind::Candidates);
        pair.ranked = outcome.offered.iter().map(|one| one.text.clone()).collect();
        for (by, _) in
            [(&mut pair.chosen_by, best), (&mut pair.rejected_by, worst)].into_iter().filter(|one| one.1.draft)
        {
            *by = DRAFT.to_owned();
        }
        if worst.draft && best.text == outcome.text {
            pair.hunks.clone_from(&outcome.hunks);
        }
        Ok(pair.by_hunks())
    }

    /// Where no severity fell, though less is found, the changes say what they repair.
    fn by_hunks(mut self) -> Self {
        if self.mechanisms.is_empty() {
            let named = |one: &Mechanism| self.hunks.iter().any(|hunk| hunk.mechanisms.contains(one));
            self.mechanisms = Mechanism::ALL.into_iter().filter(named).collect();
        }
        self
    }

    /// Two sides that are the same, or empty, teach nothing.
    fn differs(&self) -> Result<(), LeftOut> {
        let [chosen, rejected] = [self.chosen.trim(), self.rejected.trim()];
        let fine = !chosen.is_empty() && !rejected.is_empty() && chosen != rejected;
        fine.then_some(()).ok_or(LeftOut::NoDifference)
    }

    /// The mechanism that the pair is mostly about.
    pub fn mechanism(&self) -> Option<Mechanism> {
        self.mechanisms.first().copied()
    }
}
