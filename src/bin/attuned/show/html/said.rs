//! The messages of a conversation.

use crate::show::wrap::harmless;
use attuned::{Draft, Role};
use serde::Serialize;

/// A message of the conversation.
#[derive(Debug, Serialize)]
pub(in crate::show) struct Said {
    pub(super) role: &'static str,
    pub(super) person: bool,
    pub(super) text: String,
}

/// What people and bots said; instructions and tools stay out.
pub(in crate::show) fn said(draft: &Draft) -> Vec<Said> {
    let messages = draft.conversation.messages.iter();
    let shown = messages.filter(|message| matches!(message.role, Role::User | Role::Assistant));
    shown
        .map(|message| {
            let person = message.role == Role::User;
            Said { role: if person { "person" } else { "reply" }, person, text: harmless(&message.content) }
        })
        .collect()
}
