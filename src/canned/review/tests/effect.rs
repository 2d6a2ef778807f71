//! Why a weight changes where the words that changed do not say so.

use super::*;

const TWICE: &str = "It is regretted that your lamp was delayed. It is regretted that nobody wrote.";

#[test]
fn words_that_stay_and_weigh_otherwise_are_named() {
    let review = review(&[("twice", TWICE)]);
    let nothing = review.effect(0, TWICE, TWICE);
    assert!(nothing.shifted.is_empty() && nothing.own.is_empty());
    let mut seen = 0;
    for (old, new) in [
        (TWICE, "We regret that your lamp was delayed. It is regretted that nobody wrote."),
        (LATE, TWICE),
        (TWICE, LATE),
    ] {
        let effect = review.effect(0, old, new);
        for one in &effect.shifted {
            assert!(
                one.before != one.after
                    && old.contains(&one.finding.quote.text)
                    && new.contains(&one.finding.quote.text)
            );
        }
        for one in &effect.own {
            assert!(one.quote.span.of(new) == one.quote.text);
        }
        seen += effect.own.len();
    }
    assert!(seen > 0, "the words of another text are found fault with");
}

#[test]
fn a_change_that_lightens_nothing_and_is_marked_itself_is_not_proposed() {
    for text in [
        LATE,
        TWICE,
        "Should a return be received, it will be assessed. Should a refund be approved, it will be credited.",
    ] {
        let mut review = review(&[("one", text)]);
        review.propose_builtin(0);
        let Some(proposal) = review.proposal(0).cloned() else { continue };
        for (at, hunk) in proposal.diff.hunks.iter().enumerate() {
            let with = review.text_with(0, at, HunkDecision::Accepted);
            let (before, after) = (review.checked_before(0).weight(), review.check(0, &with).weight());
            let clear = |one: &crate::detect::Finding| one.severity >= crate::detect::Severity::Clear;
            let marked = review.effect(0, text, &with).own.iter().any(clear);
            assert!(after < before || (after == before && !marked), "{hunk:?}: {before} → {after}");
        }
    }
}
