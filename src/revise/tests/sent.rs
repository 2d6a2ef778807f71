//! A reply of which a part has gone out already.

use super::*;

/// The first sentence has gone out.
const SENT: usize = "Sorry for any inconvenience. ".len();

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
