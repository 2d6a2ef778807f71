//! The statements of a clause that are said with a force: what for, and whether of the sender.

use super::super::words::words;
use super::auxiliary::{Says, between, says};
use super::content::{Content, content};
use super::force::Force;
use super::place::Place;
use super::synonyms::canon;

/// Something said with a force.
pub(in crate::guard) struct Modal {
    /// How firmly.
    pub(in crate::guard) force: Force,
    /// The stem of the verb; "requir" and "hop" stand for any.
    pub(in crate::guard) verb: String,
    /// What the clause is about, without the verb.
    pub(in crate::guard) content: Content,
    /// Whether the clause speaks of the sender.
    pub(in crate::guard) ours: bool,
    /// The clause.
    pub(in crate::guard) shown: String,
}

/// The forces of a clause.
pub(super) fn modals(clause: &str) -> Vec<Modal> {
    let words = words(clause);
    let found = Place::all(&words).filter_map(modal).collect::<Vec<_>>();
    let about = if found.is_empty() { Content::new() } else { content(clause) };
    let whole = |(force, verb, ours): (Force, String, bool)| {
        let content = about.iter().filter(|stem| **stem != verb).cloned().collect();
        Modal { force, verb, content, ours, shown: clause.trim().to_owned() }
    };
    found.into_iter().map(whole).collect()
}

/// The force of the word at a place, with its verb and whether it is the sender's.
fn modal(place: Place<'_>) -> Option<(Force, String, bool)> {
    let ours = place.is_ours() || matches!(place.word(), "we'll" | "i'll");
    let (force, verb) = match says(place)? {
        Says::Of(force, from) => firmly(place, force, from)?,
        Says::Whole(force, stem) => (force, stem.to_owned()),
    };
    Some((force, verb, ours))
}

/// The verb that is to be found so many words behind a modal; "will be able to" is a "can", "will have to" a "must".
fn firmly(place: Place<'_>, force: Force, from: usize) -> Option<(Force, String)> {
    let from = from + usize::from(matches!(place.behind(from), "not" | "never" | "to"));
    let at = place.words_from(from).take(4).position(|word| !between(word))? + from;
    let to = force == Force::Will && place.behind(at + 1) == "to";
    let (force, at) = match place.behind(at) {
        "able" if to => (Force::Can, at + 2),
        "have" | "need" if to => (Force::Must, at + 2),
        _ => (force, at),
    };
    Some((force, canon(place.behind(at))))
}
