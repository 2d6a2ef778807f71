//! From an outcome to a pair, or to replies with labels of their own.

use super::LeftOut;
use super::judgement::{Judgement, thousandths};
use super::negatives::{Negative, negatives};
use super::outcome::{Offered, OutcomeRecord};
use crate::detect::Mechanism;
use crate::diff::{Diff, Hunk};
use crate::guard::{Keep, check};
use crate::revise::Verdict;
use crate::text::{Conversation, Draft};

/// Who wrote a draft, as far as we know.
const DRAFT: &str = "draft";

/// Where a pair comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PairKind {
    /// A draft and its revision.
    Revision,
    /// The best and the worst of several candidates.
    Candidates,
    /// A good reply and the same with this failure put in.
    Negative(Mechanism),
}

impl PairKind {
    /// The name in rows: `revision`, `candidates`, `negative`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Revision => "revision",
            Self::Candidates => "candidates",
            Self::Negative(_) => "negative",
        }
    }
}

/// What all rows of an outcome share.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Origin {
    /// The turns before the reply.
    pub prompt: Conversation,
    /// Who sends the reply, where known.
    pub sender: Option<String>,
    /// The id of the record.
    pub id: String,
    /// What the record belongs to, such as a ticket; rows of one source go into one split.
    pub source: String,
    /// Which run made the row.
    pub run: String,
    /// Who answered: `llm`, `builtin`.
    pub engine: String,
    /// The model's name; empty where it has none.
    pub model: String,
}

impl Origin {
    /// Where the rows of an outcome come from.
    pub fn new(outcome: &OutcomeRecord, source: impl Into<String>, run: impl Into<String>) -> Self {
        Self {
            prompt: outcome.draft.conversation.clone(),
            sender: outcome.draft.sender.clone(),
            id: outcome.id.clone(),
            source: source.into(),
            run: run.into(),
            engine: outcome.engine.clone(),
            model: outcome.model.clone(),
        }
    }
}

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

/// Both replies with what was found in them.
struct Sides<'a> {
    chosen: (&'a str, Judgement),
    rejected: (&'a str, Judgement),
}

impl Sides<'_> {
    fn pair(self, origin: Origin, kind: PairKind) -> Pair {
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

/// Outcomes in which something was judged and nobody is in danger.
fn judged(outcome: &OutcomeRecord) -> Result<(), LeftOut> {
    match outcome.verdict {
        Verdict::Held => Err(LeftOut::Held),
        _ if !outcome.before.supported => Err(LeftOut::NotJudged),
        _ => fits(outcome),
    }
}

/// The reply of an outcome that is good by itself: a clean draft, or a revision without anything clear left.
fn good(outcome: &OutcomeRecord, keep: &Keep) -> Option<Draft> {
    judged(outcome).ok()?;
    let OutcomeRecord { draft, text, after, .. } = outcome;
    let fine = match outcome.verdict {
        Verdict::Clean => true,
        Verdict::Revised => check(draft, text, keep).is_empty(),
        Verdict::Kept | Verdict::Held => false,
    };
    (fine && !after.fails()).then(|| draft.with_text(text.as_str()))
}

/// Outcomes with a revision.
fn revised(outcome: &OutcomeRecord) -> Result<(), LeftOut> {
    judged(outcome)?;
    match outcome.verdict {
        Verdict::Revised => Ok(()),
        Verdict::Clean => Err(LeftOut::Clean),
        Verdict::Kept => Err(LeftOut::Kept),
        Verdict::Held => Err(LeftOut::Held),
    }
}

/// Whether the draft with the changes is the text. If not, they belong to different records, and a pair of replies to
/// different people teaches noise without any error of the trainer's.
fn fits(outcome: &OutcomeRecord) -> Result<(), LeftOut> {
    let Draft { text: draft, .. } = &outcome.draft;
    let stands = |hunk: &Hunk| hunk.before.span.of(draft) == hunk.before.text;
    let diff = Diff { hunks: outcome.hunks.clone() };
    let fine = diff.hunks.iter().all(stands) && diff.apply(draft) == outcome.text;
    fine.then_some(()).ok_or(LeftOut::HunksDoNotFit)
}
