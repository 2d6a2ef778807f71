//! How the loop ends, and what it says then.

use super::*;

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
