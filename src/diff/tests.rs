//! Diffs that rebuild the text, read well, and say why.

use super::*;
use crate::detect::{By, Severity};
use proptest::prelude::*;

const BEFORE: &str = "Hello Sam. We apologise for any inconvenience. Your request was declined. It opens at nine.";

fn finding(mechanism: Mechanism, words: &str, suggestion: &str) -> Finding {
    let start = BEFORE.find(words).unwrap();
    Finding {
        mechanism,
        rule: "SA00",
        severity: Severity::Clear,
        score: 0.7,
        by: By::Rule,
        quote: Quote::cut(BEFORE, Span::new(start, start + words.len())),
        message: String::new(),
        suggestion: suggestion.to_owned(),
        source: None,
    }
}

fn findings() -> Vec<Finding> {
    vec![
        finding(Mechanism::SentimentAttenuation, "any inconvenience", "Name the nine days."),
        finding(Mechanism::LinguisticDistancing, "was declined", "Say who declined it."),
    ]
}

fn change(before: &str, after: &str, mechanism: Option<Mechanism>, reason: &str) -> Change {
    Change { before: before.into(), after: after.into(), mechanism, reason: reason.into() }
}

/// Each hunk as "before → after".
fn lines(diff: &Diff) -> Vec<String> {
    diff.hunks.iter().map(|hunk| format!("{} → {}", hunk.before.text, hunk.after.text)).collect()
}

#[test]
fn scattered_words_of_a_sentence_read_as_one_change() {
    let diff = Diff::between("We are sorry for the delay here.", "You have waited for the parcel here.");
    assert_eq!(lines(&diff), ["We are sorry for the delay → You have waited for the parcel"]);
}

#[test]
fn changes_in_two_sentences_stay_two() {
    let diff = Diff::between("Sorry. We close.", "Yes. You close.");
    assert_eq!(lines(&diff), ["Sorry → Yes", "We → You"]);
    let diff = Diff::between("one\ntwo", "1\n2");
    assert_eq!(diff.hunks.len(), 2);
}

#[test]
fn what_one_change_made_is_one_hunk() {
    let before = "Your request for a quieter room on the third floor has been declined. Sorry.";
    let after = "We have declined your request for a quieter room on the third floor. Sorry.";
    let whole = change(
        "Your request for a quieter room on the third floor has been declined",
        "",
        None,
        "says who declined it",
    );
    let diff = Diff::explained(before, after, &[], &[whole]);
    assert_eq!(diff.hunks.len(), 1);
    assert_eq!(diff.apply(before), after);
    assert!(Diff::between(before, after).hunks.len() > 1);
}

#[test]
fn equal_texts_have_no_hunks() {
    assert!(Diff::between("", "").is_empty());
    assert!(Diff::between(BEFORE, BEFORE).is_empty());
}

#[test]
fn the_word_of_whoever_changed_it_comes_first() {
    let after = "Hello Sam. We left you waiting nine days. We declined your request. It opens at nine.";
    let changes = [
        change(
            "Your request was declined",
            "We declined your request",
            Some(Mechanism::ConflictAvoidance),
            "Owns the no.",
        ),
        change("We apologise for any inconvenience", "We left you waiting nine days", None, ""),
    ];
    let diff = Diff::explained(BEFORE, after, &findings(), &changes);
    let reasons: Vec<_> = diff.hunks.iter().map(|hunk| (hunk.mechanisms.clone(), hunk.reason.as_str())).collect();
    assert_eq!(
        reasons,
        [
            (vec![Mechanism::SentimentAttenuation], "name the nine days"),
            (vec![Mechanism::ConflictAvoidance], "owns the no"),
        ]
    );
}

