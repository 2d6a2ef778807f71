//! The one place that decides about a reply: detect, then the loop with its model, within the deadline.

use super::decision::{Decision, Why, found};
use super::log::{self, Seldom};
use super::mind::{Mind, Trial};
use super::options::{OnHeld, ServeOptions};
use super::work::{Came, LONG, Work};
use crate::detect::{Flag, Report, detect_with};
use crate::model::Model;
use crate::prompt::Prompts;
use crate::revise::Options;
use crate::text::Draft;
use arc_swap::ArcSwap;
use futures_util::FutureExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

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
    mind: ArcSwap<Mind>,
    on_held: OnHeld,
    deadline: Duration,
    /// Revisions under way at once.
    permits: Arc<Semaphore>,
    /// And those among them that are work for a processor.
    processors: Arc<Semaphore>,
    broken: Seldom,
}

impl Reviser {
    pub(super) fn new(brain: Brain, options: &ServeOptions) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            mind: ArcSwap::new(Mind::new(brain)),
            on_held: options.on_held.clone(),
            deadline: options.deadline,
            permits: Arc::new(Semaphore::new(options.revisions.min(Semaphore::MAX_PERMITS))),
            processors: Arc::new(Semaphore::new(processors)),
            broken: Seldom::new(Duration::from_secs(5), 1),
        }
    }

    /// Takes another brain from the next reply on. Its model has not failed yet.
    pub(super) fn replace(&self, brain: Brain) {
        self.mind.store(Mind::new(brain));
    }

    /// The brain in force, and how its model has been doing.
    pub(super) fn mind(&self) -> Arc<Mind> {
        self.mind.load_full()
    }

    /// The brain in force.
    pub(super) fn brain(&self) -> Arc<Brain> {
        Arc::clone(&self.mind.load().brain)
    }

    /// Whether the model is asked: 0 yes, 1 on trial, 2 no.
    pub(super) fn breaker(&self) -> i64 {
        self.mind.load().breaker().level()
    }

    /// What the rules find in a text; pure, in microseconds for a text of usual length.
    pub(super) fn report(&self, draft: &Draft) -> Report {
        let mind = self.mind.load();
        // No report is an empty one: the text then goes out as it is.
        catch_unwind(AssertUnwindSafe(|| detect_with(draft, &mind.brain.options.thresholds))).unwrap_or_else(|_| {
            self.broke();
            Report::default()
        })
    }

    /// Decides about a reply of which the first `sent` bytes have gone out and stay as they are.
    pub(super) async fn decide(&self, draft: Draft, sent: usize) -> Decision {
        self.decide_within(draft, sent, self.deadline).await
    }

    /// The same, with a deadline of the caller's.
    pub(super) async fn decide_within(&self, draft: Draft, sent: usize, deadline: Duration) -> Decision {
        let (started, sent) = (Instant::now(), draft.text.floor_char_boundary(sent));
        let decided = AssertUnwindSafe(self.decided(draft, sent, started + deadline)).catch_unwind().await;
        let decision = decided.unwrap_or_else(|_| {
            self.broke();
            Decision::kept(Why::Error, Vec::new())
        });
        Decision { spent: started.elapsed(), ..decision }
    }

    async fn decided(&self, draft: Draft, sent: usize, end: Instant) -> Decision {
        let mind = self.mind.load_full();
        let Some((draft, report)) = looked(draft, &mind.brain, end).await else {
            return Decision::kept(Why::Deadline, Vec::new());
        };
        let (options, mechanisms) = (&mind.brain.options, found(&report));
        if options.hold && report.has(Flag::Crisis) {
            return Decision::held(self.words(&draft.text[..sent]), mechanisms);
        }
        if is_clean(&report, options) {
            return Decision::clean(mechanisms);
        }
        match self.revised(&mind, draft, sent, end).await {
            Ok(decision) if !decision.mechanisms.is_empty() => decision,
            Ok(decision) => Decision { mechanisms, ..decision },
            Err(why) => Decision::kept(why, mechanisms),
        }
    }

    /// The operator's words where a reply is held, after what has gone out.
    fn words(&self, sent: &str) -> Option<String> {
        match &self.on_held {
            OnHeld::Message(words) if sent.is_empty() => Some(words.clone()),
            OnHeld::Message(words) => Some(format!("{sent}\n\n{words}")),
            OnHeld::Pass => None,
        }
    }

    /// A reply in which something was found, or in which a judge may find something; or why nothing came of it.
    async fn revised(&self, mind: &Mind, draft: Draft, sent: usize, end: Instant) -> Result<Decision, Why> {
        let first = draft.text[..sent].to_owned();
        let decision = match self.worked(mind, Work::new(draft, sent, &mind.brain, end)).await? {
            Came::Outcome(outcome, ended) => Decision::of(*outcome, &ended),
            Came::Late(reached) => Decision::late(reached),
            Came::Refused(error) => {
                self.broken.say(|_| log::alarm!("{error}; until then replies go out as they are"));
                return Err(Why::Error);
            }
            Came::Broken => {
                self.broke();
                return Err(Why::Error);
            }
        };
        Ok(decision.beginning_with(&first))
    }

    /// What work comes to, where there is leave to do it.
    pub(super) async fn worked(&self, mind: &Mind, work: Work) -> Result<Came, Why> {
        let permits = self.permits(mind.remote, work.end).await?;
        let trial = Trial::begin(mind).ok_or(Why::Breaker)?;
        let apart = !mind.remote || work.draft.text.len() > LONG;
        let came = work.done(permits, apart).await;
        match &came {
            Came::Outcome(outcome, ended) => trial.ended(outcome, ended),
            Came::Late(_) => trial.late(),
            Came::Refused(_) | Came::Broken => {}
        }
        Ok(came)
    }

    /// The leave to begin. What is work for a processor takes its turn, so that answers that need none are not held up.
    async fn permits(&self, remote: bool, end: Instant) -> Result<Vec<OwnedSemaphorePermit>, Why> {
        let mut permits = vec![Arc::clone(&self.permits).try_acquire_owned().map_err(|_| Why::Busy)?];
        if !remote {
            let turn = timeout_at(end, Arc::clone(&self.processors).acquire_owned()).await;
            permits.push(turn.map_err(|_| Why::Deadline)?.map_err(|_| Why::Busy)?);
        }
        Ok(permits)
    }

    /// Says that our own code broke off. What the panic says may hold words of a text, and is not repeated.
    fn broke(&self) {
        self.broken.say(|times| {
            log::alarm!("our own code broke off and the reply went out as it was; please report this (since this was last said: {times} times)");
        });
    }
}

/// Whether nothing is found, and no judge is to be asked.
pub(super) fn is_clean(report: &Report, options: &Options) -> bool {
    !report.supported || (report.findings.is_empty() && !options.judge.asks(report))
}

/// The draft with what the rules find in it; none where the time is up before that.
pub(super) async fn looked(draft: Draft, brain: &Arc<Brain>, end: Instant) -> Option<(Draft, Report)> {
    if draft.text.len() <= LONG {
        let report = detect_with(&draft, &brain.options.thresholds);
        return Some((draft, report));
    }
    let brain = Arc::clone(brain);
    let task = tokio::task::spawn_blocking(move || {
        let report = detect_with(&draft, &brain.options.thresholds);
        (draft, report)
    });
    match timeout_at(end, task).await.ok()? {
        Ok(looked) => Some(looked),
        // It goes on as if it had happened here.
        Err(error) => std::panic::resume_unwind(error.try_into_panic().unwrap_or_else(|_| Box::new(()))),
    }
}

#[cfg(test)]
#[path = "reviser_tests.rs"]
mod tests;
