//! The person on the other side: what they feel and how strongly, what they told, what they asked, where the tension is.

mod feeling;
mod idle;
mod question;
mod story;
pub(crate) mod tried;

use super::key::Fnv;
use super::text::Text;
use super::words::Tags;
use crate::text::{Conversation, Span};
use std::collections::HashSet;
use std::hash::BuildHasherDefault;

pub(crate) use question::{Question, Wants};
use tried::{Due, Step};

/// A place in what the person wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Which message of the conversation.
    pub(crate) message: usize,
    /// Where in it.
    pub(crate) span: Span,
}

/// The person, as far as the conversation shows.
#[derive(Debug, Default)]
pub(crate) struct Person<'a> {
    /// Their messages, with each one's place in the conversation.
    pub(crate) said: Vec<(usize, Text<'a>)>,
    /// Emotional intensity, 0 to 1.
    pub(crate) intensity: f64,
    /// How much of it is joy, 0 to 1.
    pub(crate) joy: f64,
    /// How much of it is pain, 0 to 1.
    pub(crate) pain: f64,
    /// Conflict with the sender or harm reported, 0 to 1.
    pub(crate) tension: f64,
    /// How pressing time is, 0 to 1.
    pub(crate) urgency: f64,
    /// Whether a death, an illness or the like is told.
    pub(crate) loss: bool,
    /// Whether they ask for little, or for no advice.
    pub(crate) brief: Option<Place>,
    /// The stems of their particulars.
    pub(crate) particulars: HashSet<u64, BuildHasherDefault<Fnv>>,
    /// Open questions, in order.
    pub(crate) questions: Vec<Question>,
    /// The words that carry most feeling.
    pub(crate) peak: Option<Place>,
    /// The sharpest accusation.
    pub(crate) charge: Option<Place>,
    /// The most pressing deadline.
    pub(crate) deadline: Option<Place>,
    /// What they tried in vain.
    pub(crate) tried: Vec<Step>,
    /// The first deadline that they name.
    pub(crate) due: Option<Due>,
    /// Whether there is danger to life or limb.
    pub(crate) crisis: bool,
    /// Sentences that tell what happened to somebody: strong feeling is often told quietly, as a story.
    pub(crate) story: usize,
}

impl<'a> Person<'a> {
    /// Reads what the person wrote.
    pub(crate) fn read(conversation: &'a Conversation) -> Self {
        let said: Vec<_> = conversation.said().map(|(place, text)| (place, Text::read(text))).collect();
        let mut person = Self::default();
        for (message, text) in &said {
            person.feel(*message, text);
            person.loud(text);
            person.collect(text);
            person.blame(*message, text);
            person.tell(text);
            person.hurry(*message, text);
        }
        person.hurt_by_story();
        if let Some((message, text)) = said.last() {
            person.ask(*message, text);
        }
        person.intensity = person.joy.max(person.pain);
        Self { said, ..person }
    }

    /// Whether the conversation holds nothing of the person.
    pub(crate) fn is_absent(&self) -> bool {
        self.said.is_empty()
    }

    /// Takes in the particulars: words with content of their own.
    fn collect(&mut self, text: &Text<'_>) {
        for word in &text.words {
            let content = !word.tags.has(Tags::COMMON.or(Tags::GENERIC)) && word.span.len() >= 3;
            if content || word.tags.has(Tags::NUMBER) {
                self.particulars.insert(word.stem);
            }
        }
    }
}