#[test]
fn without_a_word_the_finding_under_the_change_explains_it() {
    let after = BEFORE.replace("was declined", "has our no").replace("any inconvenience", "nine days");
    let diff = Diff::explained(BEFORE, &after, &findings(), &[]);
    assert_eq!(diff.hunks[0].reason, "name the nine days");
    assert_eq!(diff.hunks[1].mechanisms, [Mechanism::LinguisticDistancing]);
}

#[test]
fn a_change_beside_a_finding_takes_the_one_of_its_sentence_or_the_nearest() {
    let after = BEFORE.replace("We apologise", "We are sorry").replace("at nine", "at 9");
    let diff = Diff::explained(BEFORE, &after, &findings(), &[]);
    assert_eq!(diff.hunks[0].mechanisms, [Mechanism::SentimentAttenuation]);
    assert_eq!(diff.hunks[1].mechanisms, [Mechanism::LinguisticDistancing]);
    assert_eq!(Diff::explained(BEFORE, &after, &[], &[]).hunks[0].reason, "");
}

#[test]
fn single_changes_can_be_left_out() {
    let diff = Diff::between("Sorry. We close.", "Yes. You close.");
    assert_eq!(diff.apply_some("Sorry. We close.", |place| place == 1), "Sorry. You close.");
    assert_eq!(diff.apply_some("Sorry. We close.", |_| false), "Sorry. We close.");
}

#[test]
fn another_text_is_left_alone() {
    let diff = Diff::between("Sorry. We close.", "Yes. You close.");
    assert_eq!(diff.apply("é"), "é");
}

proptest! {
    #[test]
    fn draft_and_hunks_make_the_text(before in "(?s).{0,80}", after in "(?s).{0,80}") {
        let diff = Diff::explained(&before, &after, &[], &[change(&after, &before, None, "x")]);
        prop_assert_eq!(diff.apply(&before), after.clone());
        for hunk in &diff.hunks {
            prop_assert_eq!(hunk.before.span.of(&before), &hunk.before.text);
            prop_assert_eq!(hunk.after.span.of(&after), &hunk.after.text);
        }
    }

    #[test]
    fn so_do_near_texts(words in proptest::collection::vec("we|you|are|sorry|é👩‍👩‍👧|\\.|\n| |, ", 0..40), cut in 0usize..40) {
        let before = words.concat();
        let after: String = words.iter().enumerate().filter(|(at, _)| at % 7 != cut % 7).map(|(_, word)| word.as_str()).collect();
        let diff = Diff::between(&before, &after);
        prop_assert_eq!(diff.apply(&before), after);
        prop_assert_eq!(diff.apply_some(&before, |_| false), before);
    }

    #[test]
    fn with_a_finding_no_hunk_is_without_mechanism(after in "(?s).{0,80}") {
        let diff = Diff::explained(BEFORE, &after, &findings(), &[change("Hello", "Hi", None, "")]);
        prop_assert!(diff.hunks.iter().all(|hunk| !hunk.mechanisms.is_empty()));
    }
}

#[test]
fn a_change_ends_where_its_paragraph_ends() {
    let before = "Dear Ana,\n\nPlease note that the lamp was lost. We do not know where.\n\nIt will be looked for.";
    let after = "Dear Ana,\n\nWe lost your lamp, and we do not know where. It is ours to find.\n\nWe are looking.";
    let diff = Diff::between(before, after);
    assert!(diff.hunks.len() > 1 && diff.hunks.iter().all(|hunk| !hunk.before.text.contains('\n')), "{diff:?}");
    assert_eq!(diff.apply(before), after);
}

#[test]
fn paragraphs_that_moved_are_not_forced_apart() {
    let (before, after) = (
        "One lamp is here.\n\nTwo go to Rome.\n\nThe end of it.",
        "Two go to Rome.\n\nThe end of it.\n\nOne lamp is here.",
    );
    let diff = Diff::between(before, after);
    assert_eq!(diff.apply(before), after);
    assert!(diff.hunks.iter().map(|hunk| hunk.before.text.len()).sum::<usize>() < 30, "{diff:?}");
}
