//! Batches of invented replies, and what is said of them.

use super::*;
use crate::text::Conversation;

const THINGS: [&str; 10] = ["lamp", "kettle", "rug", "drum", "sledge", "mirror", "stove", "bench", "globe", "tent"];

fn batch(reply: impl Fn(usize, &str) -> String) -> Repeats {
    let mut repeats = Repeats::new();
    for (at, thing) in THINGS.iter().enumerate() {
        let said = format!("My {thing} came broken and I am furious. Why did you send it like that?");
        repeats.add(&Draft::new(Conversation::from_user(said), reply(at, thing)));
    }
    repeats
}

fn texts(phrases: &[Phrase]) -> Vec<(&str, usize)> {
    phrases.iter().map(|phrase| (phrase.text.as_str(), phrase.replies)).collect()
}

#[test]
fn openings_and_phrases_are_reported_once_a_family_with_their_counts() {
    let repeats = batch(|at, thing| match at {
        0..5 => format!(
            "Hi Ana,\n\nI understand how upset you are about the {thing}. Please do not hesitate to contact us.\n\nKind regards\nTom"
        ),
        5..7 => format!(
            "Dear {{name}},\nThe {thing} left us whole. Please do not hesitate to contact us again.\n\nKind regards\nTom"
        ),
        _ => format!("{} came out of box {at}{at}.", ["It", "One", "That"][at % 3]),
    });
    let report = repeats.report();
    assert_eq!(texts(&report.openings), [("I understand how upset you are", 5)]);
    assert_eq!(texts(&report.phrases), [("please do not hesitate to contact us", 7)]);
    assert_eq!((report.replies, report.copies, report.voiced), (10, 0, 10));
    assert_eq!(repeats.count(&report.phrases[0]), 7);
    assert_eq!(repeats.count(&report.openings[0]), 5);
}

#[test]
fn names_numbers_placeholders_and_what_the_person_spoke_of_are_no_phrases() {
    let same = |_: usize, thing: &str| {
        format!(
            "{thing}: see {{link}} for order 5512 with Marta Lindqvist at Nimbus. We saw it came broken and you are furious."
        )
    };
    let report = batch(same).report();
    assert_eq!((texts(&report.openings), texts(&report.phrases)), (vec![], vec![]));
}

#[test]
fn terms_that_speak_to_nobody_are_no_phrases() {
    let report = batch(|at, _| format!("{} Two factor sign in under account settings.", THINGS[at])).report();
    assert_eq!(texts(&report.phrases), []);
}

#[test]
fn copies_count_once_and_few_replies_not_at_all() {
    let mut repeats = Repeats::new();
    (0..20).for_each(|_| repeats.add(&Draft::canned("Thank you for your patience with us today.")));
    let report = repeats.report();
    assert_eq!((report.replies, report.copies, report.openings.len(), report.phrases.len()), (1, 19, 0, 0));
}

#[test]
fn the_sequence_is_counted_where_feeling_was_voiced() {
    let mut repeats = batch(|_, thing| {
        format!("I'm so sorry. Your {thing} came broken and you are furious. Please send us a photo of the {thing}.")
    });
    repeats.add(&Draft::new(Conversation::from_user("When do you open?"), "At nine."));
    let report = repeats.report();
    assert_eq!((report.voiced, report.in_sequence), (10, 10));
}

#[test]
fn an_opening_that_would_fit_others_is_avoided_unless_it_was_the_drafts_own() {
    let avoid = || vec!["i'm so sorry about".to_owned(), String::new()];
    let draft = Draft::canned("Your claim was declined.");
    let taken = |candidate: &str| repeated(&avoid(), candidate).is_some();
    assert!(taken("Hi Ana, I\u{2019}m so sorry about this."));
    assert!(!taken("I'm so sorry that it was."));
    assert_eq!(foreign(avoid(), &draft), avoid());
    assert_eq!(foreign(avoid(), &Draft::canned("I'm so sorry about that.")), [""]);
}

#[test]
fn the_most_used_openings_are_listed_first() {
    let mut openings = Openings::new();
    for reply in
        ["Thank you for waiting.", "I'm so sorry about this.", "Sorry about the wait.", "I'm so sorry about it."]
    {
        openings.add(&Draft::canned(reply));
    }
    assert_eq!(openings.list(), ["i'm so sorry about", "sorry about the wait", "thank you for waiting"]);
}
