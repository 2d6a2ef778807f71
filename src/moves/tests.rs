//! The labels of `fixtures/moves.jsonl`, which were written before the rules, against what the rules say.

use super::*;
use crate::text::Conversation;
use serde_json::Value;

/// One labelled sentence: whether it is held out, its words, its label, what the rules say.
type Row = (bool, String, String, &'static str);

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for line in include_str!("../../fixtures/moves.jsonl").lines() {
        let case: Value = serde_json::from_str(line).expect("JSON");
        let text = |name: &str| case[name].as_str().expect("a text");
        let draft = Draft::new(Conversation::from_user(text("said")), text("reply"));
        let found = moves(&draft);
        let labels = case["moves"].as_array().expect("labels");
        assert_eq!(found.len(), labels.len(), "{}", text("reply"));
        for ((span, does), label) in found.into_iter().zip(labels) {
            let words = span.of(&draft.text).to_owned();
            rows.push((case["held"] == true, words, label.as_str().expect("a label").to_owned(), does.name()));
        }
    }
    rows
}

/// The share of right labels, and the wrong ones.
fn accuracy(rows: &[&Row]) -> (f64, String) {
    let wrong: Vec<_> = rows.iter().filter(|row| row.2 != row.3).collect();
    let told = wrong.iter().map(|row| format!("{} for {}: {}\n", row.3, row.2, row.1)).collect();
    ((rows.len() - wrong.len()) as f64 / rows.len() as f64, told)
}

#[test]
fn most_sentences_are_labelled_as_a_person_would() {
    let rows = rows();
    assert!(rows.len() >= 100, "{} sentences", rows.len());
    for (held, floor) in [(false, 0.85), (true, 0.75)] {
        let part: Vec<_> = rows.iter().filter(|row| row.0 == held).collect();
        let (share, wrong) = accuracy(&part);
        println!("held {held}: {share:.3} of {}\n{wrong}", part.len());
        assert!(share >= floor, "held {held}: {share:.3} of {}\n{wrong}", part.len());
    }
}
