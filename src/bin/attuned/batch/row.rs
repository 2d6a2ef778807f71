//! A line of the output: the outcome of the contract, its conversation, and what came along with the record.

use attuned::{Message, Outcome, Record, Report, Violation};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

/// Names that are ours; what came along under one of them is dropped.
const OURS: [&str; 17] = [
    "id",
    "verdict",
    "reason",
    "engine",
    "model",
    "draft",
    "text",
    "before",
    "after",
    "hunks",
    "rounds",
    "usage",
    "flags",
    "sender",
    "conversation",
    "candidates",
    "error",
];

/// The line of a record that was done.
#[derive(Serialize)]
pub(crate) struct Row<'a> {
    id: Option<&'a Value>,
    #[serde(flatten)]
    outcome: &'a Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender: Option<&'a str>,
    conversation: &'a [Message],
    #[serde(skip_serializing_if = "<[Candidate]>::is_empty")]
    candidates: &'a [Candidate],
    #[serde(flatten)]
    rest: Rest<'a>,
}

impl<'a> Row<'a> {
    pub(crate) fn new(record: &'a Record, outcome: &'a Outcome, candidates: &'a [Candidate]) -> Self {
        Self {
            id: record.id.as_ref(),
            outcome,
            sender: record.draft.sender.as_deref(),
            conversation: &record.draft.conversation.messages,
            candidates,
            rest: Rest(&record.rest),
        }
    }
}

/// The fields that came along and are not ours.
struct Rest<'a>(&'a serde_json::Map<String, Value>);

impl Serialize for Rest<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.0.iter().filter(|(name, _)| !OURS.contains(&name.as_str())) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// One of several replies to a draft.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Candidate {
    /// The reply.
    pub(crate) text: String,
    /// How it came about: a verdict, or `draft` for the draft itself.
    pub(crate) verdict: Value,
    /// What is still found in it: the sum of severities.
    pub(crate) weight: u32,
    /// What it broke; nothing that is sent breaks anything.
    pub(crate) violations: Vec<Violation>,
    /// The whole report.
    pub(crate) after: Report,
}

impl Candidate {
    /// The text of an outcome.
    pub(crate) fn of(outcome: &Outcome) -> Self {
        let verdict = serde_json::to_value(outcome.verdict).unwrap_or_default();
        Self::new(outcome.text.clone(), verdict, outcome.after.clone())
    }

    /// The draft as it came.
    pub(crate) fn draft(outcome: &Outcome) -> Self {
        Self::new(outcome.draft.clone(), "draft".into(), outcome.before.clone())
    }

    fn new(text: String, verdict: Value, after: Report) -> Self {
        Self { text, verdict, weight: after.weight(), violations: Vec::new(), after }
    }
}
