//! What will be done: "we will", "you will receive", "it will be sent", "going to".

use super::pledge::{Pledge, When, pledge, with_subject};
use super::subject::{Subject, adverb, verb_at};
use super::table::{act, binding, named};
use crate::guard::words::stem;

/// "Will" and its verb.
pub(super) fn future(words: &[String], at: usize, from: usize, subject: Subject) -> Option<Pledge> {
    let verb = verb_at(words, from)?;
    match (subject, words[verb].as_str()) {
        (_, "be") => future_be(words, at, verb),
        (Subject::You, "receive" | "get" | "have" | "hear" | "see" | "contact" | "callback") => {
            let pledge = pledge(words, at, verb, When::Promised)?;
            // "You will have an answer" binds the sender to answer.
            Some(pledge.with(named(&words[verb + 1..]), |act| act == "contact"))
        }
        (Subject::Us, _) => pledge(words, at, verb, When::Promised),
        (Subject::Other, word) if act(&stem(word)).is_some() => pledge(words, at, verb, When::Promised),
        _ => None,
    }
}

/// "Will be" and what follows: a participle, "able to", "happy to".
fn future_be(words: &[String], at: usize, be: usize) -> Option<Pledge> {
    let verb = verb_at(words, be + 1)?;
    let verb = match words[verb].as_str() {
        "able" | "happy" | "glad" | "pleased" if words.get(verb + 1).is_some_and(|word| word == "to") => verb + 2,
        _ => verb,
    };
    let known = words.get(verb).is_some_and(|word| binding(word));
    known.then(|| with_subject(words, at, verb, When::Promised)).flatten()
}

/// Whether "going to" tells of an old intention: "you weren't going to write".
pub(super) fn past(words: &[String], at: usize) -> bool {
    let before = words[..at].iter().rev().find(|word| !adverb(word) && *word != "not");
    before.is_some_and(|word| matches!(word.as_str(), "was" | "were" | "wasn't" | "weren't"))
}
