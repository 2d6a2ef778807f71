//! Tests of the loop on a canned reply with people: what goes out is right for all of them, or the draft stays.

use super::rounds::Senses;
use super::{Loop, Options, Outcome, Step, Verdict, toy};
use crate::detect::Report;
use crate::model::Reply;
use crate::prompt::{Job, Prompts};
use crate::text::{Draft, Situation};
use serde_json::json;

const TEXT: &str =
    "Hi {{name}},\n\nPlease be advised that your delivery was cancelled. We apologise for any inconvenience.";
const BETTER: &str = "Hi {{name}},\n\nWe cancelled your delivery, and we are sorry.";

fn people() -> Vec<Situation> {
    vec![
        Situation::new("a tenant", "When does the cot come, please?"),
        Situation::new("", "My daughter is due on Friday and I am scared. You cancelled it again!").imagined(),
        Situation::new("", "I took a day off for nothing. I am furious, and nobody rang.").imagined(),
    ]
}

fn draft() -> Draft {
    Draft::canned(TEXT).sent_to(people())
}

/// The end of a loop that is answered with these replies, and what its prompts told.
fn played(mut work: Loop, replies: &[&str]) -> (Outcome, String) {
    let (mut replies, mut told) = (replies.iter(), String::new());
    loop {
        match work.step().unwrap() {
            Step::Done(outcome) => return (outcome, told),
            Step::Ask(prompt) => {
                told += &prompt.messages.iter().map(|one| one.content.as_str()).collect::<String>();
                let reply = replies.next().map_or_else(String::new, |one| json!({"reply": one}).to_string());
                work.answer(Ok(Reply { text: reply, ..Reply::default() }));
            }
        }
    }
}

#[test]
fn what_is_right_for_everybody_goes_out() {
    let (outcome, told) = played(Loop::new(draft(), Options::default(), Prompts::builtin()), &[BETTER]);
    assert_eq!((outcome.verdict, outcome.text.as_str()), (Verdict::Revised, BETTER), "{:?}", outcome.reason);
    for words in ["goes to many people", "When does the cot come", "My daughter", "who=\"a tenant\""] {
        assert!(told.contains(words), "{words} is not told");
    }
    assert!(!told.contains("{{name}}"));
}

#[test]
fn what_only_one_of_them_told_is_refused_and_the_draft_stays() {
    let with = |words: &str| format!("Hi {{{{name}}}},\n\nWe cancelled your delivery, and we are sorry. {words}");
    let scared = with("Your daughter deserves better.");
    let off = with("You took a day off for nothing.");
    let (outcome, told) = played(Loop::new(draft(), Options::default(), Prompts::builtin()), &[&scared, &off]);
    assert_eq!((outcome.verdict, outcome.text.as_str()), (Verdict::Kept, TEXT));
    assert!(outcome.reason.unwrap().contains("people"), "the guard is named");
    assert!(told.contains("is what only some of its readers told"), "the repair is told");
}

#[test]
fn the_built_in_reviser_takes_up_nobody() {
    let model = crate::model::Builtin::new();
    let mut work = Loop::new(draft(), Options::default(), Prompts::builtin());
    let outcome = loop {
        match work.step_for(&model).unwrap() {
            Step::Ask(prompt) => work.answer(Ok(model.answer(&prompt))),
            Step::Done(outcome) => break outcome,
        }
    };
    assert!(outcome.text.contains("cancelled your delivery"), "{outcome:#?}");
    assert!(!["daughter", "Friday", "cot", "furious"].iter().any(|word| outcome.text.contains(word)));
}

/// One of the given people is hurt by "sorry"; the others only by what the toy knows.
fn touchy(draft: &Draft, thresholds: &crate::detect::Thresholds) -> Report {
    let mut report = toy::detect(draft, thresholds);
    let touched = draft.conversation.said().any(|(_, text)| text.contains("cot")) && draft.text.contains("sorry");
    if touched && let Some(one) = toy::detect(&Draft::canned("any inconvenience"), thresholds).findings.pop() {
        report.findings.push(one);
    }
    report
}

#[test]
fn a_candidate_that_fails_one_of_them_more_is_not_taken_though_it_is_better_for_all_together() {
    let senses = Senses { detect: touchy, check: toy::SENSES.check };
    let draft = Draft::canned("Your delivery was cancelled.").sent_to(people());
    let work = |draft| Loop::with_senses(draft, Options::default(), Prompts::builtin(), senses);
    let (outcome, _) = played(work(draft.clone()), &["We are sorry. We cancelled it."]);
    assert_eq!(outcome.verdict, Verdict::Kept);
    let (outcome, _) = played(work(draft), &["We cancelled it."]);
    assert_eq!(outcome.verdict, Verdict::Revised);
}

#[test]
fn the_audit_knows_that_it_goes_to_many() {
    let options = Options { audit: true, ..Options::default() };
    let mut work = Loop::new(draft(), options, Prompts::builtin());
    work.step().unwrap();
    work.answer(Ok(Reply { text: json!({"reply": BETTER}).to_string(), ..Reply::default() }));
    let Step::Ask(prompt) = work.step().unwrap() else { panic!("no audit") };
    assert_eq!(prompt.ask.job, Job::Audit);
    assert!(prompt.messages[0].content.contains("of whom a few are shown"));
}
