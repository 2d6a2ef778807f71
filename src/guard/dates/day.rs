//! Days and times of day: whether they are still exact, and still stand for what the draft sets for them.

use crate::guard::Side;
use crate::guard::meaning::{Content, content};
use crate::guard::words::{Pattern, pattern, shared};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A day of the calendar or a time of day.
const DAY: &str = concat!(
    r"(?:\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october|november|december)",
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}",
    r"|\d{1,2}(?::\d\d)? ?(?:am|pm)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|noon|midnight)",
);

/// A time that is only near.
static NEAR: Pattern = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:around|roughly|approximately|sometime(?: on| around)?|at some point on|not long after) (?:the )?({DAY})\b"
    ))
});

/// The days in a text.
static DAYS: Pattern = LazyLock::new(|| pattern(&format!(r"\b{DAY}\b")));

/// Times that the draft gives exactly and the candidate only roughly.
pub(super) fn blurred(draft: &str, candidate: &str) -> Vec<String> {
    let new = NEAR.captures_iter(candidate).filter(|found| draft.contains(&found[1]) && !draft.contains(&found[0]));
    new.map(|found| format!("the time \"{}\" is blurred", &found[0])).collect()
}

/// A clause with one day: the day, and what is to be on it.
pub(super) type Dated = (String, Content);

/// The dated clauses of a sentence.
pub(super) fn dated(sentence: &str) -> Vec<Dated> {
    if !DAYS.is_match(sentence) {
        return Vec::new();
    }
    sentence.split([',', ';', ':']).flat_map(|one| one.split(" and ")).filter_map(on_one_day).collect()
}

/// A clause, if it has one day.
fn on_one_day(clause: &str) -> Option<Dated> {
    let days: BTreeSet<&str> = DAYS.find_iter(clause).map(|day| day.as_str()).collect();
    let day = days.first().filter(|_| days.len() == 1)?;
    Some(((*day).to_owned(), content(&clause.replace(day, " "))))
}

/// Dated clauses beyond this are no reply any more.
const MOST: usize = 200;

/// The dated clauses of a text.
fn agenda(side: &Side) -> Vec<&Dated> {
    side.said().iter().flat_map(|one| &one.timing().dated).take(MOST).collect()
}

/// Days that changed places: what the draft sets for one stands at another of its days.
pub(super) fn swapped(draft: &Side, candidate: &Side) -> Vec<String> {
    let old = agenda(draft);
    if old.is_empty() {
        return Vec::new();
    }
    let new = agenda(candidate);
    let moved = old.iter().filter(|one| has_moved(one, &old, &new));
    moved.map(|(day, _)| format!("what the draft sets for \"{day}\" stands at another time")).collect()
}

/// Whether what is set for a day stands at another day that the draft knows, rather than at its own.
fn has_moved((day, matter): &Dated, old: &[&Dated], new: &[&Dated]) -> bool {
    let known = |day: &String| old.iter().any(|(one, _)| one == day);
    let likeness = |all: &[&Dated], same: bool| {
        let there = all.iter().filter(|(other, _)| (other == day) == same && known(other));
        there.map(|(_, other)| shared(matter, other)).max().unwrap_or(0)
    };
    let elsewhere = likeness(new, false);
    elsewhere > likeness(new, true).max(likeness(old, false)) && elsewhere * 2 >= matter.len()
}
