//! Plays `fixtures/loop`: a draft and scripted answers in, an outcome out.

use super::rounds::Senses;
use super::{Critique, Judging, Loop, Options, Outcome, toy};
use crate::detect::detect_with;
use crate::guard::{Keep, check};
use crate::model::{Replay, drive};
use crate::prompt::Prompts;
use crate::text::Draft;
use serde_json::Value;
use std::future::Future;
use std::path::Path;
use std::task::{Context, Poll, Waker};

/// Drives a loop with answers that never wait.
fn played(work: Loop, replies: &Value) -> Outcome {
    let replay = Replay::from_json(replies).unwrap();
    let mut future = Box::pin(drive(work, &replay));
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome.unwrap(),
        Poll::Pending => panic!("a replay never waits"),
    }
}

fn options(record: &Value) -> Options {
    let mut options = Options::default();
    if let Some(rounds) = record["rounds"].as_u64() {
        options.rounds = usize::try_from(rounds).unwrap();
    }
    options.judge = match (&record["judge"], record["doubt"].as_f64()) {
        (Value::Bool(true), _) => Judging::Always,
        (Value::String(when), Some(doubt)) if when == "auto" => Judging::Auto { doubt },
        _ => Judging::Never,
    };
    if record["critique"] == "apart" {
        options.critique = Critique::Apart;
    }
    options.look = record["look"].as_bool().unwrap_or(options.look);
    options.repairs = record["repairs"].as_u64().map_or(options.repairs, |repairs| usize::try_from(repairs).unwrap());
    let avoid = record["avoid"].as_array().into_iter().flatten();
    options.avoid = avoid.filter_map(Value::as_str).map(str::to_owned).collect();
    options.hold = record["hold"].as_bool().unwrap_or(options.hold);
    options
}

/// What is wrong with the outcome of a case.
fn complaints(case: &Value, outcome: &Outcome, senses: Senses) -> Vec<String> {
    let expect = &case["expect"];
    let reason = outcome.reason.as_deref();
    let wanted = expect["reason"].as_str();
    let told = reason.is_none() == wanted.is_none() && reason.unwrap_or("").contains(wanted.unwrap_or(""));
    let verdict = serde_json::to_value(outcome.verdict).unwrap();
    let draft: Draft = serde_json::from_value(case["draft"].clone()).unwrap();
    let safe = outcome.text == draft.text || (senses.check)(&draft, &outcome.text, &Keep::default()).is_empty();
    [
        (verdict == expect["verdict"], format!("verdict {verdict}, for {reason:?}")),
        (expect["text"] == outcome.text.as_str(), format!("text {:?}", outcome.text)),
        (told, format!("reason {reason:?}")),
        (expect["calls"] == outcome.usage.calls, format!("{} calls", outcome.usage.calls)),
        (expect["rounds"] == outcome.rounds.len(), format!("{} rounds", outcome.rounds.len())),
        (outcome.diff.apply(&outcome.draft) == outcome.text, "the hunks do not make the text".to_owned()),
        (outcome.text == draft.text || outcome.after.is_better_than(&outcome.before), "it is no better".to_owned()),
        (safe, "it breaks a guard".to_owned()),
        (outcome.engine == "replay", "nobody says who answered".to_owned()),
    ]
    .into_iter()
    .filter(|(right, _)| !right)
    .map(|(_, complaint)| complaint)
    .collect()
}

/// Plays every case and gathers all complaints.
fn play_all(senses: Senses) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/loop");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let case: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let draft = serde_json::from_value(case["draft"].clone()).unwrap();
        let work = Loop::with_senses(draft, options(&case["options"]), Prompts::builtin(), senses);
        let outcome = played(work, &case["replies"]);
        wrong.extend(complaints(&case, &outcome, senses).into_iter().map(|one| format!("{}: {one}", path.display())));
        count += 1;
    }
    assert!(count >= 14, "only {count} cases were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_case_ends_as_written_with_the_toy_senses() {
    play_all(toy::SENSES);
}

#[test]
fn every_case_ends_as_written_with_the_real_senses() {
    play_all(Senses { detect: detect_with, check });
}
