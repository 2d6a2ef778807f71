//! What holds of a review, whatever is decided.

use super::*;
use crate::canned::format::CannedOptions;
use crate::diff::Diff;
use crate::revise::Outcome;
use proptest::prelude::*;
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
fn what_was_lost_is_confirmed_before_it_is_saved() {
    let (_folder, path, mut review) = on_disk(&[("late", LATE), ("plain", PLAIN)]);
    review.write(0, LATE.replace("{{name}}", "Kim"));
    review.write(1, "We close at six, sharp.");
    assert!(review.needs_confirmation(0) && !review.needs_confirmation(1));
    let saved = review.save();
    assert_eq!((saved.unconfirmed.as_slice(), saved.replies, saved.is_whole()), (&[0][..], 1, false));
    assert_eq!(
        std::fs::read_to_string(&path).expect("there"),
        json(&[("late", LATE), ("plain", "We close at six, sharp.")])
    );
    review.confirm(0);
    assert!(!review.needs_confirmation(0));
    review.write(0, LATE.replace("{{name}}", "Kim Ode"));
    assert!(review.needs_confirmation(0), "another text");
    review.undo(0);
    assert!(review.save().is_whole());
    assert!(read(&path).text(0).contains("Hello Kim,"));
    assert_eq!(review.first(0), Some(LATE));
}

#[test]
fn what_is_open_goes_on_after_saving() {
    let (_folder, path, mut review) = on_disk(&[("plain", PLAIN), ("late", LATE)]);
    review.propose_builtin(1);
    review.decide(1, 0, HunkDecision::Accepted);
    let (text, all) = (review.text(1), review.proposal(1).expect("proposed").diff.apply(LATE));
    let bytes = review.bytes(0).expect("bytes");
    assert!(review.save().is_whole());
    assert_eq!(std::fs::read(&path).expect("there"), bytes);
    assert!(!review.is_changed(1) && !review.is_decided(1));
    assert_eq!(read(&path).text(1), text);
    review.decide_open(1, &HunkDecision::Accepted);
    assert_eq!(review.text(1), all);
}

#[test]
fn a_file_that_changed_is_left_and_others_are_written() {
    let (_one, first, _) = on_disk(&[("late", LATE)]);
    let (_two, second, _) = on_disk(&[("plain", PLAIN)]);
    let files = [&first, &second].map(|path| CannedFile::read(path, &options()).expect("replies"));
    let mut review = Review::new(files.into(), LintOptions::default());
    review.write(0, LATE.replace("Hello", "Dear"));
    review.write(1, "We close at seven.");
    std::fs::write(&first, json(&[("late", "Something else.")])).expect("written");
    let saved = review.save();
    assert_eq!(saved.files, [second.as_path()]);
    assert!(saved.failures[0].to_string().contains("has changed since it was read"));
    assert!(std::fs::read_to_string(&first).expect("there").contains("Something else."));
    assert!(review.is_changed(0), "nothing is lost");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path, _) = on_disk(&[("plain", PLAIN)]);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("set");
    let link = folder.path().join("link.json");
    std::os::unix::fs::symlink("replies.json", &link).expect("linked");
    let mut review = read(&link);
    review.write(0, "We close at seven.");
    assert!(review.save().is_whole());
    assert!(std::fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
    assert!(std::fs::read_to_string(&path).expect("there").contains("seven"));
    assert_eq!(std::fs::read_dir(folder.path()).expect("there").count(), 2, "nothing is left over");
}

#[test]
fn a_review_goes_on_later() {
    let (folder, path, mut review) = on_disk(&[("late", LATE), ("plain", PLAIN), ("other", "See you soon.")]);
    review.propose_builtin(0);
    review.decide(0, 0, HunkDecision::Accepted);
    review.set_mark(1, Some(ReplyMark::Skipped("legal first".to_owned())));
    review.write(2, "See you.");
    review.keep().expect("kept");
    // Somebody puts a reply before the others and changes the last.
    std::fs::write(&path, json(&[("new", "Hi."), ("late", LATE), ("plain", PLAIN), ("other", "See you later.")]))
        .expect("written");
    let mut again = read(&path);
    assert_eq!(again.resume().expect("read"), Resumed { replies: 2, changed: 1 });
    assert_eq!((again.text(1), again.proposal(1)), (review.text(0), review.proposal(0)));
    assert_eq!(again.mark(2), review.mark(1));
    assert!(!again.is_changed(3));
    again.undo(1);
    let state = folder.path().join(".replies.json.attuned-review.json");
    std::fs::write(&state, "{}").expect("written");
    let error = again.resume().expect_err("none of ours").to_string();
    assert!(error.contains("move it away"), "{error}");
    Review::new(again.files().to_vec(), LintOptions::default()).keep().expect("kept");
    assert!(!state.exists(), "nothing to keep");
}

