//! What we ask a model: rendered messages for a language model, and the same ask as values for the built-in reviser.

mod render;
mod sample;
mod schema;
mod templates;

pub use templates::Prompts;

use crate::detect::{Finding, Mechanism};
use crate::guard::Violation;
use crate::text::{Draft, Message};

/// What kind of work a prompt asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Job {
    /// Find failures in a text: answers `{"findings": [...]}`.
    Judge,
    /// Say what the targets do to this person: answers `{"critique": "..."}`.
    Critique,
    /// Rewrite what was found: answers `{"reply": "...", "changes": [...]}`, and first `"critique"` where the ask holds
    /// none.
    Revise,
    /// Rewrite again without the named violations: answers as `Revise`.
    Repair,
    /// Say what a candidate claims, promises, changes or loses against the draft, and where it still lets the person
    /// down: answers `{"objections": [...], "left": [...]}`.
    Audit,
    /// Say which of two replies the person would rather receive, and where they differ in substance: answers
    /// `{"objections": [...], "reason": "...", "better": "first"}`.
    Compare,
    /// Say who would receive a canned reply, and what they wrote: answers `{"people": [{"who": "...", "message": "..."}]}`.
    Imagine,
}

/// The ask behind a prompt, as values. Texts here hold the real placeholders; `Prompt::messages` holds marks instead.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Ask {
    /// What to do.
    pub job: Job,
    /// The draft in its conversation.
    pub draft: Draft,
    /// The text to work on: the draft, or the best candidate so far; in a repair the candidate at fault, in a
    /// comparison the first reply.
    pub text: String,
    /// The second reply of a comparison; empty in every other job.
    pub second: String,
    /// The mechanisms aimed at, worst first.
    pub targets: Vec<Mechanism>,
    /// The findings of these mechanisms in `text`.
    pub findings: Vec<Finding>,
    /// What the critique said; empty before there is one.
    pub critique: String,
    /// What the candidate broke, in a repair.
    pub violations: Vec<Violation>,
    /// Openings that the reply should not take, because other replies of the batch open with them.
    pub avoid: Vec<String>,
    /// How many bytes of the draft have reached the person already: every reply begins with them, and so does `text`
    /// where it is not at fault. 0 where nothing has.
    pub sent: usize,
    /// What the person who reads the proposals asks of this one, such as "shorter"; empty where they ask nothing.
    pub wish: String,
    /// Wordings that they have refused.
    pub refused: Vec<String>,
    /// What its writers call a canned reply, where people are to be imagined for it; empty in every other job.
    pub title: String,
}

/// A question to a model.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Prompt {
    /// The chat messages, rendered from the templates.
    pub messages: Vec<Message>,
    /// JSON Schema of the answer.
    pub schema: serde_json::Value,
    /// The same ask as values.
    pub ask: Ask,
}

impl Prompt {
    /// A prompt of these messages for this ask.
    pub fn new(messages: Vec<Message>, schema: serde_json::Value, ask: Ask) -> Self {
        Self { messages, schema, ask }
    }
}

impl Ask {
    /// An ask about the draft as it stands, with no findings yet.
    pub fn new(job: Job, draft: Draft) -> Self {
        let text = draft.text.clone();
        let (second, critique) = (String::new(), String::new());
        Self {
            job,
            draft,
            text,
            second,
            targets: vec![],
            findings: vec![],
            critique,
            violations: vec![],
            avoid: vec![],
            sent: 0,
            wish: String::new(),
            refused: vec![],
            title: String::new(),
        }
    }

    /// Which of two replies to the draft's conversation is the better; nothing says which of them is the draft.
    pub fn compare(draft: Draft, first: impl Into<String>, second: impl Into<String>) -> Self {
        Self { text: first.into(), second: second.into(), ..Self::new(Job::Compare, draft) }
    }
}
#[cfg(test)]
mod tests;
