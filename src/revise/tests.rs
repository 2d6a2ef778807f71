//! The loop, step by step, with toy senses and no runtime.

use super::rounds::Senses;
use super::*;
use crate::detect::{By, Mechanism, Report, Severity, Thresholds};
use crate::model::{ModelError, Reply};
use crate::prompt::{Job, Prompt, Prompts};
use crate::text::{Conversation, Draft};
use proptest::prelude::*;
use serde_json::json;

const SAID: &str = "The cot never came and I'm scared.";
const TEXT: &str = "Sorry for any inconvenience. Order 48213 was cancelled.";
const BETTER: &str = "You are scared, and no cot came. We cancelled order 48213.";

fn draft() -> Draft {
    Draft::new(Conversation::from_user(SAID), TEXT)
}

fn work(options: Options) -> Loop {
    Loop::with_senses(draft(), options, Prompts::builtin(), toy::SENSES)
}

/// Two calls a round, so that each can be answered by itself.
fn apart() -> Options {
    Options { critique: Critique::Apart, ..Options::default() }
}

fn judging() -> Options {
    Options { judge: Judging::Always, ..apart() }
}

/// The prompt that the loop asks next.
fn asked(work: &mut Loop) -> Prompt {
    match work.step().unwrap() {
        Step::Ask(prompt) => prompt,
        Step::Done(outcome) => panic!("done: {:?}", outcome.reason),
    }
}

fn done(work: &mut Loop) -> Outcome {
    match work.step().unwrap() {
        Step::Done(outcome) => outcome,
        Step::Ask(prompt) => panic!("asks {:?}", prompt.ask.job),
    }
}

fn say(work: &mut Loop, text: impl ToString) {
    work.answer(Ok(Reply { text: text.to_string(), prompt_tokens: 10, completion_tokens: 3 }));
}

/// A judge's answer: mechanism, severity and quote of each mark.
fn found(marks: &[(&str, u8, &str)]) -> serde_json::Value {
    let mark = |(mechanism, severity, quote): &(&str, u8, &str)| json!({"mechanism": mechanism, "severity": severity, "quote": quote, "reason": "r", "instead": "i"});
    json!({"findings": marks.iter().map(mark).collect::<Vec<_>>()})
}

#[test]
fn a_round_asks_for_critique_then_revision_of_the_worst_first() {
    let mut work = work(apart());
    let first = asked(&mut work);
    assert_eq!(first.ask.job, Job::Critique);
    assert_eq!(first.ask.targets, [Mechanism::SentimentAttenuation, Mechanism::LinguisticDistancing]);
    assert_eq!(first.ask.findings.len(), 2);
    assert_eq!(asked(&mut work).messages, first.messages, "asking again changes nothing");
    say(&mut work, "They are scared.");
    let second = asked(&mut work);
    assert_eq!((second.ask.job, second.ask.critique.as_str()), (Job::Revise, "They are scared."));
    say(&mut work, BETTER);
    let outcome = done(&mut work);
    assert_eq!((outcome.verdict, outcome.text.as_str()), (Verdict::Revised, BETTER));
    assert_eq!((outcome.usage.calls, outcome.usage.prompt_tokens, outcome.usage.completion_tokens), (2, 20, 6));
    assert!(outcome.after.findings.is_empty());
    assert!(outcome.diff.hunks.iter().all(|hunk| !hunk.mechanisms.is_empty() && !hunk.reason.is_empty()));
}

#[test]
fn mild_failures_are_aimed_at_only_where_there_is_nothing_worse() {
    let text = format!("{TEXT} It is a bit late.");
    let mut both = Loop::with_senses(draft().with_text(text), apart(), Prompts::builtin(), toy::SENSES);
    assert_eq!(asked(&mut both).ask.targets.len(), 2);
    let mild = draft().with_text("It is a bit late.");
    let mut mild = Loop::with_senses(mild, apart(), Prompts::builtin(), toy::SENSES);
    assert_eq!(asked(&mut mild).ask.targets, [Mechanism::SentimentAttenuation]);
}

