//! What is to be decided: a change, or that nothing is proposed.

use super::set::{labelled, lines, said};
use super::worth::{warnings, weight};
use crate::review::desk::Desk;
use crate::show::{Paint, Run};
use attuned::{Hunk, HunkDecision, Proposal, Review};

/// What is to be decided, and what it is worth.
pub(super) fn change(desk: &Desk, at: usize, width: usize) -> Vec<String> {
    let review = &desk.review;
    let mut out = match (desk.hunk, review.proposal(at)) {
        (Some(hunk), Some(proposal)) => one(review, at, hunk, proposal, width),
        (None, Some(_)) => lines(Paint::Plain, "Every change is decided.", width),
        _ if desk.asking.waits_for(at) => lines(Paint::Plain, "Asking the model for a proposal …", width),
        _ => lines(Paint::Plain, &unproposed(desk, at), width),
    };
    if desk.hunk.is_some() && desk.asking.waits_for(at) {
        out.extend(lines(Paint::Dim, "Asking the model for another …", width));
    }
    out.extend(weight(desk, at, width));
    out.extend(warnings(review, at, width));
    out
}

/// A change: before, after, why, and what was decided.
fn one(review: &Review, at: usize, place: usize, proposal: &Proposal, width: usize) -> Vec<String> {
    let (Some(hunk), Some(decision)) = (proposal.diff.hunks.get(place), proposal.decisions.get(place)) else {
        return Vec::new();
    };
    let count = proposal.diff.hunks.len();
    let others = match review.proposals(at).len() {
        0 | 1 => String::new(),
        all => format!(", proposal {} of {all}", review.shown(at).unwrap_or(0) + 1),
    };
    let wish = if proposal.wish.is_empty() { String::new() } else { format!(" ({})", proposal.wish) };
    let title = format!("Change {} of {count}{others} by {}{wish}{}", place + 1, by(proposal), word(decision));
    let mut out = lines(Paint::Plain, &title, width);
    out.extend(labelled("before", &[Run::new(Paint::Removed, format!("[-{}-]", hunk.before.text))], width));
    let after = match decision {
        HunkDecision::Edited(words) => words,
        _ => &hunk.after.text,
    };
    out.extend(labelled("after", &[Run::new(Paint::Added, format!("{{+{after}+}}"))], width));
    out.extend(said("why", &why(hunk), width));
    if let Some(hindrance) = review.hindrance_of(at, place) {
        out.extend(labelled("markup", &[Run::new(Paint::Removed, hindrance)], width));
    }
    out
}

fn by(proposal: &Proposal) -> &str {
    match proposal.by.as_str() {
        "builtin" => "the built-in reviser",
        "llm" => "the model",
        by => by,
    }
}

fn word(decision: &HunkDecision) -> &'static str {
    match decision {
        HunkDecision::Accepted => " – accepted",
        HunkDecision::Refused => " – refused",
        HunkDecision::Edited(_) => " – edited",
        _ => "",
    }
}

/// The mechanisms of a change and its reason.
fn why(hunk: &Hunk) -> String {
    let names: Vec<&str> = hunk.mechanisms.iter().map(|one| one.title()).collect();
    let parts = [names.join(", "), hunk.reason.clone()];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if said.is_empty() { "no reason given".to_owned() } else { said.join(" – ") }
}

/// What is said where nobody proposes anything.
fn unproposed(desk: &Desk, at: usize) -> String {
    if desk.review.checked(at).findings.is_empty() {
        return "Nothing is found in this reply.".to_owned();
    }
    match desk.barren(at) {
        Some(why) => format!("The model was asked: {why}. e edits, a asks again, x leaves it and says why."),
        None if desk.asking.is_remote() => {
            "Nothing is proposed; e edits, a asks the model, x leaves it and says why.".to_owned()
        }
        None => "Nothing is proposed; e edits, x leaves it as it is and says why.".to_owned(),
    }
}
