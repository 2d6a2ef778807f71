//! An evaluation as one page that stands alone: tables, reliability, then what went wrong, case by case. No script.

use super::super::html::{Said, Stretch, render, said};
use super::super::marks::{Piece, pieces};
use super::super::wrap::harmless;
use super::curve::{Dot, dots, line};
use super::human::rule;
use super::{number, of_domain, perhaps};
use attuned::{Bin, Confusion, Evaluation, Measures, Mechanism, Severity, Sighting, Span, Trial, Wrong};
use serde::Serialize;

/// The page.
pub(super) fn page(all: &Evaluation, trials: &[Trial]) -> anyhow::Result<String> {
    render("evaluation.html", include_str!("evaluation.html"), &Page::new(all, trials))
}

/// Everything on the page.
#[derive(Debug, Serialize)]
struct Page {
    cases: usize,
    missing: usize,
    clean: usize,
    alarm: String,
    loud: String,
    mechanisms: Vec<Line>,
    mean: Vec<String>,
    domains: Vec<Line>,
    rules: Vec<Line>,
    reliability: Vec<Curve>,
    groups: Vec<Group>,
}

/// A row of a table.
#[derive(Debug, Serialize)]
struct Line {
    name: String,
    numbers: Vec<String>,
}

/// The reliability of one mechanism's scores.
#[derive(Debug, Serialize)]
struct Curve {
    mechanism: &'static str,
    error: String,
    brier: String,
    line: String,
    dots: Vec<Dot>,
    bins: Vec<Vec<String>>,
}

/// The confusions of one mechanism and kind.
#[derive(Debug, Serialize)]
struct Group {
    mechanism: &'static str,
    wrong: &'static str,
    anchor: String,
    cases: Vec<Shown>,
}

/// One confusion.
#[derive(Debug, Serialize)]
struct Shown {
    id: String,
    domain: Option<String>,
    score: String,
    gold: &'static str,
    found: &'static str,
    said: Vec<Said>,
    draft: Vec<Stretch>,
    findings: Vec<Found>,
    spans: Vec<String>,
}

/// What a rule said.
#[derive(Debug, Serialize)]
struct Found {
    rule: String,
    quote: String,
    message: String,
}

impl Page {
    fn new(all: &Evaluation, trials: &[Trial]) -> Self {
        let each = || Mechanism::ALL.into_iter().zip(&all.mechanisms);
        let mean = &all.mean;
        Self {
            cases: all.cases,
            missing: all.missing,
            clean: all.clean.cases,
            alarm: number(all.clean.alarm),
            loud: number(all.clean.loud),
            mechanisms: each().map(|(one, measures)| measured(one, measures)).collect(),
            mean: [Some(mean.precision), Some(mean.recall), Some(mean.f1), mean.auc, Some(mean.span), Some(mean.mae)]
                .map(perhaps)
                .into(),
            domains: all.domains.iter().map(domain).collect(),
            rules: all.rules.iter().map(fired).collect(),
            reliability: each().map(|(one, measures)| curve(one, measures)).collect(),
            groups: groups(&all.confusions, trials),
        }
    }
}

fn measured(mechanism: Mechanism, one: &Measures) -> Line {
    let shares = [Some(one.precision), Some(one.recall), Some(one.f1), one.auc, Some(one.span), Some(one.mae)];
    let rates = [one.calibration.error, one.calibration.brier].map(number);
    let counts = [one.found, one.false_alarms, one.missed].map(|count| count.to_string());
    let numbers = shares.map(perhaps).into_iter().chain(rates).chain(counts).collect();
    Line { name: mechanism.title().to_owned(), numbers }
}

fn domain(one: &attuned::Domain) -> Line {
    Line { name: harmless(one.domain.as_deref().unwrap_or("none named")), numbers: of_domain(one) }
}

