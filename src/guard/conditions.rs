//! What hangs on a condition hangs on it still, and on no other: none is dropped, loosened, turned round or invented.

use super::Check;
use super::meaning::{Condition, Content, Line, Sign, denies, met};
use super::words::{Pattern, pattern};
use std::rc::Rc;
use std::sync::LazyLock;

/// What can carry a condition, wide enough for honest rewording.
static CARRIER: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:if|unless|when|whenever|once|provided|providing|as long as|so long as|only|except\w*|without|until|must|needs?|have to|has to|requir\w+",
        r"|depend\w*|subject to|in case|should|where|upon|after|before|with|against|please|whoever|anyone|anybody|who|that|which|can|can't|cannot|may|not|for)\b",
    ))
});

/// What can carry a condition to which there is no other way.
static STRICT: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:unless|only|except\w*|provided|as long as|so long as|exclud\w*|without|must|needs?|have to|has to|requir\w+|until|not|no|cannot|other than|apart from)\b|n't\b",
    )
});

/// What a sender offers or grants.
static OFFER: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:we|i)(?:'ll| will| can| could| are| am| offer| give| pay)\b|\byou (?:can|may|will|get|receive|are entitled)\b|\b(?:will|can|may) be\b|\byou'll\b",
    )
});

/// Each condition of the draft has its counterpart; no offer hangs on a new one.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (check.old.lines(), check.new.lines());
    let lost = draft.iter().flat_map(|line| &line.conditions).filter_map(|one| fault(one, candidate));
    let mut out: Vec<String> = lost.collect();
    let known = check.old.bag();
    let new = candidate.iter().flat_map(|line| &line.conditions);
    let new = new.filter(|one| invented(one, draft, known));
    out.extend(new.map(|one| format!("a condition that the draft does not set: \"{}\"", one.shown)));
    out
}

/// What became of a condition of the draft, if it was not kept.
fn fault(one: &Condition, candidate: &[Rc<Line>]) -> Option<String> {
    if one.content.is_empty() {
        return None;
    }
    let near = candidate.iter().map(Rc::as_ref).filter(|line| met(&one.content, &line.content, (1, 2)));
    let near: Vec<&Line> = near.collect();
    let carries = |line: &Line| line.has(Sign::Carrier, |text| CARRIER.is_match(text));
    let carried = |line: &&Line| one.wish || !line.conditions.is_empty() || carries(line);
    if !near.iter().any(carried) && !candidate.iter().any(|line| pointed(one, line)) {
        return Some(format!("the condition \"{}\" is gone", one.shown));
    }
    if one.strict && !near.iter().any(|line| line.has(Sign::Strict, |text| STRICT.is_match(text))) {
        return Some(format!("\"{}\" lets nothing else do; the reply does", one.shown));
    }
    turned(one, &near).then(|| format!("the condition \"{}\" is turned round", one.shown))
}

/// Whether the same hangs on a condition that only points at its matter: "once we have that", "if it's something for you".
fn pointed(one: &Condition, line: &Line) -> bool {
    let same = |two: &Condition| two.content.is_empty() && !one.main.is_empty() && met(&one.main, &two.main, (1, 2));
    line.conditions.iter().any(same)
}

/// Whether "if" became "unless", or its matter is denied, while what hangs on it is the same.
fn turned(one: &Condition, near: &[&Line]) -> bool {
    let same = |two: &&Condition| met(&one.content, &two.content, (1, 1)) && met(&one.main, &two.main, (1, 2));
    let flips = |two: &Condition| {
        denies(&one.rest) == denies(&two.rest) && (one.unless != two.unless) != (one.denied != two.denied)
    };
    let found: Vec<&Condition> = near.iter().flat_map(|line| &line.conditions).filter(same).collect();
    !found.is_empty() && found.iter().all(|two| flips(two))
}

/// Whether an offer that the draft makes freely hangs on something here.
fn invented(one: &Condition, draft: &[Rc<Line>], known: &Content) -> bool {
    let strange = one.content.difference(known).count();
    let new = !one.wish && strange * 2 > one.content.len();
    let free = |line: &Line| line.conditions.is_empty() && line.has(Sign::Offer, |text| OFFER.is_match(text));
    let offered = |line: &Rc<Line>| free(line) && met(&one.main, &line.content, (1, 2));
    new && !one.main.is_empty() && OFFER.is_match(&one.rest) && draft.iter().any(offered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn dropped_and_invented_conditions_are_caught() {
        catches(
            look,
            &[
                ("", "If the hen limps, keep her inside.", "Keep her inside."),
                ("", "You may swap it provided that the seal is whole.", "You may swap it."),
                ("", "We mend it only with the card.", "We mend it."),
                ("", "We mend it only with the card.", "We mend it with the card."),
                ("", "We will mend your kettle.", "We will mend your kettle if you bring the box."),
                (
                    "",
                    "You can enter if you are a member of the club.",
                    "You can enter unless you are a member of the club.",
                ),
                ("", "We pay if the lamp was opened.", "We pay if the lamp was not opened."),
            ],
        );
    }

    #[test]
    fn conditions_in_other_words_pass() {
        spares(
            look,
            &[
                ("", "If the hen limps, keep her inside.", "Keep the hen inside when she limps."),
                ("", "Returns are not accepted unless sealed.", "We accept returns as long as they are sealed."),
                (
                    "",
                    "Files without a backup cannot be restored.",
                    "If there is no backup, we can't restore the files.",
                ),
                ("", "Should you wish to appeal, write to us.", "You can appeal: write to us."),
                ("", "If you have any questions, call us.", "Call us."),
                ("", "We apologise if this caused confusion.", "We confused you, and we are sorry."),
                ("", "We will mend your kettle.", "We will mend your kettle. If you like, tell me how it broke."),
                ("", "Upon receipt of the form we will pay.", "Once we have your form, we will pay."),
                ("", "We're sorry if the lamp on our stall confused you.", "Our lamp confused you, and we are sorry."),
                ("", "Once we have your card, we'll mend the lamp.", "Once we have that, we'll mend the lamp."),
                (
                    "",
                    "Should any spots be noticed on the baby, ring us.",
                    "If you see any spots on your child, ring us.",
                ),
            ],
        );
    }
}
