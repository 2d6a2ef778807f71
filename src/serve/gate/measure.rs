//! What the gate lets through, measured on the labelled cases: `docs/serve-gate.md` has the table.

use super::*;
use crate::detect::{Mechanism, detect};
use crate::evaluate::Case;
use crate::record::Record;
use crate::serve::dialect::Dialect;
use crate::serve::sse::Cutter;
use crate::text::Draft;
use std::time::{Duration, Instant};

/// What became of one case.
struct Played {
    /// What the whole text shows, as (start of the finding), and how much of it had flowed when it ended.
    findings: Vec<usize>,
    length: usize,
    sent: usize,
    /// How much had flowed when something waited for more than its sentence, if it did.
    waited: Option<usize>,
    looks: usize,
    /// The most that waited at once.
    most: usize,
    looking: Duration,
    /// Whether a person calls the reply clean.
    clean: bool,
}

/// Plays a case as a stream of pieces of four letters.
fn played(case: &Case) -> Played {
    let draft = &case.draft;
    let report = detect(draft);
    let (mut gate, mut cutter) = (Gate::new(Mode::Gate, usize::MAX), Cutter::new(usize::MAX));
    let mut one = Played {
        findings: report.findings.iter().map(|one| one.quote.span.start).collect(),
        length: draft.text.len(),
        sent: 0,
        waited: None,
        looks: 0,
        most: 0,
        looking: Duration::ZERO,
        clean: Mechanism::ALL.into_iter().all(|which| !case.label(which).is_present()),
    };
    let mut so_far = Draft::new(draft.conversation.clone(), "");
    let letters: Vec<char> = draft.text.chars().collect();
    let ends = [serde_json::json!({"choices": [{"delta": {}, "finish_reason": "stop"}]})];
    let pieces = letters.chunks(4).map(String::from_iter);
    let deltas = pieces.map(|piece: String| serde_json::json!({"choices": [{"delta": {"content": piece}}]}));
    for event in deltas.chain(ends) {
        for frame in cutter.feed(format!("data: {event}\n\n").as_bytes()) {
            let read = Dialect::Chat.event(frame.data().unwrap_or_default());
            let slot = Slot { item: 0, part: 0 };
            let before = gate.texts.get(&slot).map_or(0, Text::sent);
            let begun = Instant::now();
            let mut held = false;
            gate.feed(frame, read, &mut |text: &str, _| {
                so_far.text = text.to_owned();
                one.looks += 1;
                let report = detect(&so_far);
                held |= report.findings.iter().any(|one| one.quote.span.start >= before);
                report
            });
            one.looking += begun.elapsed();
            if held {
                one.waited.get_or_insert(before);
            }
            one.sent = gate.texts.get(&slot).filter(|text| !text.is_clear(usize::MAX)).map_or(one.sent, Text::sent);
            if let Some(text) = gate.texts.get(&slot).filter(|text| !text.is_clear(usize::MAX)) {
                one.most = one.most.max(text.speech().len() - text.sent());
            }
            gate.flow();
        }
    }
    one
}

#[test]
#[ignore = "a measurement"]
#[expect(clippy::print_stdout, reason = "a measurement is read")]
fn what_flows() {
    for name in ["cases", "held"] {
        let all = cases(name);
        let share = |of: &dyn Fn(&Played) -> bool, among: &dyn Fn(&Played) -> bool| {
            let among: Vec<_> = all.iter().filter(|one| among(one)).collect();
            100.0 * among.iter().filter(|one| of(one)).count() as f64 / among.len() as f64
        };
        let silent = |one: &Played| one.findings.is_empty();
        let loud = |one: &Played| !one.findings.is_empty();
        println!("{name}: {} replies", all.len());
        println!("nothing found, never waited: {:.1} %", share(&|one| one.waited.is_none(), &silent));
        println!("clean by label, never waited: {:.1} %", share(&|one| one.waited.is_none(), &|one| one.clean));
        let reach = |one: &Played| one.findings.iter().all(|start| *start >= one.sent);
        println!("found, all reachable: {:.1} %", share(&reach, &loud));
        let any = |one: &Played| one.findings.iter().any(|start| *start >= one.sent);
        println!("found, some reachable: {:.1} %", share(&any, &loud));
        let findings: Vec<_> = all.iter().flat_map(|one| one.findings.iter().map(|start| *start >= one.sent)).collect();
        println!(
            "findings reachable: {:.1} % of {}",
            100.0 * findings.iter().filter(|one| **one).count() as f64 / findings.len() as f64,
            findings.len()
        );
        let flowed: f64 = all.iter().filter(|one| loud(one)).map(|one| one.sent as f64 / one.length as f64).sum();
        println!(
            "share of failing text that flowed: {:.1} %",
            100.0 * flowed / all.iter().filter(|one| loud(one)).count() as f64
        );
        let first: Vec<f64> = all.iter().filter_map(|one| Some(one.waited? as f64 / one.length as f64)).collect();
        println!(
            "share that flowed before the first wait: {:.1} %",
            100.0 * first.iter().sum::<f64>() / first.len() as f64
        );
        for (what, which) in [("silent", &silent as &dyn Fn(&Played) -> bool), ("loud", &loud)] {
            let mut most: Vec<usize> = all.iter().filter(|one| which(one)).map(|one| one.most).collect();
            most.sort_unstable();
            println!(
                "{what}: most letters that wait at once, median {}, of ten the ninth {}",
                most[most.len() / 2],
                most[most.len() * 9 / 10]
            );
        }
        let looking: Duration = all.iter().map(|one| one.looking).sum();
        let looks: usize = all.iter().map(|one| one.looks).sum();
        println!(
            "{} µs and {:.1} looks a reply",
            looking.as_micros() / all.len() as u128,
            looks as f64 / all.len() as f64
        );
    }
}

fn cases(name: &str) -> Vec<Played> {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files = match name {
        "held" => vec![here.join("held.jsonl")],
        _ => std::fs::read_dir(here.join(name)).expect("a folder").map(|file| file.expect("a file").path()).collect(),
    };
    let lines = files.iter().flat_map(|file| {
        let text = std::fs::read_to_string(file).expect("text");
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    let case = |line: String| {
        let record = Record::read(serde_json::from_str(&line).expect("JSON"), 1).expect("a record");
        Case::read(record).expect("a labelled case")
    };
    lines.map(|line| played(&case(line))).collect()
}
