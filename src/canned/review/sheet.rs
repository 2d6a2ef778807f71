//! A reply under review: what it is now, what it was before each step, and what it was before a step was taken back.

use super::proposal::{HunkDecision, Proposal};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a person says about a reply as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReplyMark {
    /// Not now, and why; the reason may be empty.
    Skipped(String),
    /// Done with it as it stands, and why; the reason may be empty.
    Done(String),
}

/// What was decided about a reply, at one moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    /// What was proposed, the earliest first.
    pub(super) proposals: Vec<Arc<Proposal>>,
    /// Which of them the text comes from.
    pub(super) shown: Option<usize>,
    pub(super) mark: Option<ReplyMark>,
    /// The text that the person wants although it lost something.
    pub(super) confirmed: Option<String>,
}

impl Page {
    pub(super) fn proposal(&self) -> Option<&Proposal> {
        self.shown.and_then(|at| self.proposals.get(at)).map(|one| &**one)
    }

    pub(super) fn text(&self, original: &str) -> String {
        self.proposal().map_or_else(|| original.to_owned(), Proposal::decided)
    }

    fn with(mut self, proposal: Proposal) -> Self {
        self.shown = Some(self.proposals.len());
        self.proposals.push(Arc::new(proposal));
        self
    }

    /// With a new proposal that keeps what was decided.
    fn beside(self, proposal: &Proposal) -> Self {
        let new = proposal.clone().after(self.proposal());
        self.with(new)
    }

    fn replaced(mut self, proposal: Proposal) -> Self {
        match self.shown {
            Some(at) if at < self.proposals.len() => {
                self.proposals[at] = Arc::new(proposal);
                self
            }
            _ => self.with(proposal),
        }
    }
}

/// A reply under review.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// The number of its file among those of the review.
    pub(super) file: usize,
    /// Its number in the file.
    pub(super) reply: usize,
    /// What it is now.
    pub(super) page: Page,
    /// What the file said before this review first wrote to it.
    pub(super) first: Option<String>,
    past: Vec<Page>,
    future: Vec<Page>,
}

impl Sheet {
    pub(super) fn new(file: usize, reply: usize) -> Self {
        Self { file, reply, ..Self::default() }
    }

    /// Takes a step.
    pub(super) fn turn(&mut self, page: Page) {
        self.past.push(std::mem::replace(&mut self.page, page));
        self.future.clear();
    }

    /// Proposes something. That is no step of the person's: it stands beside what is proposed at every step, so that no
    /// answer that was paid for is lost by going back, and is shown where nothing else was.
    pub(super) fn propose(&mut self, proposal: &Proposal) {
        for page in self.past.iter_mut().chain(&mut self.future) {
            let shown = page.shown;
            *page = std::mem::take(page).beside(proposal);
            page.shown = shown.or(page.shown);
        }
        self.page = std::mem::take(&mut self.page).beside(proposal);
    }

    pub(super) fn show(&mut self, at: usize) -> bool {
        let there = at < self.page.proposals.len() && self.page.shown != Some(at);
        if there {
            self.turn(Page { shown: Some(at), ..self.page.clone() });
        }
        there
    }

    pub(super) fn decide(&mut self, decisions: impl IntoIterator<Item = (usize, HunkDecision)>) -> bool {
        let Some(mut proposal) = self.page.proposal().cloned() else { return false };
        let mut changed = false;
        for (hunk, decision) in decisions {
            let Some(place) = proposal.decisions.get_mut(hunk) else { return false };
            changed |= *place != decision;
            *place = decision;
        }
        if changed {
            let parts = proposal.parts().map(|(hunk, decision)| (hunk.clone(), decision.clone())).collect();
            self.turn(self.page.clone().replaced(proposal.of(parts)));
        }
        true
    }

    /// Forgets what was proposed, where the built-in reviser proposed it and nobody has said anything about it.
    pub(super) fn begin_anew(&mut self) {
        let cheap = self.page.proposals.iter().all(|one| one.is_cheap());
        if cheap && self.page.mark.is_none() && self.past.is_empty() && self.future.is_empty() {
            self.page = Page::default();
        }
    }

    /// Another text: what the person wrote goes on where they wrote before, and else stands beside what was proposed.
    pub(super) fn write(&mut self, original: &str, text: &str) {
        let page = self.page.clone();
        let written = page.proposal().map_or_else(|| Proposal::empty(original).written(text), |one| one.written(text));
        let same_hand = page.proposal().is_some_and(|one| one.by == written.by);
        self.turn(if same_hand { page.replaced(written) } else { page.with(written) });
    }

    pub(super) fn undo(&mut self) -> bool {
        let Some(page) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.page, page));
        true
    }

    pub(super) fn redo(&mut self) -> bool {
        let Some(page) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.page, page));
        true
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// What was decided is in the file now: what is open goes on from there; where nothing is, the reply is done with.
    pub(super) fn settle(&mut self, original: &str, text: &str) {
        self.first.get_or_insert_with(|| original.to_owned());
        let rest = self.page.proposal().and_then(|proposal| proposal.rest(text));
        let done = || rest.is_none().then(|| ReplyMark::Done(String::new()));
        let mark = self.page.mark.clone().or_else(done);
        self.page = Page { mark, ..Page::default() };
        if let Some(rest) = rest {
            self.page = std::mem::take(&mut self.page).with(rest);
        }
        (self.past, self.future) = (Vec::new(), Vec::new());
    }
}
