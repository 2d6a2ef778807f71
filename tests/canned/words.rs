//! One word changed: exactly its bytes differ.

use crate::files::{Sample, samples};
use crate::sight;
use attuned::{Canned, CannedFile, Span};

/// How many words of a reply are tried.
const TRIED: usize = 6;

/// What comes in their place: shares neither end with an English word, and every encoding has it.
const NEW: &str = "Qyxz";

/// Some of the replies, from all over the file.
fn some_replies(file: &CannedFile) -> impl Iterator<Item = (usize, &Canned)> {
    let step = file.replies().len().div_ceil(10).max(1);
    file.replies().iter().enumerate().step_by(step)
}

#[test]
fn a_changed_word_changes_its_own_bytes() {
    for sample in samples() {
        let file = sample.read();
        let (mut changed, mut refused) = (0, 0);
        for (at, reply) in some_replies(&file) {
            for word in some(sight::words(&reply.text)) {
                if trial(&sample, &file, at, word) { changed += 1 } else { refused += 1 }
            }
        }
        // Words of code and of placeholders may be locked; most words are neither.
        assert!(changed > 2 * refused, "{}: {changed} changed, {refused} refused", sample.name());
    }
}

/// Some of the words, from all over the text.
fn some(words: Vec<Span>) -> Vec<Span> {
    let step = words.len().div_ceil(TRIED).max(1);
    words.into_iter().step_by(step).collect()
}

/// Whether the word could be changed; fails where anything else changed with it.
fn trial(sample: &Sample, file: &CannedFile, at: usize, word: Span) -> bool {
    let text = sight::replaced(&file.replies()[at].text, word, NEW);
    let Ok(bytes) = file.with_texts(&[(at, &text)]) else { return false };
    let again = sample.parse(bytes.clone());
    for (number, (old, new)) in file.replies().iter().zip(again.replies()).enumerate() {
        let meant = if number == at { &text } else { &old.text };
        assert_eq!(&new.text, meant, "{}: {}", sample.name(), old.id);
    }
    let place = file.place(at, word);
    let source = &file.text()[place.span.start..place.span.end];
    let twins = file.edits(at, word, NEW).expect("a change that was made").len();
    if twins == 1 && !source.contains('<') {
        let meant = sight::replaced(file.text(), place.span, NEW);
        assert_eq!(again.text(), meant, "{}: {}", sample.name(), file.replies()[at].id);
        assert_eq!(bytes, sight::encoded(&meant, &sample.bytes), "{}", sample.name());
    } else {
        let mut meant = file.text().to_owned();
        let mut edits = file.edits(at, word, NEW).expect("a change that was made");
        edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.span.start));
        edits.iter().for_each(|(place, new)| meant = sight::replaced(&meant, place.span, new));
        assert_eq!(bytes, sight::encoded(&meant, &sample.bytes), "{}", sample.name());
    }
    true
}

#[test]
fn places_are_where_the_words_stand() {
    for sample in samples() {
        let file = sample.read();
        for (at, reply) in some_replies(&file) {
            for word in some(sight::words(&reply.text)) {
                let place = file.place(at, word);
                let source = &file.text()[place.span.start..place.span.end];
                let said = &reply.text[word.start..word.end];
                let plain = !source.contains(['\\', '&', '<', '\n', '\r', '*', '_', '@', '/']);
                assert!(!plain || source == said, "{}: {source:?} is not {said:?}", sample.name());
                assert_eq!((place.line, place.column), sight::position(file.text(), place.span.start));
                assert_eq!((place.end_line, place.end_column), sight::position(file.text(), place.span.end));
            }
        }
    }
}
