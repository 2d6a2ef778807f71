//! A comparison as one page that stands alone: the tables, then every pair side by side, to be sifted by how it ended.
//! No script.

use super::super::html::{Found, Said, Stretch, found, render, said, under_findings};
use super::super::table::Row;
use super::super::wrap::harmless;
use super::words::{Word, words};
use super::{rows, tags};
use attuned::{Arena, Bout, Decision, Failure, Heard, Look, Side};
use serde::Serialize;
use tags::Tag;

/// The page.
pub(super) fn page(arena: &Arena, failures: &[Failure], judge: Option<&str>) -> anyhow::Result<String> {
    render("arena.html", include_str!("arena.html"), &Page::new(arena, failures, judge))
}

/// Everything on the page.
#[derive(Debug, Serialize)]
struct Page {
    names: [String; 2],
    figures: Vec<Row>,
    judge: Option<Judge>,
    tags: Vec<Tag>,
    pairs: Vec<Pair>,
    failures: Vec<String>,
}

/// What the judge made of all pairs.
#[derive(Debug, Serialize)]
struct Judge {
    model: String,
    heads: Vec<String>,
    tables: Vec<(&'static str, Vec<Row>)>,
    objections: Vec<Row>,
    legend: String,
    calls: u64,
}

/// One pair.
#[derive(Debug, Serialize)]
struct Pair {
    name: String,
    result: Option<(&'static str, String)>,
    tags: Vec<&'static str>,
    domain: Option<String>,
    said: Vec<Said>,
    draft: Vec<Stretch>,
    findings: Vec<Found>,
    must_not: Vec<String>,
    sides: [Shown; 2],
    heard: Vec<Opinion>,
    failure: Option<String>,
}

/// A side's reply.
#[derive(Debug, Serialize)]
struct Shown {
    name: String,
    words: Vec<Word>,
    unchanged: bool,
    won: bool,
    guards: Vec<String>,
    left: Vec<String>,
    lost: Vec<String>,
    stock: bool,
    length: Option<String>,
}

/// What the judge said in one order.
#[derive(Debug, Serialize)]
struct Opinion {
    first: String,
    better: Option<String>,
    reason: String,
    objections: Vec<[String; 4]>,
}

impl Page {
    fn new(arena: &Arena, failures: &[Failure], judge: Option<&str>) -> Self {
        Self {
            names: arena.names.each_ref().map(|name| harmless(name)),
            figures: rows::figures(arena),
            judge: self::judge(arena, judge.unwrap_or_default()),
            tags: tags::all(arena),
            pairs: arena.pairs.iter().enumerate().map(|(place, bout)| pair(arena, bout, place)).collect(),
            failures: failures.iter().map(|one| harmless(&one.message)).collect(),
        }
    }
}

fn judge(arena: &Arena, model: &str) -> Option<Judge> {
    let judge = arena.judge.as_ref()?;
    let tables = [
        ("all pairs", vec![rows::all(judge)]),
        ("by mechanism found in the draft", rows::mechanisms(judge)),
        ("by domain", rows::domains(judge)),
    ];
    Some(Judge {
        model: harmless(model),
        heads: rows::heads(arena),
        tables: tables.into_iter().filter(|(_, rows)| !rows.is_empty()).collect(),
        objections: rows::objections(judge),
        legend: rows::legend(arena),
        calls: judge.usage.calls,
    })
}

fn pair(arena: &Arena, bout: &Bout, place: usize) -> Pair {
    let id = bout.id.as_ref().map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    let ruling = bout.ruling.as_ref();
    let heard = ruling.map(|ruling| ruling.heard.as_slice()).unwrap_or_default();
    Pair {
        name: harmless(&id.unwrap_or_else(|| format!("pair {}", place + 1))),
        result: tags::result(arena, bout),
        tags: tags::of(bout),
        domain: bout.domain.as_deref().map(harmless),
        said: said(&bout.draft),
        draft: under_findings(&bout.draft.text, &bout.before.findings),
        findings: bout.before.findings.iter().map(found).collect(),
        must_not: bout.must_not.iter().map(|words| harmless(words)).collect(),
        sides: Side::BOTH.map(|side| shown(arena, bout, side)),
        heard: heard.iter().map(|one| opinion(arena, one)).collect(),
        failure: ruling.and_then(|ruling| ruling.failure.as_deref()).map(harmless),
    }
}

fn shown(arena: &Arena, bout: &Bout, side: Side) -> Shown {
    let Look { text, unchanged, length, violations, after, stock_opening, lost, .. } = bout.look(side);
    let decision = bout.ruling.as_ref().map(|ruling| ruling.decision);
    let finding =
        |one: &attuned::Finding| format!("{}, {}: “{}”", one.mechanism.title(), one.severity.name(), one.quote.text);
    Shown {
        name: name(arena, side),
        words: words(&bout.draft.text, text),
        unchanged: *unchanged,
        won: matches!((decision, side), (Some(Decision::A), Side::A) | (Some(Decision::B), Side::B)),
        guards: violations.iter().map(|one| harmless(&format!("{}: {}", one.guard, one.detail))).collect(),
        left: after.findings.iter().map(|one| harmless(&finding(one))).collect(),
        lost: lost.iter().map(|words| harmless(words)).collect(),
        stock: *stock_opening,
        length: length.map(|length| format!("{length:.2}")),
    }
}

fn opinion(arena: &Arena, heard: &Heard) -> Opinion {
    let objection = |one: &attuned::Objection| {
        [one.kind.replace('_', " "), name(arena, one.side), harmless(&one.quote), harmless(&one.reason)]
    };
    Opinion {
        first: name(arena, heard.first),
        better: heard.better.map(|side| name(arena, side)),
        reason: harmless(&heard.reason),
        objections: heard.objections.iter().map(objection).collect(),
    }
}

/// What a side is called.
fn name(arena: &Arena, side: Side) -> String {
    harmless(&arena.names[side as usize])
}

#[cfg(test)]
mod tests;
