//! What a person decides: changes one by one, texts of their own, marks, and back again.

use super::Review;
use super::proposal::{HunkDecision, Proposal};
use super::sheet::{Page, ReplyMark};
use crate::canned::fix;
use crate::detect::Severity;
use crate::diff::{Diff, Hunk};
use crate::revise::Outcome;
use crate::text::Span;
use std::collections::BTreeSet;

impl Review {
    /// The proposal that the text comes from, where there is any.
    pub fn proposal(&self, at: usize) -> Option<&Proposal> {
        self.sheets[at].page.proposal()
    }

    /// Everything that was proposed for a reply, the earliest first.
    pub fn proposals(&self, at: usize) -> impl ExactSizeIterator<Item = &Proposal> {
        self.sheets[at].page.proposals.iter().map(|one| &**one)
    }

    /// The words of all proposals that the person did not take, for whoever is to propose others.
    pub fn refused(&self, at: usize) -> Vec<String> {
        let all = self.proposals(at).flat_map(|one| one.diff.hunks.iter().zip(&one.decisions));
        let refused = all.filter(|(_, decision)| !matches!(decision, HunkDecision::Accepted));
        let mut words: Vec<String> = refused.map(|(hunk, _)| hunk.after.text.trim().to_owned()).collect();
        // A stretch that goes leaves no words; one that is proposed again is said once.
        let mut seen = BTreeSet::new();
        words.retain(|one| !one.is_empty() && seen.insert(one.clone()));
        words
    }

    /// Which of the proposals the text comes from.
    pub fn shown(&self, at: usize) -> Option<usize> {
        self.sheets[at].page.shown
    }

    /// Goes to another of the proposals, with what was decided there; whether there is such a one.
    pub fn show(&mut self, at: usize, proposal: usize) -> bool {
        self.sheets[at].show(proposal)
    }

    /// Proposes the changes of an outcome for [what was to be revised](Review::draft), beside what is proposed already and
    /// without touching what was decided; whether anything new is open then. That is no step to take back.
    pub fn propose(&mut self, at: usize, outcome: &Outcome) -> bool {
        self.propose_wished(at, outcome, "")
    }

    /// As [`Review::propose`], with what the person asked for.
    pub fn propose_wished(&mut self, at: usize, outcome: &Outcome, wish: &str) -> bool {
        outcome.draft == self.reply(at).text && self.offer(at, &outcome.engine, outcome.diff.clone(), wish)
    }

    /// Proposes changes of the text of the file; whether anything new is open then.
    fn offer(&mut self, at: usize, engine: &str, diff: Diff, wish: &str) -> bool {
        let new = Proposal::new(engine, self.reply(at).text.clone(), diff);
        let new = Proposal { wish: wish.to_owned(), ..new };
        let shown = new.clone().after(self.proposal(at));
        let fresh = shown.open().is_some() && !self.proposals(at).any(|one| one.diff == shown.diff);
        if fresh {
            self.sheets[at].propose(&new);
        }
        fresh
    }

    /// Proposes what the built-in reviser makes of the text of the file; whether that is anything new. A change that makes
    /// nothing better and is found fault with itself is left out.
    pub fn propose_builtin(&mut self, at: usize) -> bool {
        let reply = self.reply(at);
        let diff = fix::offered(reply, &reply.text, self.holds(at));
        let hunks = diff.hunks.iter().filter(|hunk| self.is_gain(at, hunk)).cloned().collect();
        self.offer(at, "builtin", fix::alone(hunks), "")
    }

    /// Whether a change of the text of the file, made by itself, lightens it, or at least brings no words that are found
    /// fault with and no more weight.
    fn is_gain(&self, at: usize, hunk: &Hunk) -> bool {
        let text = &self.reply(at).text;
        let Span { start, end } = hunk.before.span;
        let new = [&text[..start], &hunk.after.text, &text[end..]].concat();
        let (before, after) = (self.checked_before(at).weight(), self.check(at, &new).weight());
        let marked = || self.effect(at, text, &new).own.iter().any(|one| one.severity >= Severity::Clear);
        after < before || after == before && !marked()
    }

