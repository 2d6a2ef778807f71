//! What holds of a review, whatever is decided: proposals and decisions here, the rest in rooms of its own.

mod any;
mod effect;
mod listed;
mod reasons;
mod saved;

use super::*;
use crate::canned::format::CannedOptions;
use crate::diff::Diff;
use crate::revise::Outcome;
use std::path::{Path, PathBuf};

const LATE: &str =
    "Hello {{name}}, it is regretted that your lamp was delayed. Please be advised that it was sent today.";
const PLAIN: &str = "We close at six.";

fn json(texts: &[(&str, &str)]) -> String {
    let replies: Vec<_> = texts.iter().map(|(title, text)| serde_json::json!({"title": title, "text": text})).collect();
    serde_json::to_string_pretty(&serde_json::json!({"replies": replies})).expect("JSON")
}

fn options() -> CannedOptions {
    CannedOptions { paths: vec!["replies[].text".to_owned()], ..CannedOptions::default() }
}

fn review(texts: &[(&str, &str)]) -> Review {
    let file = CannedFile::parse("replies.json", json(texts).into_bytes(), &options()).expect("replies");
    Review::new(vec![file], LintOptions::default())
}

/// A folder with a file of these replies, and a review of it.
fn on_disk(texts: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf, Review) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("replies.json");
    std::fs::write(&path, json(texts)).expect("written");
    let review = read(&path);
    (folder, path, review)
}

fn read(path: &Path) -> Review {
    Review::new(vec![CannedFile::read(path, &options()).expect("replies")], LintOptions::default())
}

/// What a model might make of a text.
fn outcome(text: &str, new: &str) -> Outcome {
    let mut outcome = fixed(text);
    (outcome.draft, outcome.text) = (text.to_owned(), new.to_owned());
    outcome.engine = "llm".to_owned();
    outcome.diff = Diff::between(text, new);
    outcome
}

/// Any outcome, to change.
fn fixed(text: &str) -> Outcome {
    let draft = review(&[("one", text)]);
    super::super::fix::fixed(draft.reply(0), text, draft.options()).expect("an outcome")
}

#[test]
fn what_is_accepted_stands_and_comes_back() {
    let mut review = review(&[("late", LATE)]);
    assert!(review.propose_builtin(0));
    let hunks = review.proposal(0).expect("proposed").diff.hunks.len();
    assert!(hunks >= 2, "{:?}", review.proposal(0));
    assert!(!review.is_changed(0) && !review.is_decided(0));
    review.decide(0, 0, HunkDecision::Accepted);
    let one = review.text(0);
    assert_ne!(one, LATE);
    assert!(review.checked(0).weight() < review.checked_before(0).weight());
    review.decide_open(0, &HunkDecision::Refused);
    assert!(review.is_decided(0));
    assert_eq!(review.text(0), one);
    assert!(review.undo(0) && review.undo(0));
    assert_eq!(review.text(0), LATE);
    assert!(review.redo(0));
    assert_eq!(review.text(0), one);
    review.decide(0, 1, HunkDecision::Accepted);
    assert!(!review.redo(0), "another way was taken");
    assert!(!review.decide(0, hunks, HunkDecision::Accepted));
}

#[test]
fn another_keeps_what_was_decided() {
    let mut review = review(&[("late", LATE)]);
    let first = "Hello {{name}}, we regret that we delayed your lamp. Note that it was sent today.";
    assert!(review.propose(0, &outcome(LATE, first)));
    review.decide(0, 0, HunkDecision::Accepted);
    let kept = review.text(0);
    let second = "Hello {{name}}, we are sorry for your lamp. We sent it today.";
    assert!(review.propose_wished(0, &outcome(LATE, second), "shorter"));
    assert_eq!(review.text(0), kept, "a proposal changes nothing");
    assert_eq!((review.proposals(0).len(), review.shown(0)), (2, Some(1)));
    review.decide_open(0, &HunkDecision::Accepted);
    assert_eq!(review.text(0), "Hello {{name}}, we regret that we delayed your lamp. We sent it today.");
    assert!(review.show(0, 0) && !review.show(0, 7));
    assert_eq!(review.text(0), kept);
    assert!(!review.propose(0, &outcome(LATE, first)), "nothing new");
    while review.undo(0) {}
    assert_eq!((review.text(0).as_str(), review.proposals(0).len()), (LATE, 2), "no answer is lost by going back");
    assert!(!review.propose(0, &outcome(PLAIN, first)), "another text");
}

#[test]
fn own_words_are_changes_that_can_be_refused() {
    let mut review = review(&[("late", LATE)]);
    review.propose_builtin(0);
    review.decide(0, 0, HunkDecision::Accepted);
    let reason = review.proposal(0).expect("proposed").diff.hunks[0].reason.clone();
    let text = review.text(0).replace("Hello", "Dear").replace("today", "this morning");
    review.write(0, text.as_str());
    assert_eq!(review.text(0), text);
    let own = review.proposal(0).expect("own").clone();
    assert_eq!((own.by.as_str(), review.proposals(0).len()), ("you", 2));
    assert!(own.diff.hunks.iter().any(|hunk| hunk.reason == reason), "what was accepted keeps its reason: {own:?}");
    let dear = own.diff.hunks.iter().position(|hunk| hunk.after.text.contains("Dear")).expect("a change");
    review.decide(0, dear, HunkDecision::Refused);
    assert_eq!(review.text(0), text.replace("Dear", "Hello"));
    review.write(0, LATE);
    assert!(!review.is_changed(0));
}

#[test]
fn who_receives_a_reply_takes_away_what_nobody_decided_about() {
    let mut review = review(&[("late", LATE)]);
    assert!(review.propose_builtin(0));
    review.set_situations(0, vec![Situation::new("a nurse", "When does it come?")]);
    assert_eq!(review.proposals(0).len(), 0);
    review.set_situations(0, Vec::new());
    assert!(review.propose_builtin(0) && review.decide(0, 0, HunkDecision::Accepted));
    review.set_situations(0, vec![Situation::new("a nurse", "When does it come?")]);
    assert_eq!(review.proposals(0).len(), 1);
    assert_eq!(review.proposal(0).expect("one").decisions[0], HunkDecision::Accepted);
}
