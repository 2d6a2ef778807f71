//! What a sentence hangs on: "if", "unless", "once", "should you", with what they say and what they bind.

use super::super::words::{Pattern, pattern};
use super::content::{Content, content};
use super::courtesy::{WISHED, idle};
use std::sync::LazyLock;

/// A condition.
pub(in crate::guard) struct Condition {
    /// Its words, with what introduces them.
    pub(in crate::guard) shown: String,
    /// What it is about.
    pub(in crate::guard) content: Content,
    /// What the rest of its sentence is about.
    pub(in crate::guard) main: Content,
    /// The rest of its sentence.
    pub(in crate::guard) rest: String,
    /// "Only", "unless": nothing else will do.
    pub(in crate::guard) strict: bool,
    /// "Unless".
    pub(in crate::guard) unless: bool,
    /// Whether the condition is that something is not so.
    pub(in crate::guard) denied: bool,
    /// Whether it only says that somebody wants to ("if you wish to appeal").
    pub(in crate::guard) wish: bool,
}

/// What introduces a condition.
static MARK: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(only (?:if|when|once|with|after|against)|unless|except (?:if|when)|if|provided that|providing that|provided (?:you|it)|as long as|so long as",
        r"|on (?:the )?condition that|in case of|in case|in the event (?:of|that)|subject to|once|upon)\b",
        r"|(?:^|[,;:] ?|\band |\bbut )(should (?:you|the|your|it|this|that|there|we|any|she|he|they))\b",
    ))
});

/// Denial inside a condition or beside it.
static NOT: Pattern = LazyLock::new(|| pattern(r"\b(?:not|never|no|cannot|without|nobody|nothing)\b|n't\b"));

/// Whether the words deny.
pub(in crate::guard) fn denies(text: &str) -> bool {
    NOT.is_match(text)
}

/// The conditions of a folded sentence.
pub(super) fn conditions(text: &str) -> Vec<Condition> {
    MARK.captures_iter(text).filter_map(|found| condition(text, found.get(1).or_else(|| found.get(2))?)).collect()
}

/// The condition that this mark introduces.
fn condition(text: &str, mark: regex::Match<'_>) -> Option<Condition> {
    let (before, word) = (&text[..mark.start()], mark.as_str());
    let end = end(text, mark.end());
    let words = text[mark.end()..end].trim();
    let told = word == "once" && !words.starts_with(['y', 'w', 't']);
    let binds = !told && !text.ends_with('?') && !idle(text, before, word, words);
    binds.then(|| Condition::new(word, words, format!("{before} {}", &text[end..])))
}

/// Where the words of a condition end that begin at `start`.
fn end(text: &str, start: usize) -> usize {
    let end = text[start..].find([',', ';', ':', '(', '\u{2014}', '\u{2013}', '?', '!']);
    let end = end.map_or(text.len(), |end| start + end);
    text[start..end].find(" then ").map_or(end, |at| start + at)
}

impl Condition {
    /// By what introduces it, its words, and the rest of its sentence.
    fn new(mark: &str, words: &str, rest: String) -> Self {
        Self {
            shown: format!("{mark} {words}"),
            content: content(words),
            main: content(&rest),
            strict: mark.starts_with("only") || matches!(mark, "unless" | "except if"),
            unless: mark == "unless",
            denied: denies(words),
            wish: WISHED.is_match(words),
            rest,
        }
    }
}
