//! A reply in the list.

use super::marked::severity;
use crate::studio::desk::Work;
use attuned::{HunkDecision, Mechanism, Severity};
use serde::Serialize;

/// How far a reply has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// Nothing is found in it, and nothing was changed.
    Fine,
    /// Something is found, and nobody has decided.
    Undecided,
    /// It says something else than its file.
    Changed,
    /// Every change was refused.
    Refused,
    /// It was changed and written.
    Saved,
}

/// What the list says of a reply.
#[derive(Serialize)]
pub(in crate::studio) struct Row {
    at: usize,
    id: String,
    title: String,
    folder: String,
    file: usize,
    /// The greatest severity in its file's text, and in what would be saved now; 0 for none.
    was: u8,
    is: u8,
    /// The sum of severities in its file's text: the list begins with the greatest.
    weight: u32,
    /// The severity of each mechanism in what would be saved now.
    levels: [u8; 4],
    state: State,
    /// What a search looks through.
    text: String,
}

impl Row {
    pub(in crate::studio) fn of(work: &Work, at: usize) -> Self {
        let review = &work.review;
        let (reply, is) = (review.reply(at), review.checked(at));
        let was = review.check(at, &reply.text);
        let (folder, title) = named(reply.title.as_deref().unwrap_or(&reply.id));
        let worst = |worst: Option<Severity>| worst.map_or(0, Severity::level);
        Self {
            at,
            id: reply.id.clone(),
            title,
            folder,
            file: review.place(at).0,
            was: worst(was.worst()),
            is: worst(is.worst()),
            weight: was.weight(),
            levels: Mechanism::ALL.map(|mechanism| severity(&is, mechanism)),
            state: state(work, at, is.findings.is_empty()),
            text: reply.text.clone(),
        }
    }
}

fn state(work: &Work, at: usize, fine: bool) -> State {
    let refused = |one: &HunkDecision| *one == HunkDecision::Refused;
    if work.review.is_changed(at) {
        State::Changed
    } else if work.review.proposal(at).is_some_and(|proposal| proposal.decisions.iter().all(refused)) {
        State::Refused
    } else if work.saved.contains(&at) {
        State::Saved
    } else if fine {
        State::Fine
    } else {
        State::Undecided
    }
}

/// The folders of a title as help desks write them, `Orders::Late::First contact`, and what is left.
fn named(title: &str) -> (String, String) {
    match title.rsplit_once("::") {
        Some((folder, title)) => (folder.replace("::", " \u{203a} "), title.to_owned()),
        None => (String::new(), title.to_owned()),
    }
}
