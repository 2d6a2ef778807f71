//! Invented libraries, and what stands out in them.

use super::*;
use crate::canned::CannedOptions;

/// An export of macros with these titles and texts.
fn macros(replies: &[(String, String)]) -> CannedFile {
    let one = |(id, (title, text)): (usize, &(String, String))| serde_json::json!({"id": id, "title": title, "actions": [{"field": "comment_value", "value": text}]});
    let all: Vec<_> = replies.iter().enumerate().map(one).collect();
    let json = serde_json::json!({ "macros": all }).to_string();
    CannedFile::parse("macros.json", json.into_bytes(), &CannedOptions::default()).expect("macros")
}

fn found(replies: &[(String, String)], kind: LibraryKind) -> Vec<(String, Vec<usize>)> {
    let all = findings(&[macros(replies)], &LintOptions::default());
    let of_kind = all.into_iter().filter(|finding| finding.kind == kind);
    of_kind.map(|finding| (finding.message, finding.members.iter().map(|member| member.reply).collect())).collect()
}

const THINGS: [&str; 14] = [
    "lamp", "kettle", "rug", "drum", "sledge", "mirror", "stove", "bench", "globe", "tent", "harp", "loom", "saddle",
    "rake",
];

/// Plain replies that have nothing to do with each other.
fn plain() -> Vec<(String, String)> {
    const SAY: [&str; 7] = [
        "Your {} left our workshop this morning, and it is with you on Monday.",
        "I have put the {} aside for you; collect it whenever you pass.",
        "We can send a new handle for the {}. Which colour is yours?",
        "The {} needs two people to carry it, so the van comes with two.",
        "You can return the {} until the end of May, and we pay the postage.",
        "A {} of that age is worth mending: bring it on a Thursday.",
        "There is one {} left in Cork. Shall we keep it for you until Friday?",
    ];
    let one = |(at, thing): (usize, &&str)| {
        (format!("Things::{thing}"), format!("Hi {{{{name}}}},\n\n{}", SAY[at % SAY.len()].replace("{}", thing)))
    };
    THINGS.iter().enumerate().map(one).collect()
}

fn with(title: &str, text: &str) -> Vec<(String, String)> {
    let mut all = plain();
    all.push((title.to_owned(), text.to_owned()));
    all
}

#[test]
fn a_plain_library_is_left_alone() {
    let all = findings(&[macros(&plain())], &LintOptions::default());
    assert_eq!(all, [], "{all:?}");
}

#[test]
fn near_duplicates_are_told_with_their_likeness() {
    let [one, other] = ["Tuesday", "Wednesday"].map(|day| {
        format!("Hi {{{{name}}}},\n\nThe van was in your street on {day} and nobody opened. We come again whenever you like: write me a day and an hour, and I tell the driver tonight.")
    });
    let mut all = with("Van::One", &one);
    all.push(("Van::Two".to_owned(), other));
    let found = found(&all, LibraryKind::Likeness);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, [14, 15]);
    assert!(found[0].0.contains("likeness 0.8") || found[0].0.contains("likeness 0.9"), "{found:?}");
}

#[test]
fn openings_that_repeat_are_told_with_their_replies() {
    let mut all = plain();
    for thing in &THINGS[..4] {
        all.push((format!("More::{thing}"), format!("I understand how frustrating this is. Your {thing} is late.")));
    }
    let found = found(&all, LibraryKind::Opening);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, [14, 15, 16, 17]);
    assert!(found[0].0.starts_with("4 of 18 replies open with \u{201c}I understand how frustrating"), "{found:?}");
}

#[test]
fn a_folder_in_two_tones_says_which_reply_stands_out() {
    let mut all = with("Post::Late", "Hey {{name}}, no worries, we've got this! Your parcel is on its way.");
    all.push((
        "Post::Lost".to_owned(),
        "Heya, oops, that one's gone. I'll send another, hang tight. Cheers!".to_owned(),
    ));
    all.push((
        "Post::Refused".to_owned(),
        "Dear Sir or Madam, please be advised that the parcel was refused at the address.".to_owned(),
    ));
    let found = found(&all, LibraryKind::Tone);
    assert_eq!(found[0].1, [16], "{found:?}");
    assert!(found[0].0.contains("Dear Sir") && found[0].0.starts_with("Post speaks in two tones"), "{found:?}");
}

#[test]
fn one_emoji_stands_out_and_a_library_of_them_does_not() {
    let smiling = "Hi {{name}},\n\nYour ladder is here \u{1F600} Come by whenever you like.";
    assert_eq!(found(&with("Ladder", smiling), LibraryKind::Tone).len(), 1);
    let all: Vec<_> = plain().into_iter().map(|(title, text)| (title, format!("{text} \u{1F600}"))).collect();
    assert_eq!(found(&all, LibraryKind::Tone), []);
}

#[test]
fn one_question_with_two_answers_is_told() {
    let mut all = with("Refund::Late", "Hi {{name}},\n\nThe bank takes five days for your refund, counted from today.");
    all.push((
        "Refund::Late (copy)".to_owned(),
        "Hi {{name}},\n\nYou see the money in two weeks. If it is not there by then, ring the desk.".to_owned(),
    ));
    let found = found(&all, LibraryKind::AnsweredTwice);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, [14, 15]);
}
