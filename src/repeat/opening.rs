//! The opening of one reply, and the openings that other replies of the same run should not take again.

use super::lines;
use crate::guard::{flat, prose};
use crate::moves::{Move, label};
use crate::reading::{Reading, Text};
use crate::text::Draft;
use std::collections::HashMap;

/// The words by which openings are told apart.
const WORDS: usize = 4;

/// The fewest words that make an opening.
const FEWEST: usize = 2;

/// The bytes of a reply that are read to see how it opens; some are as long as a book.
const READ: usize = 2000;

/// The most different openings that are remembered.
const KNOWN: usize = 1000;

/// The first four words of a reply behind its greeting, in small letters, where they would fit other replies too: they
/// speak of feeling or are a courtesy, and hold no name, number, placeholder or word of the person's own. A first sentence
/// that gives a fact has none, because the same fact may rightly be put in the same words.
///
/// ```
/// use attuned::{Draft, opening};
///
/// let reply = Draft::canned("Hi Ana,\n\nI'm so sorry about this. It arrives on Monday.");
/// assert_eq!(opening(&reply).as_deref(), Some("i'm so sorry about"));
/// assert_eq!(opening(&Draft::canned("It arrives on Monday.")), None);
/// ```
pub fn opening(reply: &Draft) -> Option<String> {
    let reply = &reply.with_text(beginning(&reply.text));
    let reading = Reading::read(reply);
    let does = label(&reading, reading.reply.said.first()?);
    if matches!(does, Move::Inform | Move::Advise | Move::Question) {
        return None;
    }
    let first = lines::first(&reading.reply.text, Some(&reading.person), &prose(&reply.text))?;
    let words: Option<Vec<String>> =
        first.into_iter().take(WORDS).map(|word| word.filter(|word| !word.theirs).map(|word| word.text)).collect();
    words.filter(|words| words.len() >= FEWEST).map(|words| words.join(" "))
}

/// The openings of `avoid` that a draft does not have itself: at most [`Openings::MOST`].
pub(crate) fn foreign(avoid: Vec<String>, draft: &Draft) -> Vec<String> {
    if avoid.is_empty() {
        return avoid;
    }
    let own = head(&draft.text);
    avoid.into_iter().filter(|one| !opens(&own, one)).take(Openings::MOST).collect()
}

/// The opening of `avoid` that a candidate takes.
pub(crate) fn repeated<'a>(avoid: &'a [String], candidate: &str) -> Option<&'a str> {
    if avoid.is_empty() {
        return None;
    }
    let own = head(candidate);
    avoid.iter().map(String::as_str).find(|one| opens(&own, one))
}

/// Whether the first four words of an opening are these.
fn opens(words: &[String], with: &str) -> bool {
    let with = flat(with);
    let with: Vec<&str> = with.split_whitespace().take(WORDS).collect();
    !with.is_empty() && words.len() >= with.len() && words.iter().zip(with).all(|(word, other)| word == other)
}

/// A text's beginning.
fn beginning(text: &str) -> &str {
    let end = (0..=READ.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

/// The first words of a reply, whatever they say.
fn head(reply: &str) -> Vec<String> {
    let reply = beginning(reply);
    let first = lines::first(&Text::read(reply), None, &prose(reply)).unwrap_or_default();
    first.into_iter().take(WORDS).map_while(|word| word.map(|word| word.text)).collect()
}

/// The openings of the replies that went out so far, for [`Options::avoid`](crate::Options). At most a thousand different
/// ones are remembered, those that came first.
#[derive(Debug, Clone, Default)]
pub struct Openings {
    /// How often each was used, and when last.
    used: HashMap<String, (usize, usize)>,
    turn: usize,
}

impl Openings {
    /// The most openings that are listed.
    pub const MOST: usize = 12;

    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in the [`opening`] of a reply that goes out.
    pub fn add(&mut self, reply: &Draft) {
        self.turn += 1;
        let Some(opening) = opening(reply) else { return };
        if self.used.len() < KNOWN || self.used.contains_key(&opening) {
            let used = self.used.entry(opening).or_default();
            *used = (used.0 + 1, self.turn);
        }
    }

    /// The openings to avoid: the most used first, of equals the latest; at most [`Openings::MOST`].
    pub fn list(&self) -> Vec<String> {
        let mut all: Vec<_> = self.used.iter().collect();
        if all.len() > Self::MOST {
            all.select_nth_unstable_by(Self::MOST, |one, other| other.1.cmp(one.1));
            all.truncate(Self::MOST);
        }
        all.sort_by(|one, other| other.1.cmp(one.1));
        all.into_iter().take(Self::MOST).map(|(opening, _)| opening.clone()).collect()
    }
}
