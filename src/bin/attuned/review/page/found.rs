//! What is found in the reply as it stands, all of it: short beside a change, and with every reason where it is asked for.

use super::set::{beside, cut, said};
use attuned::{Finding, Review, Span};

/// The findings, a line each: first those that a change is about, then the others, those with one advice together and the
/// advice once.
pub(super) fn list(review: &Review, at: usize, hunk: Option<usize>, width: usize) -> Vec<String> {
    let checked = review.checked(at);
    let (mended, left): (Vec<&Finding>, Vec<&Finding>) =
        checked.findings.iter().partition(|one| change(review, at, one).is_some());
    let mut out = Vec::new();
    let mut label = "found";
    for one in mended {
        let about = match change(review, at, one) {
            Some(change) if Some(change) == hunk => " (this change)".to_owned(),
            change => change.map(|change| format!(" (change {})", change + 1)).unwrap_or_default(),
        };
        out.extend(said(std::mem::take(&mut label), &short(one, &about, beside(width)), width));
    }
    for group in grouped(&left) {
        for one in &group {
            out.extend(said(std::mem::take(&mut label), &short(one, "", beside(width)), width));
        }
        out.extend(said("instead", &group[0].suggestion, width));
    }
    out
}

/// Every finding with its reason and its advice.
pub(in crate::review) fn all(review: &Review, at: usize, width: usize) -> Vec<String> {
    let checked = review.checked(at);
    let mut out = Vec::new();
    for one in &checked.findings {
        let title = one.mechanism.title();
        out.extend(said("found", &format!("{} {} {title} – {}", one.severity.name(), one.rule, one.message), width));
        out.extend(said("instead", &one.suggestion, width));
    }
    for (one, answer) in &checked.suppressed {
        let reason = if answer.reason.is_empty() { "no reason given" } else { &answer.reason };
        out.extend(said("known", &format!("{} – {}: {reason}", one.rule, one.message), width));
    }
    if out.is_empty() { said("found", "nothing", width) } else { out }
}

/// A finding on one line.
fn short(one: &Finding, about: &str, width: usize) -> String {
    let words = format!("{} {} – {}", one.severity.name(), one.rule, one.message);
    cut(&words, width.saturating_sub(about.chars().count())) + about
}

/// The change that is open and stands where a finding stands.
fn change(review: &Review, at: usize, finding: &Finding) -> Option<usize> {
    let proposal = review.proposal(at)?;
    let meets = |place: Span, span: Span| place.start < span.end && span.start < place.end;
    // Of a longer stretch a change mends what it says that it mends, wherever it stands there.
    let about = |hunk: usize, place: Span| {
        meets(place, Review::evidence(finding).span)
            || meets(place, finding.quote.span) && proposal.diff.hunks[hunk].mechanisms.contains(&finding.mechanism)
    };
    let open = |hunk: &usize| proposal.decisions[*hunk] == attuned::HunkDecision::Open;
    (0..proposal.decisions.len())
        .filter(open)
        .find(|hunk| proposal.place(*hunk).is_some_and(|place| about(*hunk, place)))
}

/// Findings with one advice together, in the order in which each advice first comes.
fn grouped<'a>(findings: &[&'a Finding]) -> Vec<Vec<&'a Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for one in findings {
        match groups.iter_mut().find(|group| group[0].suggestion == one.suggestion) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}
