//! The model of one record: asks the archive, then the server as often as may help, and says how it went.

use super::Spent;
use super::answers::{Answers, Halt, Source};
use super::archive::{Answer, Key};
use super::pace::Pace;
use crate::model::{BoxFuture, Model, ModelError, Reply};
use crate::prompt::Prompt;
use crate::sha::digits;
use backon::{BackoffBuilder, ExponentialBuilder};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Characters of a token, roughly, in English.
const CHARACTERS: usize = 4;
/// The first wait before a request is repeated; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A run does not wait longer than this because a server says so.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// So many refusals of one request for being too many are enough: the limit is not one of pace.
const REFUSALS: u32 = 30;

/// The model of one record. Waiting for one's turn does not count as the model's time.
pub struct Asker<'a> {
    answers: &'a Answers,
    sample: u32,
    /// What is left of the time that the model may take for this record.
    left: Mutex<Option<Duration>>,
    open: OnceLock<()>,
    failed: OnceLock<ModelError>,
}

impl<'a> Asker<'a> {
    pub(super) fn new(answers: &'a Answers, sample: u32, limit: Option<Duration>) -> Self {
        let (open, failed) = (OnceLock::new(), OnceLock::new());
        Self { answers, sample, left: Mutex::new(limit), open, failed }
    }

    /// Whether the record is not done because the run stops, or because an answer is still to come.
    pub fn is_open(&self) -> bool {
        self.open.get().is_some()
    }

    /// Why the record failed, where the model did not answer as often as it was asked.
    pub fn failed(&self) -> Option<&ModelError> {
        self.failed.get()
    }

    /// The answer, from wherever it comes.
    async fn answer(&self, prompt: &Prompt) -> Answer {
        let Some(source) = &self.answers.source else { return self.answers.model.complete(prompt).await };
        let key = self.answers.key(prompt, self.sample);
        if let Some(answer) = self.answers.kept(&key) {
            return answer;
        }
        match source {
            Source::Live { pace, retries } => self.ask(prompt, key, pace, *retries).await,
            Source::Nobody(wanted) => {
                wanted(&digits(&key), prompt);
                self.leave_open()
            }
            Source::Gone => {
                let _ = self.failed.set(ModelError::Unreadable);
                Err(ModelError::Unreadable)
            }
        }
    }

    /// Asks the server until it answers, or until asking again does not help.
    async fn ask(&self, prompt: &Prompt, key: Key, pace: &Pace, retries: u32) -> Result<Reply, ModelError> {
        let waits = ExponentialBuilder::new().with_min_delay(FIRST_WAIT).with_max_delay(LONGEST_WAIT).with_jitter();
        let mut waits = waits.with_max_times(usize::try_from(retries).unwrap_or(usize::MAX)).build();
        let mut refusals = 0;
        loop {
            let error = match self.once(prompt, pace).await? {
                Ok(reply) => return self.keep(key, Ok(reply)).await,
                Err(error) => error,
            };
            match Remedy::of(&error) {
                Remedy::None => return self.keep(key, Err(error)).await,
                Remedy::Stop => return self.stop(Halt::Model(error)),
                Remedy::Pace(Some(wait)) if wait > PATIENCE => return self.stop(Halt::Later(wait)),
                Remedy::Pace(wait) if refusals < REFUSALS => {
                    refusals += 1;
                    pace.refused(wait);
                }
                Remedy::Pace(_) | Remedy::Again => match waits.next().filter(|_| !self.is_late()) {
                    Some(wait) => tokio::time::sleep(error.retry_after().unwrap_or(wait).min(LONGEST_WAIT)).await,
                    None => return self.fail(error),
                },
            }
        }
    }

    /// One request in its turn. The outer error ends the record.
    async fn once(&self, prompt: &Prompt, pace: &Pace) -> Result<Result<Reply, ModelError>, ModelError> {
        let tokens = estimated_tokens(prompt);
        let permit = pace.enter(tokens + self.answers.purse.expected()).await;
        if self.answers.halt().is_some() {
            return self.leave_open().map(Ok);
        }
        let Some(call) = self.answers.purse.hold(tokens) else { return self.stop(Halt::Budget).map(Ok) };
        let answer = self.timed(self.answers.model.complete(prompt)).await;
        drop(permit);
        self.answers.purse.settle(call, cost(&answer));
        if answer.is_ok() {
            pace.answered();
        }
        Ok(answer)
    }

    /// Takes the time of an answer off what the record has left.
    async fn timed(&self, answer: BoxFuture<'_, Result<Reply, ModelError>>) -> Result<Reply, ModelError> {
        let left = *self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(left) = left else { return answer.await };
        let begun = Instant::now();
        let answer = tokio::time::timeout(left, answer).await.unwrap_or(Err(ModelError::TimedOut));
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = Some(left.saturating_sub(begun.elapsed()));
        answer
    }

    /// Whether nothing is left of the record's time.
    fn is_late(&self) -> bool {
        self.left.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|left| left.is_zero())
    }

    /// Keeps an answer that was paid for before anything is made of it.
    async fn keep(&self, key: Key, answer: Answer) -> Answer {
        self.answers.count(None);
        let Some(archive) = &self.answers.archive else { return answer };
        match archive.keep(&self.answers.run, key, &answer).await {
            Ok(()) => answer,
            Err(error) => self.stop(Halt::Disk(error.to_string())),
        }
    }

    /// The record failed; the run goes on unless too many did in a row. Out of time is an ordinary end.
    fn fail(&self, error: ModelError) -> Result<Reply, ModelError> {
        if !self.is_late() {
            self.answers.count(Some(&error));
            let _ = self.failed.set(error.clone());
        }
        Err(error)
    }

    fn stop(&self, why: Halt) -> Result<Reply, ModelError> {
        self.answers.stop(why);
        self.leave_open()
    }

    fn leave_open(&self) -> Result<Reply, ModelError> {
        let _ = self.open.set(());
        Err(ModelError::Empty)
    }
}

impl Model for Asker<'_> {
    fn complete<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        Box::pin(self.answer(prompt))
    }

    fn reads_messages(&self) -> bool {
        // What is kept is found by the messages, whoever wrote it.
        !self.answers.is_local() || self.answers.model.reads_messages()
    }

    fn engine(&self) -> &str {
        self.answers.model.engine()
    }

    fn name(&self) -> Option<&str> {
        self.answers.model.name()
    }
}

/// What an answer cost; that there is none may have cost a call as well.
fn cost(answer: &Answer) -> Option<Spent> {
    match answer {
        Ok(reply) => Some(Spent::on(reply)),
        Err(ModelError::Refused | ModelError::Empty) => Some(Spent::new(1, 0, 0)),
        Err(_) => None,
    }
}

/// What helps against an error.
enum Remedy {
    /// Nothing: this prompt gets no answer.
    None,
    /// Nothing, whatever is asked.
    Stop,
    /// To ask less.
    Pace(Option<Duration>),
    /// To ask again.
    Again,
}

impl Remedy {
    fn of(error: &ModelError) -> Self {
        match error {
            ModelError::Status { code: 429, retry_after } => Self::Pace(*retry_after),
            error if error.is_final() => Self::Stop,
            error if error.is_passing() => Self::Again,
            _ => Self::None,
        }
    }
}

/// About how many tokens a prompt has: four characters each, as in English.
pub fn estimated_tokens(prompt: &Prompt) -> u64 {
    let characters: usize = prompt.messages.iter().map(|message| message.content.len()).sum();
    (characters / CHARACTERS + prompt.messages.len() * 4) as u64
}
