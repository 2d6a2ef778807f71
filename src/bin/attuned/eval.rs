//! `attuned eval`: how good detection is on labelled cases.

use crate::End;
use crate::args::Eval;
use crate::input;
use crate::settings::Settings;
use crate::show::{evaluated, notice, warn};
use anyhow::bail;
use attuned::{Case, Evaluation, Failure, Prediction, Record, Trial, Trials};
use std::path::Path;

/// Measures the predictions, or the detection of this very command.
pub(crate) fn eval(asked: &Eval, settings: &Settings) -> anyhow::Result<End> {
    let predictions = asked.predictions.as_deref();
    if asked.gold.as_os_str() == "-" && predictions == Some(Path::new("-")) {
        bail!("only one of the two can be standard input; give the other as a file");
    }
    let (cases, bad_cases) = sound(cases(&asked.gold), settings);
    if cases.is_empty() {
        bail!("{} holds no labelled case that can be read; `attuned eval --help` shows one", input::name(&asked.gold));
    }
    let (trials, bad) = match predictions {
        Some(path) => paired(cases, path, settings)?,
        None => (cases.into_iter().map(detected).collect(), 0),
    };
    let mut evaluation = Evaluation::new(&trials);
    let (judged, bad_judged) = judged(asked.judged.as_deref(), settings);
    if asked.judged.is_some() {
        evaluation.cascade = attuned::cascade(&trials, judged);
    }
    say(&evaluation, settings);
    evaluated(asked.format, &evaluation, &trials, settings)?;
    Ok(end(bad_cases + bad + bad_judged, evaluation.mean.f1, asked.min_f1))
}

/// A line that could not be read weighs more than a measure that may be wrong without it.
fn end(bad: usize, f1: f64, least: Option<f64>) -> End {
    match least {
        _ if bad > 0 => End::Failed,
        Some(least) if f1 < least => End::Found,
        _ => End::Done,
    }
}

/// The labelled cases of a file.
fn cases(path: &Path) -> impl Iterator<Item = Result<Case, Failure>> {
    input::read(path.to_owned(), |entry| Record::read(entry.value, entry.line).and_then(Case::read))
}

/// What is sound; the rest is said, and counted.
fn sound<T>(all: impl Iterator<Item = Result<T, Failure>>, settings: &Settings) -> (Vec<T>, usize) {
    let mut bad = 0;
    let good = all.filter_map(|one| {
        let said = one.inspect_err(|failure| warn(settings, "attuned", &failure.message));
        bad += usize::from(said.is_err());
        said.ok()
    });
    (good.collect(), bad)
}

/// Each case with the prediction of its id, and how many predictions could not be read.
fn paired(cases: Vec<Case>, path: &Path, settings: &Settings) -> anyhow::Result<(Vec<Trial>, usize)> {
    let read = input::read(path.to_owned(), |entry| Prediction::read(&entry));
    let (predictions, bad) = sound(read, settings);
    if predictions.is_empty() && bad > 0 {
        bail!(
            "{} holds no prediction that can be read; make it with `attuned check --format jsonl`",
            input::name(path)
        );
    }
    let paired = Trials::pair(cases, predictions);
    for (count, what) in [
        (paired.unknown, "with an id that no case has; left out"),
        (paired.repeated, "with an id that comes again; the last one counts"),
    ] {
        if count > 0 {
            notice(settings, &format!("{}: {} {what}", input::name(path), counted(count, "prediction")));
        }
    }
    Ok((paired.trials, bad))
}

/// What a judge found, where its file is named.
fn judged(path: Option<&Path>, settings: &Settings) -> (Vec<Prediction>, usize) {
    let read = |path: &Path| sound(input::read(path.to_owned(), |entry| Prediction::read(&entry)), settings);
    path.map(read).unwrap_or_default()
}

/// A case checked here, offline.
fn detected(case: Case) -> Trial {
    let prediction = Prediction::of(&case.id, &attuned::detect(&case.draft));
    Trial { case, prediction: Some(prediction) }
}

/// What counts as nothing found though nobody looked.
fn say(evaluation: &Evaluation, settings: &Settings) {
    let (missing, failed) = (evaluation.missing, evaluation.failed);
    for (count, what) in [(missing, "without a prediction"), (failed, "whose prediction is an error record")] {
        if count > 0 {
            notice(settings, &format!("{} {what}: counted as nothing found", counted(count, "case")));
        }
    }
}

fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
