//! What was proposed for one reply, and what a person decided.

use crate::diff::{Diff, Hunk};

/// What a person decided about a change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum HunkDecision {
    /// Nothing yet: the words stay as they are.
    #[default]
    Open,
    /// It is made.
    Accepted,
    /// It is not made.
    Refused,
    /// Other words stand there.
    Edited(String),
}

/// Changes that are proposed for a text, with what was decided about each.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Proposal {
    /// The text that they change.
    pub text: String,
    /// The changes.
    pub diff: Diff,
    /// What was decided about each.
    pub decisions: Vec<HunkDecision>,
}

impl Proposal {
    pub(super) fn new(text: String, diff: Diff) -> Self {
        let decisions = vec![HunkDecision::Open; diff.hunks.len()];
        Self { text, diff, decisions }
    }

    /// The text with what was accepted and edited.
    pub fn decided(&self) -> String {
        let words = |(hunk, decision): (&Hunk, &HunkDecision)| {
            let mut hunk = hunk.clone();
            if let HunkDecision::Edited(words) = decision {
                hunk.after.text.clone_from(words);
            }
            hunk
        };
        let diff = Diff { hunks: self.diff.hunks.iter().zip(&self.decisions).map(words).collect() };
        diff.apply_some(&self.text, |at| matches!(self.decisions[at], HunkDecision::Accepted | HunkDecision::Edited(_)))
    }
}

/// How far a reply has come.
#[derive(Debug, Clone)]
enum State {
    Proposed(Proposal),
    Written(String),
}

/// A reply under review: what it is now, and what it was before each decision.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) file: usize,
    pub(super) reply: usize,
    states: Vec<State>,
}

impl Sheet {
    pub(super) fn new(file: usize, reply: usize) -> Self {
        Self { file, reply, states: Vec::new() }
    }

    pub(super) fn text(&self, original: &str) -> String {
        match self.states.last() {
            None => original.to_owned(),
            Some(State::Proposed(proposal)) => proposal.decided(),
            Some(State::Written(text)) => text.clone(),
        }
    }

    pub(super) fn proposal(&self) -> Option<&Proposal> {
        match self.states.last() {
            Some(State::Proposed(proposal)) => Some(proposal),
            _ => None,
        }
    }

    pub(super) fn propose(&mut self, proposal: Proposal) {
        self.states.push(State::Proposed(proposal));
    }

    pub(super) fn decide(&mut self, hunk: usize, decision: HunkDecision) -> bool {
        let Some(mut proposal) = self.proposal().cloned() else { return false };
        let Some(place) = proposal.decisions.get_mut(hunk) else { return false };
        *place = decision;
        self.states.push(State::Proposed(proposal));
        true
    }

    pub(super) fn write(&mut self, text: String) {
        self.states.push(State::Written(text));
    }

    pub(super) fn undo(&mut self) -> bool {
        self.states.pop().is_some()
    }

    /// What was decided is in the file now.
    pub(super) fn settle(&mut self) {
        self.states.clear();
    }
}
