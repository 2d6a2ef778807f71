//! The three ways in which chat models are asked and answer, read no further than the proxy needs. What is read keeps its
//! place in the bytes, so that a text can be replaced and nothing else.

mod answers;
mod asked;
mod counts;
mod events;
mod json;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use crate::text::Conversation;
use std::ops::Range;

/// A way of asking and answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Dialect {
    /// `/v1/chat/completions`.
    Chat,
    /// `/v1/responses`.
    Responses,
    /// `/v1/messages`.
    Messages,
}

/// What a request asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The turns that the answer answers: the last ones, without the operator's instructions.
    pub(super) conversation: Conversation,
    /// Whether the answer is to come as a stream.
    pub(super) stream: bool,
    /// Whether the answer is to be data in a form of the caller's, not prose.
    pub(super) data: bool,
}

/// Which text of an answer: the choice or output item, and the part within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Slot {
    pub(super) item: u64,
    pub(super) part: u64,
}

/// A text of an answer, or a piece of one, with its place in the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) slot: Slot,
    /// Where the JSON string stands, with its quotes.
    pub(super) place: Range<usize>,
    /// What the string says.
    pub(super) text: String,
    /// What describes the text token by token, and what stands there instead where the text changes.
    pub(super) stale: Vec<(Range<usize>, &'static str)>,
    /// Whether something points into the text, such as a citation.
    pub(super) cited: bool,
}

/// Where token counts stand, and what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) prompt: Option<(Range<usize>, u64)>,
    pub(super) completion: Option<(Range<usize>, u64)>,
    pub(super) total: Option<(Range<usize>, u64)>,
    /// The place of the brace that closes the counts: a further field goes before it.
    pub(super) close: usize,
}

/// A whole answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) passages: Vec<Passage>,
    /// Texts of these passages that it says once more.
    pub(super) repeats: Vec<Passage>,
    pub(super) counted: Option<Counted>,
}

/// One event of a stream: places are within its data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Event {
    /// Text that it adds.
    pub(super) adds: Vec<Passage>,
    /// Texts that it says again as a whole.
    pub(super) repeats: Vec<Passage>,
    /// Texts that end with it: nothing will be added to them.
    pub(super) ends: Vec<Slot>,
    pub(super) counted: Option<Counted>,
    /// Whether something in it points into a text, such as a citation.
    pub(super) cited: bool,
    /// Whether the upstream says in it that it failed: no text goes on.
    pub(super) failed: bool,
    /// Whether it is the last that a client reads.
    pub(super) last: bool,
}

impl Dialect {
    /// The dialect that is spoken at this path; empty segments count for nothing.
    pub(super) fn of(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        match segments.strip_prefix(&["v1"]).unwrap_or(&segments) {
            // Azure's clients name the model before it.
            [.., "chat", "completions"] => Some(Self::Chat),
            ["responses"] => Some(Self::Responses),
            ["messages"] => Some(Self::Messages),
            _ => None,
        }
    }

    /// The word in logs and metrics.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Responses => "responses",
            Self::Messages => "messages",
        }
    }

    /// Reads a request; none where it is not of this dialect.
    pub(super) fn asked(self, body: &[u8]) -> Option<Asked> {
        asked::asked(self, body)
    }

    /// Reads a whole answer; none where it is not of this dialect.
    pub(super) fn answer(self, body: &[u8]) -> Option<Answer> {
        answers::answer(self, body)
    }

    /// Reads the data of an event; none where it cannot be read, although it may belong to a text.
    pub(super) fn event(self, data: &[u8]) -> Option<Event> {
        events::event(self, data)
    }
}
