//! The last look: a model compares draft and candidate without knowing which is which, once in each order.

use super::compare::{self, Comparison, Objection, Side};
use super::reply::{Revision, Unread};
use super::rounds::{Loop, Stage};
use crate::detect::Report;
use crate::guard::Violation;

/// The name under which objections stand among the violations; no guard in the table, since a model speaks.
const NAME: &str = "look";

/// A candidate that is being looked at.
pub(super) struct Look {
    candidate: Revision,
    report: Box<Report>,
    /// The place of the candidate in each comparison that was answered, and the answer.
    heard: Vec<(Side, Comparison)>,
}

impl Look {
    pub(super) fn new(candidate: Revision, report: Report) -> Self {
        Self { candidate, report: Box::new(report), heard: Vec::new() }
    }

    /// Where the candidate stands in the next comparison.
    fn side(&self) -> Side {
        if self.heard.is_empty() { Side::Second } else { Side::First }
    }

    /// The two texts of the next comparison.
    pub(super) fn texts<'a>(&'a self, draft: &'a str) -> (&'a str, &'a str) {
        match self.side() {
            Side::First => (&self.candidate.text, draft),
            Side::Second => (draft, &self.candidate.text),
        }
    }

    /// Whether the draft was preferred in every order: a preference that turns with the order is none.
    fn prefers_the_draft(&self) -> bool {
        self.heard.iter().all(|(side, heard)| heard.better == Some(side.other()))
    }

    /// Every objection once, as a violation of the candidate.
    fn violations(&self) -> Vec<Violation> {
        let all = self.heard.iter().flat_map(|(side, heard)| heard.objections.iter().map(|one| violation(*side, one)));
        let mut once: Vec<Violation> = Vec::new();
        all.for_each(|one| {
            if !once.contains(&one) {
                once.push(one)
            }
        });
        once
    }
}

/// What an objection says of the candidate: words of its own that the draft does not bear out, or words of the draft
/// that it lost.
fn violation(candidate: Side, objection: &Objection) -> Violation {
    let Objection { reply, kind, quote, reason } = objection;
    let whose = if *reply == candidate { "the rewrite says" } else { "the rewrite has lost" };
    let kind = kind.replace('_', " ");
    Violation { guard: NAME, detail: format!("{kind}: {whose} \"{quote}\": {reason}") }
}

impl Loop {
    /// The answer to one order, with placeholders for marks.
    fn heard(&self, look: &Look, answer: &str) -> Result<Comparison, Unread> {
        let (first, second) = look.texts(&self.draft.text);
        let mut heard = compare::read(answer, &self.mask.hide(first), &self.mask.hide(second))?;
        for one in &mut heard.objections {
            one.quote = self.mask.restore(&one.quote);
            one.reason = self.mask.restore(&one.reason);
        }
        Ok(heard)
    }

    /// The model's word on one order; after the second the candidate is taken, mended or lost.
    pub(super) fn looked(&mut self, mut look: Look, answer: &str) {
        let heard = match self.heard(&look, answer) {
            Ok(heard) => heard,
            Err(unread) => return self.lose(format!("last look: {}", unread.words())),
        };
        look.heard.push((look.side(), heard));
        if look.heard.len() < 2 {
            self.stage = Stage::Look(look);
            return;
        }
        let violations = look.violations();
        if !violations.is_empty() {
            self.breached(look.candidate, violations);
        } else if look.prefers_the_draft() {
            self.lose("last look: the draft was preferred in both orders".to_owned());
        } else {
            self.accept(look.candidate, *look.report);
        }
    }
}
