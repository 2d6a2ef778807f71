//! Whom a sentence is about, and what stands between an auxiliary, its subject and its verb.

/// Who the sentence is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Us,
    You,
    Other,
}

/// The subject that ends right before `at`, a few adverbs aside.
pub(super) fn subject(words: &[String], at: usize) -> Subject {
    let before = words[..at].iter().rev().find(|word| !adverb(word));
    match before.map(String::as_str) {
        Some("i" | "we") => Subject::Us,
        Some("you") => Subject::You,
        _ => Subject::Other,
    }
}

/// Words that may stand between an auxiliary and its verb.
pub(super) fn adverb(word: &str) -> bool {
    const OTHERS: &[&str] =
        &["also", "now", "then", "just", "already", "still", "again", "soon", "always", "both", "all"];
    OTHERS.contains(&word)
        || (word.ends_with("ly") && word != "only" && !word.starts_with("reply") && !word.starts_with("apply"))
}

/// Where the verb behind an auxiliary stands; what is denied or "only" done is nothing to count on.
pub(super) fn verb_at(words: &[String], mut at: usize) -> Option<usize> {
    while words.get(at).is_some_and(|word| adverb(word)) {
        at += 1;
    }
    let denied = words.get(at).is_none_or(|word| matches!(word.as_str(), "not" | "never" | "no" | "only"));
    (!denied).then_some(at)
}

/// Whether the subject is denied: "no refund will be issued".
pub(super) fn denied(words: &[String], at: usize) -> bool {
    words[..at]
        .iter()
        .rev()
        .take(5)
        .any(|word| matches!(word.as_str(), "no" | "none" | "neither" | "nor" | "nobody" | "nothing"))
}
