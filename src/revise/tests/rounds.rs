//! What a round asks, in which order, and on which text.

use super::*;

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
fn a_candidate_in_another_language_is_not_better_for_being_unread() {
    let mut work = work(Options { rounds: 1, ..apart() });
    say(&mut work, "critique");
    say(&mut work, "wir bitten um Geduld, 48213.");
    assert_eq!(done(&mut work).verdict, Verdict::Kept);
}
