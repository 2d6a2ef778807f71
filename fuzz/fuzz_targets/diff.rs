//! The hunks of any two texts turn one into the other, whole or in part.

#![no_main]

use attuned::{Change, Diff, Draft, Mechanism, detect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (String, String, Vec<(String, String, u8)>)| {
    let (before, after, changes) = input;
    let change = |(before, after, kind): (String, String, u8)| Change {
        before,
        after,
        mechanism: Mechanism::ALL.get(usize::from(kind)).copied(),
        reason: "because".to_owned(),
    };
    let changes: Vec<Change> = changes.into_iter().map(change).collect();
    let findings = detect(&Draft::canned(before.as_str())).findings;
    let diff = Diff::explained(&before, &after, &findings, &changes);
    assert_eq!(diff.apply(&before), after);
    assert_eq!(diff.apply_some(&before, |_| false), before);
    assert_eq!(diff.is_empty(), before == after);
    for hunk in &diff.hunks {
        assert_eq!(hunk.before.span.of(&before), hunk.before.text);
        assert_eq!(hunk.after.span.of(&after), hunk.after.text);
    }
    // Any choice of hunks makes a text.
    let _ = diff.apply_some(&before, |place| place % 2 == 0);
});
