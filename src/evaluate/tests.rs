//! The measures agree with the reference script to the last digit, and lines that are wrong are named.

use super::*;
use crate::record::{Entries, Entry, Record};
use serde_json::{Value, json};

/// What stands in a file of `fixtures/eval`.
fn fixture(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/eval").join(name);
    std::fs::read_to_string(path).expect("the fixture")
}

fn case(value: Value) -> Result<Case, String> {
    Record::read(value, 3).and_then(Case::read).map_err(|error| error.to_string())
}

fn prediction(value: Value) -> Result<Prediction, String> {
    let line = format!("\n\n{value}");
    let entry = Entries::new(line.as_bytes()).next().expect("an entry").expect("JSON");
    Prediction::read(&entry).map_err(|error| error.to_string())
}

/// A case with one label of conflict avoidance, and none of the others.
fn labelled(id: &str, severity: u8, span: &str) -> Value {
    let none = json!({"severity": 0, "spans": []});
    let label = json!({"severity": severity, "spans": [span]});
    json!({"id": id, "draft": "Sorry if you felt ignored.", "gold": {
        "sentiment_attenuation": none, "empathic_granularity_mismatch": none, "conflict_avoidance": label,
        "linguistic_distancing": none}})
}

/// The values of a fixture.
fn entries(name: &str) -> Vec<Entry> {
    Entries::new(fixture(name).as_bytes()).map(|entry| entry.expect("JSON")).collect()
}

fn recorded() -> Trials {
    let cases = entries("gold.jsonl").into_iter().map(|one| Case::read(Record::read(one.value, one.line)?));
    let found = entries("predictions.jsonl");
    let found = found.iter().map(Prediction::read).collect::<Result<_, _>>();
    Trials::pair(cases.collect::<Result<_, _>>().expect("cases"), found.expect("predictions"))
}

/// `fixtures/eval/score.json` is what the reference script printed for the two files beside it; see the README there.
#[test]
fn every_number_is_that_of_the_reference_script() {
    let expected: Value = serde_json::from_str(&fixture("score.json")).expect("JSON");
    let ours = serde_json::to_value(Evaluation::new(&recorded().trials)).expect("JSON");
    assert_eq!((&ours["cases"], &ours["missing"]), (&expected["cases"], &expected["missing"]));
    assert_eq!(ours["clean"], expected["clean"]);
    let rows = Mechanism::ALL.map(|one| (one.name(), &ours["mechanisms"][one.name()]));
    for (name, row) in rows.into_iter().chain([("macro", &ours["macro"])]) {
        let names = ["precision", "recall", "f1", "auc", "span", "mae"];
        for (theirs, here) in ["P", "R", "F1", "AUC", "span", "MAE"].into_iter().zip(names) {
            assert!(row[here].is_f64() && row[here] == expected[name][theirs], "{name} {here}: {}", row[here]);
        }
    }
}

#[test]
fn what_does_not_fit_is_counted() {
    let trials = recorded();
    let evaluation = Evaluation::new(&trials.trials);
    assert_eq!((trials.unknown, trials.repeated, evaluation.missing, evaluation.failed), (1, 1, 1, 1));
    let numbered = trials.trials.iter().find(|trial| trial.case.id == "7").expect("the case 7");
    assert!(numbered.prediction.is_some() && evaluation.domains[0].domain.is_none());
}

#[test]
fn the_tables_hold_every_case_and_finding() {
    let trials = recorded().trials;
    let all = Evaluation::new(&trials);
    let findings: usize =
        trials.iter().filter_map(|trial| trial.prediction.as_ref()).map(|one| one.findings.len()).sum();
    assert_eq!(all.rules.iter().map(|rule| rule.findings).sum::<usize>(), findings);
    assert_eq!(all.domains.iter().map(|domain| domain.cases).sum::<usize>(), all.cases);
    assert_eq!(all.domains.iter().map(|domain| domain.clean.cases).sum::<usize>(), all.clean.cases);
    for measures in &all.mechanisms {
        assert_eq!(measures.calibration.bins.iter().map(|bin| bin.cases).sum::<usize>(), all.cases);
    }
    let wrong: usize = all.mechanisms.iter().map(|one| one.false_alarms + one.missed).sum();
    assert_eq!(all.confusions.len(), wrong);
}

