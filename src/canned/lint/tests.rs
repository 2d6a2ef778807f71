//! Small libraries, and what is said of them.

use super::*;
use crate::canned::reply::Situation;
use crate::canned::{CannedFile, CannedOptions};
use std::num::NonZeroUsize;

fn text(path: &str, text: &str) -> CannedFile {
    CannedFile::parse(path, text.as_bytes().to_vec(), &CannedOptions::default()).expect("a reply")
}

/// An export of macros with these titles and texts.
fn macros(replies: &[(&str, &str)]) -> CannedFile {
    let one = |(id, (title, text)): (usize, &(&str, &str))| serde_json::json!({"id": id, "title": title, "actions": [{"field": "comment_value", "value": text}]});
    let all: Vec<_> = replies.iter().enumerate().map(one).collect();
    text("macros.json", &serde_json::json!({ "macros": all }).to_string())
}

fn suppressed(mut file: CannedFile, rule: &str, reason: &str) -> CannedFile {
    for reply in file.replies_mut() {
        reply.suppressed.push(Suppression { rule: rule.to_owned(), reason: reason.to_owned() });
    }
    file
}

fn rules(linted: &Linted) -> Vec<(&str, &str)> {
    linted.lints.iter().map(|lint| (lint.finding.rule, lint.status.name())).collect()
}

const COLD: &str = "Please be advised that your application for the hardship grant was declined.\n";

#[test]
fn a_baseline_knows_what_it_has_seen_as_often_as_it_has() {
    let before = [text("a/x.txt", COLD)];
    let seen = lint(&before, &LintOptions::default());
    assert!(!seen.lints.is_empty());
    let baseline = Baseline::of("a/attuned-baseline.json".as_ref(), &before, &seen);
    let options = LintOptions { baseline: Some(baseline), ..LintOptions::default() };
    let again = lint(&[text("a/x.txt", &format!("Hello,\n\n{COLD}"))], &options);
    assert_eq!(again.fresh().count(), 0, "{:?}", rules(&again));
    let twice = lint(&[text("a/x.txt", &format!("{COLD}\n{COLD}"))], &options);
    assert!(twice.fresh().count() > 0);
    let mended = lint(&[text("a/x.txt", "We declined your application.")], &options);
    assert_eq!((mended.gone, mended.fresh().count()), (seen.lints.len(), 0));
}

#[test]
fn a_baseline_is_read_as_it_was_written_and_holds_no_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(Baseline::NAME);
    let files = [text(&folder.path().join("below/x.txt").display().to_string(), COLD)];
    let baseline = Baseline::of(&path, &files, &lint(&files, &LintOptions::default()));
    std::fs::write(&path, baseline.to_json()).expect("a file");
    assert_eq!(Baseline::read(&path).expect("a baseline"), baseline);
    assert!(baseline.to_json().contains("\"below/x.txt\"") && !baseline.to_json().contains("grant"));
    assert!(!baseline.is_empty());
    std::fs::write(&path, "{\"version\": 2, \"files\": {}}").expect("a file");
    assert!(Baseline::read(&path).is_err());
}

#[test]
fn fingerprints_stay_where_words_move_and_none_is_there_twice() {
    let options = LintOptions::default();
    let prints = |words: &str| -> Vec<String> {
        lint(&[text("x.txt", words)], &options).lints.into_iter().map(|lint| lint.fingerprint).collect()
    };
    let (one, moved, two) = (prints(COLD), prints(&format!("Hello,\n\n{COLD}")), prints(&format!("{COLD}\n{COLD}")));
    assert_eq!(one, moved);
    let different: std::collections::BTreeSet<_> = two.iter().collect();
    assert_eq!(different.len(), two.len());
    assert!(two.len() > one.len() && one.iter().all(|print| two.contains(print)));
}

#[test]
fn order_does_not_depend_on_threads() {
    let replies: Vec<(String, String)> =
        (0..70).map(|at| (format!("A::{at}"), format!("{COLD} Order {at} was lost."))).collect();
    let replies: Vec<(&str, &str)> = replies.iter().map(|(title, text)| (title.as_str(), text.as_str())).collect();
    let files = [macros(&replies)];
    let of = |threads: usize| {
        let options = LintOptions { threads: NonZeroUsize::new(threads), ..LintOptions::default() };
        let linted = lint(&files, &options);
        linted.lints.iter().map(|lint| (lint.reply, lint.fingerprint.clone())).collect::<Vec<_>>()
    };
    assert_eq!(of(1), of(4));
    assert_eq!(of(1).last().map(|(reply, _)| *reply), Some(69));
}

