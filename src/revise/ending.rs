//! How the loop ends: the verdict, and why, in words that hold nothing of the conversation.

#[cfg(feature = "serve")]
use super::Usage;
use super::rounds::{Loop, Stage};
use super::{Outcome, Round, Verdict};
use crate::diff::Diff;

impl Loop {
    /// The verdict from what was reached; `stopped` says why the loop did not come to its own end.
    pub(super) fn end(&mut self, stopped: Option<String>) {
        let revised = self.rounds.iter().any(|round| round.accepted);
        let clean = stopped.is_none() && self.before.findings.is_empty();
        match (revised, clean) {
            (true, _) => self.finish(Verdict::Revised, stopped),
            (false, true) => {
                let reason =
                    self.unheard.then(|| "the rules found nothing; the judge's answer could not be read".to_owned());
                self.finish(Verdict::Clean, reason);
            }
            (false, false) => {
                let reason = stopped.unwrap_or_else(|| why_kept(&self.rounds));
                self.finish(Verdict::Kept, Some(reason));
            }
        }
    }

    /// The text to send if the loop ended now, where it is another than the draft.
    #[cfg(feature = "serve")]
    pub(crate) fn reached(&self) -> Option<&str> {
        self.rounds.iter().any(|round| round.accepted).then_some(self.best.text.as_str())
    }

    /// What the model has cost so far.
    #[cfg(feature = "serve")]
    pub(crate) fn spent(&self) -> Usage {
        self.usage
    }

    pub(super) fn finish(&mut self, verdict: Verdict, reason: Option<String>) {
        let outcome = Outcome {
            verdict,
            reason,
            engine: String::new(),
            model: None,
            draft: self.draft.text.clone(),
            text: self.best.text.clone(),
            diff: Diff::explained(&self.draft.text, &self.best.text, &self.before.findings, &self.best.changes),
            before: self.before.clone(),
            after: self.best.report.clone(),
            rounds: std::mem::take(&mut self.rounds),
            usage: self.usage,
            flags: self.before.flags.clone(),
        };
        self.stage = Stage::Ended(Box::new(outcome));
    }
}

/// Why nothing came of the rounds: once where all failed alike.
fn why_kept(rounds: &[Round]) -> String {
    let mut reasons: Vec<&str> = rounds.iter().filter_map(|round| round.reason.as_deref()).collect();
    reasons.dedup();
    if reasons.is_empty() { "no round was allowed".to_owned() } else { reasons.join("; then ") }
}
