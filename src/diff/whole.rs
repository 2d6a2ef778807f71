//! Keeps what one change made in one hunk, so that it is accepted or refused as a whole.

use super::Change;
use crate::text::Span;

/// Bytes of a change's old words beyond which it says too little to join edits by: a model may name half the reply.
const LONGEST: usize = 240;

/// The edits, those inside the old words of one change joined into one.
pub(super) fn joined(edits: Vec<(Span, Span)>, before: &str, changes: &[Change]) -> Vec<(Span, Span)> {
    let wholes = wholes(before, changes);
    let mut joined: Vec<(Span, Span)> = Vec::with_capacity(edits.len());
    for (old, new) in edits {
        match joined.last_mut() {
            Some(last) if is_one(last.0.join(old), before, &wholes) => {
                *last = (last.0.join(old), last.1.join(new));
            }
            _ => joined.push((old, new)),
        }
    }
    joined
}

/// Whether somebody made all of this in one change, and in one paragraph.
fn is_one(span: Span, before: &str, wholes: &[Span]) -> bool {
    !span.of(before).contains("\n\n") && wholes.iter().any(|whole| whole.contains(span))
}

/// Where the changes were made, with the white space around; changes that touch each other are one.
fn wholes(before: &str, changes: &[Change]) -> Vec<Span> {
    let mut places: Vec<Span> = changes.iter().filter_map(|change| only_place(before, &change.before)).collect();
    places.sort_unstable();
    let mut wholes: Vec<Span> = Vec::with_capacity(places.len());
    for place in places.into_iter().map(|place| roomy(before, place)) {
        match wholes.last_mut() {
            Some(last) if last.end > place.start => *last = last.join(place),
            _ => wholes.push(place),
        }
    }
    wholes
}

/// The span with the white space at both ends.
fn roomy(text: &str, span: Span) -> Span {
    let head = &text[..span.start];
    let tail = &text[span.end..];
    Span::new(head.trim_end().len(), text.len() - tail.trim_start().len())
}

/// Where the words stand, if they are short and stand only once. Capitals do not count: a word that an earlier round
/// moved to the start of its sentence is the same word.
fn only_place(text: &str, words: &str) -> Option<Span> {
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let (text, words) = (text.to_ascii_lowercase(), words.to_ascii_lowercase());
    let mut places = text.match_indices(&words);
    let (at, _) = places.next()?;
    places.next().is_none().then_some(Span::new(at, at + words.len()))
}
