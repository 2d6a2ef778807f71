//! The judge beside the rules, on both sides.

use super::*;

#[test]
fn the_judge_speaks_on_both_sides_and_sees_no_findings() {
    let mut work = work(judging());
    let first = asked(&mut work);
    assert_eq!(first.ask.job, Job::Judge);
    assert!(first.ask.findings.is_empty() && first.ask.targets.is_empty());
    say(&mut work, found(&[("CA", 2, "order 48213")]));
    assert_eq!(asked(&mut work).ask.targets, [Mechanism::ConflictAvoidance], "what the rules found is not aimed at");
    say(&mut work, "critique");
    say(&mut work, BETTER);
    let second = asked(&mut work);
    assert_eq!((second.ask.job, second.ask.text.as_str()), (Job::Judge, BETTER));
    assert!(second.ask.critique.is_empty());
    say(&mut work, r#"{"findings":[]}"#);
    let outcome = done(&mut work);
    assert_eq!((outcome.verdict, outcome.before.findings.len()), (Verdict::Revised, 1));
}

#[test]
fn a_finding_of_the_rules_stays_where_the_judge_agrees() {
    let mut work = work(Options { rounds: 0, ..judging() });
    say(&mut work, found(&[("LD", 1, "was cancelled"), ("SA", 2, "Order 48213")]));
    let before = done(&mut work).before;
    let kept: Vec<_> = before.findings.iter().map(|one| (one.rule, one.by, one.severity)).collect();
    assert_eq!(kept, [("SA00", By::Model, Severity::Clear), ("T01", By::Rule, Severity::Mild)]);
}

#[test]
fn a_judge_that_marks_nothing_clears_a_draft_that_the_rules_blame() {
    let mut work = work(judging());
    say(&mut work, r#"{"findings":[]}"#);
    let outcome = done(&mut work);
    assert_eq!((outcome.verdict, outcome.reason, outcome.usage.calls), (Verdict::Clean, None, 1));
    assert!(outcome.before.findings.is_empty());
}

#[test]
fn marks_that_stand_nowhere_are_no_judgement() {
    let mut draft = work(judging());
    say(&mut draft, found(&[("SA", 3, "the cot is lost")]));
    assert_eq!(asked(&mut draft).ask.targets.len(), 2, "the rules' report stands");
    say(&mut draft, "critique");
    say(&mut draft, BETTER);
    assert_eq!(done(&mut draft).usage.calls, 3, "the candidate is not judged either");
    let mut candidate = work(Options { rounds: 1, ..judging() });
    say(&mut candidate, found(&[("SA", 3, "any inconvenience")]));
    say(&mut candidate, "critique");
    say(&mut candidate, BETTER);
    say(&mut candidate, found(&[("SA", 1, "no cot"), ("CA", 3, "words of another reply")]));
    let outcome = done(&mut candidate);
    assert_eq!(outcome.verdict, Verdict::Kept);
    assert!(outcome.reason.unwrap().contains("words that are not in the reply"));
}

#[test]
fn a_candidate_that_the_judge_likes_less_is_lost_though_the_rules_like_it() {
    let mut work = work(Options { repairs: 0, ..judging() });
    say(&mut work, found(&[("SA", 2, "any inconvenience")]));
    say(&mut work, "critique");
    say(&mut work, BETTER);
    say(&mut work, found(&[("SA", 3, "You are scared")]));
    assert_eq!(done(&mut work).verdict, Verdict::Kept);
}

#[test]
fn the_judge_is_asked_on_both_sides_or_on_none_as_the_rules_doubt() {
    // The toy is 0.8 sure of two mechanisms: a doubt of 0.4.
    let auto = |doubt| Options { judge: Judging::Auto { doubt }, ..apart() };
    let mut sure = work(auto(0.5));
    assert_eq!(asked(&mut sure).ask.job, Job::Critique);
    say(&mut sure, "critique");
    say(&mut sure, BETTER);
    assert_eq!((done(&mut sure).verdict, done(&mut sure).usage.calls), (Verdict::Revised, 2));
    let mut unsure = work(auto(0.3));
    assert_eq!(asked(&mut unsure).ask.job, Job::Judge);
    say(&mut unsure, found(&[("SA", 3, "any inconvenience")]));
    say(&mut unsure, "critique");
    say(&mut unsure, BETTER);
    // The rules doubt nothing in the candidate; the judge is asked all the same.
    assert_eq!(asked(&mut unsure).ask.job, Job::Judge);
    say(&mut unsure, r#"{"findings":[]}"#);
    assert_eq!(done(&mut unsure).verdict, Verdict::Revised);
}

#[test]
fn a_judge_alone_can_find_a_draft_clean_or_fail_to() {
    let mut fine = Loop::with_senses(draft().with_text("We close at six."), judging(), Prompts::builtin(), toy::SENSES);
    say(&mut fine, r#"{"findings":[]}"#);
    assert_eq!((done(&mut fine).verdict, done(&mut fine).reason), (Verdict::Clean, None));
    let mut unread =
        Loop::with_senses(draft().with_text("We close at six."), judging(), Prompts::builtin(), toy::SENSES);
    say(&mut unread, "Looks good to me.");
    assert!(done(&mut unread).reason.unwrap().contains("judge"));
    let mut dead = work(judging());
    dead.answer(Err(ModelError::TimedOut));
    let outcome = done(&mut dead);
    assert_eq!((outcome.verdict, outcome.rounds.len()), (Verdict::Kept, 0));
}
