//! What the loop ends with: a verdict, the text to send, both reports, the diff, the rounds, the cost.

use crate::detect::{Flag, Mechanism, Report};
use crate::diff::Diff;
use crate::guard::Violation;
use crate::model::Model;
use serde::Serialize;
use std::time::Duration;

/// How a revision ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// Nothing to do: the text is the draft, byte for byte.
    Clean,
    /// The text is better than the draft.
    Revised,
    /// Tried, nothing acceptable came: the text is the draft.
    Kept,
    /// Sensitive: the text is the draft and a person should look.
    Held,
}

/// One turn of critique, revision and, where a guard spoke up, repair.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Round {
    /// The mechanisms aimed at, worst first.
    pub targets: Vec<Mechanism>,
    /// What the critique said.
    pub critique: String,
    /// The last candidate of this round; empty where none could be read.
    pub candidate: String,
    /// What the last candidate broke.
    pub violations: Vec<Violation>,
    /// Whether the candidate became the best text so far.
    pub accepted: bool,
    /// Why the round was lost; `None` where it was not.
    pub reason: Option<String>,
}

/// What the model cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Usage {
    /// Prompts answered.
    pub calls: u64,
    /// Tokens read, where the server says so.
    pub prompt_tokens: u64,
    /// Tokens written, where the server says so.
    pub completion_tokens: u64,
    /// Wall time from the first ask to the outcome; 0 where nobody measured it.
    pub milliseconds: u64,
}

/// The end of the loop.
///
/// Invariants: `draft` with the hunks applied is `text`; `text` breaks no guard against `draft`; `text` weighs strictly
/// less than `draft` in findings, or is `draft`; `text` begins with the [bytes that have gone out](crate::Options::sent).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Outcome {
    /// How it ended.
    pub verdict: Verdict,
    /// Why, where the verdict needs it; never holds words of the conversation.
    pub reason: Option<String>,
    /// Who answered: `llm`, `builtin`, `replay`.
    pub engine: String,
    /// The model's name, where it has one.
    pub model: Option<String>,
    /// The draft as it came.
    pub draft: String,
    /// What to send.
    pub text: String,
    /// What was found in the draft.
    pub before: Report,
    /// What is found in the text to send.
    pub after: Report,
    /// What changed, and why.
    #[serde(rename = "hunks")]
    pub diff: Diff,
    /// The rounds, in order.
    pub rounds: Vec<Round>,
    /// What it cost.
    pub usage: Usage,
    /// What else the sender should know.
    pub flags: Vec<Flag>,
}

impl Outcome {
    /// The same, with who answered and how long it took.
    #[must_use]
    pub fn answered(mut self, model: &dyn Model, took: Duration) -> Self {
        self.engine = model.engine().to_owned();
        self.model = model.name().map(str::to_owned);
        self.usage.milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        self
    }
}
