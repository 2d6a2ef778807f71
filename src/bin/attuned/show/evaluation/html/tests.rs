//! What the page shows, and that nothing on it becomes markup.

use super::*;
use attuned::{Case, Entries, Evaluation, Prediction, Record, Trials};
use serde_json::{Value, json};

/// A case of conflict avoidance; what was found in it differs.
fn trials(words: &str, span: &str, found: &Value) -> Vec<Trial> {
    let none = json!({"severity": 0, "spans": []});
    let gold = json!({"sentiment_attenuation": none, "empathic_granularity_mismatch": none,
        "conflict_avoidance": {"severity": 2, "spans": [span]}, "linguistic_distancing": none});
    let record = json!({"id": words, "domain": words, "conversation": [{"role": "user", "content": words}],
        "draft": words, "gold": gold});
    let case = Case::read(Record::read(record, 1).expect("a record")).expect("a case");
    let mut found = found.clone();
    found["id"] = json!(words);
    let entry = Entries::new(found.to_string().as_bytes()).next().expect("an entry").expect("JSON");
    Trials::pair(vec![case], vec![Prediction::read(&entry).expect("a prediction")]).trials
}

fn finding(span: Value) -> Value {
    json!({"findings": [{"mechanism": "conflict_avoidance", "rule": "<b>", "span": span, "message": "<i>"}]})
}

#[test]
fn nothing_that_people_wrote_becomes_markup() {
    let evil = "</p><script>alert('x')</script>\" onfocus=\"y";
    let trials = trials(evil, evil, &finding(json!({"text": evil})));
    let html = page(&Evaluation::new(&trials), &trials).expect("a page");
    assert!(!html.contains("<script") && !html.contains("onfocus=\"y") && !html.contains("<i>"), "{html}");
    for reference in ["src=", "href=\"http", "url(", "@import"] {
        assert!(!html.contains(reference), "{reference}");
    }
}

#[test]
fn labelled_and_found_words_are_told_apart() {
    let trials = trials("Sorry if you felt ignored.", "if you felt", &finding(json!({"text": "felt ignored"})));
    let html = page(&Evaluation::new(&trials), &trials).expect("a page");
    for kind in ["gold", "found", "both"] {
        assert!(html.contains(&format!("<mark class=\"{kind}\"")), "{html}");
    }
    assert!(html.contains("id=\"CA-missed\"") && html.contains("href=\"#CA-missed-1-1\""), "{html}");
}

#[test]
fn words_that_stand_twice_are_marked_where_they_were_found() {
    let twice = "Sorry. So sorry. Sorry.";
    let trials = trials(twice, "So", &finding(json!({"text": "Sorry.", "start": 17, "end": 23})));
    let sightings: Vec<&Sighting> = trials[0].sightings(Mechanism::ConflictAvoidance).collect();
    let stretches = serde_json::to_value(draft(twice, &["So".to_owned()], &sightings)).expect("JSON");
    let shown: Vec<_> = stretches.as_array().expect("a list").iter().map(|one| (&one["text"], &one["kind"])).collect();
    assert_eq!(shown.last().expect("a stretch"), &(&json!("Sorry."), &json!("found")));
}

#[test]
fn the_drawing_stays_inside_its_frame() {
    let trials = trials("Sorry if you felt ignored.", "if you felt", &json!({}));
    let all = Evaluation::new(&trials);
    let dots = dots(&all.mechanisms[2].calibration.bins);
    assert_eq!(line(&dots), "0,0");
    assert!(dots.len() == 1);
}
