//! No claimed human experience: nobody says "I have been there" or "I feel your pain" who did not in the draft.

use super::Check;
use super::words::{Table, added, table};
use std::sync::LazyLock;

/// Claims to have lived or felt what the person does, over flat text.
static CLAIMS: Table = LazyLock::new(|| {
    table(&[
        (
            "been there",
            r"\b(?:i've|i have|we've|we have|we've all|i) been (?:there|in your (?:shoes|position|situation)|through (?:this|that|it|something|the same))",
        ),
        (
            "as a",
            r"\bas an? (?:fellow |single |new |working )?(?:mother|father|mom|mum|dad|parent|pet owner|dog owner|cat owner|dog lover|cat lover|widow|widower|survivor|patient|nurse|doctor|traveller|traveler|student|veteran|human|person) (?:myself|too|who)",
        ),
        (
            "being a",
            r"\bi(?:'m| am) (?:also |too )?an? (?:\w+ )?(?:mother|father|mom|mum|dad|parent|pet owner|survivor|widow|widower)\b",
        ),
        (
            "feel your",
            r"\b(?:i|we) (?:can |truly |really |do )*feel (?:your (?:pain|grief|loss|frustration|anger|sorrow)|your hurt|for you deeply|what you feel)",
        ),
        (
            "know how",
            r"\b(?:i|we) (?:know|understand) (?:exactly |just |all too well |precisely )+(?:how|what) (?:you|it|that|this)",
        ),
        (
            "know feels",
            r"\b(?:i|we) know (?:how|what) (?:you feel|you're feeling|you are feeling|it feels|it's like|it is like|that feels|you're going through|you are going through)",
        ),
        (
            "own loss",
            r"\b(?:i|we)(?:'ve| have)? (?:also )?(?:lost|buried|had|went|gone|experienced|suffered|struggled|dealt|lived)\b[^.!?]{0,30}\b(?:my own|our own|myself|too, years|the same thing|something similar|a similar)",
        ),
        (
            "my own",
            r"\bwhen (?:i lost|my (?:own )?(?:mother|father|mom|mum|dad|dog|cat|child|son|daughter|husband|wife|brother|sister|grandmother|grandfather)\b)|\bmy own (?:mother|father|mom|mum|dad|dog|cat|child|children|son|daughter|husband|wife|kids|divorce|loss|grief)\b",
        ),
        (
            "heart",
            r"\b(?:my|our) hearts? (?:breaks?|aches?|is broken|are broken|sinks?|sank|goes out|go out|hurts?)\b|\b(?:i'm|i am|i was) (?:crying|in tears|heartbroken|devastated)\b|\bbrought (?:me )?to tears\b",
        ),
        (
            "same",
            r"\b(?:the same (?:thing )?happened to me|i(?:'d| would) feel the same|i would be (?:furious|angry|heartbroken) too|i went through)\b",
        ),
    ])
});

/// No claim is new.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let new = added(&CLAIMS, &check.old, &check.new);
    new.into_iter().map(|(_, words)| format!("claimed human experience: \"{words}\"")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn claims_are_caught() {
        for claim in [
            "I've been there.",
            "As a mother myself, I am sorry.",
            "I feel your pain.",
            "I know exactly how you feel.",
            "I’ve lost my own father.",
            "My heart breaks for you.",
            "I know what you're going through.",
            "When my dog died, I cried for weeks.",
            "I went through this last year.",
            "I'm heartbroken for you.",
        ] {
            catches(look, &[("my dog died", "We are sorry.", claim)]);
        }
    }

    #[test]
    fn sympathy_without_a_claim_passes() {
        spares(
            look,
            &[
                ("my mother died", "Noted.", "I'm so sorry that you lost your mother."),
                ("I've been there three times", "Noted.", "You have been there three times, and we sent you away."),
                ("", "I've been there myself. Noted.", "I've been there myself, and I read your note."),
                ("", "Noted.", "We lost your parcel. We had the wrong address."),
                ("", "Noted.", "I know how to reset it. As a customer you can return it."),
            ],
        );
    }
}
