//! From counts to what is worth saying: a line for each family of phrases, the most repeated first.

use super::count::{Gram, frequent};
use super::{OPENING, Repeats, THEIRS};
use crate::reading::words::{Tags, tags_of};
use serde::Serialize;
use std::collections::HashMap;

/// The fewest replies in which a phrase counts as repeated.
const FEWEST: usize = 3;

/// One in so many replies must hold a phrase.
const SHARE: usize = 10;

/// The fewest words of a phrase.
const SHORTEST: usize = 4;

/// The fewest words of an opening.
const OPENS: usize = 2;

/// The most openings, and the most phrases, of a report.
const MOST: usize = 12;

/// Words that two phrases of one family share in a row.
const FAMILY: usize = 3;

/// Something that several replies say in the same words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Phrase {
    /// Its words.
    pub text: String,
    /// In how many different replies it stands, at least 3.
    pub replies: usize,
    /// Whether the replies open with it.
    pub opens: bool,
}

/// What the replies of a batch repeat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Repetition {
    /// Different replies that were compared, at most [`Repeats::MOST`].
    pub replies: usize,
    /// Replies that are letter by letter the same as an earlier one.
    pub copies: usize,
    /// Replies that came when [`Repeats::MOST`] different ones were there, and were not compared.
    pub passed_over: usize,
    /// The first 2 to 6 words behind the greeting that many share, by replies times words; at most 12.
    pub openings: Vec<Phrase>,
    /// Phrases of 4 words or more behind the first words, each with none that is longer and as frequent, by replies times words; at
    /// most 12.
    pub phrases: Vec<Phrase>,
    /// Replies to messages that voice feeling, an intensity of 0.3 or more; copies count.
    pub voiced: usize,
    /// How many of these hold validate, paraphrase, advise in this order: see [`is_template`](crate::is_template).
    pub in_sequence: usize,
}

/// What these replies repeat.
pub(super) fn report(repeats: &Repeats) -> Repetition {
    let replies = repeats.openings.len();
    let base = Repetition {
        replies,
        copies: repeats.copies,
        passed_over: repeats.passed_over,
        voiced: repeats.voiced,
        in_sequence: repeats.in_sequence,
        ..Repetition::default()
    };
    if replies < Repeats::LEAST {
        return base;
    }
    let least = FEWEST.max(replies.div_ceil(SHARE));
    let openings = chosen(repeats, openings(repeats, least), true);
    let phrases = frequent(&repeats.stream, &repeats.ends, SHORTEST, least);
    let phrases = phrases.iter().filter(|gram| is_own(gram)).map(|gram| (words(repeats, gram), gram.replies)).collect();
    Repetition { openings, phrases: chosen(repeats, phrases, false), ..base }
}

/// Whether a phrase is the sender's own: none that is longer says it better, and it is not what the person spoke of.
fn is_own(gram: &Gram) -> bool {
    !gram.covered && gram.theirs * 2 < gram.replies
}

/// The words of a phrase, as numbers.
fn words(repeats: &Repeats, gram: &Gram) -> Vec<u32> {
    repeats.stream[gram.at..gram.at + gram.length].iter().map(|word| word & !THEIRS).collect()
}

/// Beginnings that enough replies share; one that takes up the person's words is theirs to hear.
fn openings(repeats: &Repeats, least: usize) -> Vec<(Vec<u32>, usize)> {
    let mut counts: HashMap<&[u32], usize> = HashMap::new();
    for opening in &repeats.openings {
        let general = opening.iter().take_while(|word| *word & THEIRS == 0).count();
        for length in OPENS..=general.min(OPENING) {
            *counts.entry(&opening[..length]).or_default() += 1;
        }
    }
    counts.retain(|_, replies| *replies >= least);
    let needless = |words: &[u32], own: usize| {
        let longer = counts.iter().filter(|(other, _)| other.len() > words.len() && other.starts_with(words));
        longer.into_iter().any(|(_, replies)| Gram::is_covered_by(*replies, own))
    };
    counts.iter().filter(|(words, own)| !needless(words, **own)).map(|(words, own)| (words.to_vec(), *own)).collect()
}

/// The most repeated of each family, with its words.
fn chosen(repeats: &Repeats, mut found: Vec<(Vec<u32>, usize)>, opens: bool) -> Vec<Phrase> {
    let text = |numbers: &[u32]| -> Vec<&str> {
        numbers.iter().map(|number| repeats.words[*number as usize - 1].as_str()).collect()
    };
    found.retain(|(numbers, _)| says_something(&text(numbers), opens));
    found
        .sort_by_cached_key(|(numbers, replies)| (std::cmp::Reverse(replies * numbers.len()), text(numbers).join(" ")));
    let mut kept: Vec<(Vec<u32>, usize)> = Vec::new();
    for (numbers, replies) in found {
        let related = |(other, _): &(Vec<u32>, usize)| is_related(other, &numbers, opens);
        if kept.len() < MOST && !kept.iter().any(related) {
            kept.push((numbers, replies));
        }
    }
    kept.into_iter().map(|(numbers, replies)| Phrase { text: shown(&text(&numbers), opens), replies, opens }).collect()
}

/// Whether two phrases are of one family: an opening begins with the other, phrases share some words in a row.
fn is_related(one: &[u32], other: &[u32], opens: bool) -> bool {
    if opens {
        return one.starts_with(other) || other.starts_with(one);
    }
    one.windows(FAMILY).any(|words| other.windows(FAMILY).any(|others| others == words))
}

/// Whether words speak to somebody and hold more than the mortar of the language: a product's terms and the like are
/// rightly shared.
fn says_something(words: &[&str], opens: bool) -> bool {
    const MORTAR: Tags = Tags::BE.or(Tags::HAVE).or(Tags::MODAL).or(Tags::ME).or(Tags::US).or(Tags::YOU).or(Tags::IT);
    const SMALL: Tags = Tags::DETERMINER.or(Tags::PREPOSITION).or(Tags::CONJUNCTION).or(Tags::DO).or(Tags::WH);
    const COURTESY: [&str; 12] = [
        "sorry",
        "apologise",
        "apologize",
        "apologies",
        "thank",
        "thanks",
        "please",
        "understand",
        "appreciate",
        "unfortunately",
        "welcome",
        "assistance",
    ];
    let whole = words.iter().any(|word| !tags_of(word).has(MORTAR.or(SMALL)));
    let spoken = |word: &&str| COURTESY.contains(word) || tags_of(word).has(Tags::ME.or(Tags::US).or(Tags::YOU));
    whole && (opens || words.iter().any(spoken))
}

/// The words as people write them.
fn shown(words: &[&str], opens: bool) -> String {
    let one = |(at, word): (usize, &&str)| {
        let capital = (opens && at == 0) || *word == "i" || word.starts_with("i'");
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if capital => first.to_uppercase().chain(letters).collect(),
            _ => (*word).to_owned(),
        }
    };
    words.iter().enumerate().map(one).collect::<Vec<_>>().join(" ")
}
