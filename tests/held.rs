//! Detection on labelled cases that nothing was learnt from, three writers' in `fixtures/held.jsonl`: no change may fall
//! below these floors. `attuned eval fixtures/held.jsonl` shows the figures themselves.

use attuned::{Case, Evaluation, Mechanism, Prediction, Record, Trial, detect};

fn trial(line: &str) -> Trial {
    let record = Record::read(serde_json::from_str(line).expect("JSON"), 1).expect("a record");
    let case = Case::read(record).expect("a labelled case");
    let prediction = Some(Prediction::of(&case.id, &detect(&case.draft)));
    Trial { case, prediction }
}

fn trials() -> Vec<Trial> {
    include_str!("../fixtures/held.jsonl").lines().map(trial).collect()
}

#[test]
fn what_was_held_back_is_found() {
    let found = Evaluation::new(&trials());
    assert_eq!(found.cases, 170);
    let mean = found.mean;
    assert!(mean.f1 >= 0.8, "F1 {}", mean.f1);
    assert!(mean.auc >= Some(0.93), "area under the curve {:?}", mean.auc);
    assert!(mean.span >= 0.9, "span agreement {}", mean.span);
    assert!(found.clean.alarm <= 0.08, "alarms {}", found.clean.alarm);
    for (mechanism, measures) in Mechanism::ALL.iter().zip(&found.mechanisms) {
        let error = measures.calibration.error;
        assert!(error <= 0.08, "{}: calibration error {error}", mechanism.name());
    }
}

#[test]
fn the_same_draft_has_the_same_report_on_every_thread() {
    let reports = || {
        trials()
            .iter()
            .map(|trial| serde_json::to_string(&detect(&trial.case.draft)).expect("JSON"))
            .collect::<Vec<_>>()
    };
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(reports)).collect();
    let first = reports();
    assert!(threads.into_iter().all(|thread| thread.join().expect("no thread panics") == first));
}

/// How often the score of an answer that lacks something is above that of one that does not; ties count half.
fn ranked(mechanism: Mechanism, scale: &str) -> f64 {
    let lines = include_str!("../fixtures/peers_held.jsonl").lines();
    let scored = lines.map(|line| {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let lacks = record[scale] == 0;
        (lacks, detect(&Record::read(record, 1).expect("a record").draft).presence(mechanism).score)
    });
    let (lacking, having): (Vec<_>, Vec<_>) = scored.partition(|(lacks, _)| *lacks);
    let pairs = lacking.iter().flat_map(|(_, one)| having.iter().map(move |(_, other)| (one, other)));
    let wins = pairs.map(|(one, other)| if one > other { 1.0 } else { f64::from(u8::from(one == other)) / 2.0 });
    wins.sum::<f64>() / (lacking.len() * having.len()) as f64
}

#[test]
fn answers_among_peers_are_ranked_as_people_who_ask_and_understand() {
    for (mechanism, scale) in [
        (Mechanism::SentimentAttenuation, "reaction"),
        (Mechanism::EmpathicGranularityMismatch, "interpretation"),
        (Mechanism::ConflictAvoidance, "exploration"),
    ] {
        let area = ranked(mechanism, scale);
        assert!(area > 0.6, "{}: {area}", mechanism.name());
    }
}
