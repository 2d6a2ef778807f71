//! Replies that are good or bad by themselves.

use super::Origin;
use super::worth::{good, judged};
use crate::detect::Mechanism;
use crate::guard::{Keep, check};
use crate::pairs::LeftOut;
use crate::pairs::judgement::Judgement;
use crate::pairs::negatives::{Negative, negatives};
use crate::pairs::outcome::OutcomeRecord;
use crate::revise::Verdict;

/// A reply that is good or bad by itself.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Labelled {
    /// Where it comes from.
    pub origin: Origin,
    /// The reply.
    pub text: String,
    /// Whether it is one to learn.
    pub good: bool,
    /// Which text of the outcome it is: `draft`, `text`, `negative`.
    pub part: &'static str,
    /// What is found in it.
    pub judgement: Judgement,
}

impl Labelled {
    /// The replies of an outcome that can be labelled without the other: good only where nothing clear or severe is
    /// found, bad only where something is. Of a revised outcome that may be both sides, one or none.
    ///
    /// A revision that breaks a guard is an `Err` item beside its draft.
    ///
    /// # Errors
    /// Why there is none at all: see [`LeftOut`].
    pub fn all(outcome: &OutcomeRecord, origin: &Origin, keep: &Keep) -> Result<Vec<Result<Self, LeftOut>>, LeftOut> {
        judged(outcome)?;
        let OutcomeRecord { draft, text, before, after, verdict, .. } = outcome;
        let labelled = |text: &str, part, judgement: &Judgement| Self {
            origin: origin.clone(),
            text: text.to_owned(),
            good: !judgement.fails(),
            part,
            judgement: judgement.clone(),
        };
        let mut all = Vec::new();
        if before.fails() || *verdict == Verdict::Clean {
            all.push(Ok(labelled(&draft.text, "draft", before)));
        }
        if *verdict == Verdict::Revised && !after.fails() {
            let held = check(draft, text, keep).is_empty();
            all.push(held.then(|| labelled(text, "text", after)).ok_or(LeftOut::GuardBroken));
        }
        all.retain(|one| one.as_ref().is_ok_and(|one| !one.text.trim().is_empty()) || one.is_err());
        if all.is_empty() { Err(LeftOut::NoLabel) } else { Ok(all) }
    }

    /// An outcome's good reply with one failure put in, for each failure that can be put in surely: bad replies.
    pub fn negatives(outcome: &OutcomeRecord, origin: &Origin, keep: &Keep) -> Vec<Self> {
        let Some(good) = good(outcome, keep) else { return Vec::new() };
        let labelled = |Negative { text, after, .. }: Negative| {
            let judgement = Judgement::from(&after);
            Self { origin: origin.clone(), text, good: false, part: "negative", judgement }
        };
        negatives(&good).into_iter().map(labelled).filter(|one| one.judgement.fails()).collect()
    }

    /// The mechanism with the greatest score among those that were found.
    pub fn mechanism(&self) -> Option<Mechanism> {
        let found = Mechanism::ALL.into_iter().filter(|one| self.judgement.severities[*one as usize] > 0);
        let score = |one: &Mechanism| self.judgement.scores[*one as usize];
        found.max_by(|a, b| score(a).total_cmp(&score(b)))
    }
}
