//! Where the rows of an outcome come from.

use crate::pairs::outcome::OutcomeRecord;
use crate::text::Conversation;

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