#[test]
fn lists_are_in_the_order_that_was_asked_for() {
    let mut review = review(&[("plain", PLAIN), ("late", LATE), ("other", "See you soon, {{name}}.")]);
    assert_eq!(review.list(&ReviewQuery::default())[0], 1);
    assert_eq!(review.list(&ReviewQuery { order: ReviewOrder::File, ..ReviewQuery::default() }), [0, 1, 2]);
    assert_eq!(review.list(&ReviewQuery::open()), [1]);
    assert_eq!(review.list(&ReviewQuery { words: "SOON name".to_owned(), ..ReviewQuery::default() }), [2]);
    review.set_mark(1, Some(ReplyMark::Done(String::new())));
    assert_eq!(review.list(&ReviewQuery::open()), [0; 0]);
    let view = serde_json::to_value(review.view(1)).expect("JSON");
    assert_eq!((view["original"].as_str(), view["mark"]["done"].as_str()), (Some(LATE), Some("")));
}

#[test]
fn what_cannot_be_written_is_said_before() {
    let html = r#"{"macros": [{"id": 1, "actions": [{"field": "comment_value_html", "value": "<p>We close at six.</p><p>See you soon.</p>"}]}]}"#;
    let file = CannedFile::parse("macros.json", html.as_bytes().to_vec(), &CannedOptions::default()).expect("replies");
    let mut review = Review::new(vec![file], LintOptions::default());
    let text = review.text(0);
    let one = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("six", "seven");
    assert!(review.propose(0, &outcome(&text, &one)));
    let view = review.view(0);
    let held: Vec<bool> = view.hunks.iter().map(|hunk| hunk.hindrance.is_some()).collect();
    assert_eq!(held, [false, true], "{:?}", view.hunks);
    review.decide_open(0, &HunkDecision::Accepted);
    assert_eq!((review.text(0), review.hindrance(0)), (text.replace("six", "seven"), None));
    review.decide(0, 1, HunkDecision::Accepted);
    assert!(review.hindrance(0).is_some() && review.bytes(0).is_err());
}

#[test]
fn a_file_is_checked_by_what_holds_for_it() {
    let file = |path: &str| CannedFile::parse(path, json(&[("late", LATE)]).into_bytes(), &options()).expect("replies");
    let mut holds = LintOptions::default();
    let mut legal = crate::canned::LintOverride::new(".", "legal/**").expect("a glob");
    legal.off.insert("all".to_owned());
    holds.overrides.push(legal);
    let review = Review::new(vec![file("legal/one.json"), file("two.json")], holds);
    assert_eq!((review.checked(0).weight(), review.list(&ReviewQuery::open())), (0, vec![1]));
}

