//! What the replies of a batch say again and again: openings, phrases, and one sequence of moves.

mod count;
mod lines;
mod opening;
mod report;
#[cfg(test)]
mod tests;

pub use opening::{Openings, opening};
pub(crate) use opening::{foreign, repeated};
pub use report::{Phrase, Repetition};

use crate::guard::prose;
use crate::moves::in_sequence;
use crate::reading::key::{Fnv, key};
use crate::reading::{Person, Reading, Text};
use crate::text::Draft;
use lines::{Line, lines};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

/// How strongly the person must have voiced a feeling for the sequence of moves to be looked for, 0 to 1.
const VOICED: f64 = 0.3;

/// The words that a reply opens with, as far as openings are compared.
const OPENING: usize = 6;

/// The first words of a reply, of which no phrase is made: what follows a shared opening is mostly shared with it.
const HEAD: usize = 12;

/// The most different words that are told apart; one that comes later ends a phrase as a name does.
const WORDS: usize = 100_000;

/// The most words of one reply that are read.
const LENGTH: usize = 400;

/// Set in the number of a word that the person had written.
const THEIRS: u32 = 1 << 31;

/// Replies of a batch, of which it is asked what they repeat.
///
/// Nothing is printed, sent or kept on disk. Memory is bounded: of the first [`Repeats::MOST`] different replies the
/// first 400 words each are kept, as numbers; later replies are only counted.
///
/// ```
/// use attuned::{Draft, Repeats};
///
/// let mut repeats = Repeats::new();
/// for rest in ["the lamp.", "a late parcel.", "two broken cups.", "the wrong size.", "a torn sail."] {
///     repeats.add(&Draft::canned(format!("I understand how frustrating this is. You wrote about {rest}")));
/// }
/// let report = repeats.report();
/// assert_eq!(report.replies, 5);
/// assert_eq!(report.openings[0].text, "I understand how frustrating this is");
/// assert_eq!(report.openings[0].replies, 5);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Repeats {
    /// The number of each word, from 1.
    numbers: HashMap<String, u32>,
    /// The words by number, less one.
    words: Vec<String>,
    /// All replies but their first words, one after the other; 0 where a phrase ends.
    stream: Vec<u32>,
    /// Where each reply ends in `stream`.
    ends: Vec<usize>,
    /// The first words of each reply.
    openings: Vec<Vec<u32>>,
    /// Which replies were there already.
    seen: HashSet<u64, BuildHasherDefault<Fnv>>,
    copies: usize,
    passed_over: usize,
    voiced: usize,
    in_sequence: usize,
}

impl Repeats {
    /// The fewest replies of which anything is reported.
    pub const LEAST: usize = 5;
    /// The most different replies that are kept.
    pub const MOST: usize = 10_000;

    /// No replies yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a reply in its conversation. A reply that says the same as an earlier one, letter by letter, counts as a
    /// copy of it and does not make its phrases look repeated.
    pub fn add(&mut self, reply: &Draft) {
        let reading = Reading::read(reply);
        if reading.person.intensity >= VOICED {
            self.voiced += 1;
            self.in_sequence += usize::from(in_sequence(&reading));
        }
        self.take(&reading.reply.text, Some(&reading.person), || prose(&reply.text));
    }

    /// Takes in a reply that answers nobody in particular, as far as it was read before; whether it is kept.
    #[cfg(feature = "canned")]
    pub(crate) fn add_canned(&mut self, text: &Text<'_>, prose: &str) -> bool {
        self.take(text, None, || prose.to_owned())
    }

    /// Keeps a reply, or counts it; whether it is kept.
    fn take(&mut self, text: &Text<'_>, person: Option<&Person<'_>>, prose: impl FnOnce() -> String) -> bool {
        let name = key(text.source.trim());
        if self.seen.contains(&name) {
            self.copies += 1;
        } else if self.seen.len() >= Self::MOST {
            self.passed_over += 1;
        } else {
            self.seen.insert(name);
            self.keep(lines(text, person, &prose()));
            return true;
        }
        false
    }

    /// What was repeated so far; nothing where there are fewer than [`Repeats::LEAST`] replies.
    pub fn report(&self) -> Repetition {
        report::report(self)
    }

    /// In how many replies a phrase of a report, of these replies or of others, stands: as their opening if it was
    /// reported as one.
    pub fn count(&self, phrase: &Phrase) -> usize {
        self.holders(phrase).len()
    }

    /// The replies in which a phrase stands, by their places among those that were kept.
    pub(crate) fn holders(&self, phrase: &Phrase) -> Vec<usize> {
        let sought = phrase.text.to_lowercase();
        let numbers: Option<Vec<u32>> = sought.split(' ').map(|word| self.numbers.get(word).copied()).collect();
        let Some(numbers) = numbers else { return Vec::new() };
        let same = |words: &[u32]| words.iter().map(|word| word & !THEIRS).eq(numbers.iter().copied());
        if phrase.opens {
            let opens = |words: &[u32]| words.get(..numbers.len()).is_some_and(same);
            return places(self.openings.iter().map(|words| opens(words)));
        }
        places(self.replies().map(|words| words.windows(numbers.len()).any(same)))
    }

    /// The words of each reply.
    fn replies(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.stream[start..*end])
    }

    /// Keeps the lines of a reply as numbers; its opening apart, so that it is not reported twice.
    fn keep(&mut self, lines: Vec<Line>) {
        let mut room = LENGTH;
        let mut opening = Vec::new();
        for (at, line) in lines.into_iter().enumerate() {
            let mut numbers: Vec<u32> = line.into_iter().take(room).map(|word| self.number(word)).collect();
            room -= numbers.len();
            if at == 0 {
                let whole = numbers.iter().take(HEAD).take_while(|number| **number != 0).count();
                opening = numbers.drain(..whole).take(OPENING).collect();
            }
            self.stream.extend(numbers);
            self.stream.push(0);
        }
        self.openings.push(opening);
        self.ends.push(self.stream.len());
    }

    /// The number of a word; 0 for what no phrase goes over.
    fn number(&mut self, word: Option<lines::Spoken>) -> u32 {
        let Some(word) = word else { return 0 };
        let mark = if word.theirs { THEIRS } else { 0 };
        if let Some(number) = self.numbers.get(&word.text) {
            return number | mark;
        }
        if self.words.len() >= WORDS {
            return 0;
        }
        self.words.push(word.text.clone());
        let number = u32::try_from(self.words.len()).unwrap_or(0);
        self.numbers.insert(word.text, number);
        number | mark
    }
}

/// Where it is so.
fn places(those: impl Iterator<Item = bool>) -> Vec<usize> {
    those.enumerate().filter(|(_, so)| *so).map(|(place, _)| place).collect()
}
