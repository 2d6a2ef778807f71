//! What could be done: "we can", "you may", "it could be".

use super::pledge::{Pledge, When, pledge, with_subject};
use super::subject::{Subject, subject, verb_at};
use super::table::binding;

/// "We can", "you may".
pub(super) fn offer(words: &[String], at: usize) -> Option<Pledge> {
    let verb = verb_at(words, at + 1)?;
    let takes = matches!(words[verb].as_str(), "receive" | "get" | "have" | "claim" | "choose" | "request");
    let known = binding(&words[verb]);
    match subject(words, at) {
        Subject::Us if known => pledge(words, at, verb, When::Offered),
        Subject::You if takes => pledge(words, at, verb, When::Offered),
        Subject::Other if words[verb] == "be" => {
            let done = words.get(verb + 1).is_some_and(|word| binding(word));
            done.then(|| with_subject(words, at, verb + 1, When::Offered)).flatten()
        }
        _ => None,
    }
}