/// `cargo test --release --lib canned::review -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout, reason = "a measurement")]
fn figures() {
    let text = |at: usize| LATE.replace("lamp", &format!("lamp {at}")).replace("today", &format!("on day {at}"));
    let texts: Vec<(String, String)> = (0..1000).map(|at| (format!("title {at}"), text(at))).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(title, text)| (title.as_str(), text.as_str())).collect();
    let (_folder, path, _) = on_disk(&texts);
    let took = |what: &str, work: &mut dyn FnMut()| {
        let start = std::time::Instant::now();
        work();
        println!("{what}: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    };
    let mut review = read(&path);
    took("opened and in order", &mut || review = read(&path));
    took("listed", &mut || drop(review.list(&ReviewQuery::default())));
    took("listed again", &mut || drop(review.list(&ReviewQuery::default())));
    took("rows of all", &mut || (0..1000).for_each(|at| drop(review.row(at))));
    took("proposed for all", &mut || assert!((0..1000).all(|at| review.propose_builtin(at))));
    took("accepted all", &mut || assert!((0..1000).all(|at| review.decide_open(at, &HunkDecision::Accepted))));
    took("one view", &mut || drop(review.view(7)));
    took("that view again", &mut || drop(review.view(7)));
    took("kept", &mut || review.keep().expect("kept"));
    took("read and resumed", &mut || assert_eq!(read(&path).resume().expect("read").replies, 1000));
    took("saved", &mut || assert!(review.save().is_whole()));
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

#[test]
fn a_save_is_taken_back_with_the_bytes_and_the_decisions_of_before() {
    let (_folder, path, mut review) = on_disk(&[("late", LATE), ("plain", PLAIN)]);
    let before = std::fs::read(&path).expect("bytes");
    review.write(0, "Hello {{name}}, we are late.");
    review.write(1, "We close at seven.");
    assert_eq!(review.save().replies, 2);
    review.write(1, "We close at eight.");
    assert!(review.can_unsave());
    let back = review.unsave();
    assert_eq!((back.replies, back.files.len(), back.is_whole()), (2, 1, true));
    assert_eq!(std::fs::read(&path).expect("bytes"), before);
    assert_eq!(review.text(0), "Hello {{name}}, we are late.");
    assert_eq!(review.text(1), "We close at seven.");
    assert!(review.is_changed(0) && review.first(0).is_none() && review.undo(0) && !review.can_unsave());
}

#[test]
fn a_save_is_not_taken_back_over_what_somebody_else_wrote() {
    let (_folder, path, mut review) = on_disk(&[("plain", PLAIN)]);
    review.write(0, "We close at seven.");
    review.save();
    std::fs::write(&path, json(&[("plain", "Closed.")])).expect("written");
    let back = review.unsave();
    assert_eq!((back.replies, back.failures.len()), (0, 1));
    assert_eq!(std::fs::read_to_string(&path).expect("text"), json(&[("plain", "Closed.")]));
    assert!(review.can_unsave());
}

#[test]
fn a_save_that_writes_nothing_leaves_the_one_before_to_be_taken_back() {
    let (_folder, _, mut review) = on_disk(&[("plain", PLAIN)]);
    review.write(0, "We close at seven.");
    review.save();
    review.save();
    assert_eq!(review.unsave().replies, 1);
}

/// A step of a person.
#[derive(Debug, Clone)]
enum Act {
    Decide(usize, HunkDecision),
    Propose(usize),
    Write(String),
    Show(usize),
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let decision = prop_oneof![
        Just(HunkDecision::Accepted),
        Just(HunkDecision::Refused),
        Just(HunkDecision::Open),
        "[a-c ]{0,4}".prop_map(HunkDecision::Edited)
    ];
    let act = prop_oneof![
        4 => (0usize..6, decision).prop_map(|(hunk, decision)| Act::Decide(hunk, decision)),
        2 => (0..NEWS.len()).prop_map(Act::Propose),
        2 => "([a-dé.] ?){0,12}".prop_map(Act::Write),
        1 => (0usize..3).prop_map(Act::Show),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ];
    prop::collection::vec(act, 0..16)
}

const OLD: &str = "a b c d. é b a! c c d, a.";
const NEWS: &[&str] = &["a c d. é b b a! c d, a.", "b b c d. é a! c c d, b a.", "", "a b x d. é b a! c y d, a. z"];

proptest! {
    #[test]
    fn the_text_is_that_of_the_file_with_what_was_accepted(acts in acts()) {
        let mut review = review(&[("one", OLD)]);
        let base = outcome(OLD, "");
        for act in acts {
            let before = review.text(0);
            match act {
                Act::Decide(hunk, decision) => { review.decide(0, hunk, decision); }
                Act::Propose(new) => {
                    review.propose(0, &Outcome { text: NEWS[new].to_owned(), diff: Diff::between(OLD, NEWS[new]), ..base.clone() });
                    prop_assert_eq!(review.text(0), before);
                }
                Act::Write(text) => {
                    review.write(0, text.as_str());
                    prop_assert_eq!(review.text(0), text);
                }
                Act::Show(proposal) => { review.show(0, proposal); }
                Act::Undo => if review.undo(0) {
                    let now = review.text(0);
                    review.redo(0);
                    prop_assert_eq!(review.text(0), before);
                    review.undo(0);
                    prop_assert_eq!(review.text(0), now);
                }
                Act::Redo => { review.redo(0); }
            }
            if let Some(proposal) = review.proposal(0) {
                let spans: Vec<_> = proposal.diff.hunks.iter().map(|hunk| hunk.before.span).collect();
                prop_assert!(spans.windows(2).all(|two| two[0].end <= two[1].start), "{:?}", spans);
                let text = review.text(0);
                prop_assert!(proposal.diff.hunks.iter().all(|hunk| hunk.before.span.of(OLD) == hunk.before.text));
                for (at, (hunk, decision)) in proposal.parts().enumerate() {
                    let words = proposal::words(hunk, decision).unwrap_or(&hunk.before.text);
                    prop_assert_eq!(proposal.place(at).expect("there").of(&text), words);
                }
            }
        }
        while review.undo(0) {}
        prop_assert_eq!(review.text(0), OLD);
    }
}
