//! A candidate on its way to being the best text so far: read, guarded, measured, looked at once more.

use super::look::Look;
use super::reply::{self, Revision, Unread};
use super::rounds::{Best, Loop, Stage};
use super::sent::within_reach;
use super::{judge, shape};
use crate::detect::{Finding, Report};
use crate::guard::Violation;
use crate::repeat::repeated;
use crate::text::{Draft, Situation};

/// What is said of a round whose text came back as it was.
const UNCHANGED: &str = "the model gave the text back unchanged";

impl Loop {
    /// The round's first candidate. A model that gives the text back says that there is nothing to mend: asked again, it
    /// would say the same.
    pub(super) fn revised(&mut self, answer: &str) {
        match self.candidate(answer) {
            Ok(candidate) if candidate.text == self.best.text => {
                self.note(candidate);
                self.settle(UNCHANGED);
            }
            Ok(candidate) => self.guard(candidate),
            Err(unread) => self.lose(unread.words().to_owned()),
        }
    }

    /// A repaired candidate.
    pub(super) fn repaired(&mut self, answer: &str) {
        match self.candidate(answer) {
            Ok(candidate) if candidate.text == self.best.text => {
                self.note(candidate);
                self.lose(UNCHANGED.to_owned());
            }
            Ok(candidate) => self.guard(candidate),
            Err(unread) => self.lose(format!("repair: {}", unread.words())),
        }
    }

    /// The reply of an answer, with placeholders for marks and in the shape of the draft.
    fn candidate(&self, answer: &str) -> Result<Revision, Unread> {
        let mut read = reply::revision(answer, &self.best.text)?;
        read.text = shape::shaped(&self.mask.restore(&read.text), &self.draft.text, self.options.sent);
        read.critique = self.mask.restore(&read.critique);
        for change in &mut read.changes {
            change.before = self.mask.restore(&change.before);
            change.after = self.mask.restore(&change.after);
            change.reason = self.mask.restore(&change.reason);
        }
        Ok(read)
    }

    /// Keeps for the record what a round came to.
    fn note(&mut self, candidate: Revision) {
        self.round.violations.clear();
        self.round.candidate = candidate.text;
        if self.round.critique.is_empty() {
            self.round.critique = candidate.critique;
        }
    }

    /// Checks a candidate against the draft; one that breaks nothing is measured.
    fn guard(&mut self, candidate: Revision) {
        self.note(candidate.clone());
        let violations = self.broken(&candidate.text);
        if violations.is_empty() { self.weigh(candidate) } else { self.breached(candidate, violations) }
    }

    /// What a candidate breaks: the guards, and the words that have gone out, and the wish for another opening
    /// than other replies have.
    fn broken(&self, candidate: &str) -> Vec<Violation> {
        let mut broken = (self.senses.check)(&self.draft, candidate, &self.options.keep);
        broken.extend(self.taken_back(candidate));
        broken.extend(repeated(&self.options.avoid, candidate).map(|opening| {
            let detail = format!("\"{opening}\" opens other replies of this batch too; open with what is theirs");
            Violation { guard: "templates", detail }
        }));
        broken
    }

    /// A candidate that may not go out as it is: mended where the round allows it.
    pub(super) fn breached(&mut self, candidate: Revision, violations: Vec<Violation>) {
        let (all, mended) = (guards(&violations), self.repairs < self.options.repairs);
        self.round.violations = violations;
        if let Some(left) = self.repairs.checked_sub(1) {
            self.repairs = left;
            self.stage = Stage::Repair(candidate);
        } else {
            let what = if mended { "the repaired reply still breaks" } else { "the reply breaks" };
            self.lose(format!("{what}: {all}"));
        }
    }

    /// Detects again; the judge speaks on both sides or on none.
    fn weigh(&mut self, candidate: Revision) {
        let text = self.draft.with_text(candidate.text.as_str());
        let report = (self.senses.detect)(&text, &self.options.thresholds);
        if self.judge {
            self.stage = Stage::JudgeCandidate(candidate, Box::new(report));
        } else {
            self.measure(candidate, report);
        }
    }

