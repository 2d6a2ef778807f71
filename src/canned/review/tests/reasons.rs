//! Why a reply stays as it is, in the notes beside the file.

use super::*;
use crate::canned::lint;

#[test]
fn a_reason_is_noted_so_that_lint_knows() {
    let (folder, path, mut review) = on_disk(&[("plain", PLAIN), ("late", LATE)]);
    let notes = folder.path().join("replies.attuned.json");
    std::fs::write(&notes, r#"{"team": "billing", "replies": {"x": {"ignore": {"SA": "old"}}}}"#).expect("written");
    review.propose_builtin(1);
    review.decide(1, 0, HunkDecision::Accepted);
    review.set_mark(1, Some(ReplyMark::Done("legal wants it".to_owned())));
    assert!(review.unnoted(1).is_empty(), "what stands is not the text of the file");
    assert!(review.refuse_all(1) && !review.refuse_all(1));
    assert_eq!((review.text(1).as_str(), review.unnoted(1)), (LATE, vec!["LD01"]));
    let noted = review.note_reasons();
    assert_eq!((noted.files.as_slice(), noted.replies, noted.failures.len()), (&[notes.clone()][..], 1, 0));
    assert!(review.checked(1).findings.is_empty() && review.unnoted(1).is_empty(), "known at once");
    let words = std::fs::read_to_string(&notes).expect("there");
    assert!(words.contains(r#""team": "billing""#) && words.contains(r#""SA": "old""#), "{words}");
    let linted = lint(&[CannedFile::read(&path, &options()).expect("replies")], &LintOptions::default());
    assert!(linted.fresh().all(|one| one.reply != 1), "{:?}", linted.lints);
    assert_eq!(review.note_reasons().replies, 0, "once");
}

#[test]
fn notes_that_are_none_stay_as_they_are() {
    let (folder, _, mut review) = on_disk(&[("late", LATE)]);
    let notes = folder.path().join("replies.attuned.json");
    std::fs::write(&notes, "[]").expect("written");
    review.set_mark(0, Some(ReplyMark::Done(" legal wants it ".to_owned())));
    let noted = review.note_reasons();
    assert_eq!((noted.replies, noted.failures.len()), (0, 1));
    assert_eq!(std::fs::read_to_string(&notes).expect("there"), "[]");
    review.set_mark(0, Some(ReplyMark::Done(String::new())));
    assert!(review.unnoted(0).is_empty(), "no reason was given");
}
