//! An edit, and what the kinds of edit look at.

use super::clause::Words;
use super::voice::Voice;
use super::worth::Worth;
use crate::detect::{Finding, Mechanism};
use crate::reading::sentences::Sentence;
use crate::reading::{Reading, Said, Text};
use crate::text::{Draft, Span};

/// One change that can be made surely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// What goes.
    pub(super) span: Span,
    /// What comes.
    pub(super) text: String,
    /// The mechanism that it repairs.
    pub(super) mechanism: Mechanism,
    /// Why, in a few words about this text: small letters, no full stop.
    pub(super) reason: String,
    /// Whether a sentence begins behind it, whose first letter grows.
    pub(super) raises: bool,
    /// How much of it is felt.
    pub(super) worth: Worth,
}

impl Edit {
    /// An edit with its reason, felt by itself.
    pub(super) fn new(span: Span, text: impl Into<String>, mechanism: Mechanism, reason: impl Into<String>) -> Self {
        Self { span, text: text.into(), mechanism, reason: reason.into(), raises: false, worth: Worth::Felt }
    }

    /// The same, with a large letter behind it.
    pub(super) fn raising(self) -> Self {
        Self { raises: true, ..self }
    }

    /// The same behind the first `sent` bytes of `text`, which stay; `None` where it would change them. White space there
    /// that it takes along stays, and what comes behind goes in its place.
    pub(super) fn behind(mut self, sent: usize, text: &str) -> Option<Self> {
        if self.span.start >= sent {
            return Some(self);
        }
        let head = text.get(self.span.start..sent).filter(|head| self.span.end > sent && head.trim().is_empty())?;
        self.span.start = sent;
        if self.text.is_empty() {
            let tail = text.get(self.span.end..)?;
            self.span.end += tail.len() - tail.trim_start_matches(' ').len();
            return Some(self);
        }
        self.text = self.text.strip_prefix(head)?.to_owned();
        Some(self)
    }

    /// The same, felt as much as this.
    pub(super) fn worth(self, worth: Worth) -> Self {
        Self { worth, ..self }
    }
}

/// A text to work on, read in its conversation.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    /// The reading of the text.
    pub(super) reading: &'a Reading<'a>,
    /// The draft that it is, or comes from.
    pub(super) draft: &'a Draft,
    /// Who speaks, where the sender's acts can be told.
    pub(super) voice: Option<Voice>,
}

impl<'a> Scene<'a> {
    /// The text with its words and sentences.
    pub(super) fn text(&self) -> &'a Text<'a> {
        &self.reading.reply.text
    }

    /// What the person wrote, in small letters, apostrophes straight.
    pub(super) fn told(&self) -> String {
        let said = self.reading.person.said.iter().map(|(_, text)| text.source);
        said.collect::<Vec<_>>().join("\n").replace('\u{2019}', "'").to_lowercase()
    }

    /// Whether the text is as short as replies are, so that each of its sentences may look at all of it.
    pub(super) fn is_short(&self) -> bool {
        const LONG: usize = 20_000;
        self.text().source.len() <= LONG
    }

    /// Who sends the text, in small letters.
    pub(super) fn sender(&self) -> String {
        self.draft.sender.as_deref().unwrap_or("").to_lowercase()
    }
}

/// A sentence in which something was found.
#[derive(Debug)]
pub(super) struct Target<'a> {
    /// The sentence as it was cut.
    pub(super) sentence: &'a Sentence,
    /// The sentence as it was read.
    pub(super) said: &'a Said,
    /// Its words.
    pub(super) words: Words<'a>,
    /// What was found in it.
    pub(super) findings: Vec<&'a Finding>,
}

impl Target<'_> {
    /// The sentence itself.
    pub(super) fn source(&self) -> &str {
        self.said.span.of(self.words.source)
    }

    /// Whether one of these rules found something here.
    pub(super) fn found(&self, rules: &[&str]) -> bool {
        self.findings.iter().any(|finding| rules.contains(&finding.rule))
    }
}

/// The text with its first letter large.
pub(super) fn raised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Mechanism::LinguisticDistancing;

    #[test]
    fn an_edit_behind_what_has_gone_out_takes_none_of_it_along() {
        let text = "It is late. Bye for now. Ada";
        let edit = |from, to, new: &str| Edit::new(Span::new(from, to), new, LinguisticDistancing, "why");
        let behind = |edit: Edit| edit.behind(12, text).map(|edit| (edit.span, edit.text));
        assert_eq!(behind(edit(12, 15, "So")), Some((Span::new(12, 15), "So".to_owned())));
        assert_eq!(behind(edit(11, 24, "")), Some((Span::new(12, 25), String::new())));
        assert_eq!(behind(edit(11, 15, " So")), Some((Span::new(12, 15), "So".to_owned())));
        assert_eq!(behind(edit(11, 15, "So")), None);
        assert_eq!(behind(edit(6, 15, "So")), None);
        assert_eq!(behind(edit(0, 5, "We are")), None);
    }
}
