//! From a model's prose or JSON to values. Takes what can be understood, and says why where nothing can.

use super::json::{self, Found};
use crate::detect::{Mechanism, Severity};
use crate::diff::Change;
use regex::Regex;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Why a reply says nothing that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    Empty,
    Refused,
    Cut,
    Garbled,
}

impl Unread {
    /// The reason in words, as rounds give it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Empty => "the model's answer was empty",
            Self::Refused => "the model refused",
            Self::Cut => "the model's answer was cut off",
            Self::Garbled => "the model's answer could not be read",
        }
    }
}

/// A rewritten reply and what the model says about its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Revision {
    pub(super) text: String,
    /// What it says about the draft, where it was asked to; else empty.
    pub(super) critique: String,
    pub(super) changes: Vec<Change>,
}

/// A finding as the judge gives it: the quote is not yet looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) mechanism: Mechanism,
    pub(super) severity: Severity,
    pub(super) quote: String,
    pub(super) reason: String,
    pub(super) instead: String,
}

/// Reads the answer to a revision or a repair of `draft`. Plain text counts where it can only be the reply itself.
pub(super) fn revision(answer: &str, draft: &str) -> Result<Revision, Unread> {
    let answer = spoken(answer)?;
    let read = match keyed(&answer, "reply", Value::is_string)? {
        Some(object) => Revision {
            text: string(&object, "reply"),
            critique: string(&object, "critique").trim().to_owned(),
            changes: changes(&object),
        },
        None => Revision { text: plain(&answer)?, critique: String::new(), changes: Vec::new() },
    };
    match read.text.trim() {
        "" => Err(Unread::Empty),
        // A draft may itself say no in such words.
        text if refuses(text) && !refuses(draft) => Err(Unread::Refused),
        _ => Ok(read),
    }
}

/// Reads the answer to a critique. Prose counts: that is what a critique is.
pub(super) fn critique(answer: &str) -> Result<String, Unread> {
    let answer = spoken(answer)?;
    let text = match keyed(&answer, "critique", Value::is_string)? {
        Some(object) => string(&object, "critique"),
        None if answer.trim_start().starts_with(['{', '[']) => return Err(Unread::Garbled),
        None => answer.into_owned(),
    };
    match text.trim() {
        "" => Err(Unread::Empty),
        text if refuses(text) => Err(Unread::Refused),
        text => Ok(text.to_owned()),
    }
}

/// Reads the answer of a judge. What is no finding is passed over.
pub(super) fn findings(answer: &str) -> Result<Vec<Judged>, Unread> {
    let answer = spoken(answer)?;
    match keyed(&answer, "findings", Value::is_array)? {
        Some(object) => Ok(object["findings"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .filter_map(judged)
            .collect()),
        None if refuses(&answer) => Err(Unread::Refused),
        None => Err(Unread::Garbled),
    }
}

/// The answer without thoughts and double encoding.
pub(crate) fn spoken(answer: &str) -> Result<Cow<'_, str>, Unread> {
    let answer = answer.trim().trim_start_matches('\u{feff}').trim();
    let answer = if answer.starts_with(['{', '[', '"']) { answer } else { unthought(answer)? };
    match answer {
        "" => Err(Unread::Empty),
        _ => Ok(json::unwrapped(answer).map_or(Cow::Borrowed(answer), Cow::Owned)),
    }
}

/// What stands behind the last thought. Some servers drop the opening tag, and a thought without an end was cut off.
fn unthought(answer: &str) -> Result<&str, Unread> {
    static OPEN: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)<(?:think|thinking|thought|reasoning)>"));
    static CLOSE: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?i)</(?:think|thinking|thought|reasoning)>"));
    let behind = CLOSE.find_iter(answer).last().map_or(0, |tag| tag.end());
    match OPEN.find(&answer[behind..]) {
        Some(_) => Err(Unread::Cut),
        None => Ok(answer[behind..].trim()),
    }
}

/// The last whole object with this key, or else the last cut one in which the value of the key is whole.
pub(crate) fn keyed(answer: &str, key: &str, fits: fn(&Value) -> bool) -> Result<Option<Map<String, Value>>, Unread> {
    let found = json::objects(answer);
    if found
        .iter()
        .any(|one| one.object.get("refusal").is_some_and(|why| why.as_str().is_some_and(|why| !why.is_empty())))
    {
        return Err(Unread::Refused);
    }
    let broke_off = found.iter().any(|one| one.cut);
    let fitting = |one: &Found| one.object.get(key).is_some_and(fits);
    let (cut, whole): (Vec<Found>, Vec<Found>) = found.into_iter().filter(fitting).partition(|one| one.cut);
    // A list that was cut has lost findings; a string that is there is whole.
    let mut usable = cut.into_iter().filter(|one| one.object[key].is_string());
    match whole.into_iter().next_back().or_else(|| usable.next_back()) {
        Some(found) => Ok(Some(found.object)),
        None if broke_off || answer.contains(&format!("\"{key}\"")) => Err(Unread::Cut),
        None => Ok(None),
    }
}

