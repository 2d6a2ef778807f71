//! The one place that decides about a reply: detect, then the loop with its model, within the deadline.

use super::decision::{Decision, Seen, Why};
use super::options::ServeOptions;
use crate::detect::{Report, detect_with};
use crate::model::{Model, drive};
use crate::prompt::Prompts;
use crate::revise::{Loop, Options, Outcome, Verdict};
use crate::text::Draft;
use arc_swap::ArcSwap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Who revises, and how; replaced as a whole when settings are read again.
#[derive(Clone)]
#[non_exhaustive]
pub struct Brain {
    /// The model.
    pub model: Arc<dyn Model>,
    /// How to revise.
    pub options: Options,
    /// What models are told.
    pub prompts: Prompts,
}

impl Brain {
    /// A model, how to use it, and what to tell it.
    pub fn new(model: Arc<dyn Model>, options: Options, prompts: Prompts) -> Self {
        Self { model, options, prompts }
    }
}

/// Decides about replies.
pub(super) struct Reviser {
    brain: ArcSwap<Brain>,
    deadline: Duration,
}

impl Reviser {
    pub(super) fn new(brain: Brain, options: &ServeOptions) -> Self {
        Self { brain: ArcSwap::from_pointee(brain), deadline: options.deadline }
    }

    /// Takes another brain from the next reply on.
    pub(super) fn replace(&self, brain: Brain) {
        self.brain.store(Arc::new(brain));
    }

    /// What the rules find in a text; pure, in microseconds for a text of usual length.
    pub(super) fn report(&self, draft: &Draft) -> Report {
        detect_with(draft, &self.brain.load().options.thresholds)
    }

    /// Decides about a reply of which the first `sent` bytes have gone out and stay as they are.
    pub(super) async fn decide(&self, draft: Draft, sent: usize) -> Decision {
        self.decide_within(draft, sent, self.deadline).await
    }

    /// The whole outcome for a draft; the deadline ends the loop.
    pub(super) async fn outcome(&self, draft: Draft, _deadline: Duration) -> Result<Outcome, crate::Error> {
        let brain = self.brain.load_full();
        drive(Loop::new(draft, brain.options.clone(), brain.prompts.clone()), &*brain.model).await
    }

    /// The same, with a deadline of the caller's.
    pub(super) async fn decide_within(&self, draft: Draft, sent: usize, deadline: Duration) -> Decision {
        let started = Instant::now();
        let brain = self.brain.load_full();
        let mut options = brain.options.clone();
        options.sent = sent;
        let work = Loop::new(draft, options, brain.prompts.clone());
        let driven = tokio::time::timeout(deadline, drive(work, &*brain.model)).await;
        let mut decision = match driven {
            Ok(Ok(outcome)) => decided(outcome),
            Ok(Err(_)) => Decision { seen: Seen::Kept, ..Decision::passed(Why::Error) },
            Err(_) => Decision { seen: Seen::Kept, ..Decision::passed(Why::Deadline) },
        };
        decision.spent = started.elapsed();
        decision
    }
}

fn decided(outcome: Outcome) -> Decision {
    let seen = match outcome.verdict {
        Verdict::Clean => Seen::Clean,
        Verdict::Revised => Seen::Revised,
        Verdict::Kept => Seen::Kept,
        Verdict::Held => Seen::Held,
    };
    let text = (seen == Seen::Revised).then(|| outcome.text.clone());
    let why = (seen == Seen::Kept).then_some(Why::Unacceptable);
    let mechanisms =
        crate::detect::Mechanism::ALL.into_iter().filter(|one| outcome.before.severity(*one).is_some()).collect();
    Decision { seen, why, text, mechanisms, usage: outcome.usage, spent: Duration::ZERO }
}
