//! What is written, and gone on with later.

use super::*;

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