#[test]
fn a_repair_shows_the_candidate_and_names_what_it_broke() {
    let mut work = work(apart());
    say(&mut work, "critique");
    say(&mut work, BETTER.replace("48213", "48231"));
    let prompt = asked(&mut work);
    assert_eq!(prompt.ask.job, Job::Repair);
    assert_eq!(prompt.ask.text, BETTER.replace("48213", "48231"));
    assert_eq!(prompt.ask.violations[0].guard, "numbers");
    assert!(prompt.messages[1].content.contains("numbers differ"));
    assert!(prompt.messages[1].content.contains(TEXT), "the draft stands beside it");
    say(&mut work, "{\"reply\":");
    say(&mut work, "critique");
    say(&mut work, BETTER);
    let outcome = done(&mut work);
    assert_eq!(outcome.rounds[0].reason.as_deref(), Some("repair: the model's answer was cut off"));
    assert!(outcome.rounds[1].accepted && outcome.rounds[1].violations.is_empty());
}

#[test]
fn the_second_round_works_on_the_best_text_so_far() {
    let half = TEXT.replace("any inconvenience", "what this does to you");
    let mut work = work(apart());
    say(&mut work, "critique");
    say(&mut work, &half);
    let prompt = asked(&mut work);
    assert_eq!(prompt.ask.text, half);
    assert_eq!(prompt.ask.draft.text, TEXT);
    assert_eq!(prompt.ask.targets, [Mechanism::LinguisticDistancing]);
    work.cancel("the deadline passed");
    let outcome = done(&mut work);
    assert_eq!((outcome.verdict, outcome.text.as_str()), (Verdict::Revised, half.as_str()));
    assert_eq!(outcome.reason.as_deref(), Some("the deadline passed"));
    assert_eq!(outcome.rounds.len(), 2);
}

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
fn thresholds_hold_for_the_draft_and_for_the_candidate() {
    let strict = Senses {
        detect: |draft, thresholds| {
            let mut report = toy::detect(draft, thresholds);
            let least = |one| thresholds.get(one).unwrap_or(0.0);
            report.findings.retain(|one| one.score >= least(one.mechanism));
            report
        },
        check: toy::check,
    };
    let thresholds = Thresholds { linguistic_distancing: Some(0.9), ..Thresholds::default() };
    let options = Options { thresholds, ..apart() };
    let mut work = Loop::with_senses(draft(), options, Prompts::builtin(), strict);
    assert_eq!(asked(&mut work).ask.targets, [Mechanism::SentimentAttenuation]);
    say(&mut work, "critique");
    say(&mut work, TEXT.replace("any inconvenience", "what this does to you"));
    assert_eq!((done(&mut work).verdict, done(&mut work).after.findings.len()), (Verdict::Revised, 0));
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

#[test]
fn without_rounds_nothing_is_asked() {
    let mut work = work(Options { rounds: 0, ..apart() });
    let outcome = done(&mut work);
    assert_eq!((outcome.verdict, outcome.reason.as_deref()), (Verdict::Kept, Some("no round was allowed")));
}

#[test]
fn holding_can_be_turned_off() {
    let crisis = Draft::new(Conversation::from_user("I want to end my life."), TEXT);
    let options = Options { hold: false, ..apart() };
    let mut work = Loop::with_senses(crisis, options, Prompts::builtin(), toy::SENSES);
    assert_eq!(asked(&mut work).ask.job, Job::Critique);
}

#[test]
fn after_the_end_answers_change_nothing() {
    let mut work = work(apart());
    work.cancel("enough");
    let outcome = done(&mut work);
    say(&mut work, BETTER);
    work.answer(Err(ModelError::Empty));
    work.cancel("more");
    assert_eq!(done(&mut work), outcome);
}

#[test]
fn a_candidate_in_another_language_is_not_better_for_being_unread() {
    let mut work = work(Options { rounds: 1, ..apart() });
    say(&mut work, "critique");
    say(&mut work, "wir bitten um Geduld, 48213.");
    assert_eq!(done(&mut work).verdict, Verdict::Kept);
}

#[test]
fn reasons_hold_no_words_of_the_conversation() {
    let leaky = Senses {
        detect: toy::detect,
        check: |_, candidate, _| vec![crate::guard::Violation { guard: "names", detail: candidate.to_owned() }],
    };
    let mut work = Loop::with_senses(draft(), apart(), Prompts::builtin(), leaky);
    for answer in ["critique", "walrus", "walrus", "critique", "[walrus", ""] {
        say(&mut work, answer);
    }
    let outcome = done(&mut work);
    let reasons =
        format!("{:?} {:?}", outcome.reason, outcome.rounds.iter().map(|one| &one.reason).collect::<Vec<_>>());
    assert!(!reasons.contains("walrus") && reasons.contains("names"), "{reasons}");
}

/// The first sentence has gone out.
const SENT: usize = "Sorry for any inconvenience. ".len();

/// What may still change, mended.
const ONWARD: &str = "Sorry for any inconvenience. We cancelled order 48213, and no cot came.";

fn going(sent: usize) -> Options {
    Options { sent, ..Options::default() }
}

#[test]
fn what_has_gone_out_is_not_aimed_at_and_the_model_is_told() {
    let mut work = work(going(SENT));
    let prompt = asked(&mut work);
    assert_eq!((prompt.ask.sent, &prompt.ask.targets[..]), (SENT, &[Mechanism::LinguisticDistancing][..]));
    assert_eq!(prompt.ask.findings.len(), 1);
    assert!(prompt.messages[0].content.contains("cannot be taken back"));
    assert!(prompt.messages[1].content.contains("\nSorry for any inconvenience. \n</sent-"));
    say(&mut work, ONWARD);
    let outcome = done(&mut work);
    assert_eq!((outcome.verdict, outcome.text.as_str()), (Verdict::Revised, ONWARD));
    let left: Vec<_> = outcome.after.findings.iter().map(|one| one.quote.text.as_str()).collect();
    assert_eq!((outcome.before.findings.len(), left), (2, vec!["any inconvenience"]), "the record hides nothing");
}

#[test]
fn a_candidate_that_takes_words_back_is_repaired_once() {
    let mut work = work(going(SENT));
    say(&mut work, BETTER);
    let prompt = asked(&mut work);
    assert_eq!((prompt.ask.job, prompt.ask.violations[0].guard), (Job::Repair, "sent"));
    assert!(prompt.messages[1].content.contains("</sent-"));
    say(&mut work, BETTER);
    say(&mut work, ONWARD);
    let outcome = done(&mut work);
    assert_eq!(outcome.rounds[0].reason.as_deref(), Some("the repaired reply still breaks: sent"));
    assert_eq!((outcome.verdict, outcome.text.as_str()), (Verdict::Revised, ONWARD));
}

#[test]
fn where_all_that_was_found_has_gone_out_nobody_is_asked() {
    for sent in [TEXT.len() - 1, TEXT.len(), usize::MAX] {
        let mut work = work(going(sent));
        let outcome = done(&mut work);
        assert_eq!((outcome.verdict, outcome.text.as_str()), (Verdict::Kept, TEXT));
        assert_eq!(outcome.reason.as_deref(), Some("what was found has reached the person already"));
    }
    let mut judged = work(Options { sent: TEXT.len(), ..judging() });
    assert_eq!(done(&mut judged).usage.calls, 0, "a judge could mend nothing either");
    let mut clean = Loop::with_senses(draft().with_text("No."), going(3), Prompts::builtin(), toy::SENSES);
    assert_eq!(done(&mut clean).verdict, Verdict::Clean);
}

#[test]
fn a_judge_weighs_what_can_change() {
    let mut work = work(Options { sent: SENT, repairs: 0, ..judging() });
    say(&mut work, found(&[("SA", 3, "any inconvenience"), ("LD", 2, "was cancelled")]));
    assert_eq!(asked(&mut work).ask.targets, [Mechanism::LinguisticDistancing]);
    say(&mut work, "critique");
    say(&mut work, ONWARD);
    // What has gone out is marked more gravely now; it is no fault of the candidate.
    say(&mut work, found(&[("SA", 3, "Sorry for"), ("CA", 3, "any inconvenience")]));
    assert_eq!((done(&mut work).verdict, done(&mut work).text.as_str()), (Verdict::Revised, ONWARD));
}

#[test]
fn a_place_inside_a_character_is_cut_to_its_beginning() {
    let draft = draft().with_text("Caf\u{e9}: it was cancelled.");
    let mut work = Loop::with_senses(draft, going(4), Prompts::builtin(), toy::SENSES);
    assert_eq!(asked(&mut work).ask.sent, 3);
}

/// Answers of every kind, good and bad.
fn answers() -> impl Strategy<Value = Result<String, ModelError>> {
    let text = prop_oneof![
        Just(BETTER.to_owned()),
        Just(TEXT.to_owned()),
        Just(TEXT.replace("any inconvenience", "this")),
        Just(BETTER.replace("48213", "7")),
        Just(ONWARD.to_owned()),
        Just(json!({"reply": ONWARD.replace(". ", ".\n"), "changes": []}).to_string()),
        Just(json!({"reply": BETTER, "changes": [{"before": "Sorry", "after": "You", "mechanism": "SA", "reason": "x"}]}).to_string()),
        Just(json!({"findings": [{"mechanism": "EGM", "severity": 3, "quote": "48213", "reason": "r", "instead": "i"}]}).to_string()),
        Just(json!({"findings": [{"mechanism": "SA", "severity": 3, "quote": "Sorry for any", "reason": "r", "instead": "i"}]}).to_string()),
        Just(r#"{"findings":[]}"#.to_owned()),
        Just(json!({"objections": [], "reason": "r", "better": "even"}).to_string()),
        Just(json!({"objections": [{"reply": "first", "kind": "invented", "quote": "48213", "reason": "r"}], "reason": "r", "better": "first"}).to_string()),
        Just("I can't help with that.".to_owned()),
        ".{0,40}",
    ];
    prop_oneof![12 => text.prop_map(Ok), 1 => Just(Err(ModelError::TimedOut))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_has_gone_out_stays_whatever_a_model_answers(
        said in proptest::collection::vec(answers(), 40), sent in 0..=TEXT.len() + 1,
        judge in proptest::sample::select(vec![Judging::Never, Judging::Always]),
        critique in proptest::sample::select(vec![Critique::Within, Critique::Apart]), look in any::<bool>(),
    ) {
        let mut work = work(Options { sent, judge, critique, look, ..Options::default() });
        let mut said = said.into_iter();
        let outcome = loop {
            match work.step().unwrap() {
                Step::Done(outcome) => break outcome,
                Step::Ask(_) => work.answer(said.next().unwrap().map(|text| Reply { text, ..Reply::default() })),
            }
        };
        prop_assert!(outcome.text.starts_with(&TEXT[..sent.min(TEXT.len())]));
        prop_assert_eq!(outcome.diff.apply(TEXT), outcome.text.clone());
        let kept = outcome.text == TEXT;
        prop_assert_eq!(kept, outcome.verdict != Verdict::Revised);
        prop_assert!(kept || outcome.after.weight() < outcome.before.weight());
        prop_assert!(kept || toy::check(&draft(), &outcome.text, &crate::guard::Keep::default()).is_empty());
        let cut = |text: &str, report: &Report| report.findings.iter().all(|one| one.quote.span.of(text) == one.quote.text);
        prop_assert!(cut(TEXT, &outcome.before) && cut(&outcome.text, &outcome.after));
    }

    #[test]
    fn it_ends_and_is_never_worse_whatever_it_is_told(
        said in proptest::collection::vec(answers(), 80), rounds in 0usize..5,
        judge in proptest::sample::select(vec![Judging::Never, Judging::Auto { doubt: 0.3 }, Judging::Always]),
        aim in proptest::sample::select(vec![Aim::All, Aim::Worst]),
        critique in proptest::sample::select(vec![Critique::Within, Critique::Apart]),
        look in any::<bool>(), repairs in 0usize..3,
    ) {
        let mut work = work(Options { rounds, repairs, aim, critique, look, judge, ..Options::default() });
        let mut said = said.into_iter();
        let mut jobs = Vec::new();
        let outcome = loop {
            match work.step().unwrap() {
                Step::Done(outcome) => break outcome,
                Step::Ask(prompt) => {
                    jobs.push(prompt.ask.job);
                    let text = said.next().expect("five rounds take at most 66 answers");
                    work.answer(text.map(|text| Reply { text, ..Reply::default() }));
                }
            }
        };
        prop_assert_eq!(outcome.diff.apply(TEXT), outcome.text.clone());
        let kept = outcome.text == TEXT;
        prop_assert_eq!(kept, outcome.verdict != Verdict::Revised);
        prop_assert!(kept || outcome.after.is_better_than(&outcome.before));
        prop_assert!(kept || toy::check(&draft(), &outcome.text, &crate::guard::Keep::default()).is_empty());
        prop_assert_eq!(jobs.contains(&Job::Judge), jobs.first() == Some(&Job::Judge), "{:?}", jobs);
        // A judge may see less than the rules do, so that only unjudged text is measured again.
        let measured: Report = toy::detect(&draft().with_text(outcome.text.as_str()), &Thresholds::default());
        prop_assert!(kept || judge != Judging::Never || measured.weight() <= outcome.after.weight());
    }
}
