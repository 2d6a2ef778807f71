//! A record on the page: what became of it, with everything that is shown of it.

use super::change::{Changed, Measure, Turn, changed, measures, reply, turn};
use super::finding::{Found, found};
use super::said::{Said, said};
use super::stretch::{Stretch, under_findings};
use crate::show::{human, name, wrap::harmless};
use attuned::{Failure, Outcome, Record, Verdict};
use serde::Serialize;

/// One record on the page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Entry {
    pub(super) place: usize,
    pub(super) name: String,
    /// `clean`, `revised`, `kept`, `held` or `failed`.
    pub(super) verdict: &'static str,
    pub(super) words: String,
    pub(super) engine: String,
    pub(super) sender: Option<String>,
    pub(super) flags: Vec<&'static str>,
    pub(super) said: Vec<Said>,
    pub(super) draft: Vec<Stretch>,
    pub(super) reply: Vec<Stretch>,
    pub(super) findings: Vec<Found>,
    pub(super) hunks: Vec<Changed>,
    pub(super) measures: Vec<Measure>,
    pub(super) rounds: Vec<Turn>,
}

impl Entry {
    /// Of an outcome.
    pub(super) fn new(record: &Record, outcome: &Outcome, place: usize) -> Self {
        Self {
            place: place + 1,
            name: harmless(&name(record, place)),
            verdict: verdict(outcome.verdict),
            words: human::verdict(outcome),
            engine: engine(outcome),
            sender: record.draft.sender.as_deref().map(harmless),
            flags: outcome.flags.iter().map(|flag| human::flag_words(*flag)).collect(),
            said: said(&record.draft),
            draft: under_findings(&outcome.draft, &outcome.before.findings),
            reply: reply(outcome),
            findings: outcome.before.findings.iter().map(found).collect(),
            hunks: outcome.diff.hunks.iter().map(changed).collect(),
            measures: measures(outcome),
            rounds: outcome.rounds.iter().map(turn).collect(),
        }
    }

    /// Of a record that failed.
    pub(super) fn failed(failure: &Failure, place: usize) -> Self {
        let id = failure.id.as_ref().map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        let text = failure.text.as_deref().map(Stretch::plain);
        Self {
            place: place + 1,
            name: harmless(&id.unwrap_or_else(|| format!("record {}", place + 1))),
            verdict: "failed",
            words: harmless(&failure.message),
            draft: text.into_iter().collect(),
            ..Self::default()
        }
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clean => "clean",
        Verdict::Revised => "revised",
        Verdict::Held => "held",
        _ => "kept",
    }
}

fn engine(outcome: &Outcome) -> String {
    let name = outcome.model.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
    match outcome.usage.calls {
        0 => format!("{}{name}", outcome.engine),
        calls => format!("{}{name} · calls {calls} · {} ms", outcome.engine, outcome.usage.milliseconds),
    }
}
