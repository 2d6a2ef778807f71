//! A revision is no template: stock phrases that the draft did not have are refused.

use super::Check;
use super::words::{Pattern, Table, added, flat, pattern, sentences, table};
use std::sync::LazyLock;

/// Phrases that would fit any message, over flat text.
static STOCK: Table = LazyLock::new(|| {
    table(&[
        (
            "understand",
            concat!(
                r"\b(?:i|we)(?: can| do| truly| completely| fully| totally| really| absolutely| certainly)* (?:understand|appreciate|recogni[sz]e|imagine|see|realize|realise)",
                r"(?: just)? (?:how|that|why)(?: very| incredibly| truly| extremely| really| deeply| much)?(?: of)?(?: an?)? ?",
                r"(?:this|that|it|you)?(?: situation)? ?(?:must|may|might|can|could|would)?(?: have)? ?(?:be(?:en)?|feel)?(?: very| incredibly| truly| extremely| really| deeply)* ?",
                r"(?:frustrating|upsetting|disappointing|difficult|stressful|hard|inconvenient|distressing|frustrated|upset|disappointed)\b",
            ),
        ),
        (
            "your feeling",
            concat!(
                r"\b(?:i|we)(?: can| do| truly| completely| fully| totally| really| absolutely| certainly)* (?:understand|appreciate|hear|share|acknowledge)",
                r" your (?:frustration|concerns?|disappointment|feelings|anger|situation|position|pain)\b",
            ),
        ),
        (
            "reaching out",
            r"\bthank(?:s| you)(?: so much| very much)? for (?:reaching out|contacting|getting in touch|bringing (?:this|that|it) to|taking the time|sharing (?:this|that|your|with)|opening up|your (?:patience|understanding|feedback|message|email|inquiry|enquiry))",
        ),
        (
            "value",
            r"\b(?:we|i)(?: truly| really| greatly| highly| deeply)* (?:value|appreciate|cherish) (?:your|you) ?(?:feedback|business|loyalty|custom|patience|input|as a|being)",
        ),
        (
            "important to us",
            r"\byour (?:\w+ )?(?:feedback|satisfaction|call|concerns?|opinion|experience|happiness|well-?being) (?:is|are)(?: very| extremely| truly| really)? important|\b(?:satisfaction|happiness) is our (?:top |number one |highest )?priority",
        ),
        (
            "valid",
            r"\byour (?:feelings|emotions|reaction|frustration|anger|grief|experience)s? (?:is|are) (?:completely |totally |entirely |absolutely |so |very )?(?:valid|understandable|justified|normal|natural)\b|\b(?:it is|it's|that's|that is) (?:completely|totally|perfectly|entirely|so) (?:understandable|valid|natural|normal)\b",
        ),
        (
            "must be",
            r"\b(?:that|this|it) must (?:be|feel|have been)(?: so| very| incredibly| really| extremely| truly)* (?:hard|difficult|frustrating|tough|painful|stressful|upsetting|devastating|challenging)",
        ),
        (
            "sounds",
            r"\b(?:that|this|it) sounds(?: like a)?(?: so| very| incredibly| really| extremely| truly)+ (?:hard|difficult|frustrating|tough|painful|stressful|upsetting|challenging)",
        ),
        ("hear you", r"\b(?:i|we) (?:truly |really )?hear (?:you|what you're saying|what you are saying)\b"),
        (
            "inconvenience",
            r"\b(?:sorry|apologi[sz]e|apologies)(?: sincerely| deeply)? for (?:any|the|this|all the) (?:\w+ )?(?:inconvenience|frustration|trouble)",
        ),
        (
            "not alone",
            r"\byou(?:'re| are) not alone\b|\bwe(?:'re| are) here for you\b|\b(?:i'm|i am) here for you\b|\bhere to (?:help|support) you every step",
        ),
        (
            "rest assured",
            r"\b(?:please )?(?:rest|be) assured\b|\bplease (?:don't|do not) hesitate\b|\bplease feel free to\b|\bhope this (?:message|email) finds you\b",
        ),
        (
            "seriously",
            r"\bwe take (?:this|these|your|such|all) (?:\w+ )?(?:very |extremely )?seriously\b|\bwe take (?:your|such|these|all) \w+ (?:very |extremely )?seriously\b",
        ),
        (
            "condolences",
            r"\bthoughts and prayers\b|\b(?:our|my) (?:deepest|sincerest|heartfelt) (?:condolences|sympath\w+|apologies)\b|\bin this difficult time\b|\bduring this (?:difficult|challenging|trying) time\b",
        ),
        (
            "validate",
            r"\bthank you for trusting (?:me|us)\b|\bit takes (?:courage|strength) to\b|\bi want you to know that\b",
        ),
    ])
});

/// Thanks and greetings around nothing, whose "today" is no date.
static COURTESY: Pattern = LazyLock::new(|| {
    pattern(
        r"^(?:(?:hi|hello)\b.{0,40}[,!] )?(?:thank(?:s| you)\b.{0,80}\btoday|how (?:can|may) (?:i|we) (?:help|assist)\b.{0,60}|(?:i|we) hope you(?:'re| are) (?:well|having).{0,60})[.!?]*$",
    )
});

/// The flat text without sentences that are mere courtesy.
pub(super) fn without_courtesies(text: &str) -> String {
    let rest = sentences(text).into_iter().map(flat).filter(|sentence| !COURTESY.is_match(sentence));
    rest.collect::<Vec<_>>().join(" ")
}

/// Whether a text is stock or courtesy in each of its sentences.
pub(super) fn is_stock(text: &str) -> bool {
    let stock =
        |sentence: &str| COURTESY.is_match(sentence) || STOCK.iter().any(|(_, pattern)| pattern.is_match(sentence));
    sentences(text).into_iter().all(|sentence| stock(&flat(sentence)))
}

/// No stock phrase is new.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let new = added(&STOCK, &check.old, &check.new);
    new.into_iter().map(|(_, words)| format!("stock phrase that the draft did not have: \"{words}\"")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn stock_openings_are_caught() {
        for phrase in [
            "I completely understand how frustrating this must be.",
            "I understand your frustration.",
            "Thank you for reaching out!",
            "We truly value your feedback.",
            "Your feelings are valid.",
            "That must be so hard.",
            "I hear you.",
            "We apologize for any inconvenience.",
            "You're not alone in this.",
            "I can imagine how upsetting that is.",
            "We understand how difficult this situation must be for you.",
            "Our deepest condolences.",
            "That’s completely understandable.",
        ] {
            catches(look, &[("it broke", "The item was sent.", phrase)]);
        }
    }

    #[test]
    fn plain_words_and_the_draft_s_own_phrases_pass() {
        spares(
            look,
            &[
                ("", "I understand your frustration. It is late.", "I understand your frustration, and we are late."),
                ("no heat, newborn", "Noted.", "Three weeks without heat with a newborn is frightening."),
                ("it broke", "Noted.", "I see why you are angry: you paid twice. I hear the pump is loud."),
                ("", "Noted.", "Thank you for the photos. We are sorry that we lost your parcel."),
                ("", "Noted.", "You must be there at noon. It sounds like the valve is stuck."),
            ],
        );
    }

    #[test]
    fn courtesies_are_told_from_content() {
        assert_eq!(without_courtesies("Thank you for contacting us today. Come today."), "come today.");
        assert!(is_stock("Thank you for reaching out. We value your feedback."));
        assert!(!is_stock("We value your feedback. The shop is closed."));
    }
}