    /// Decides about a change of the proposal; whether there is such a change.
    pub fn decide(&mut self, at: usize, hunk: usize, decision: HunkDecision) -> bool {
        self.sheets[at].decide([(hunk, decision)])
    }

    /// Decides the same about every change that is open, in one step; whether there was any. Changes that
    /// [cannot be written](Review::hindrance_of) stay open where the others are accepted.
    pub fn decide_open(&mut self, at: usize, decision: &HunkDecision) -> bool {
        let Some(proposal) = self.proposal(at) else { return false };
        let open = proposal.decisions.iter().enumerate().filter(|(_, one)| **one == HunkDecision::Open);
        let fits = |hunk: &usize| *decision != HunkDecision::Accepted || self.hindrance_of(at, *hunk).is_none();
        let decisions: Vec<_> = open.map(|(hunk, _)| hunk).filter(fits).map(|hunk| (hunk, decision.clone())).collect();
        !decisions.is_empty() && self.sheets[at].decide(decisions)
    }

    /// Makes none of the changes, in one step, so that the text is that of the file; whether any was made or open.
    pub fn refuse_all(&mut self, at: usize) -> bool {
        let Some(proposal) = self.proposal(at) else { return false };
        let all = proposal.decisions.len();
        let open = proposal.decisions.iter().any(|one| *one != HunkDecision::Refused);
        open && self.sheets[at].decide((0..all).map(|hunk| (hunk, HunkDecision::Refused)))
    }

    /// Puts a text of the person's own in place of what stands. Each difference is a change that can be refused again;
    /// what it leaves alone stays as it was decided, and what is open stays open.
    pub fn write(&mut self, at: usize, text: impl Into<String>) {
        let text = text.into();
        if text != self.text(at) {
            let original = self.reply(at).text.clone();
            self.sheets[at].write(&original, &text);
        }
    }

    /// What the file said before this review first wrote to it, where it did.
    pub fn first(&self, at: usize) -> Option<&str> {
        self.sheets[at].first.as_deref()
    }

    /// What the person says about a reply as a whole.
    pub fn mark(&self, at: usize) -> Option<&ReplyMark> {
        self.sheets[at].page.mark.as_ref()
    }

    /// Marks a reply, or takes its mark away.
    pub fn set_mark(&mut self, at: usize, mark: Option<ReplyMark>) {
        let sheet = &mut self.sheets[at];
        if sheet.page.mark != mark {
            sheet.turn(Page { mark, ..sheet.page.clone() });
        }
    }

    /// The person wants the text as it stands, although something was lost in it.
    pub fn confirm(&mut self, at: usize) {
        let confirmed = Some(self.text(at));
        let sheet = &mut self.sheets[at];
        if sheet.page.confirmed != confirmed {
            sheet.turn(Page { confirmed, ..sheet.page.clone() });
        }
    }

    /// Whether nothing is left to decide: every change is decided, the reply is done with, or nothing was found in it.
    /// What was skipped is left to decide.
    pub fn is_decided(&self, at: usize) -> bool {
        match (self.mark(at), self.proposal(at)) {
            (Some(ReplyMark::Done(_)), _) => true,
            (Some(ReplyMark::Skipped(_)), _) => false,
            (None, Some(proposal)) => proposal.open().is_none(),
            (None, None) => self.checked_before(at).findings.is_empty(),
        }
    }

    /// The text as it would stand with another decision about a change; as it stands where there is no such change.
    pub fn text_with(&self, at: usize, hunk: usize, decision: HunkDecision) -> String {
        let Some(mut proposal) = self.proposal(at).cloned() else { return self.text(at) };
        if let Some(place) = proposal.decisions.get_mut(hunk) {
            *place = decision;
        }
        proposal.decided()
    }

    /// Takes the last step in a reply back; whether there was one.
    pub fn undo(&mut self, at: usize) -> bool {
        self.sheets[at].undo()
    }

    /// Takes the last step that was taken back again; whether there was one.
    pub fn redo(&mut self, at: usize) -> bool {
        self.sheets[at].redo()
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self, at: usize) -> bool {
        self.sheets[at].can_undo()
    }

    /// Whether there is a step to take again.
    pub fn can_redo(&self, at: usize) -> bool {
        self.sheets[at].can_redo()
    }
}