fn fired(one: &attuned::Fired) -> Line {
    let numbers = [one.findings.to_string(), one.cases.to_string(), number(one.precision), number(one.span)];
    Line { name: rule(&one.rule, one.mechanism), numbers: numbers.into() }
}

fn curve(mechanism: Mechanism, one: &Measures) -> Curve {
    let dots = dots(&one.calibration.bins);
    let row = |bin: &Bin| {
        let shares = [bin.score, bin.present].map(number);
        [format!("{:.1} to {:.1}", bin.from, bin.to), bin.cases.to_string()].into_iter().chain(shares).collect()
    };
    Curve {
        mechanism: mechanism.title(),
        error: number(one.calibration.error),
        brier: number(one.calibration.brier),
        line: line(&dots),
        dots,
        bins: one.calibration.bins.iter().filter(|bin| bin.cases > 0).map(row).collect(),
    }
}

/// The confusions by mechanism and kind; what is empty is left out.
fn groups(all: &[Confusion], trials: &[Trial]) -> Vec<Group> {
    let kinds = Mechanism::ALL.into_iter().flat_map(|one| [(one, Wrong::FalseAlarm), (one, Wrong::Missed)]);
    let group = |(mechanism, wrong): (Mechanism, Wrong)| {
        let these = all.iter().filter(|one| one.mechanism == mechanism && one.wrong == wrong);
        let cases = these.filter_map(|one| Some(shown(one, trials.get(one.place)?))).collect();
        let anchor = format!("{}-{}", mechanism.id(), wrong.name().replace(' ', "-"));
        Group { mechanism: mechanism.title(), wrong: wrong.name(), anchor, cases }
    };
    kinds.map(group).filter(|group| !group.cases.is_empty()).collect()
}

fn shown(one: &Confusion, trial: &Trial) -> Shown {
    let sightings: Vec<&Sighting> = trial.sightings(one.mechanism).collect();
    let level = |level: u8| Severity::from_level(level).map_or("none", Severity::name);
    let spans = &trial.case.label(one.mechanism).spans;
    Shown {
        id: harmless(&one.id),
        domain: trial.case.domain.as_deref().map(harmless),
        score: number(one.score),
        gold: level(one.gold),
        found: level(one.severity),
        said: said(&trial.case.draft),
        draft: draft(&trial.case.draft.text, spans, &sightings),
        findings: sightings.iter().map(|one| found(one)).collect(),
        spans: spans.iter().map(|span| harmless(span)).collect(),
    }
}

fn found(one: &Sighting) -> Found {
    Found { rule: rule(&one.rule, one.mechanism), quote: harmless(&one.text), message: harmless(&one.message) }
}

/// The draft with what is labelled and what was found; numbers stand at what was found.
fn draft(text: &str, gold: &[String], found: &[&Sighting]) -> Vec<Stretch> {
    let first = |words: &str| text.find(words).map_or_else(Span::default, |at| Span::new(at, at + words.len()));
    let stated = |one: &Sighting| one.span.filter(|span| span.of(text) == one.text).unwrap_or_else(|| first(&one.text));
    let spans: Vec<Span> = found.iter().map(|one| stated(one)).chain(gold.iter().map(|span| first(span))).collect();
    let labelled = |mark: &usize| *mark >= found.len();
    let title = |mark: usize| match found.get(mark) {
        Some(one) => format!("{}. found, {}", mark + 1, rule(&one.rule, one.mechanism)),
        None => "labelled".to_owned(),
    };
    let stretches = |mut piece: Piece<'_>| {
        let kind = match (piece.marks.iter().any(labelled), piece.marks.iter().any(|mark| !labelled(mark))) {
            (true, true) => "both",
            (true, false) => "gold",
            (false, _) => "found",
        };
        piece.begins.retain(|mark| !labelled(mark));
        Stretch::noted(&piece, kind, title)
    };
    pieces(text, &spans).into_iter().flat_map(stretches).collect()
}

#[cfg(test)]
mod tests;
