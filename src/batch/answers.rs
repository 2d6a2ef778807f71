//! Where the answers of a run come from: the archive first, then the model, at its pace and within the budget.

use super::archive::{self, Answer, Archive, Key};
use super::pace::Pace;
use super::{Asker, Limits, Purse, Spent};
use crate::Error;
use crate::model::{Model, ModelError, OpenAi};
use crate::prompt::Prompt;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// After so many records in a row without an answer nobody is at home: the run stops instead of failing every record.
const MISSES: u32 = 20;

/// Why a run stops before its end; what is done is kept, and the same command goes on.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Halt {
    /// The budget is spent.
    Budget,
    /// The model answers nobody: a wrong key, a server that is down, a quota.
    Model(ModelError),
    /// The server asks to wait longer than a run should.
    Later(Duration),
    /// Answers cannot be kept.
    Disk(String),
}

impl fmt::Display for Halt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Budget => out.write_str("the budget is spent"),
            Self::Model(error) => error.fmt(out),
            Self::Later(wait) => write!(out, "the server asks to wait {} minutes", wait.as_secs().div_ceil(60)),
            Self::Disk(why) => out.write_str(why),
        }
    }
}

/// A request that nobody has answered yet: the key of its answer in hexadecimal digits, and the prompt.
type Wanted = Box<dyn Fn(&str, &Prompt) + Send + Sync>;

/// Who answers what the archive does not hold.
pub(super) enum Source {
    /// A server.
    Live { pace: Pace, retries: u32 },
    /// Nobody yet: requests are gathered.
    Nobody(Wanted),
    /// Nobody any more: what is missing has failed.
    Gone,
}

/// Where the answers of a run come from.
pub struct Answers {
    pub(super) model: Arc<dyn Model>,
    /// None where the model is on this machine: it costs nothing, and nothing of it is kept.
    pub(super) source: Option<Source>,
    pub(super) run: Arc<str>,
    pub(super) archive: Option<Archive>,
    pub(super) purse: Purse,
    /// What shapes an answer beside its prompt.
    shape: String,
    halt: OnceLock<Halt>,
    misses: AtomicU32,
    reused: AtomicU64,
}

impl Answers {
    /// Answers of a model on this machine: nothing is kept, nothing is counted.
    pub fn local(model: Arc<dyn Model>) -> Self {
        Self::new(model, None)
    }

    /// Answers of a server, each of which may be asked again `retries` times where that may help.
    pub fn live(model: Arc<dyn Model>, limits: Limits, retries: u32) -> Self {
        Self::new(model, Some(Source::Live { pace: Pace::new(limits), retries }))
    }

    /// Only the answers that are in the archive; what is missing is told, and its record stays open.
    pub fn gathering(model: Arc<dyn Model>, wanted: impl Fn(&str, &Prompt) + Send + Sync + 'static) -> Self {
        Self::new(model, Some(Source::Nobody(Box::new(wanted))))
    }

    /// Only the answers that are in the archive; a record that misses one has failed.
    pub fn kept_only(model: Arc<dyn Model>) -> Self {
        Self::new(model, Some(Source::Gone))
    }

    fn new(model: Arc<dyn Model>, source: Option<Source>) -> Self {
        Self {
            model,
            source,
            run: "".into(),
            archive: None,
            purse: Purse::default(),
            shape: String::new(),
            halt: OnceLock::new(),
            misses: AtomicU32::new(0),
            reused: AtomicU64::new(0),
        }
    }

    /// Keeps answers in this archive on behalf of the run with this id; `shape` is all that shapes an answer beside its
    /// prompt.
    pub fn kept_in(self, archive: Archive, run: &str, shape: &Value) -> Self {
        Self { archive: Some(archive), run: run.into(), shape: shape.to_string(), ..self }
    }

    /// Spends from this purse.
    pub fn paid_from(self, purse: Purse) -> Self {
        Self { purse, ..self }
    }

    /// Takes in an answer that was carried another way, under the key that was told; whether it is one. What the server
    /// could not answer stays open.
    ///
    /// # Errors
    /// [`Error::Archive`] where it cannot be kept.
    pub async fn take_in(&self, key: &str, body: &Value) -> Result<bool, Error> {
        let Some((archive, key)) = self.archive.as_ref().zip(archive::key(key)) else { return Ok(false) };
        let answer = OpenAi::read(body);
        if matches!(&answer, Err(error) if !matches!(error, ModelError::Refused | ModelError::Empty)) {
            return Ok(false);
        }
        archive.keep(&self.run, key, &answer).await?;
        Ok(true)
    }

    /// The model of one record: its `sample`-th candidate, counted from 0, which may take so much of the model's time.
    pub fn asker(&self, sample: u32, limit: Option<Duration>) -> Asker<'_> {
        Asker::new(self, sample, limit)
    }

    /// Whether answers are made on this machine, and nobody is waited for.
    pub fn is_local(&self) -> bool {
        self.source.is_none()
    }

    /// Why the run must stop, once it must.
    pub fn halt(&self) -> Option<&Halt> {
        self.halt.get()
    }

    /// Whether asking prompts of this cost all at once is within the budget; if not, the run must stop.
    pub fn affords(&self, prompts: Spent) -> bool {
        let affords = self.purse.affords(prompts);
        if !affords {
            self.stop(Halt::Budget);
        }
        affords
    }

    /// What was spent, before and now.
    pub fn spent(&self) -> Spent {
        self.purse.spent()
    }

    /// The same in money, where the price is known.
    pub fn money(&self) -> Option<f64> {
        self.purse.money()
    }

    /// How many answers were there already.
    pub fn reused(&self) -> u64 {
        self.reused.load(Ordering::Relaxed)
    }

    /// The key of an answer: what was asked, of whom, in which form, for which candidate.
    pub(super) fn key(&self, prompt: &Prompt, sample: u32) -> Key {
        let mut hash = Sha256::new();
        let mut part = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        part(&self.shape);
        part(&prompt.schema.to_string());
        part(&sample.to_string());
        for message in &prompt.messages {
            part(message.role.name());
            part(&message.content);
        }
        hash.finalize().into()
    }

    /// The answer that is there already.
    pub(super) fn kept(&self, key: &Key) -> Option<Answer> {
        let answer = self.archive.as_ref()?.find(key)?;
        self.reused.fetch_add(1, Ordering::Relaxed);
        Some(answer)
    }

    pub(super) fn stop(&self, why: Halt) {
        let _ = self.halt.set(why);
    }

    /// Whether a record got its answers or not; too many that did not in a row stop the run.
    pub(super) fn count(&self, missed: Option<&ModelError>) {
        match missed {
            None => self.misses.store(0, Ordering::Relaxed),
            Some(error) if self.misses.fetch_add(1, Ordering::Relaxed) + 1 >= MISSES => {
                self.stop(Halt::Model(error.clone()));
            }
            Some(_) => {}
        }
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Answers").field("model", &self.model.name()).field("halt", &self.halt).finish_non_exhaustive()
    }
}
