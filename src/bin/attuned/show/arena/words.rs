//! A reply word by word beside its draft: what stayed, what is new, and what is gone.

use super::super::wrap::harmless;
use attuned::Diff;
use serde::Serialize;

/// A stretch of a reply, or of the draft where it is gone.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Word {
    text: String,
    /// `new`, `gone`, or nothing.
    kind: &'static str,
}

/// The stretches of a reply; without those that are gone they are the reply.
pub(super) fn words(draft: &str, reply: &str) -> Vec<Word> {
    let mut all = Vec::new();
    let mut put = |text: &str, kind| {
        if !text.is_empty() {
            all.push(Word { text: harmless(text), kind });
        }
    };
    let mut done = 0;
    for hunk in Diff::between(draft, reply).hunks {
        put(reply.get(done..hunk.after.span.start).unwrap_or_default(), "");
        put(&hunk.before.text, "gone");
        put(&hunk.after.text, "new");
        done = hunk.after.span.end;
    }
    put(reply.get(done..).unwrap_or_default(), "");
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_stands_before_what_is_new() {
        let all = words("The kite was lost on Monday.", "We lost the kite on Monday.");
        let reply: String = all.iter().filter(|one| one.kind != "gone").map(|one| one.text.as_str()).collect();
        assert_eq!(reply, "We lost the kite on Monday.");
        assert!(all.iter().any(|one| one.kind == "gone"), "{all:?}");
        assert_eq!(all.last().map(|one| one.kind), Some(""));
        assert_eq!(words("Same.", "Same."), [Word { text: "Same.".into(), kind: "" }]);
    }
}
