//! One record of a run: its loop driven to an outcome, as a line for the output.

use super::row::{Candidate, Row};
use crate::engine::Plan;
use crate::input::Item;
use attuned::{Answers, Asker, Draft, Error, Failure, Loop, Model, ModelError, Outcome, Record, Step, Verdict, drive};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is said of a record on which our code broke off.
const BROKEN: &str = "the revision of this record broke off, which is a fault of attuned; please report it";

/// What all records of a run have in common.
pub(crate) struct Work {
    pub(crate) plan: Plan,
    pub(crate) answers: Answers,
    /// How long the model may take for one record.
    pub(crate) deadline: Option<Duration>,
    /// Revisions of each draft, at least 1.
    pub(crate) candidates: u32,
}

/// A line of the output.
pub(crate) struct Line {
    /// The verdict in words; none where the record failed.
    pub(crate) verdict: Option<&'static str>,
    /// JSON without the end of the line.
    pub(crate) json: Vec<u8>,
    /// What is said of a failure.
    pub(crate) failure: Option<String>,
    /// What goes out, where anything does.
    pub(crate) reply: Option<Draft>,
}

/// What became of an item; nothing, where the run stops before it is done.
pub(crate) type Done = anyhow::Result<Option<Line>>;

impl Work {
    /// Drives one record to its line.
    pub(crate) async fn one(self: Arc<Self>, item: Item) -> Done {
        let record = match item {
            Ok(record) => record,
            Err(failure) => return failed(&failure).map(Some),
        };
        let mut outcomes = Vec::new();
        for sample in 0..self.candidates {
            match self.sample(&record, sample).await {
                End::Outcome(outcome) => outcomes.push(*outcome),
                End::Failed(failure) => return failed(&failure).map(Some),
                End::Open => return Ok(None),
            }
        }
        let (best, candidates) = ranked(outcomes);
        best.map(|best| done(record, best, &candidates)).transpose()
    }

    /// One revision of a draft.
    async fn sample(self: &Arc<Self>, record: &Record, sample: u32) -> End {
        let asker = self.answers.asker(sample, self.deadline);
        // One record that breaks our code must not end a run of a million.
        let Ok(outcome) = self.drive(record, &asker).await else {
            return End::Failed(Failure::of(record, "revision", BROKEN));
        };
        match (outcome, asker.failed()) {
            _ if asker.is_open() => End::Open,
            (_, Some(error)) => End::Failed(Failure::of(record, "model", model_words(error))),
            (Ok(outcome), None) => End::Outcome(Box::new(outcome)),
            (Err(error), None) => End::Failed(Failure::of(record, error.kind(), error.to_string())),
        }
    }

    /// Turns the loop to its end. It reads and guards on threads of its own, so that nobody waits for the network because
    /// a draft is being read.
    async fn drive(self: &Arc<Self>, record: &Record, asker: &Asker<'_>) -> anyhow::Result<Result<Outcome, Error>> {
        let (begun, this, draft) = (Instant::now(), Arc::clone(self), record.draft.clone());
        if self.answers.is_local() {
            let here = tokio::runtime::Handle::current();
            let driven = move || here.block_on(drive(this.plan.start(draft), &this.answers.asker(0, None)));
            return thought(driven).await;
        }
        let (mut work, mut step) = thought(move || turn(this.plan.start(draft))).await?;
        loop {
            match step {
                Ok(Step::Ask(prompt)) => {
                    let answer = asker.complete(&prompt).await;
                    (work, step) = thought(move || {
                        work.answer(answer);
                        turn(work)
                    })
                    .await?;
                }
                Ok(Step::Done(outcome)) => return Ok(Ok(outcome.answered(asker, begun.elapsed()))),
                // The library may learn further steps; none of them is a reason to stop.
                Ok(_) => (work, step) = thought(move || turn(work)).await?,
                Err(error) => return Ok(Err(error)),
            }
        }
    }
}

/// The loop with what it wants next.
fn turn(mut work: Loop) -> (Loop, Result<Step, Error>) {
    let step = work.step();
    (work, step)
}

/// What comes of a piece of work for a processor.
async fn thought<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
    Ok(tokio::task::spawn_blocking(work).await?)
}

/// How one revision ended.
enum End {
    Outcome(Box<Outcome>),
    Failed(Failure),
    Open,
}

/// The outcome to take, and where there are several all replies with the draft, best first.
fn ranked(mut outcomes: Vec<Outcome>) -> (Option<Outcome>, Vec<Candidate>) {
    // Stable: of equals the one that came first, and a revision before a draft that was kept.
    outcomes.sort_by_key(|outcome| (outcome.after.weight(), outcome.verdict != Verdict::Revised));
    let mut candidates: Vec<Candidate> = Vec::new();
    if outcomes.len() > 1 {
        let all = outcomes.iter().map(Candidate::of).chain(outcomes.first().map(Candidate::draft));
        for candidate in all {
            if candidates.iter().all(|known| known.text != candidate.text) {
                candidates.push(candidate);
            }
        }
        candidates.sort_by_key(|candidate| candidate.weight);
    }
    (outcomes.into_iter().next(), candidates)
}

fn done(record: Record, outcome: Outcome, candidates: &[Candidate]) -> anyhow::Result<Line> {
    let verdict = match outcome.verdict {
        Verdict::Revised => "revised",
        Verdict::Clean => "clean",
        Verdict::Held => "held",
        _ => "kept",
    };
    let json = serde_json::to_vec(&Row::new(&record, &outcome, candidates))?;
    let reply = (outcome.verdict != Verdict::Held).then(|| record.draft.with_text(outcome.text));
    Ok(Line { verdict: Some(verdict), json, failure: None, reply })
}

fn failed(failure: &Failure) -> anyhow::Result<Line> {
    let json = serde_json::to_vec(&failure.record())?;
    Ok(Line { verdict: None, json, failure: Some(failure.message.clone()), reply: None })
}

fn model_words(error: &ModelError) -> String {
    format!("{error}; --retry-failed asks again")
}
