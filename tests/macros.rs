//! False alarms on plain good canned replies: 200 by a writer who had not seen the rules, and nothing in them to find.
//! The even ones are only counted, so that they say how it is with replies that nobody has mended a rule for.

#![allow(clippy::print_stdout, reason = "figures for people, with --nocapture")]

use attuned::{Draft, Report, detect};
use serde_json::Value;

/// The share of replies with a finding of any severity, at most.
const MOST: f64 = 0.03;

fn replies() -> Vec<(u64, String)> {
    let lines = include_str!("../fixtures/canned/good.jsonl").lines();
    let rows = lines.map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    rows.map(|row| (row["id"].as_u64().expect("a number"), row["draft"].as_str().expect("a text").to_owned())).collect()
}

fn reports(even: bool) -> Vec<(u64, String, Report)> {
    let half = replies().into_iter().filter(|(id, _)| (id % 2 == 0) == even);
    half.map(|(id, text)| (id, text.clone(), detect(&Draft::canned(text)))).collect()
}

#[test]
fn plain_good_replies_have_no_findings() {
    for even in [false, true] {
        let all = reports(even);
        let alarms = all.iter().filter(|(_, _, report)| !report.findings.is_empty()).count();
        println!("{}: {alarms} of {} with a finding", if even { "even" } else { "odd" }, all.len());
        assert!(alarms as f64 <= MOST * all.len() as f64, "{alarms} of {} replies have a finding", all.len());
    }
}

/// Prints the findings of the odd ones: `cargo test --no-default-features --test macros -- --ignored --nocapture`.
#[test]
#[ignore = "for whoever mends a rule"]
fn alarms_to_look_at() {
    for (id, text, report) in reports(false).iter().filter(|(_, _, report)| !report.findings.is_empty()) {
        for one in &report.findings {
            println!("{id} {} {} \u{ab}{}\u{bb} {}", one.rule, one.severity.name(), one.quote.text, one.message);
        }
        println!("    {}", text.replace('\n', "\n    "));
    }
}
