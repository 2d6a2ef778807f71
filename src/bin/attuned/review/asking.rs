//! Asks the engine for proposals while the person reads, so that the next replies are ready when they come.

use crate::engine::{Engine, Plan};
use crate::settings::Settings;
use crate::show::grouped;
use attuned::{Draft, Ended, Outcome, Price, Spent};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// What came of a question.
pub(super) struct Answer {
    /// The number of the reply.
    pub(super) at: usize,
    /// What the person asked for.
    pub(super) wish: String,
    /// The outcome, or why there is none.
    pub(super) outcome: Result<Box<Outcome>, String>,
}

/// The engine, and what was asked of it.
pub(super) struct Asking {
    engine: Engine,
    plan: Plan,
    deadline: Option<Duration>,
    price: Option<Price>,
    runtime: Option<tokio::runtime::Runtime>,
    answers: (Sender<Answer>, Receiver<Answer>),
    asked: BTreeSet<usize>,
    waiting: BTreeSet<usize>,
    spent: Spent,
}

impl Asking {
    /// Nothing asked yet.
    pub(super) fn new(engine: Engine, settings: &Settings) -> anyhow::Result<Self> {
        let plan = Plan::new(settings, &engine, false)?;
        let build = || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = if engine.remote { Some(build()?) } else { None };
        let price = engine.wire.as_ref().and_then(|wire| settings.price(&wire.model));
        let deadline = settings.deadline();
        let (asked, waiting) = (BTreeSet::new(), BTreeSet::new());
        Ok(Self { engine, plan, deadline, price, runtime, answers: channel(), asked, waiting, spent: Spent::default() })
    }

    /// Whether a language model is asked, which takes its time.
    pub(super) fn is_remote(&self) -> bool {
        self.engine.remote
    }

    /// Whether an answer about a reply is on its way.
    pub(super) fn waits_for(&self, at: usize) -> bool {
        self.waiting.contains(&at)
    }

    /// Whether a reply was asked about before.
    pub(super) fn has_asked(&self, at: usize) -> bool {
        self.asked.contains(&at)
    }

    /// Asks about a reply, with what the person wishes and the words that they refused.
    pub(super) fn ask(&mut self, at: usize, draft: Draft, wish: &str, refused: Vec<String>) {
        let Some(runtime) = &self.runtime else { return };
        self.asked.insert(at);
        self.waiting.insert(at);
        let work = self.plan.wishing(wish, refused).start(draft);
        let (deadline, answers) = (self.deadline, self.answers.0.clone());
        let (wish, model) = (wish.to_owned(), Arc::clone(&self.engine.model));
        runtime.spawn(async move {
            let outcome = match attuned::drive_within(work, model.as_ref(), deadline).await {
                Ok((outcome, Ended::Model(error))) if outcome.usage.calls == 0 => Err(error.to_string()),
                Ok((outcome, _)) => Ok(Box::new(outcome)),
                Err(error) => Err(error.to_string()),
            };
            // Nobody listens any more where the review has ended.
            let _ = answers.send(Answer { at, wish, outcome });
        });
    }

    /// The next answer that has come.
    pub(super) fn answer(&mut self) -> Option<Answer> {
        let answer = self.answers.1.try_recv().ok()?;
        Some(self.taken(answer))
    }

    /// The next answer, when it comes; `None` where none is on its way.
    pub(super) fn wait(&mut self) -> Option<Answer> {
        let answer = if self.waiting.is_empty() { None } else { self.answers.1.recv().ok() };
        answer.map(|answer| self.taken(answer))
    }

    fn taken(&mut self, answer: Answer) -> Answer {
        self.waiting.remove(&answer.at);
        if let Ok(outcome) = &answer.outcome {
            let (usage, Spent { calls, prompt_tokens, completion_tokens, .. }) = (outcome.usage, self.spent);
            let (read, written) = (prompt_tokens + usage.prompt_tokens, completion_tokens + usage.completion_tokens);
            self.spent = Spent::new(calls + usage.calls, read, written);
        }
        answer
    }

    /// What it cost, where anything was asked.
    pub(super) fn cost(&self) -> Option<String> {
        let Spent { calls, prompt_tokens, completion_tokens, .. } = self.spent;
        let money = self.price.map(|price| format!(", ${:.2}", price.of(self.spent))).unwrap_or_default();
        let tokens = format!("{} tokens read, {} written", grouped(prompt_tokens), grouped(completion_tokens));
        (calls > 0).then(|| format!("the model was asked {} times: {tokens}{money}", grouped(calls)))
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        // Nobody waits for answers that are still on their way.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
