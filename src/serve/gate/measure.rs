//! What the gate lets through, measured on the labelled cases; `docs/serve-gate.md` has the table and the command.

use super::*;
use crate::detect::{Mechanism, detect};
use crate::evaluate::Case;
use crate::record::Record;
use crate::serve::dialect::Dialect;
use crate::serve::sse::Cutter;
use crate::text::Draft;
use std::time::{Duration, Instant};

const SLOT: Slot = Slot { item: 0, part: 0 };

/// What became of one case.
#[derive(Default)]
struct Played {
    /// Where the findings of the whole reply begin.
    findings: Vec<usize>,
    length: usize,
    /// How much had flowed when the text ended.
    sent: usize,
    /// How much had flowed when something was first found, if it was.
    waited: Option<usize>,
    /// The most that waited at once.
    most: usize,
    looks: usize,
    /// What gate and looks took.
    spent: Duration,
    /// Whether it is labelled clean.
    clean: bool,
}

/// Plays a case as a stream of pieces of four letters.
fn played(case: &Case) -> Played {
    let (text, findings) = (&case.draft.text, detect(&case.draft).findings);
    let mut one = Played {
        findings: findings.iter().map(|one| one.quote.span.start).collect(),
        length: text.len(),
        clean: Mechanism::ALL.into_iter().all(|which| !case.label(which).is_present()),
        ..Played::default()
    };
    let (mut gate, mut so_far) = (Gate::new(Mode::Gate, usize::MAX), case.draft.clone());
    let letters: Vec<char> = text.chars().collect();
    let deltas = letters.chunks(4).map(|piece| serde_json::json!({"content": String::from_iter(piece)}));
    let choices = deltas.map(|delta| serde_json::json!({"delta": delta}));
    for choice in choices.chain([serde_json::json!({"delta": {}, "finish_reason": "stop"})]) {
        let event = format!("data: {}\n\n", serde_json::json!({"choices": [choice]}));
        step(&mut one, &mut gate, &mut so_far, &event);
    }
    one
}

fn step(one: &mut Played, gate: &mut Gate, so_far: &mut Draft, event: &str) {
    let frame = Cutter::new(usize::MAX).feed(event.as_bytes()).remove(0);
    let begun = Instant::now();
    let read = Dialect::Chat.event(frame.data().unwrap_or_default());
    gate.feed(frame, read, &mut |text, _| {
        so_far.text = text.to_owned();
        one.looks += 1;
        detect(so_far)
    });
    one.spent += begun.elapsed();
    if let Some(text) = gate.texts.get(&SLOT).filter(|text| !text.is_clear(usize::MAX)) {
        if text.is_held() {
            one.waited.get_or_insert(text.sent());
        }
        one.sent = text.sent();
        one.most = one.most.max(text.speech().len() - text.sent());
    }
    gate.flow();
}

fn cases(file: &std::path::Path) -> Vec<Case> {
    let text = std::fs::read_to_string(file).expect("text");
    let record = |line: &str| Record::read(serde_json::from_str(line).expect("JSON"), 1).expect("a record");
    text.lines().map(|line| Case::read(record(line)).expect("a labelled case")).collect()
}

/// The mean, in hundredths.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    (1000.0 * values.iter().sum::<f64>() / values.len() as f64).round() / 10.0
}

/// The rows of the table, for these replies.
fn rows(all: &[Played]) -> Vec<(&'static str, String)> {
    let silent = || all.iter().filter(|one| one.findings.is_empty());
    let loud = || all.iter().filter(|one| !one.findings.is_empty());
    let flowed = |one: &Played| f64::from(u8::from(one.waited.is_none()));
    let part = |size: usize, one: &Played| size as f64 / one.length as f64;
    let reach = |one: &Played| one.findings.iter().filter(|start| **start >= one.sent).count();
    let findings: usize = loud().map(|one| one.findings.len()).sum();
    let mut most: Vec<usize> = silent().map(|one| one.most).collect();
    most.sort_unstable();
    let each = |sum: u128| sum / all.len() as u128;
    vec![
        ("replies", all.len().to_string()),
        ("nothing is found in the whole: flowed without a wait, %", mean(silent().map(flowed)).to_string()),
        ("labelled clean: flowed without a wait, %", mean(all.iter().filter(|one| one.clean).map(flowed)).to_string()),
        ("nothing is found: letters that wait at once, median", most[most.len() / 2].to_string()),
        ("the same, nine of ten below", most[most.len() * 9 / 10].to_string()),
        ("something is found: flowed before the first wait, % of the text", {
            mean(loud().map(|one| part(one.waited.unwrap_or(one.length), one))).to_string()
        }),
        ("something is found: flowed before the revision, % of the text", {
            mean(loud().map(|one| part(one.sent, one))).to_string()
        }),
        (
            "findings that can still change, %",
            mean([loud().map(reach).sum::<usize>() as f64 / findings as f64].into_iter()).to_string(),
        ),
        ("replies in which all can", {
            mean(loud().map(|one| f64::from(u8::from(reach(one) == one.findings.len())))).to_string()
        }),
        ("looks a reply", format!("{:.1}", all.iter().map(|one| one.looks).sum::<usize>() as f64 / all.len() as f64)),
        ("microseconds a reply", each(all.iter().map(|one| one.spent.as_micros()).sum()).to_string()),
    ]
}

#[test]
#[ignore = "a measurement"]
#[expect(clippy::print_stdout, reason = "a measurement is read")]
fn what_flows() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files = std::fs::read_dir(here.join("cases")).expect("a folder").map(|file| file.expect("a file").path());
    let learnt: Vec<Played> = files.flat_map(|file| cases(&file)).map(|case| played(&case)).collect();
    let held: Vec<Played> = cases(&here.join("held.jsonl")).iter().map(played).collect();
    println!("|  | learnt from | held back |\n|---|---|---|");
    for ((name, one), (_, other)) in rows(&learnt).into_iter().zip(rows(&held)) {
        println!("| {name} | {one} | {other} |");
    }
    // What must hold whatever is changed here.
    let reached = rows(&held).into_iter().find(|(name, _)| name.starts_with("findings")).expect("a row").1;
    assert!(reached.parse::<f64>().expect("a number") >= 97.0, "{reached}");
}
