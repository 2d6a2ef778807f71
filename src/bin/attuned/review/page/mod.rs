//! What a person sees of the desk: lines of a width, for the screen and for line by line alike. Every colour has a sign
//! that says the same.

mod change;
mod found;
mod keys;
mod set;
mod worth;

pub(super) use found::all as all_found;
pub(super) use keys::{help, keys};
pub(super) use set::lines;

use super::desk::Desk;
use super::replies;
use crate::show::{Paint, Run, wrap};
use attuned::{Finding, ReplyMark, Review, Span};

/// The parts of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// Where we are.
    pub(super) head: Vec<String>,
    /// The reply, with what is looked at marked.
    pub(super) text: Vec<String>,
    /// The line of the text in which the mark begins.
    pub(super) mark: usize,
    /// The change, why, and what it is worth.
    pub(super) change: Vec<String>,
    /// All that is found in the reply as it stands.
    pub(super) found: Vec<String>,
    /// What came of the last step.
    pub(super) told: Vec<String>,
}

impl Page {
    /// The page of what is on the desk.
    pub(super) fn of(desk: &Desk, width: usize) -> Self {
        let told = lines(Paint::Dim, &desk.told, width);
        let Some(at) = desk.at() else {
            return Self { change: super::summary::end(desk, width), told, ..Self::default() };
        };
        let (text, mark) = text(desk, at, width);
        let head = lines(Paint::Dim, &head(desk, at), width);
        let (change, found) = (change::change(desk, at, width), found::list(&desk.review, at, desk.hunk, width));
        Self { head, text, mark, change, found, told }
    }
}

/// Where we are: how far, which file and line, which reply.
fn head(desk: &Desk, at: usize) -> String {
    let review = &desk.review;
    let line = review.file(at).place(review.number(at), Span::new(0, 0)).line;
    let mark = match review.mark(at) {
        Some(ReplyMark::Skipped(_)) => ", skipped",
        Some(ReplyMark::Done(_)) => ", done",
        _ => "",
    };
    let place = format!("{} of {}{mark}", desk.place + 1, desk.queue.len());
    format!("{place} · {}:{line} · {}", review.file(at).path().display(), review.title(at))
}

/// The reply as it stands, with the change that is looked at marked, or else what is found in it.
fn text(desk: &Desk, at: usize, width: usize) -> (Vec<String>, usize) {
    let text = desk.review.text(at);
    let spans = match (desk.hunk, desk.review.proposal(at)) {
        (Some(hunk), Some(proposal)) => proposal.place(hunk).into_iter().map(|span| (span, Paint::Removed)).collect(),
        _ => apart(&desk.review.checked(at).findings),
    };
    let (mut runs, mut done, mut mark) = (Vec::new(), 0, None);
    for (span, paint) in spans {
        runs.push(Run::new(Paint::Plain, text.get(done..span.start).unwrap_or("")));
        mark = mark.or_else(|| Some(wrap(&runs, width).len().saturating_sub(1)));
        runs.push(Run::new(paint, format!("«{}»", span.of(&text))));
        done = span.end;
    }
    runs.push(Run::new(Paint::Plain, text.get(done..).unwrap_or("").trim_end_matches(['\n', '\r'])));
    (wrap(&runs, width), mark.unwrap_or(0))
}

/// The stretches of findings that do not overlap an earlier one.
fn apart(findings: &[Finding]) -> Vec<(Span, Paint)> {
    let mut end = 0;
    let mut spans: Vec<(Span, Paint)> =
        findings.iter().map(|one| (one.quote.span, Paint::Marked(one.severity))).collect();
    spans.sort_by_key(|(span, _)| *span);
    spans.retain(|(span, _)| {
        let apart = span.start >= end && !span.is_empty();
        end = if apart { span.end } else { end };
        apart
    });
    spans
}

/// How far a reply came, for lists.
pub(super) fn row(review: &Review, at: usize) -> String {
    let (before, now) = (review.checked_before(at), review.checked(at));
    let warned = if review.needs_confirmation(at) { ", lost something, not confirmed" } else { "" };
    format!("{}: weight {} → {}{warned}", review.title(at), before.weight(), now.weight())
}

/// How many replies wait, in words.
pub(super) fn waiting(count: usize, word: &str) -> Option<String> {
    (count > 0).then(|| format!("{} {word}", replies(count)))
}
