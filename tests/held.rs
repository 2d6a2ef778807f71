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
