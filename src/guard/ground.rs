//! What guards look at: a draft in its conversation, read once, and a candidate beside it.

use super::side::{self, Side};
use super::{Keep, breaches};
use crate::text::{Draft, Role};
use std::rc::Rc;

/// What candidates are checked against: a draft in its conversation, read once for all of them.
pub(crate) struct Ground<'a> {
    draft: &'a Draft,
    keep: &'a Keep,
    old: Rc<Side>,
    said: Rc<Side>,
    told: Rc<Side>,
    known: Rc<Side>,
}

/// What a guard looks at.
pub(crate) struct Check<'a> {
    /// The draft in its conversation: guards always compare with it, whatever the round.
    pub(crate) draft: &'a Draft,
    /// The text that might be sent instead.
    pub(crate) candidate: &'a str,
    /// Further text that must stay, from `--keep`.
    pub(crate) keep: &'a Keep,
    /// The draft's text, as guards read it.
    pub(crate) old: Rc<Side>,
    /// The candidate, as guards read it.
    pub(crate) new: Rc<Side>,
    /// What the person wrote, a message to a line.
    pub(crate) said: Rc<Side>,
    /// What both sides wrote; the operator's instructions and the output of tools are no facts to take up.
    pub(crate) told: Rc<Side>,
    /// What a reply may speak of: both sides, the sender, the draft.
    pub(crate) known: Rc<Side>,
}

impl<'a> Check<'a> {
    /// A candidate against its draft.
    pub(crate) fn new(draft: &'a Draft, candidate: &'a str, keep: &'a Keep) -> Self {
        Ground::new(draft, keep).beside(candidate)
    }
}

impl<'a> Ground<'a> {
    /// A draft; `keep` matches further text that must stay.
    pub(crate) fn new(draft: &'a Draft, keep: &'a Keep) -> Self {
        let spoken = |roles: &[Role]| {
            let messages = draft.conversation.messages.iter().filter(|message| roles.contains(&message.role));
            messages.map(|message| message.content.as_str()).collect::<Vec<_>>().join("\n")
        };
        let (said, told) = (spoken(&[Role::User]), spoken(&[Role::User, Role::Assistant]));
        let known = [told.as_str(), draft.sender.as_deref().unwrap_or(""), draft.text.as_str()].join("\n");
        let [old, said, told, known] = [&draft.text, &said, &told, &known].map(|text| side::read(text));
        Self { draft, keep, old, said, told, known }
    }

    /// A candidate beside it.
    pub(super) fn beside<'b>(&self, candidate: &'b str) -> Check<'b>
    where
        'a: 'b,
    {
        let [old, said, told, known] = [&self.old, &self.said, &self.told, &self.known].map(Rc::clone);
        let (draft, keep, new) = (self.draft, self.keep, side::read(candidate));
        Check { draft, candidate, keep, old, new, said, told, known }
    }

    /// Whether a candidate breaks no promise: as [`check`](super::check), which stops at the first breach.
    pub(crate) fn allows(&self, candidate: &str) -> bool {
        breaches(&self.beside(candidate)).next().is_none()
    }
}