    /// The judge's word on a candidate. A mark that stands nowhere in it is a failure all the same: dropped, it would
    /// make the candidate better than the judge thinks.
    pub(super) fn rejudged(&mut self, candidate: Revision, report: Report, answer: &str) {
        match self.marks(answer, &candidate.text) {
            Ok(marks) if marks.lost > 0 => self.lose("judge: it marked words that are not in the reply".to_owned()),
            Ok(marks) => self.measure(candidate, judge::decide(report, marks)),
            Err(unread) => self.lose(format!("judge: {}", unread.words())),
        }
    }

    /// Lets a candidate pass that is strictly better than the best so far, and no other.
    fn measure(&mut self, candidate: Revision, report: Report) {
        let (report, sent) = (self.settled(report), self.options.sent);
        let moved = shape::same_words(&candidate.text, &self.best.text);
        let better = within_reach(&report, sent).is_better_than(&within_reach(&self.best.report, sent));
        if !report.supported || moved || !better || self.harms_somebody(&candidate.text) {
            self.in_vain(candidate, &report);
        } else if self.options.look {
            self.stage = Stage::Look(Look::new(candidate, report));
        } else if self.audits() {
            self.stage = Stage::Audit(candidate, Box::new(report));
        } else {
            self.accept(candidate, report);
        }
    }

    /// Whether a candidate to many fails one of them more than the draft does, though it is better for all together. A
    /// mild doubt about somebody who was only imagined is too little to say so.
    fn harms_somebody(&self, candidate: &str) -> bool {
        let people = self.draft.people();
        let weight = |draft: &Draft| (self.senses.detect)(draft, &self.options.thresholds).weight();
        let worse = |(one, before): (&Situation, &Draft)| {
            weight(&before.with_text(candidate)) > weight(before) + u32::from(one.imagined)
        };
        !self.judge && people.iter().zip(&self.draft.apart()).any(worse)
    }

    /// A candidate that mends nothing by our measure. It may try once more, told what is still found; where there is a
    /// better text than the draft already, or the model was told before, asking again would bring the same.
    fn in_vain(&mut self, candidate: Revision, report: &Report) {
        let revised = self.rounds.iter().any(|round| round.accepted);
        let report = within_reach(report, self.options.sent);
        if revised || self.repairs == 0 || !report.supported || report.findings.is_empty() {
            return self.settle("the reply was no better by our own measure");
        }
        let violations = report.findings.iter().map(still).collect();
        self.breached(candidate, violations);
    }

    /// The candidate becomes the best text so far.
    pub(super) fn accept(&mut self, candidate: Revision, report: Report) {
        let mut changes = std::mem::take(&mut self.best.changes);
        changes.extend(candidate.changes);
        self.best = Best { text: candidate.text, report, changes };
        self.round.accepted = true;
        self.round.violations.clear();
        self.spare = None;
        if self.audited {
            // Another round would say what nobody audits any more.
            self.rounds.push(std::mem::take(&mut self.round));
            return self.end(None);
        }
        self.close();
    }

    /// Ends the loop with what there is, though rounds are left.
    fn settle(&mut self, reason: &str) {
        if self.spared() {
            return;
        }
        self.round.reason = Some(reason.to_owned());
        self.rounds.push(std::mem::take(&mut self.round));
        self.end(None);
    }

    /// What the judge marked in a text.
    pub(super) fn marks(&self, answer: &str, text: &str) -> Result<judge::Marks, Unread> {
        let mut found = reply::findings(answer)?;
        for one in &mut found {
            one.quote = self.mask.restore(&one.quote);
            one.reason = self.mask.restore(&one.reason);
            one.instead = self.mask.restore(&one.instead);
        }
        Ok(judge::Marks::read(text, found))
    }
}

/// What is still found in a candidate, as a breach that a repair can mend.
fn still(finding: &Finding) -> Violation {
    let Finding { quote, message, suggestion, .. } = finding;
    let detail = format!("{}, still: \"{}\": {message}. {suggestion}", finding.mechanism.title(), quote.text);
    Violation { guard: "findings", detail }
}

/// The names of the guards that were broken, each once. Details may quote the text, names do not.
fn guards(violations: &[Violation]) -> String {
    let mut names: Vec<&str> = violations.iter().map(|one| one.guard).collect();
    names.dedup();
    names.join(", ")
}
