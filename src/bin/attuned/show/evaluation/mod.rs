//! An evaluation on paper: one file for each format.

mod curve;
mod html;
mod human;
mod json;

use super::stdout;
use crate::args::Format;
use crate::settings::Settings;
use attuned::{Domain, Evaluation, Trial};
use std::io::Write;

/// Puts an evaluation on standard output.
pub(crate) fn evaluated(
    format: Format,
    evaluation: &Evaluation,
    trials: &[Trial],
    settings: &Settings,
) -> anyhow::Result<()> {
    let mut out = stdout(settings);
    match format {
        Format::Json => json::write(&mut out, evaluation)?,
        Format::Html => out.write_all(html::page(evaluation, trials)?.as_bytes())?,
        _ => human::write(&mut out, evaluation, settings.verbose, super::width())?,
    }
    Ok(out.flush()?)
}

/// A number between 0 and 1, to two places.
fn number(value: f64) -> String {
    format!("{value:.2}")
}

/// The same where there may be none.
fn perhaps(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), number)
}

/// The measures of a domain; where there is nothing to share, none rather than a nought that looks like a failure.
fn of_domain(one: &Domain) -> Vec<String> {
    let there = |whole: usize, value: f64| perhaps((whole > 0).then_some(value));
    let Domain { cases, found, false_alarms, missed, precision, recall, f1, clean, .. } = one;
    vec![
        cases.to_string(),
        there(found + false_alarms, *precision),
        there(found + missed, *recall),
        there(found + false_alarms + missed, *f1),
        clean.cases.to_string(),
        there(clean.cases, clean.alarm),
    ]
}
