//! What is done or being done: "we have sent", "we are sending", "we sent", "it was sent".

use super::pledge::{Pledge, When, known, pledge, with_subject};
use super::subject::verb_at;
use super::table::{act, binding};
use crate::guard::words::stem;

/// "We are sending", "we have sent", "we sent", "we send".
pub(super) fn own(words: &[String], at: usize) -> Option<Pledge> {
    let verb = verb_at(words, at + 1)?;
    let word = words[verb].as_str();
    let aux = matches!(words[at].as_str(), "i'm" | "we're");
    match word {
        "have" | "had" if !aux => participle(words, at, verb + 1),
        "am" | "are" if !aux => progressive(words, at, verb + 1),
        _ if aux => progressive(words, at, at + 1),
        _ if past(word) => participle(words, at, verb).map(Pledge::plainly),
        _ => act(&stem(word)).and_then(|_| pledge(words, at, verb, When::Promised)).map(Pledge::plainly),
    }
}

/// Whether the word is a past form of a verb.
fn past(word: &str) -> bool {
    word.ends_with("ed") || stem(word) != word && matches!(word, "sent" | "paid" | "gave" | "made" | "found")
}

/// A verb in -ing that names an act.
fn progressive(words: &[String], at: usize, from: usize) -> Option<Pledge> {
    let verb = verb_at(words, from)?;
    let word = words[verb].as_str();
    let fits = word.ends_with("ing") || act(&stem(word)).is_some();
    (fits && word != "going").then(|| known(words, at, verb, When::Promised)).flatten()
}

/// A participle or past that names an act.
pub(super) fn participle(words: &[String], at: usize, from: usize) -> Option<Pledge> {
    known(words, at, verb_at(words, from)?, When::Done)
}

/// "Has been refunded", "is being refunded", "was sent", "is on its way".
pub(super) fn passive(words: &[String], at: usize) -> Option<Pledge> {
    let verb = verb_at(words, at + 1)?;
    let word = words[verb].as_str();
    let done = word.ends_with("ed") || matches!(word, "sent" | "paid" | "given" | "made" | "send" | "check");
    let when = if words[at] == "being" { When::Promised } else { When::Done };
    let mut out = (done && binding(word)).then(|| with_subject(words, at, verb, when)).flatten()?;
    out.told = matches!(words[at].as_str(), "was" | "were");
    Some(out)
}
