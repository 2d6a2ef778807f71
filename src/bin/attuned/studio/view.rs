//! What the page is told of a reply.

mod marked;
mod people;
mod proposed;
mod row;

pub(super) use marked::Marked;
pub(super) use row::Row;

use attuned::{ReplyMark, Review, Span, Violation};
use people::Person;
use proposed::Proposed;
use serde::Serialize;

/// A reply with everything that was found, proposed and decided.
#[derive(Serialize)]
pub(super) struct View {
    row: Row,
    /// The line of its text in its file, from 1.
    line: usize,
    /// What the file says, with what is found in it.
    before: Marked,
    /// What would be saved now.
    now: Marked,
    proposal: Option<Proposed>,
    /// Who made each proposal, the earliest first, and which is shown.
    versions: Vec<String>,
    shown: Option<usize>,
    violations: Vec<Violated>,
    /// Whether something is lost, so that the person must say that they want it before it is saved.
    unconfirmed: bool,
    /// Why what would be saved now cannot be written into the file; null where it can.
    hindrance: Option<String>,
    /// Why no change at all can be; null where some can.
    locked: Option<String>,
    mark: Option<Mark>,
    people: Vec<Person>,
    /// Findings that the writer has answered, and how.
    answered: Vec<Answered>,
    /// Whether the language is one that is judged.
    supported: bool,
    undo: bool,
    redo: bool,
}

/// A promise that the text as it stands breaks.
#[derive(Serialize)]
pub(super) struct Violated {
    guard: &'static str,
    detail: String,
    strong: bool,
}

/// What the person says about the reply as a whole.
#[derive(Serialize)]
struct Mark {
    done: bool,
    reason: String,
}

/// A finding that is not spoken of.
#[derive(Serialize)]
struct Answered {
    rule: &'static str,
    reason: String,
}

impl View {
    pub(super) fn of(review: &Review, at: usize) -> Self {
        let (was, is) = (review.checked_before(at), review.checked(at));
        let answered = is.suppressed.iter();
        let answered = answered.map(|(finding, why)| Answered { rule: finding.rule, reason: why.reason.clone() });
        Self {
            row: Row::of(review, at),
            line: review.file(at).place(review.number(at), Span::new(0, 0)).line,
            before: Marked::new(&review.reply(at).text, &was),
            now: Marked::new(&review.text(at), &is),
            proposal: review.proposal(at).map(|proposal| Proposed::of(review, at, proposal)),
            versions: review.proposals(at).map(|one| by(&one.by, &one.wish)).collect(),
            shown: review.shown(at),
            violations: Violated::all(review.violations(at)),
            unconfirmed: review.needs_confirmation(at),
            hindrance: review.hindrance(at),
            locked: review.reply(at).locked().map(str::to_owned),
            mark: review.mark(at).and_then(Mark::of),
            people: Person::all(review.reply(at), &was, &is),
            answered: answered.collect(),
            supported: is.reports.first().is_none_or(|report| report.supported),
            undo: review.can_undo(at),
            redo: review.can_redo(at),
        }
    }
}

/// Who made a proposal, for people.
fn by(by: &str, wish: &str) -> String {
    let name = match by {
        "builtin" => "built-in",
        "llm" => "model",
        "you" => "your words",
        other => other,
    };
    if wish.is_empty() { name.to_owned() } else { format!("{name}: {wish}") }
}

impl Violated {
    pub(super) fn all(violations: Vec<Violation>) -> Vec<Self> {
        let violated = |one: Violation| Self { strong: Review::is_strong(&one), guard: one.guard, detail: one.detail };
        violations.into_iter().map(violated).collect()
    }
}

impl Mark {
    fn of(mark: &ReplyMark) -> Option<Self> {
        match mark {
            ReplyMark::Done(reason) => Some(Self { done: true, reason: reason.clone() }),
            ReplyMark::Skipped(reason) => Some(Self { done: false, reason: reason.clone() }),
            _ => None,
        }
    }
}
