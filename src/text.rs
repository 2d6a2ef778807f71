//! The nouns everyone speaks: a draft, its conversation, a message, a span.

use serde::{Deserialize, Serialize};

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Role {
    /// Instructions of the operator; never judged, never followed.
    #[serde(alias = "developer")]
    System,
    /// The person who will receive the reply.
    #[serde(alias = "human", alias = "customer")]
    User,
    /// Whoever writes the replies: a bot, an agent, a friend.
    #[serde(alias = "bot", alias = "agent", alias = "gpt", alias = "model")]
    Assistant,
    /// The output of a tool; never judged.
    #[serde(alias = "function")]
    Tool,
}

impl Role {
    /// The word that records use for this role.
    pub fn name(self) -> &'static str {
        match self {
            Role::System => "system",
            Role::User => "user",
            Role::Assistant => "assistant",
            Role::Tool => "tool",
        }
    }
}

/// One turn of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Who wrote it.
    pub role: Role,
    /// What it says.
    pub content: String,
}

impl Message {
    /// A message of this role with this text.
    pub fn new(role: Role, content: impl Into<String>) -> Self {
        Self { role, content: content.into() }
    }
}

/// The turns before the draft, oldest first; may be empty, as for a canned reply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Conversation {
    /// The turns, oldest first.
    pub messages: Vec<Message>,
}

impl Conversation {
    /// A conversation of one message from the person.
    pub fn from_user(text: impl Into<String>) -> Self {
        Self { messages: vec![Message::new(Role::User, text)] }
    }

    /// What the person wrote, with each message's place in the conversation.
    pub fn said(&self) -> impl Iterator<Item = (usize, &str)> {
        self.messages
            .iter()
            .enumerate()
            .filter(|(_, message)| message.role == Role::User)
            .map(|(place, message)| (place, message.content.as_str()))
    }
}

/// Somebody who might receive a canned reply, and what they wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Situation {
    /// Who they are, in a few words; empty where nobody says so.
    pub who: String,
    /// What they wrote.
    pub message: String,
    /// Whether a model imagined them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub imagined: bool,
}

impl Situation {
    /// A person who wrote this.
    pub fn new(who: impl Into<String>, message: impl Into<String>) -> Self {
        Self { who: who.into(), message: message.into(), imagined: false }
    }

    /// The same, known to be imagined.
    #[must_use]
    pub fn imagined(self) -> Self {
        Self { imagined: true, ..self }
    }
}

/// A reply that has not been sent yet, with the conversation that it answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Draft {
    /// What was said before.
    #[serde(default)]
    pub conversation: Conversation,
    /// The reply as it stands.
    pub text: String,
    /// Who sends it, in a few words ("support agent of a phone company"), where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// Of a canned reply, some of the people who may receive it. It is judged for each of them, and what only some of
    /// them told never enters it. Empty where nobody says so; not looked at beside a conversation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Situation>,
}

impl Draft {
    /// A draft in its conversation.
    pub fn new(conversation: Conversation, text: impl Into<String>) -> Self {
        Self { conversation, text: text.into(), sender: None, audience: Vec::new() }
    }

    /// A draft that stands alone, as a canned reply does.
    pub fn canned(text: impl Into<String>) -> Self {
        Self::new(Conversation::default(), text)
    }

    /// The same draft, for all of these people.
    #[must_use]
    pub fn sent_to(mut self, audience: Vec<Situation>) -> Self {
        self.audience = audience;
        self
    }

    /// Whether it answers nobody in particular.
    pub fn is_canned(&self) -> bool {
        self.conversation.messages.is_empty()
    }

    /// The people whom a canned reply is judged for.
    pub(crate) fn people(&self) -> &[Situation] {
        if self.is_canned() { &self.audience } else { &[] }
    }

    /// The same text as an answer to each of these people; the draft itself where there are none.
    pub(crate) fn apart(&self) -> Vec<Self> {
        let to = |one: &Situation| Self {
            conversation: Conversation::from_user(&one.message),
            audience: Vec::new(),
            ..self.clone()
        };
        if self.people().is_empty() { vec![self.clone()] } else { self.people().iter().map(to).collect() }
    }

    /// The same draft, sent by `sender`.
    #[must_use]
    pub fn sent_by(mut self, sender: impl Into<String>) -> Self {
        self.sender = Some(sender.into());
        self
    }

    /// The same conversation and sender with another text.
    #[must_use]
    pub fn with_text(&self, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..self.clone() }
    }
}

/// A stretch of text: byte offsets into UTF-8, half open, on character boundaries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The text that it cuts; empty where it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same stretch without white space at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let cut = self.of(text);
        let start = self.start + (cut.len() - cut.trim_start().len());
        Self::new(start, start + cut.trim().len())
    }
}

/// A span together with the words that it cuts, so that a record can be read without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it says.
    pub text: String,
}

impl Quote {
    /// The words of `text` under `span`.
    pub fn cut(text: &str, span: Span) -> Self {
        Self { span, text: span.of(text).to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_does_not_fit_cuts_nothing() {
        assert_eq!(Span::new(1, 3).of("é!"), "");
        assert_eq!(Span::new(0, 2).of("é!"), "é");
        assert_eq!(Span::new(0, 9).of("é!"), "");
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = "  We are sorry. \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "We are sorry.");
    }
}
