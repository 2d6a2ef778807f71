//! An evaluation as tables for a terminal.

use super::super::table::{Row, table};
use super::super::wrap::harmless;
use super::{number, of_domain, perhaps};
use crate::show::{Paint, Run, wrap};
use attuned::{Calibration, Cutoff, Evaluation, Mean, Measures, Mechanism, Wrong};
use owo_colors::OwoColorize;
use std::io::{self, Write};

/// Writes all tables; the reliability of the scores only where more was asked for.
pub(super) fn write(out: &mut impl Write, all: &Evaluation, verbose: bool, width: usize) -> io::Result<()> {
    let heads = ["P", "R", "F1", "AUC", "span", "MAE", "calib.", "Brier"];
    let each = Mechanism::ALL.iter().zip(&all.mechanisms).map(|(one, measures)| measured(*one, measures));
    table(out, &cases(all), &heads, &each.chain([mean(&all.mean)]).collect::<Vec<_>>())?;
    writeln!(out, "\n{}", clean(all))?;
    if !all.domains.is_empty() {
        table(out, "\nby domain", &["cases", "P", "R", "F1", "clean", "alarm"], &domains(all))?;
    }
    if !all.rules.is_empty() {
        table(out, "\nby rule", &["fired", "cases", "P", "span"], &rules(all))?;
    }
    if verbose {
        for (one, measures) in Mechanism::ALL.iter().zip(&all.mechanisms) {
            let head = format!("\nreliability, {}", one.title());
            table(out, &head, &["cases", "score", "present"], &bins(&measures.calibration))?;
        }
    }
    if !all.cascade.is_empty() {
        let head = "\nasking the judge where in doubt";
        table(out, head, &["doubt", "sent", "F1", "alarm"], &all.cascade.iter().map(cutoff).collect::<Vec<_>>())?;
    }
    confusions(out, all, width)
}

fn cutoff(one: &Cutoff) -> Row {
    let name = match one.doubt {
        doubt if doubt >= 4.0 => "none",
        doubt if doubt < 0.0 => "all",
        _ => "",
    };
    let limit = if name.is_empty() { number(one.doubt) } else { String::new() };
    (name.to_owned(), [limit].into_iter().chain([one.share, one.f1, one.alarm].map(number)).collect())
}

fn cases(all: &Evaluation) -> String {
    let cases = format!("{} case{}", all.cases, if all.cases == 1 { "" } else { "s" });
    match all.missing {
        0 => cases,
        missing => format!("{cases}, {missing} without a prediction"),
    }
}

fn measured(mechanism: Mechanism, one: &Measures) -> Row {
    let Calibration { error, brier, .. } = one.calibration;
    let shares = [one.precision, one.recall, one.f1].map(number);
    let rest = [perhaps(one.auc), number(one.span), number(one.mae), number(error), number(brier)];
    (mechanism.title().to_owned(), shares.into_iter().chain(rest).collect())
}

fn mean(one: &Mean) -> Row {
    let shares = [one.precision, one.recall, one.f1].map(number);
    let rest = [perhaps(one.auc), number(one.span), number(one.mae)];
    ("mean".to_owned(), shares.into_iter().chain(rest).collect())
}

fn clean(all: &Evaluation) -> String {
    let clean = all.clean;
    let (alarm, loud) = (number(clean.alarm), number(clean.loud));
    format!("clean cases: {}, with any finding {alarm}, with a clear or severe one {loud}", clean.cases)
}

fn domains(all: &Evaluation) -> Vec<Row> {
    let name = |one: &attuned::Domain| harmless(one.domain.as_deref().unwrap_or("none named"));
    all.domains.iter().map(|one| (name(one), of_domain(one))).collect()
}

fn rules(all: &Evaluation) -> Vec<Row> {
    let row = |one: &attuned::Fired| {
        let counts = [one.findings.to_string(), one.cases.to_string(), number(one.precision), number(one.span)];
        (rule(&one.rule, one.mechanism), counts.into())
    };
    all.rules.iter().map(row).collect()
}

/// A rule with its name, where it is one of ours.
pub(super) fn rule(id: &str, mechanism: Mechanism) -> String {
    let known = attuned::rule(id).map(|rule| rule.name);
    let shown = if id.is_empty() { "unnamed" } else { id };
    harmless(&format!("{shown}  {}", known.unwrap_or(mechanism.title())))
}

fn bins(calibration: &Calibration) -> Vec<Row> {
    let row = |bin: &attuned::Bin| {
        let shares =
            if bin.cases == 0 { ["–".to_owned(), "–".to_owned()] } else { [bin.score, bin.present].map(number) };
        let counts = [bin.cases.to_string()].into_iter().chain(shares).collect();
        (format!("{:.1} to {:.1}", bin.from, bin.to), counts)
    };
    calibration.bins.iter().map(row).collect()
}

/// The ids of what went wrong, by mechanism.
fn confusions(out: &mut impl Write, all: &Evaluation, width: usize) -> io::Result<()> {
    for mechanism in Mechanism::ALL {
        for wrong in [Wrong::FalseAlarm, Wrong::Missed] {
            let these = all.confusions.iter().filter(|one| one.mechanism == mechanism && one.wrong == wrong);
            let ids: Vec<&str> = these.map(|one| one.id.as_str()).collect();
            if !ids.is_empty() {
                writeln!(out, "\n{}", format!("{}, {}: {}", mechanism.title(), wrong.name(), ids.len()).bold())?;
                list(out, &ids.join(", "), width)?;
            }
        }
    }
    Ok(())
}

fn list(out: &mut impl Write, words: &str, width: usize) -> io::Result<()> {
    let lines = wrap(&[Run::new(Paint::Plain, words)], width.saturating_sub(2));
    lines.iter().try_for_each(|line| writeln!(out, "  {line}"))
}
