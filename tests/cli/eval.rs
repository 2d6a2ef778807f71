//! `attuned eval`: tables, formats, exit codes, and lines that are wrong.

use super::Run;
use insta::assert_snapshot;
use std::path::Path;

/// A file of the fixtures.
fn fixture(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/eval").join(name))
        .expect("the fixture")
}

/// A run over the recorded pair, in an empty folder.
fn recorded(rest: &[&str]) -> Run {
    let run = Run::new(&[&["eval", "gold.jsonl", "found.jsonl"], rest].concat());
    run.file("gold.jsonl", fixture("gold.jsonl")).file("found.jsonl", fixture("predictions.jsonl"))
}

const CASE: &str = r#"{"id": "a", "conversation": [{"role": "user", "content": "You ignored me."}], "draft": "Sorry if you felt ignored.", "gold": {"sentiment_attenuation": {"severity": 0}, "empathic_granularity_mismatch": {"severity": 0}, "conflict_avoidance": {"severity": 2, "spans": ["if you felt ignored"]}, "linguistic_distancing": {"severity": 0}}}"#;

#[test]
fn people_read_tables() {
    assert_snapshot!("eval_human", recorded(&[]).seen());
    assert_snapshot!("help_eval", Run::new(&["eval", "--help"]).seen());
}

#[test]
fn programs_read_the_same_without_a_word_of_the_cases() {
    let (output, _folder) = recorded(&["--format", "json", "-q"]).output();
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&all["cases"], &all["missing"], &all["failed"]), (&34.into(), &1.into(), &1.into()));
    assert!(output.stderr.is_empty() && all["macro"]["f1"].is_f64());
    assert!(!String::from_utf8_lossy(&output.stdout).contains("conversation"));
}

#[test]
fn the_page_shows_what_went_wrong() {
    let (output, _folder) = recorded(&["--format", "html", "-q"]).output();
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    for part in ["<mark class=\"gold\"", "<svg", "false alarm", "prefers-color-scheme: dark"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("<script"));
}

#[test]
fn a_mean_below_the_least_is_exit_code_1() {
    assert_eq!(recorded(&["-q", "--min-f1", "0.83"]).code(), Some(0));
    assert_eq!(recorded(&["-q", "--min-f1", "0.84"]).code(), Some(1));
    assert_eq!(recorded(&["--min-f1", "84"]).code(), Some(2));
}

#[test]
fn wrong_lines_are_named_and_the_others_are_measured() {
    let gold = format!("{CASE}\n{}\noops\n", CASE.replace("[\"if you", "[\"if they"));
    let found = "{\"id\": \"a\", \"mechanisms\": {\"conflict_avoidance\": {\"severity\": 9}}}\n{\"id\": \"b\"}\n";
    let run = Run::new(&["eval", "gold", "found", "--min-f1", "1"]).file("gold", gold).file("found", found);
    assert_snapshot!("eval_wrong_lines", run.seen());
}

#[test]
fn without_predictions_the_cases_are_checked_here() {
    assert_snapshot!("eval_checked_here", Run::new(&["eval", "-"]).input(CASE).seen());
    assert_snapshot!("eval_nothing", Run::new(&["eval", "-"]).input("{\"draft\": \"Hm.\"}").seen());
    assert_snapshot!("eval_twice_standard_input", Run::new(&["eval", "-", "-"]).input(CASE).seen());
    assert_snapshot!("eval_no_such_file", Run::new(&["eval", "gold", "no.jsonl"]).file("gold", CASE).seen());
}
