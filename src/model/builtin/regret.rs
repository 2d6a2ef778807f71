//! Sorrow under a condition in a canned reply, said of what the reply itself states: "sorry for any inconvenience" beside
//! a delay becomes "sorry for the delay". Where it states nothing, nothing is put in its mouth.

use super::edit::{Edit, Scene, Target};
use super::phrase::pattern;
use crate::detect::Mechanism::ConflictAvoidance;
use crate::reading::sentences::Line;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

const NAMES: &str = "is sorry for what the reply tells of, not for whatever may have been";
const IF: &str = "takes the \u{201c}if you feel\u{201d} out of an apology";

/// "For any inconvenience this may have caused", behind a word of sorrow.
static ANY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:sorry|apologi[sz]e|apologies|apology)(?: sincerely| unreservedly| in advance)? (?P<any>for (?:any|the) (?:inconvenience|trouble|upset|distress|frustration|confusion|disappointment)",
        r"(?: (?:or|and) (?:inconvenience|trouble|upset|distress|frustration|confusion|disappointment))?",
        r"(?: (?:that )?(?:this|that|it|which|we)?(?: may| might| could| will)?(?: have)?(?: has)?(?: been)? ?caused?(?: you| to you)?)?)(?:[.!,;]|$| and\b| but\b)",
    ))
});

/// "If this has caused you any inconvenience", and "for any" of it that "this" has caused.
static THIS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?P<sorry>sorry|apologi[sz]e|apologies)(?: sincerely)? (?P<any>(?:if|for any|for the) (?:(?:inconvenience|trouble|upset|distress|frustration|confusion|disappointment) )?(?:that )?this (?:may have |might have |has |may |might |will )?(?:been )?caused?",
        r"(?: you| to you)?(?: (?:any|some|an))?(?: (?:inconvenience|trouble|upset|distress|frustration|confusion|disappointment|problems?|difficulties))?)(?:[.!,;]|$)",
    ))
});

/// A sentence that tells what went wrong, or what cannot be.
static WRONG: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:was|were|has been|have been|had to|could not|couldn't|cannot|can't|did not|didn't|no longer|unable|failed)\b",
    )
});

/// What a reply may tell of, with its name.
static TOLD: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let rows = [
        ("delay", r"\bdelay(?:s|ed)?\b|\b(?:is|was|are|were|been|running|arrived|came|sent) late\b|\boverdue\b"),
        (
            "wait",
            r"\b(?:longer|slower|higher) than (?:usual|normal|expected)\b|\bbacklog\b|\b(?:been|are|kept) waiting\b",
        ),
        ("outage", r"\boutages?\b"),
        ("interruption", r"\binterrupt(?:ed|ions?)\b"),
        (
            "disruption",
            r"\bdisrupt(?:ed|ions?)\b|\byour (?:journey|trip|flight|train|service|delivery|stay) (?:was|were|has been|have been) (?:impacted|affected)\b",
        ),
        ("cancellation", r"\b(?:we|i)(?:'ve| have| had to| have had to)? cancel(?:led|ed)?\b"),
        ("mistake", r"\b(?:our|a|this) mistake\b"),
        ("error", r"\b(?:our|an|this) error\b"),
    ];
    rows.map(|(name, source)| (name, pattern(source))).into()
});

/// "Sorry if you feel that your stay did not meet your expectations".
static FEEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:sorry|apologi[sz]e|regret)(?: to hear)? (?P<if>(?:if|that) you (?:feel|felt|believe|think)(?: that)?) (?:the|your|our|this|that) [^.,;!?]{3,80}? ",
        r"(?:(?:did|does|has|have)(?:n['\u{2019}]t| not) (?:meet|met|match|matched|reach|reached|live up to|lived up to)|(?:fell|falls|has fallen) short of)\b[^.,;!?]{0,30}?\b(?:expect|expectations?|standards?|hopes)\b",
    ))
});

