//! Small libraries, and what is said of them.

use super::*;
use crate::canned::{CannedFile, CannedOptions};

fn text(path: &str, text: &str) -> CannedFile {
    CannedFile::parse(path, text.as_bytes().to_vec(), &CannedOptions::default()).expect("a reply")
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
    assert!(mended.gone > 0);
}
