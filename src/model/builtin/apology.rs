//! Apologies under a condition, where the text itself owns what was done.

use super::edit::{Edit, Scene, Target};
use super::phrase::{Phrase, Row, compiled, edits, pattern};
use super::stock::deleted;
use crate::detect::Mechanism::ConflictAvoidance;
use crate::reading::sentences::Line;
use regex::Regex;
use std::sync::LazyLock;

const CONDITION: &str = "takes the \u{201c}if\u{201d} out of an apology for what was done";

/// Conditions that fall where the fault is owned elsewhere.
const OWNED: &[Row] = &[
    (
        r"\b(sorry|apologi[sz]e|regret) if (this|that|it|we|our (?:\w+ )?(?:letter|email|message|call|delay|decision|mistake|error|silence|reply|driver|team|staff|system)) (caused|has caused|made|left|hurt|upset|came|gave|added|kept|let|put|sent|did|failed|forgot|missed|cost)\b(?: any\b| some\b)?",
        "$1 that $2 $3",
        CONDITION,
    ),
    (
        r"\b(sorry|apologi[sz]e|regret) (?:for any|if there was any|if there has been any) (delay|distress|upset|worry|pain|hurt)( (?:this|that|it|we) (?:has|have))? (?:may have |might have )?caused\b",
        "$1 for the $2$3 caused",
        "apologises for what was done, not for what may have been",
    ),
];

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| compiled(OWNED));

/// "We apologise for any inconvenience this may have caused", whole.
static ANY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:we|i|please accept (?:our|my) apologies|our apologies|apologies|sorry)\b[^,;:]{0,30}?\bfor any ",
        r"(?:inconvenience|confusion|trouble|distress|frustration|disappointment)",
        r"(?: (?:this|that|it|which|we)?(?: may| might| could)?(?: have)?(?: has)? ?caused?(?: you| to you)?)?[.!]$",
    ))
});

/// "I'm sorry as well if our note confused you", whole.
static IF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:and )?(?:we|i)(?:'m| am|'re| are|\u{2019}m|\u{2019}re)? (?:also )?(?:sorry|apologi[sz]e)(?: too| as well| also)? if\b",
    )
});

/// Conditional apologies of a sentence.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    if target.said.line != Line::Prose || !target.found(&["CA01", "SA01", "LD02"]) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if scene.reading.reply.owned && !blames(target.source()) {
        found.extend(edits(&PHRASES, target, scene.voice, ConflictAvoidance));
    }
    if IF.is_match(target.source()) && blames(target.source()) && another(scene, target) {
        found.extend(deleted(scene, target).map(|edit| Edit {
            mechanism: ConflictAvoidance,
            reason: "drops a second apology that lays it at their door".to_owned(),
            ..edit
        }));
    }
    if ANY.is_match(target.source()) && another(scene, target) {
        found.extend(deleted(scene, target).map(|edit| super::edit::Edit {
            mechanism: ConflictAvoidance,
            reason: "drops a second apology that is for anything and nothing".to_owned(),
            ..edit
        }));
    }
    found
}

/// What is regretted is what they made of it: "if it confused you", "on your side".
pub(super) fn blames(source: &str) -> bool {
    static BLAMES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:confus\w+|misunderst\w+|misread|misinterpret\w+|offen[cds]\w*|impression|on your (?:side|part|end)|expectations?)\b",
        )
    });
    BLAMES.is_match(source)
}

/// Whether another sentence apologises in earnest.
fn another(scene: &Scene<'_>, target: &Target<'_>) -> bool {
    static SORRY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:sorry|apologi[sz]e|our fault|my fault|our mistake|my mistake)\b"));
    let text = scene.text();
    scene.reading.reply.said.iter().any(|said| {
        let other = said.span.of(text.source);
        said.span != target.said.span
            && SORRY.is_match(other)
            && !ANY.is_match(other)
            && !other.contains(" any ")
            && !other.contains(" if ")
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    #[test]
    fn what_is_owned_is_apologised_for() {
        makes(
            propose,
            "CA01",
            "You broke my mother's vase and I am in pieces.",
            &[
                (
                    "We broke it. We are sorry if this caused you pain.",
                    "We broke it. We are sorry that this caused you pain.",
                ),
                ("We got it wrong. I apologise if it upset you.", "We got it wrong. I apologise that it upset you."),
                (
                    "It was our mistake. Sorry if our delay cost you a day.",
                    "It was our mistake. Sorry that our delay cost you a day.",
                ),
                ("We broke it. We regret if we hurt you.", "We broke it. We regret that we hurt you."),
                (
                    "We are sorry that we broke the vase. We apologise for any inconvenience this may have caused.",
                    "We are sorry that we broke the vase.",
                ),
                (
                    "I am sorry that we broke the vase. I am sorry too if our label confused you. We will send form 7.",
                    "I am sorry that we broke the vase. We will send form 7.",
                ),
                (
                    "I am sorry about the vase we broke. Apologies for any inconvenience caused. We will send the form.",
                    "I am sorry about the vase we broke. We will send the form.",
                ),
            ],
        );
    }

    #[test]
    fn apologies_that_own_nothing_are_left() {
        leaves(
            propose,
            "CA01",
            "You broke my mother's vase and I am in pieces.",
            &[
                "We are sorry if this caused you pain.",
                "We broke it. We are sorry if you felt ignored.",
                "We broke it. We are sorry if anything else is missing.",
                "We apologise for any inconvenience this may have caused.",
                "We apologise for any inconvenience. We have opened case 4.",
                "We broke it. Tell us if this caused more damage.",
                "We broke it. We are sorry if our label caused confusion.",
            ],
        );
    }
}
