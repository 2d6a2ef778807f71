//! What each stage of the loop asks, as values; the templates put it into words.

use super::Aim;
use super::rounds::{Loop, Stage};
use super::sent::within_reach;
use crate::detect::{Finding, Mechanism, Report, Severity};
use crate::prompt::{Ask, Job};

impl Loop {
    /// The ask of the present stage.
    pub(super) fn ask(&self) -> Ask {
        let base = Ask {
            job: Job::Judge,
            draft: self.draft.clone(),
            text: self.best.text.clone(),
            second: String::new(),
            targets: self.round.targets.clone(),
            findings: self.aimed_at(),
            critique: self.round.critique.clone(),
            violations: Vec::new(),
            avoid: self.options.avoid.clone(),
            sent: self.options.sent,
            wish: self.options.wish.clone(),
            refused: self.options.refused.clone(),
            title: String::new(),
        };
        match &self.stage {
            Stage::JudgeCandidate(candidate, _) => Ask { text: candidate.text.clone(), ..judging(base) },
            Stage::JudgeDraft | Stage::Ended(_) => judging(base),
            Stage::Look(look) => {
                let (first, second) = look.texts(&self.draft.text);
                Ask::compare(self.draft.clone(), first, second)
            }
            Stage::Audit(candidate, _) => Ask { job: Job::Audit, text: candidate.text.clone(), ..judging(base) },
            Stage::Critique => Ask { job: Job::Critique, ..base },
            Stage::Revise => Ask { job: Job::Revise, ..base },
            Stage::Repair(candidate) => {
                let violations = self.round.violations.clone();
                Ask { job: Job::Repair, text: candidate.text.clone(), violations, ..base }
            }
        }
    }

    /// The findings of the round's targets in the best text, as far as they can be mended.
    fn aimed_at(&self) -> Vec<Finding> {
        let aimed = |one: &&Finding| self.round.targets.contains(&one.mechanism);
        within_reach(&self.best.report, self.options.sent).findings.iter().filter(aimed).cloned().collect()
    }
}

/// A judge sees the text alone: what others found would lead it.
fn judging(ask: Ask) -> Ask {
    Ask {
        job: Job::Judge,
        targets: Vec::new(),
        findings: Vec::new(),
        critique: String::new(),
        avoid: Vec::new(),
        ..ask
    }
}

/// The mechanisms to aim at, worst first: those that the person would notice, or else the mild ones.
pub(super) fn targets(report: &Report, aim: Aim) -> Vec<Mechanism> {
    let mut present: Vec<(Severity, Mechanism)> =
        Mechanism::ALL.into_iter().filter_map(|one| Some((report.severity(one)?, one))).collect();
    if present.iter().any(|(severity, _)| *severity >= Severity::Clear) {
        present.retain(|(severity, _)| *severity >= Severity::Clear);
    }
    // The sort is stable, so that equals stay in the order of the records.
    present.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
    let most = if aim == Aim::Worst { 1 } else { present.len() };
    present.into_iter().take(most).map(|(_, mechanism)| mechanism).collect()
}