/// A reply that came as plain text, perhaps in a code fence. Talk about the reply is no reply.
fn plain(answer: &str) -> Result<String, Unread> {
    static TALK: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"(?ix) \b (?:revised|rewritten|improved|updated|edited|mended|suggested) \s (?:reply|draft|version|response|message|text) \b
            | \b (?:the|your|this) \s draft \b | \b json \b | ```
            | \A (?:sure|certainly|of \s course|absolutely|okay|ok|great) \b [^\n]* :
            | \A (?:here|below) (?:['’]s|\s is|\s are) \b [^\n]* : \s* \n
            | \b (?:changes?|notes?|explanation|critique|reply) \s? (?:made)? \s? : \s* (?:\n|\z)
            | \A \s* (?:\*\*)? (?:reply|response|answer|output) (?:\*\*)? \s* :
            | <\/?(?:draft|turn|rewrite)-[0-9a-f]
            | \b (?:sentiment[\s_]attenuation|granularity[\s_]mismatch|conflict[\s_]avoidance|linguistic[\s_]distancing) \b",
        )
    });
    let text = unfenced(answer);
    match text {
        "" => Err(Unread::Empty),
        _ if refuses(text) => Ok(text.to_owned()),
        _ if text.starts_with(['{', '[']) && !text.starts_with("{{") && !text.starts_with("[[") => Err(Unread::Garbled),
        _ if TALK.is_match(text) => Err(Unread::Garbled),
        _ => Ok(text.to_owned()),
    }
}

/// The inside of a code fence that holds the whole text.
fn unfenced(text: &str) -> &str {
    let text = text.trim();
    let inside = text.strip_prefix("```").and_then(|rest| rest.strip_suffix("```"));
    // Behind the opening fence stands a language or nothing.
    let inside = inside.and_then(|inside| inside.split_once('\n')).filter(|(tag, _)| tag.trim().len() < 12);
    inside.map_or(text, |(_, inside)| inside.trim())
}

/// Whether a model refuses in this text. Drafts say "I'm sorry, but I can't" too, so the words behind it count.
fn refuses(text: &str) -> bool {
    static REFUSAL: LazyLock<Regex> = LazyLock::new(|| {
        fixed(
            r"(?ix) \A \W* (?:(?:i['’]?m|i \s am|we['’]?re) \s (?:very \s|really \s)? sorry|sorry|i \s apologi[sz]e|unfortunately|as \s an \s ai [^,.]*)?
            [\s,.;—–-]* (?:but \s)? (?:i \s (?:can['’]?t|cannot|can \s not|won['’]?t|will \s not|am \s unable \s to|am \s not \s able \s to)|i['’]m \s (?:unable|not \s able) \s to)
            \s (?:help|assist|comply|continue|fulfil?l|engage|participate|(?:do|provide|complete|create|generate|write|rewrite|revise|process|respond \s to|answer) \s (?:that|this|these|such|with|content|the \s re))
            \b [^.!?\n]* [.!?]? (?:.{0,200}) \z",
        )
    });
    text.len() < 600 && REFUSAL.is_match(text.trim())
}

fn changes(object: &Map<String, Value>) -> Vec<Change> {
    let listed = object.get("changes").and_then(Value::as_array).into_iter().flatten();
    listed.filter_map(Value::as_object).map(change).filter(|one| one.before != one.after).collect()
}

fn change(object: &Map<String, Value>) -> Change {
    Change {
        before: string(object, "before"),
        after: string(object, "after"),
        mechanism: string(object, "mechanism").parse().ok(),
        reason: string(object, "reason").trim().to_owned(),
    }
}

fn judged(object: &Map<String, Value>) -> Option<Judged> {
    Some(Judged {
        mechanism: string(object, "mechanism").parse().ok()?,
        severity: severity(object.get("severity"))?,
        quote: string(object, "quote"),
        reason: string(object, "reason").trim().to_owned(),
        instead: string(object, "instead").trim().to_owned(),
    })
}

/// A level as a number, as a number in quotes, or as our word; `None` for 0.
fn severity(value: Option<&Value>) -> Option<Severity> {
    let level = match value? {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "mild" => 1.0,
            "clear" => 2.0,
            "severe" => 3.0,
            other => other.parse().ok()?,
        },
        _ => return None,
    };
    // The cast saturates, and a level above 3 is severe.
    Severity::from_level(level.round() as u8)
}

pub(crate) fn string(object: &Map<String, Value>, key: &str) -> String {
    object.get(key).and_then(Value::as_str).unwrap_or("").to_owned()
}

/// A pattern of this file. Each is fixed and compiled by a test, so that it cannot fail.
#[expect(clippy::expect_used)]
fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern compiles")
}

#[cfg(test)]
#[path = "reply_tests.rs"]
mod tests;
