//! A reply under review as a page needs it: everything about it in one JSON object. Spans are byte offsets.

use super::proposal::HunkDecision;
use super::{ReplyMark, Review};
use crate::canned::place::Place;
use crate::canned::reply::Situation;
use crate::detect::{Finding, Mechanism, Severity};
use crate::diff::Hunk;
use crate::guard::Violation;
use crate::text::{Quote, Span};
use serde::Serialize;

/// A reply in a list.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ReplyRow {
    /// Its number in the review.
    pub at: usize,
    /// The number of its file.
    pub file: usize,
    /// What it is known by in its file.
    pub id: String,
    /// What its writers call it; its first words where they do not.
    pub title: String,
    /// The greatest severity in the text of the file, 1 to 3.
    pub before: Option<Severity>,
    /// The greatest severity in the text as it stands, 1 to 3.
    pub worst: Option<Severity>,
    /// The sum of severities in the text as it stands.
    pub weight: u32,
    /// The mechanisms found in the text as it stands.
    pub mechanisms: Vec<Mechanism>,
    /// Whether the text differs from that of the file.
    pub changed: bool,
    /// Whether nothing is left to decide.
    pub decided: bool,
    /// What the person says about it as a whole.
    pub mark: Option<ReplyMark>,
}

/// A change under review.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct HunkView {
    /// Its number in its proposal, for [`Review::decide`].
    pub hunk: usize,
    /// What stands in the file.
    pub before: Quote,
    /// What is proposed instead.
    pub after: String,
    /// Where it stands in the text as it stands, made or not.
    pub now: Option<Span>,
    /// The mechanisms that it repairs.
    pub mechanisms: Vec<Mechanism>,
    /// Why.
    pub reason: String,
    /// What was decided.
    pub decision: HunkDecision,
    /// Why it cannot be written into the file as it is; null where it can.
    pub hindrance: Option<String>,
}

/// A reply under review.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ReplyView {
    /// Its line in the list.
    #[serde(flatten)]
    pub row: ReplyRow,
    /// Where it stands in its file.
    pub place: Place,
    /// The text of the file.
    pub original: String,
    /// The text as it stands.
    pub text: String,
    /// What is found in the text of the file.
    pub findings_before: Vec<Finding>,
    /// What is found in the text as it stands.
    pub findings: Vec<Finding>,
    /// The sum of severities in the text of the file.
    pub weight_before: u32,
    /// Whether the text as it stands weighs more than that of the file.
    pub worse: bool,
    /// What the text as it stands breaks, the strong ones first.
    pub violations: Vec<Violation>,
    /// Whether something is lost, so that the person must confirm before it is saved.
    pub unconfirmed: bool,
    /// Why the text as it stands cannot be written into the file; null where it can.
    pub hindrance: Option<String>,
    /// The changes of the proposal that is shown.
    pub hunks: Vec<HunkView>,
    /// Who made each proposal, the earliest first.
    pub proposals: Vec<String>,
    /// Which of them is shown.
    pub shown: Option<usize>,
    /// Who might receive it.
    pub situations: Vec<Situation>,
    /// Whether a step can be taken back.
    pub undo: bool,
    /// Whether a step can be taken again.
    pub redo: bool,
}

impl Review {
    /// A reply as a list shows it.
    pub fn row(&self, at: usize) -> ReplyRow {
        let (reply, before, now) = (self.reply(at), self.checked_before(at), self.checked(at));
        let found = |one: &Mechanism| now.findings.iter().any(|finding| finding.mechanism == *one);
        ReplyRow {
            at,
            file: self.file_number(at),
            id: reply.id.clone(),
            title: self.title(at),
            before: before.worst(),
            worst: now.worst(),
            weight: now.weight(),
            mechanisms: Mechanism::ALL.into_iter().filter(found).collect(),
            changed: self.is_changed(at),
            decided: self.is_decided(at),
            mark: self.mark(at).cloned(),
        }
    }

    /// What a reply is called: its title, else its first words.
    pub fn title(&self, at: usize) -> String {
        let reply = self.reply(at);
        let words = || reply.text.split_whitespace().take(8).collect::<Vec<_>>().join(" ");
        reply.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(words)
    }

    /// A reply with everything about it.
    pub fn view(&self, at: usize) -> ReplyView {
        let (reply, before, now) = (self.reply(at), self.checked_before(at), self.checked(at));
        let mut violations = self.violations(at);
        violations.sort_by_key(|one| !Self::is_strong(one));
        ReplyView {
            row: self.row(at),
            place: self.file(at).place(self.number(at), Span::new(0, reply.text.len())),
            original: reply.text.clone(),
            text: self.text(at),
            findings_before: before.findings.clone(),
            findings: now.findings.clone(),
            weight_before: before.weight(),
            worse: self.is_worse(at),
            violations,
            unconfirmed: self.needs_confirmation(at),
            hindrance: self.hindrance(at),
            hunks: self.hunks(at),
            proposals: self.proposals(at).map(|one| one.by.clone()).collect(),
            shown: self.shown(at),
            situations: reply.situations.clone(),
            undo: self.can_undo(at),
            redo: self.can_redo(at),
        }
    }

    /// The changes of the proposal that is shown.
    fn hunks(&self, at: usize) -> Vec<HunkView> {
        let Some(proposal) = self.proposal(at) else { return Vec::new() };
        let view = |(number, (hunk, decision)): (usize, (&Hunk, &HunkDecision))| HunkView {
            hunk: number,
            before: hunk.before.clone(),
            after: hunk.after.text.clone(),
            now: proposal.place(number),
            mechanisms: hunk.mechanisms.clone(),
            reason: hunk.reason.clone(),
            decision: decision.clone(),
            hindrance: self.hindrance_of(at, number),
        };
        proposal.parts().enumerate().map(view).collect()
    }
}