#[test]
fn a_case_is_measured_by_hand() {
    let cases =
        [("a", 2), ("b", 0), ("c", 1)].map(|(id, level)| case(labelled(id, level, "if you felt")).expect("a case"));
    let found = |id: &str, severity: u8, score: f64| {
        prediction(json!({"id": id, "mechanisms": {"conflict_avoidance": {"severity": severity, "score": score}},
            "findings": [{"mechanism": "CA", "rule": "CA01", "span": {"text": "you felt ignored"}}]}))
    };
    let found = [found("a", 3, 0.75), found("b", 1, 0.25), found("c", 0, 0.25)].map(|one| one.expect("a prediction"));
    let all = Evaluation::new(&Trials::pair(cases.into(), found.into()).trials);
    let ca = &all.mechanisms[2];
    assert_eq!((ca.found, ca.false_alarms, ca.missed, ca.auc), (1, 1, 1, Some(0.75)));
    assert_eq!((ca.span, ca.mae, ca.f1), (1.0, 1.0, 0.5));
    assert_eq!(ca.calibration.brier, (0.0625 + 0.0625 + 0.5625) / 3.0);
    assert_eq!(ca.calibration.error, (0.25 + 0.5) / 3.0);
    assert_eq!((all.rules[0].findings, all.rules[0].precision, all.rules[0].span), (3, 2.0 / 3.0, 1.0));
    assert_eq!((all.clean.cases, all.clean.alarm, all.clean.loud), (1, 1.0, 0.0));
    assert_eq!((all.mechanisms[0].auc, all.mean.auc), (None, None));
    let wrong: Vec<_> = all.confusions.iter().map(|one| (one.id.as_str(), one.place, one.wrong)).collect();
    assert_eq!(wrong, [("b", 1, Wrong::FalseAlarm), ("c", 2, Wrong::Missed)]);
}

#[test]
fn a_wrong_label_is_named_by_line_and_field() {
    let wrong = |change: fn(&mut Value)| {
        let mut value = labelled("a", 2, "if you felt");
        change(&mut value);
        case(value).expect_err("a fault")
    };
    let ca = "line 3: field `gold.conflict_avoidance`: ";
    assert_eq!(
        wrong(|one| one["gold"]["conflict_avoidance"]["spans"][0] = json!("SENTINEL")),
        format!("{ca}span 1 is not in the draft; copy it from there, letter by letter")
    );
    assert!(wrong(|one| one["gold"]["conflict_avoidance"]["severity"] = json!(4)).starts_with(ca));
    assert!(wrong(|one| one["gold"]["conflict_avoidance"]["spans"] = json!("SENTINEL")).starts_with(ca));
    assert!(wrong(|one| one["gold"]["conflict_avoidance"] = Value::Null).starts_with(ca));
    assert!(wrong(|one| one["gold"]["SENTINEL"] = Value::Null).starts_with("line 3: field `gold`: "));
    assert!(wrong(|one| one["gold"] = json!("SENTINEL")).starts_with("line 3: field `gold`: "));
    assert!(wrong(|one| one["domain"] = json!(["SENTINEL"])).starts_with("line 3: field `domain`: "));
    assert!(wrong(|one| one["id"] = Value::Null).starts_with("line 3: field `id`: missing"));
    assert!(!wrong(|one| one["gold"]["conflict_avoidance"]["spans"][0] = json!("SENTINEL")).contains("SENTINEL"));
}

#[test]
fn a_wrong_prediction_is_named_by_line_and_field() {
    let of = |severity: Value, score: Value| json!({"conflict_avoidance": {"severity": severity, "score": score}});
    for (value, field) in [
        (json!({"mechanisms": {}}), "id"),
        (json!({"id": 1, "mechanisms": of(json!(4), json!(0.5))}), "mechanisms"),
        (json!({"id": 1, "mechanisms": of(json!(1), json!(1.5))}), "mechanisms"),
        (json!({"id": 1, "mechanisms": of(json!(1), json!("SENTINEL"))}), "mechanisms"),
        (json!({"id": 1, "findings": "SENTINEL"}), "findings"),
        (json!({"id": 1, "findings": [{"mechanism": "SENTINEL"}]}), "findings"),
    ] {
        let said = prediction(value).expect_err("a fault");
        assert!(said.starts_with(&format!("line 3: field `{field}`: ")) && !said.contains("SENTINEL"), "{said}");
    }
    let sparse = prediction(json!({"id": 1, "mechanisms": of(json!(2.0), Value::Null)})).expect("a prediction");
    assert_eq!(sparse.verdict(Mechanism::ConflictAvoidance), Judged { severity: 2, score: 0.0 });
}

#[test]
fn nothing_to_measure_is_measured_without_a_panic() {
    let all = Evaluation::new(&[]);
    assert_eq!((all.cases, all.mean.f1, all.mean.mae, all.mean.auc), (0, 0.0, 0.0, None));
}
