//! What another text does to findings on words that stay, and what is found in the words that it brings: why a weight
//! changes where the words that changed do not say so.

use super::Review;
use crate::detect::{Finding, Severity};
use crate::diff::Diff;
use crate::text::{Quote, Span};
use serde::Serialize;

/// What comes of putting one text of a reply in place of another, beside the words that change.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct Effect {
    /// Findings on words that stay and that weigh otherwise in the new text, in the order of the text.
    pub shifted: Vec<Shifted>,
    /// What is found in words that the new text brings, as it stands there.
    pub own: Vec<Finding>,
}

/// A finding on words that stay. Its severity depends on the whole text, which has changed.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Shifted {
    /// The finding, as the old text has it; as the new one has it where the old has none.
    pub finding: Finding,
    /// Its severity in the old text, 1 to 3; none where it is not found there.
    pub before: Option<Severity>,
    /// Its severity in the new text, 1 to 3; none where it is not found there.
    pub after: Option<Severity>,
}

impl Review {
    /// The words that a finding names as those that fail: of a longer stretch only these.
    pub fn evidence(finding: &Finding) -> Quote {
        let Quote { span, text } = &finding.quote;
        let named = finding.message.split_once('“').and_then(|(_, rest)| Some(rest.split_once('”')?.0));
        match named.filter(|named| !named.is_empty()).and_then(|named| Some((text.find(named)?, named))) {
            Some((at, named)) => {
                Quote { span: Span::new(span.start + at, span.start + at + named.len()), text: named.to_owned() }
            }
            None => finding.quote.clone(),
        }
    }

    /// What comes of putting one text of a reply in place of another.
    pub fn effect(&self, at: usize, before: &str, after: &str) -> Effect {
        let hunks = Diff::between(before, after).hunks;
        let edits: Vec<(Span, Span)> = hunks.iter().map(|hunk| (hunk.before.span, hunk.after.span)).collect();
        let (old, new) = (self.check(at, before), self.check(at, after));
        let kept = old.findings.iter().filter(|one| !edits.iter().any(|edit| shares(edit.0, one.quote.span)));
        let kept: Vec<(Span, Finding)> = kept.map(narrowed).map(|one| (moved(&edits, one.quote.span), one)).collect();
        let stay = new.findings.iter().filter(|one| !edits.iter().any(|edit| shares(edit.1, one.quote.span)));
        let stay: Vec<Finding> = stay.map(narrowed).collect();
        let own = new.findings.iter().map(narrowed);
        let own = own.filter(|one| edits.iter().any(|edit| shares(edit.1, one.quote.span))).collect();
        Effect { shifted: shifted(&kept, &stay), own }
    }
}

/// A finding with the words that it names.
fn narrowed(one: &Finding) -> Finding {
    Finding { quote: Review::evidence(one), ..one.clone() }
}

/// The findings on words that stay of which the severity differs; the old ones with their places in the new text.
fn shifted(old: &[(Span, Finding)], new: &[Finding]) -> Vec<Shifted> {
    let same = |span: Span, one: &Finding, other: &Finding| span == other.quote.span && one.rule == other.rule;
    let mut all: Vec<(Span, Shifted)> = Vec::new();
    for (span, one) in old {
        let after = new.iter().find(|other| same(*span, one, other)).map(|other| other.severity);
        all.push((*span, Shifted { finding: one.clone(), before: Some(one.severity), after }));
    }
    let fresh = new.iter().filter(|other| !old.iter().any(|(span, one)| same(*span, one, other)));
    all.extend(fresh.map(|other| {
        (other.quote.span, Shifted { finding: other.clone(), before: None, after: Some(other.severity) })
    }));
    all.retain(|(_, one)| one.before != one.after);
    all.sort_by_key(|(span, _)| *span);
    all.into_iter().map(|(_, one)| one).collect()
}

/// Whether a stretch shares a byte with words that changed, or has the place inside where words went out.
fn shares(changed: Span, span: Span) -> bool {
    changed.start < span.end && span.start < changed.end
}

/// Where a stretch that stays stands in the new text.
fn moved(edits: &[(Span, Span)], span: Span) -> Span {
    let before = edits.iter().take_while(|(old, _)| old.end <= span.start);
    let shift: isize = before.map(|(old, new)| new.len().cast_signed() - old.len().cast_signed()).sum();
    Span::new(span.start.saturating_add_signed(shift), span.end.saturating_add_signed(shift))
}
