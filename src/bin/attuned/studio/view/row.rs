//! A reply in the list.

use super::marked::severity;
use attuned::{HunkDecision, Mechanism, ReplyMark, Review, Severity};
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
    /// It says something else than its file, which cannot be written there.
    Held,
    /// Every change was refused.
    Refused,
    /// It was changed and written.
    Saved,
    /// It is to stay as it is.
    Done,
    /// Not now.
    Skipped,
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
    pub(in crate::studio) fn of(review: &Review, at: usize) -> Self {
        let (was, is) = (review.checked_before(at), review.checked(at));
        let (folder, title) = named(&review.title(at));
        let worst = |worst: Option<Severity>| worst.map_or(0, Severity::level);
        Self {
            at,
            id: review.reply(at).id.clone(),
            title,
            folder,
            file: review.file_number(at),
            was: worst(was.worst()),
            is: worst(is.worst()),
            weight: was.weight(),
            levels: Mechanism::ALL.map(|mechanism| severity(&is, mechanism)),
            state: state(review, at, is.findings.is_empty()),
            text: review.reply(at).text.clone(),
        }
    }
}

fn state(review: &Review, at: usize, fine: bool) -> State {
    if review.is_changed(at) {
        return if review.hindrance(at).is_none() { State::Changed } else { State::Held };
    }
    if review.first(at).is_some() && !matches!(review.mark(at), Some(ReplyMark::Skipped(_))) {
        return State::Saved;
    }
    match review.mark(at) {
        Some(ReplyMark::Done(_)) => State::Done,
        Some(ReplyMark::Skipped(_)) => State::Skipped,
        _ if is_refused(review, at) => State::Refused,
        _ if fine => State::Fine,
        _ => State::Undecided,
    }
}

/// Whether every change was refused.
fn is_refused(review: &Review, at: usize) -> bool {
    let refused = |one: &HunkDecision| *one == HunkDecision::Refused;
    review.proposal(at).is_some_and(|one| !one.decisions.is_empty() && one.decisions.iter().all(refused))
}

/// The folders of a title as help desks write them, `Orders::Late::First contact`, and what is left.
fn named(title: &str) -> (String, String) {
    match title.rsplit_once("::") {
        Some((folder, title)) => (folder.replace("::", " \u{203a} "), title.to_owned()),
        None => (String::new(), title.to_owned()),
    }
}