#[test]
fn suppressions_are_heard_and_those_that_nothing_speaks_of_are_told() {
    let heard = suppressed(text("x.txt", COLD), "ld", "legal wants these words");
    let linted = lint(std::slice::from_ref(&heard), &LintOptions::default());
    assert_eq!(linted.worst(), None, "{:?}", rules(&linted));
    assert_eq!(linted.lints[0].status, LintStatus::Suppressed("legal wants these words".to_owned()));
    assert!(linted.unused.is_empty());
    let all = LintOptions { unsuppressed: true, ..LintOptions::default() };
    assert!(lint(&[heard], &all).worst().is_some());

    let idle = suppressed(text("x.txt", "We close at six."), "LD01", "");
    let linted = lint(std::slice::from_ref(&idle), &LintOptions { library: true, ..LintOptions::default() });
    assert_eq!(linted.unused[0].suppression.rule, "LD01");
    assert_eq!(linted.library[0].kind, LibraryKind::NoReason);
    let off = LintOptions { off: ["LD".to_owned()].into(), ..LintOptions::default() };
    assert!(lint(&[idle], &off).unused.is_empty(), "a rule that is off finds nothing anywhere");
}

#[test]
fn rules_are_off_where_a_glob_says_so() {
    let mut legal = LintOverride::new(".", "legal/**").expect("a glob");
    legal.off = ["LD".to_owned()].into();
    let options = LintOptions { overrides: vec![legal], ..LintOptions::default() };
    let files = [text("legal/x.txt", COLD), text("sales/x.txt", COLD)];
    let linted = lint(&files, &options);
    assert!(!linted.lints.is_empty() && linted.lints.iter().all(|lint| lint.file == 1), "{:?}", rules(&linted));
    let severe = LintOptions { least: Some(Severity::Severe), ..LintOptions::default() };
    assert!(lint(&files, &severe).lints.iter().all(|lint| lint.finding.severity == Severity::Severe));
}

#[test]
fn a_fix_mends_its_finding_and_changes_nothing_else() {
    let words = "Dear Femi,\n\nPlease be advised that your application was declined. We close at six.";
    let files = [text("x.txt", words)];
    let linted = lint(&files, &LintOptions { fixes: true, ..LintOptions::default() });
    let lint = linted.lints.iter().find(|lint| lint.fix.is_some()).expect("a fix");
    let fix = lint.fix.as_ref().expect("a fix");
    let mended = fix.diff.apply(words);
    assert!(mended.starts_with("Dear Femi,\n\n") && mended.ends_with("We close at six."), "{mended}");
    assert!(!fix.reason.is_empty() && !fix.edits.is_empty());
    let after = super::lint(&[text("x.txt", &mended)], &LintOptions::default());
    assert!(after.lints.len() < linted.lints.len());
}

#[test]
fn a_finding_says_whom_it_fails() {
    let mut file = text("x.txt", "We close at six. It is unfortunate that this was not what you expected.");
    let calm = Situation::new("a tourist", "When do you close on Sunday?");
    let hurt = Situation::new("a widow", "My husband died on Friday and you sent his bill to the wake. How dare you?");
    file.replies_mut()[0].situations = vec![calm, hurt];
    let linted = lint(&[file], &LintOptions::default());
    assert!(linted.lints.iter().any(|lint| lint.situations == [1]), "{:?}", linted.lints);
}

/// A long letter in the parts of which the same is wrong.
fn long(paragraphs: usize) -> String {
    let one = |number: usize| {
        format!(
            "We met on day {number}, and the lamp of house {number} was there. Please be advised that your application \
             {number} was declined. We close at six on day {number}."
        )
    };
    (0..paragraphs).map(one).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn a_long_reply_is_mended_to_its_end_part_by_part() {
    let words = long(60);
    let files = [text("x.txt", &words)];
    let parts = crate::canned::parts(&words);
    assert!(parts.len() > 3 && parts.iter().map(|part| part.of(&words)).collect::<String>() == words);
    let linted = lint(&files, &LintOptions { fixes: true, ..LintOptions::default() });
    let fixes: Vec<&Fix> = linted.lints.iter().filter_map(|lint| lint.fix.as_ref()).collect();
    for part in parts {
        let hunks = fixes.iter().flat_map(|fix| &fix.diff.hunks);
        assert!(hunks.clone().any(|hunk| part.contains(hunk.before.span)), "{part:?}");
        assert!(hunks.clone().all(|hunk| hunk.before.span.of(&words) == hunk.before.text));
    }
    for fix in fixes {
        let mended = fix.diff.apply(&words);
        assert!(fix.diff.hunks.iter().all(|hunk| hunk.after.span.of(&mended) == hunk.after.text));
        assert!(mended.len() > words.len() - 60 && !fix.edits.is_empty());
    }
}

#[test]
fn a_short_reply_is_mended_as_one() {
    let words = long(12);
    assert_eq!(crate::canned::parts(&words), [crate::Span::new(0, words.len())]);
    let endless = "and so on ".repeat(1000);
    assert_eq!(crate::canned::parts(&endless), [crate::Span::new(0, endless.len())]);
}