/// Conditional sorrow of a sentence.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    let asks = target.said.line != Line::Prose || target.said.asks || !target.found(&["CA01", "SA01", "LD02", "EGM01"]);
    if asks || !scene.draft.is_canned() || !scene.is_short() {
        return Vec::new();
    }
    let source = target.source();
    let from = target.said.span.start;
    let edit = |part: regex::Match<'_>, text: String, reason: &str| {
        Edit::new(Span::new(from + part.start(), from + part.end()), text, ConflictAvoidance, reason)
    };
    let any = || {
        let part = ANY.captures(source)?.name("any")?;
        told(scene).map(|name| edit(part, format!("for the {name}"), NAMES))
    };
    let this = || {
        let caught = THIS.captures(source)?;
        let word = if caught["sorry"].eq_ignore_ascii_case("sorry") { "about" } else { "for" };
        let part = caught.name("any").filter(|_| wrong(scene, target))?;
        Some(edit(part, format!("{word} this"), NAMES))
    };
    let feel = || Some(edit(FEEL.captures(source)?.name("if")?, "that".to_owned(), IF));
    any().or_else(this).or_else(feel).into_iter().collect()
}

/// Whether the sentence right before tells what went wrong, for "this" to point at.
fn wrong(scene: &Scene<'_>, target: &Target<'_>) -> bool {
    let (said, source) = (&scene.reading.reply.said, scene.text().source);
    let at = said.iter().position(|one| one.span == target.said.span);
    let before = at.and_then(|at| said.get(at.checked_sub(1)?)).filter(|one| one.line == Line::Prose && !one.asks);
    before.is_some_and(|one| {
        let text = one.span.of(source).replace('\u{2019}', "'");
        let near = source.get(one.span.end..target.said.span.start).is_some_and(|gap| !gap.contains('\n'));
        near && WRONG.find(&text).is_some_and(|found| certain(&text[..found.start()]))
    })
}

/// The name of what the reply tells of as a fact.
fn told(scene: &Scene<'_>) -> Option<&'static str> {
    let source = scene.text().source.replace('\u{2019}', "'");
    let sentences: Vec<&str> = source.split(['.', '!', '?', '\n']).collect();
    let fact = |one: &Regex| {
        sentences.iter().any(|sentence| one.find(sentence).is_some_and(|found| certain(&sentence[..found.start()])))
    };
    TOLD.iter().find(|(_, one)| fact(one)).map(|(name, _)| *name)
}

/// Whether nothing before it in its sentence makes it a mere possibility, or denies it.
fn certain(before: &str) -> bool {
    const DOUBTS: [&str; 16] = [
        "if", "may", "might", "can", "could", "should", "would", "unless", "whether", "avoid", "prevent", "no", "not",
        "any", "without", "sorry",
    ];
    before.split(|sign: char| !sign.is_alphanumeric()).all(|word| !DOUBTS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    #[test]
    fn sorrow_names_what_the_reply_tells_of() {
        makes(
            propose,
            "CA01",
            "",
            &[
                (
                    "Your parcel is delayed. We apologise for any inconvenience this may have caused.",
                    "Your parcel is delayed. We apologise for the delay.",
                ),
                (
                    "Our queue is longer than usual, and we are sorry for any inconvenience caused.",
                    "Our queue is longer than usual, and we are sorry for the wait.",
                ),
                (
                    "We had to cancel the class. Sorry for any upset!",
                    "We had to cancel the class. Sorry for the cancellation!",
                ),
                (
                    "We are sorry if you feel that our tour did not meet your expectations.",
                    "We are sorry that our tour did not meet your expectations.",
                ),
                (
                    "Your prescription could not be made up. We apologise if this has caused you any inconvenience.",
                    "Your prescription could not be made up. We apologise for this.",
                ),
            ],
        );
    }

    #[test]
    fn what_is_not_told_is_not_regretted() {
        leaves(
            propose,
            "CA01",
            "",
            &[
                "We apologise for any inconvenience this may have caused.",
                "If your parcel is delayed, ring us. We apologise for any inconvenience.",
                "We open at nine. We apologise if this has caused you any inconvenience.",
                "No error was made. Sorry for any inconvenience.",
                "We are sorry if you feel that you were misled.",
                "We apologise if you were upset by the tone of our letter.",
                "I am sorry if you felt let down by our advice.",
                "We are sorry if you feel that our driver lied to you.",
                "We are sorry if you were offended by a joke.",
            ],
        );
        leaves(propose, "CA01", "My parcel is late!", &["It is delayed. We apologise for any inconvenience."]);
    }
}
