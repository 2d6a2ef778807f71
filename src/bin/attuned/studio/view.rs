//! What the page is told of a reply.

mod marked;
mod people;
mod proposed;
mod row;

pub(super) use marked::Marked;
pub(super) use row::Row;

use super::desk::Work;
use attuned::{Place, Span, Violation};
use people::Person;
use proposed::Proposed;
use serde::Serialize;

/// A reply with everything that was found, proposed and decided.
#[derive(Serialize)]
pub(super) struct View {
    row: Row,
    /// Where it stands in its file.
    line: usize,
    /// What the file says, with what is found in it.
    before: Marked,
    /// What would be saved now.
    now: Marked,
    proposal: Option<Proposed>,
    violations: Vec<Violated>,
    people: Vec<Person>,
    /// Findings that the writer has answered, and how.
    answered: Vec<Answered>,
    /// Whether the language is one that is judged.
    supported: bool,
}

/// A promise that the text as it stands breaks.
#[derive(Serialize)]
pub(super) struct Violated {
    guard: &'static str,
    detail: String,
}

/// A finding that is not spoken of.
#[derive(Serialize)]
struct Answered {
    rule: &'static str,
    reason: String,
}

impl View {
    pub(super) fn of(work: &Work, at: usize) -> Self {
        let review = &work.review;
        let (reply, text) = (review.reply(at), review.text(at));
        let (was, is) = (review.check(at, &reply.text), review.checked(at));
        let answered = is.suppressed.iter();
        let answered = answered.map(|(finding, why)| Answered { rule: finding.rule, reason: why.reason.clone() });
        Self {
            row: Row::of(work, at),
            line: place(work, at).line,
            proposal: review.proposal(at).map(|proposal| Proposed::of(work, at, proposal)),
            violations: Violated::all(review.violations(at)),
            people: Person::all(reply, &was, &is),
            answered: answered.collect(),
            supported: is.reports.first().is_none_or(|report| report.supported),
            before: Marked::new(&reply.text, &was),
            now: Marked::new(&text, &is),
        }
    }
}

impl Violated {
    pub(super) fn all(violations: Vec<Violation>) -> Vec<Self> {
        violations.into_iter().map(|one| Self { guard: one.guard, detail: one.detail }).collect()
    }
}

/// Where the text of a reply stands in its file.
fn place(work: &Work, at: usize) -> Place {
    let (file, reply) = work.review.place(at);
    work.review.file(at).place(reply, Span::new(0, work.review.reply(at).text.len().min(1)))
}
