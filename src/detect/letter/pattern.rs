//! Small patterns over the words of a sentence: word classes, alternatives, gaps.

use crate::reading::key::key;
use crate::reading::words::{Tags, Word};
use crate::reading::{Said, Text};
use crate::text::Span;
use std::collections::HashMap;

/// Named classes of a file of patterns: the alternatives that stand behind each name.
pub(super) type Classes<'t> = HashMap<&'t str, &'t str>;

/// Words that may stand at one place.
#[derive(Debug, Default)]
pub(super) struct Place {
    keys: Vec<u64>,
    beginnings: Vec<&'static str>,
    tags: Tags,
    optional: bool,
}

/// A part of a pattern.
#[derive(Debug)]
enum Part {
    One(Place),
    /// At most so many words.
    Gap(usize),
}

/// A pattern: its parts in a row, and words that speak against it wherever they stand in the sentence.
#[derive(Debug, Default)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    first: bool,
    last: bool,
    against: Place,
    /// The strength of the pattern where it is another than its family's.
    pub(super) strength: Option<f64>,
}

/// Words of a short gap, written `..`, and of a long one, written `...`.
const GAPS: [usize; 2] = [3, 10];

impl Pattern {
    /// Reads a line: `word|words*|@class`, `?optional`, `..` and `...` for gaps, `^` and `$` for the ends of the sentence,
    /// `!word` for what speaks against it, `=0.5` for its strength. Nothing where the line is no pattern.
    pub(super) fn read(line: &'static str, classes: &Classes<'static>) -> Option<Self> {
        let mut pattern = Self::default();
        for token in line.split_whitespace() {
            match token {
                "^" => pattern.first = true,
                "$" => pattern.last = true,
                ".." => pattern.parts.push(Part::Gap(GAPS[0])),
                "..." => pattern.parts.push(Part::Gap(GAPS[1])),
                _ if token.starts_with('!') => pattern.against.add(&token[1..], classes)?,
                _ if token.starts_with('=') => pattern.strength = Some(token[1..].parse().ok()?),
                _ => {
                    let mut place = Place { optional: token.starts_with('?'), ..Place::default() };
                    place.add(token.trim_start_matches('?'), classes)?;
                    pattern.parts.push(Part::One(place));
                }
            }
        }
        matches!(pattern.parts.first(), Some(Part::One(_))).then_some(pattern)
    }

    /// The words by one of which the pattern begins; nothing where it may begin otherwise.
    pub(super) fn heads(&self) -> Option<&[u64]> {
        let Some(Part::One(place)) = self.parts.first() else { return None };
        let listed = !place.optional && place.beginnings.is_empty() && place.tags == Tags::default();
        listed.then_some(&place.keys[..])
    }

    /// The stretch of a sentence that fits from the word at `at` on.
    pub(super) fn fits(&self, text: &Text<'_>, said: &Said, words: &[Word], at: usize) -> Option<Span> {
        if self.first && at > 0 {
            return None;
        }
        let end = self.reach(text, words, 0, at)?;
        let spoken_against = words.iter().any(|word| self.against.has(text, word));
        let last = at + whole(words.get(at..end)?);
        let span = Span::new(words[at].span.start, words[last].span.end);
        (!spoken_against && said.span.contains(span)).then_some(span)
    }

    /// The place behind the last word, where the parts from `part` on fit the words from `at` on.
    fn reach(&self, text: &Text<'_>, words: &[Word], part: usize, at: usize) -> Option<usize> {
        match self.parts.get(part) {
            None => (!self.last || at == words.len()).then_some(at),
            Some(Part::Gap(most)) => {
                (at..=words.len().min(at + most)).find_map(|next| self.reach(text, words, part + 1, next))
            }
            Some(Part::One(place)) => {
                let here = words.get(at).filter(|word| place.has(text, word));
                let taken = here.and_then(|_| self.reach(text, words, part + 1, at + 1));
                taken.or_else(|| place.optional.then(|| self.reach(text, words, part + 1, at)).flatten())
            }
        }
    }
}

/// The place of the last word that can end a quotation: one that leads on to others ("unable to comment on") cannot.
fn whole(words: &[Word]) -> usize {
    const LEADS_ON: Tags = Tags::PREPOSITION.or(Tags::CONJUNCTION).or(Tags::DETERMINER);
    let last = words.iter().rposition(|word| !word.tags.has(LEADS_ON));
    last.unwrap_or(0).max(words.len().saturating_sub(1).min(1))
}

impl Place {
    /// Adds alternatives; nothing where a class is unknown.
    fn add(&mut self, alternatives: &'static str, classes: &Classes<'static>) -> Option<()> {
        for one in alternatives.split('|').filter(|one| !one.is_empty()) {
            if let Some(name) = one.strip_prefix('@') {
                match classes.get(name) {
                    Some(more) => self.add(more, classes)?,
                    None if name == "number" => self.tags = self.tags.or(Tags::NUMBER),
                    None => self.tags = self.tags.or(Tags::named(name)?),
                }
            } else if let Some(beginning) = one.strip_suffix('*') {
                self.beginnings.push(beginning);
            } else {
                self.keys.push(key(one));
            }
        }
        Some(())
    }

    fn has(&self, text: &Text<'_>, word: &Word) -> bool {
        let begins = || {
            let begins = |lower: &str| self.beginnings.iter().any(|beginning| lower.starts_with(beginning));
            !self.beginnings.is_empty() && text.lower(word, begins).unwrap_or(false)
        };
        word.tags.has(self.tags) || word.is(&self.keys) || begins()
    }
}
