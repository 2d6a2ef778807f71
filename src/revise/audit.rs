//! The audit: a model reads a candidate once more, beside the draft as the sender's lawyer would, and as the person who
//! gets it.

use super::quote;
use super::reply::{Revision, Unread, keyed, spoken, string};
use super::rounds::{Loop, Stage};
use crate::detect::Report;
use crate::guard::Violation;
use serde_json::{Map, Value};

/// The name under which objections stand among the violations; no guard in the table, since a model speaks.
const NAME: &str = "audit";

/// Entries are not read beyond this many, in each list.
const MOST: usize = 8;

const KINDS: [&str; 5] = ["unborne", "promise", "blame", "changed", "lost"];

/// What an audit says of a candidate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Audit {
    /// What the candidate says and may not, or has lost.
    pub(super) objections: Vec<Violation>,
    /// Where the person is still let down.
    pub(super) left: Vec<Violation>,
}

/// Reads the answer to an audit of `candidate`. An entry whose words stand nowhere is passed over.
pub(super) fn read(answer: &str, draft: &str, candidate: &str) -> Result<Audit, Unread> {
    let answer = spoken(answer)?;
    let object = keyed(&answer, "objections", Value::is_array)?.ok_or(Unread::Garbled)?;
    let objections = listed(&object, "objections").filter_map(|one| objection(one, draft, candidate)).collect();
    let left = listed(&object, "left").filter_map(|one| letdown(one, candidate)).collect();
    Ok(Audit { objections, left })
}

fn listed<'a>(object: &'a Map<String, Value>, name: &str) -> impl Iterator<Item = &'a Map<String, Value>> {
    object.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).take(MOST)
}

fn objection(one: &Map<String, Value>, draft: &str, candidate: &str) -> Option<Violation> {
    let kind = string(one, "kind");
    let kind = KINDS.into_iter().find(|known| *known == kind.trim())?;
    let (text, whose) = match kind {
        "lost" => (draft, "the draft says, and the rewrite does not,"),
        _ => (candidate, "the rewrite says"),
    };
    let words = quote::find(text, &string(one, "quote"))?.of(text);
    let reason = string(one, "reason");
    Some(Violation { guard: NAME, detail: format!("{kind}: {whose} \"{words}\": {}", reason.trim()) })
}

fn letdown(one: &Map<String, Value>, candidate: &str) -> Option<Violation> {
    let words = quote::find(candidate, &string(one, "quote"))?.of(candidate);
    let (reason, instead) = (string(one, "reason"), string(one, "instead"));
    let detail = format!("the person is let down at \"{words}\": {}. Instead: {}", reason.trim(), instead.trim());
    Some(Violation { guard: NAME, detail })
}

impl Loop {
    /// Whether a candidate that passed everything else is to be audited: once in a loop, and not where the person reads
    /// its first words already.
    pub(super) fn audits(&self) -> bool {
        self.options.audit && !self.audited && self.options.sent == 0
    }

    /// Takes the candidate that may stand in for a mended one, where there is one.
    pub(super) fn spared(&mut self) -> bool {
        let spare = self.spare.take();
        let there = spare.is_some();
        if let Some((candidate, report)) = spare {
            self.accept(candidate, report);
        }
        there
    }

    /// The answer to an audit. One that cannot be read says nothing against a candidate that passed the guards.
    pub(super) fn heard_audit(&mut self, candidate: Revision, report: Report, answer: &str) {
        self.audited = true;
        let (draft, text) = (self.mask.hide(&self.draft.text), self.mask.hide(&candidate.text));
        let mut audit = read(answer, &draft, &text).unwrap_or_default();
        for one in audit.objections.iter_mut().chain(&mut audit.left) {
            one.detail = self.mask.restore(&one.detail);
        }
        let Audit { objections, left } = audit;
        if objections.is_empty() && left.is_empty() {
            return self.accept(candidate, report);
        }
        if objections.is_empty() {
            // Better than the draft as it is; the mended one has yet to show that.
            self.spare = Some((candidate.clone(), report));
        }
        self.round.violations = objections.into_iter().chain(left).collect();
        self.repairs = 0;
        self.stage = Stage::Repair(candidate);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const DRAFT: &str = "Your claim was declined. Call us if it swells.";
    const TEXT: &str = "We declined your claim, and everyone here is sorry.";

    #[test]
    fn entries_stand_in_the_text_that_they_speak_of() {
        let answer = json!({
            "objections": [
                {"kind": "unborne", "quote": "everyone here", "reason": "nobody said so"},
                {"kind": "lost", "quote": "call us if it SWELLS", "reason": "a caution"},
                {"kind": "lost", "quote": "everyone here", "reason": "not in the draft"},
                {"kind": "rude", "quote": "claim", "reason": "no such kind"},
                "noise"
            ],
            "left": [{"quote": "declined", "reason": "no reason", "instead": "say that none is given"}, {"quote": "nowhere"}]
        });
        let audit = read(&answer.to_string(), DRAFT, TEXT).unwrap();
        assert_eq!((audit.objections.len(), audit.left.len()), (2, 1));
        assert!(audit.objections[1].detail.contains("\"Call us if it swells\""), "{:?}", audit.objections);
    }

    #[test]
    fn what_is_no_audit_is_not_taken_for_one() {
        assert_eq!(read("Fine.", DRAFT, TEXT), Err(Unread::Garbled));
        assert_eq!(read(r#"{"objections":[]}"#, DRAFT, TEXT), Ok(Audit::default()));
    }
}
