//! The audit of a candidate before it goes out.

use super::*;

/// A loop whose first candidate waits for its audit.
fn audited(effort: Effort) -> Loop {
    let mut work = work(Options::effort(effort));
    say(&mut work, BETTER);
    work
}

fn objection(kind: &str, quote: &str) -> serde_json::Value {
    json!({"objections": [{"kind": kind, "quote": quote, "reason": "r"}], "left": []})
}

fn letdown(quote: &str) -> serde_json::Value {
    json!({"objections": [], "left": [{"quote": quote, "reason": "r", "instead": "i"}]})
}

#[test]
fn an_audit_without_objections_takes_the_candidate() {
    let mut work = audited(Effort::Medium);
    let prompt = asked(&mut work);
    assert_eq!((prompt.ask.job, prompt.ask.text.as_str()), (Job::Audit, BETTER));
    assert!(prompt.messages[1].content.contains(TEXT), "the draft stands beside it");
    say(&mut work, r#"{"objections":[],"left":[]}"#);
    let outcome = done(&mut work);
    assert_eq!((outcome.text.as_str(), outcome.usage.calls), (BETTER, 2));
    let mut low = audited(Effort::Low);
    assert_eq!(done(&mut low).usage.calls, 1, "a reply that is waited for is not audited");
}

#[test]
fn what_an_audit_objects_to_is_mended_or_the_candidate_is_lost() {
    let mut work = audited(Effort::Medium);
    say(&mut work, objection("unborne", "no cot came"));
    let prompt = asked(&mut work);
    assert_eq!((prompt.ask.job, prompt.ask.violations[0].guard), (Job::Repair, "audit"));
    say(&mut work, "You are scared. We cancelled order 48213.");
    let outcome = done(&mut work);
    assert_eq!(outcome.text, "You are scared. We cancelled order 48213.");
    assert!(outcome.rounds[0].accepted && outcome.rounds[0].violations.is_empty());

    let mut kept = audited(Effort::Medium);
    say(&mut kept, objection("lost", "Order 48213 was cancelled"));
    say(&mut kept, "You are scared. We will refund order 48213.");
    kept.cancel("time is up");
    assert_eq!(done(&mut kept).text, TEXT);
}

#[test]
fn a_candidate_that_only_leaves_something_undone_goes_out_where_it_cannot_be_mended() {
    for answer in ["garbage {", "You are scared. We will refund order 48213.", BETTER] {
        let mut work = audited(Effort::Medium);
        say(&mut work, letdown("We cancelled"));
        say(&mut work, answer);
        let outcome = done(&mut work);
        assert_eq!((outcome.verdict, outcome.text.as_str()), (Verdict::Revised, BETTER), "{answer}");
    }
    let mut late = audited(Effort::Medium);
    say(&mut late, letdown("We cancelled"));
    late.cancel("time is up");
    assert_eq!(done(&mut late).text, BETTER);
    let mut unread = audited(Effort::Medium);
    say(&mut unread, "It is fine.");
    assert_eq!(done(&mut unread).text, BETTER, "what cannot be read objects to nothing");
}
