//! The paragraphs of a canned reply.

use crate::guard::words::flat;
use crate::guard::{Check, templates};

/// The paragraphs of a text.
fn paragraphs_of(text: &str) -> Vec<String> {
    let unix = text.replace("\r\n", "\n");
    unix.split("\n\n").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// A canned reply keeps its paragraphs; only one that is stock throughout may go.
pub(super) fn paragraphs(check: &Check<'_>) -> Option<String> {
    if !check.draft.conversation.messages.is_empty() {
        return None;
    }
    let draft = paragraphs_of(&check.draft.text);
    let spare = draft.iter().filter(|part| templates::is_stock(&flat(part))).count();
    let found = paragraphs_of(check.candidate).len();
    let wrong = found > draft.len() || found + spare < draft.len();
    wrong.then(|| format!("this canned reply has {} paragraphs, not {found}", draft.len()))
}
