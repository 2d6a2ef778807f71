//! What a revision changed, why, what it did to the measures, and the rounds that led to it.

use super::stretch::{Stretch, on_one_line};
use crate::show::marks::{Piece, pieces};
use crate::show::{diff, human, wrap::harmless};
use attuned::{Hunk, Outcome, Span};
use serde::Serialize;

/// A change.
#[derive(Debug, Serialize)]
pub(super) struct Changed {
    pub(super) before: String,
    pub(super) after: String,
    pub(super) mechanisms: Vec<&'static str>,
    pub(super) reason: String,
}

/// A measure before and after.
#[derive(Debug, Serialize)]
pub(super) struct Measure {
    pub(super) mechanism: &'static str,
    pub(super) name: &'static str,
    pub(super) before: String,
    pub(super) after: String,
}

/// A round and what became of it.
#[derive(Debug, Serialize)]
pub(super) struct Turn {
    pub(super) accepted: bool,
    pub(super) critique: String,
    pub(super) reasons: Vec<String>,
}

/// The reply under its changes.
pub(super) fn reply(outcome: &Outcome) -> Vec<Stretch> {
    let hunks = &outcome.diff.hunks;
    let spans: Vec<Span> = hunks.iter().map(|hunk| hunk.after.span).collect();
    let title = |note: usize| format!("{}. {}", note + 1, diff::why(&hunks[note]));
    let kind = |piece: &Piece<'_>| if piece.marks.is_empty() { "" } else { "added" };
    pieces(&outcome.text, &spans).iter().flat_map(|piece| Stretch::noted(piece, kind(piece), title)).collect()
}

pub(super) fn changed(hunk: &Hunk) -> Changed {
    Changed {
        before: on_one_line(&hunk.before.text),
        after: on_one_line(&hunk.after.text),
        mechanisms: hunk.mechanisms.iter().map(|one| one.title()).collect(),
        reason: harmless(&hunk.reason),
    }
}

pub(super) fn measures(outcome: &Outcome) -> Vec<Measure> {
    let (before, after) = (human::measures(&outcome.before), human::measures(&outcome.after));
    let pairs = before.into_iter().zip(after).flat_map(|((mechanism, before), (_, after))| {
        before.into_iter().zip(after).map(move |((name, before), (_, after))| Measure {
            mechanism,
            name,
            before,
            after,
        })
    });
    pairs.collect()
}

pub(super) fn turn(round: &attuned::Round) -> Turn {
    let broken = round.violations.iter().map(|one| harmless(&format!("{}: {}", one.guard, one.detail)));
    Turn {
        accepted: round.accepted,
        critique: harmless(&round.critique),
        reasons: round.reason.iter().map(|reason| harmless(reason)).chain(broken).collect(),
    }
}
