//! Which construction of a clause commits somebody, by the auxiliary at its head.

use super::done::{own, participle, passive};
use super::offer::offer;
use super::pledge::{Pledge, When, pledge, whole};
use super::subject::{Subject, denied, subject};
use super::will::{future, past};

/// The pledges of a clause, as words.
pub(super) fn in_clause(words: &[String]) -> Vec<Pledge> {
    (0..words.len()).filter_map(|at| construction(words, at)).collect()
}

/// Reads the construction whose auxiliary stands at `at`, if there is one.
fn construction(words: &[String], at: usize) -> Option<Pledge> {
    if denied(words, at) {
        return None;
    }
    let word = words[at].as_str();
    let next = words.get(at + 1).map_or("", String::as_str);
    match word {
        "will" | "shall" => future(words, at, at + 1, subject(words, at)),
        "i'll" | "we'll" => future(words, at, at + 1, Subject::Us),
        "you'll" => future(words, at, at + 1, Subject::You),
        "it'll" | "they'll" => future(words, at, at + 1, Subject::Other),
        "going" if next == "to" && !past(words, at) => future(words, at, at + 2, Subject::Us),
        "let" if next == "me" || next == "us" => pledge(words, at, at + 2, When::Promised),
        "can" | "could" | "may" | "would" => offer(words, at),
        "happy" | "glad" | "pleased" | "like" if next == "to" => pledge(words, at, at + 2, When::Offered),
        "i've" | "we've" => participle(words, at, at + 1),
        "i'm" | "we're" | "i" | "we" => own(words, at),
        "has" | "have" | "was" | "were" | "is" | "are" | "been" | "being" => passive(words, at),
        "expect" | "allow" | "expected" | "progress" | "ongoing" | "underway" => whole(words, When::Promised),
        _ => None,
    }
}
