//! The sentences of a reply as words that a phrase may be made of: no names, numbers, placeholders, greeting, signature.

use crate::reading::key::keys;
use crate::reading::sentences::Sentence;
use crate::reading::words::{Tags, Word, lowered};
use crate::reading::{Person, Text};

/// A word of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spoken {
    /// In small letters, its apostrophe straight.
    pub(super) text: String,
    /// Whether the person had written it, and it has content of its own.
    pub(super) theirs: bool,
}

/// The words of a sentence; `None` where a phrase ends.
pub(super) type Line = Vec<Option<Spoken>>;

/// Words with which a sentence greets.
const GREETINGS: [u64; 6] = keys(["hi", "hello", "hey", "dear", "greetings", "morning"]);

/// How many words a greeting inside a sentence may take.
const GREETING: usize = 5;

/// The sentences of a reply, the first behind its greeting; in `prose`, the same text, placeholders, code, quotations and
/// links are blank. No word is the person's where nobody is given.
pub(super) fn lines(text: &Text<'_>, person: Option<&Person<'_>>, prose: &str) -> Vec<Line> {
    let behind = text.body().skip(1).map(|sentence| line(text, person, prose, text.words_of(sentence)));
    first(text, person, prose).into_iter().chain(behind).collect()
}

/// The first sentence of a reply behind its greeting, if there is one; no word is the person's where nobody is given.
pub(super) fn first(text: &Text<'_>, person: Option<&Person<'_>>, prose: &str) -> Option<Line> {
    let sentence = text.body().next()?;
    Some(line(text, person, prose, &text.words_of(sentence)[greeting(text, sentence)..]))
}

/// How many words of a sentence greet: "Hi Ana, thanks for …" has two.
fn greeting(text: &Text<'_>, sentence: &Sentence) -> usize {
    let words = text.words_of(sentence);
    if !words.first().is_some_and(|word| word.is(&GREETINGS)) {
        return 0;
    }
    let gap = |pair: &[Word]| text.source[pair[0].span.end..pair[1].span.start].contains([',', '!', ':']);
    words.windows(2).take(GREETING).position(gap).map_or(0, |at| at + 1)
}

/// Some words in a row, with an end wherever something between them is no plain word.
fn line(text: &Text<'_>, person: Option<&Person<'_>>, prose: &str, words: &[Word]) -> Line {
    let mut line = Line::with_capacity(words.len());
    let mut before: Option<&Word> = None;
    for word in words {
        if before.is_some_and(|before| !joins(&text.source[before.span.end..word.span.start])) {
            line.push(None);
        }
        line.push(spoken(text.source, person, prose, word, before.is_none()));
        before = Some(word);
    }
    line
}

/// Whether a phrase goes on over what stands between two words.
fn joins(gap: &str) -> bool {
    !gap.contains(|sign: char| sign.is_alphanumeric() || "{}[]<>%@/\\|=$£€#".contains(sign))
}

/// The word, unless it is a number, a name, or hidden in `prose`. At the head of a sentence a capital means nothing, but
/// before a comma it is somebody's name.
fn spoken(source: &str, person: Option<&Person<'_>>, prose: &str, word: &Word, head: bool) -> Option<Spoken> {
    let called = head && source[word.span.end..].starts_with(',');
    let named = word.tags.has(Tags::NAME) && (!head || called);
    if named || word.tags.has(Tags::NUMBER) || prose.get(word.span.start..word.span.end)?.trim().is_empty() {
        return None;
    }
    let content = !word.tags.has(Tags::COMMON.or(Tags::GENERIC));
    let theirs = content && person.is_some_and(|person| person.particulars.contains(&word.stem));
    lowered(word.span.of(source), |lower| Spoken { text: lower.to_owned(), theirs })
}
