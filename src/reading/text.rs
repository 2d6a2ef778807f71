//! One text read once: its words, sentences and cues.

use super::phrases::{Cue, Hit, hits};
use super::sentences::{Line, Sentence, sentences};
use super::words::{Tags, Word, lowered, words};
use crate::text::Span;

/// A text with what was read in it.
#[derive(Debug, Clone)]
pub(crate) struct Text<'a> {
    /// The text as it is read: placeholders are names here, and block tags are blanks.
    pub(crate) source: &'a str,
    /// The text as it stands, of the same length.
    pub(crate) shown: &'a str,
    /// Its words.
    pub(crate) words: Vec<Word>,
    /// Its sentences.
    pub(crate) sentences: Vec<Sentence>,
    /// Its cues, by place.
    pub(crate) hits: Vec<Hit>,
}

impl<'a> Text<'a> {
    /// Reads a text.
    pub(crate) fn read(source: &'a str) -> Self {
        let words = words(source);
        let sentences = sentences(source, &words);
        Self { source, shown: source, sentences, hits: hits(source), words }
    }

    /// The words of a sentence.
    pub(crate) fn words_of(&self, sentence: &Sentence) -> &[Word] {
        &self.words[sentence.words.clone()]
    }

    /// The words inside a span.
    pub(crate) fn words_in(&self, span: Span) -> &[Word] {
        let from = self.words.partition_point(|word| word.span.start < span.start);
        let to = self.words.partition_point(|word| word.span.end <= span.end);
        self.words.get(from..to).unwrap_or_default()
    }

    /// The cues inside a span.
    pub(crate) fn hits_in(&self, span: Span) -> impl Iterator<Item = &Hit> + use<'_, 'a> {
        let from = self.hits.partition_point(|hit| hit.span.start < span.start);
        self.hits[from..]
            .iter()
            .take_while(move |hit| hit.span.start < span.end)
            .filter(move |hit| span.contains(hit.span))
    }

    /// The first cue of one kind inside a span.
    pub(crate) fn hit(&self, span: Span, cue: Cue) -> Option<&Hit> {
        self.hits_in(span).find(|hit| hit.cue == cue)
    }

    /// Whether a cue of this kind stands anywhere.
    pub(crate) fn has(&self, cue: Cue) -> bool {
        self.hits.iter().any(|hit| hit.cue == cue)
    }

    /// The sentences that say something: neither greeting nor farewell nor code.
    pub(crate) fn body(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| matches!(sentence.line, Line::Prose | Line::Item))
    }

    /// How many words of a sentence carry one of these classes.
    pub(crate) fn count(&self, sentence: &Sentence, tags: Tags) -> usize {
        self.words_of(sentence).iter().filter(|word| word.tags.has(tags)).count()
    }

    /// The word at a place, lower case, handed to `look`.
    pub(crate) fn lower<T>(&self, word: &Word, look: impl FnOnce(&str) -> T) -> Option<T> {
        lowered(word.span.of(self.source), look)
    }
}
