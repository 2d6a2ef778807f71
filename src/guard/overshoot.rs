//! No more intensity than the person voiced: no gushing, no fanning of anger, no flattery, no liability the draft did
//! not accept, no shouting.

use super::Check;
use super::words::{Table, added, table};
use std::sync::LazyLock;

/// Overshooting phrases, each under the name of what is wrong with it.
static PHRASES: Table = LazyLock::new(|| {
    table(&[
        (
            "therapy talk",
            r"\b(?:hold(?:ing)? space|sit with (?:that|this|your|those)|honou?r your (?:feelings|journey|grief|pain)|your healing|inner child|safe space|emotional labou?r|be gentle with yourself|give yourself (?:grace|permission)|self-care|process (?:your|these|those) (?:feelings|emotions|grief)|healing journey|validate your)\b",
        ),
        (
            "diagnosis",
            r"\b(?:you (?:are|seem|sound|may be|might be|could be) (?:clinically )?(?:depressed|traumati[sz]ed|bipolar|suffering from)|you (?:have|may have|might have) (?:ptsd|depression|anxiety|trauma)|burn-?out syndrome)\b",
        ),
        (
            "gushing",
            r"\b(?:(?:so|deeply|truly|incredibly|profoundly) (?:honou?red|humbled|touched|moved|inspired)|amazing question|what a (?:wonderful|beautiful|fantastic|brilliant|great) (?:question|message|person)|you(?:'re| are) (?:amazing|incredible|so brave|so strong|a hero|an inspiration|wonderful|the best)|absolutely (?:amazing|love)|beyond (?:sorry|words)|from the bottom of (?:my|our) hearts?|words cannot express|a thousand apologies|so,? so (?:sorry|very)|terribly,? terribly|deeply,? deeply)\b",
        ),
        (
            "fanning anger",
            r"\byou (?:should|must|have every right to|ought to) be (?:\w+ )?(?:furious|angry|outraged|livid|upset|mad|enraged|disgusted)|\byou(?:'re| are) right to be (?:furious|outraged|livid|disgusted|enraged)|\b(?:i|we)(?:'d| would) be (?:furious|livid|outraged|angry)|\bthey (?:should be ashamed|don't deserve|deserve to)|\bi(?:'m| am) (?:furious|outraged|livid|disgusted|appalled)\b",
        ),
        (
            "flattery",
            r"\byou(?:'re| are) (?:absolutely|completely|totally|100%|so|entirely|quite) right\b|\bi (?:completely|totally|absolutely|couldn't) agree(?: with you| more)?\b|\bgreat (?:question|point)\b|\bexcellent (?:question|point)\b",
        ),
        (
            "liability",
            r"\b(?:entirely|completely|solely|all|totally|100%|wholly) our (?:own )?fault\b|\bwe (?:were|are|have been) (?:\w+ )?(?:negligent|liable|to blame|reckless|incompetent)\b|\bwe (?:accept|take|admit|assume) (?:full |complete |all |entire |legal )+(?:responsibility|liability|blame)\b|\b(?:accept|admit) (?:legal )?liability\b|\bour negligence\b|\bwe (?:broke|violated|breached) the law\b",
        ),
        (
            "insult of oneself",
            r"\b(?:we|i) (?:are|am) (?:\w+ )?ashamed\b|\bthere (?:is|are) no excuses?\b|\binexcusable\b|\bunforgivable\b|\bwe (?:utterly|totally|completely|miserably) failed\b",
        ),
    ])
});

/// Strong words that the draft or the person must have used before the candidate may.
static STRONG: Table = LazyLock::new(|| {
    table(&[
        ("devastating", r"\bdevastat\w+"),
        ("horrific", r"\bhorrif\w+|\bhorrendous\b"),
        ("heartbreaking", r"\bheart-?br\w+"),
        ("unbearable", r"\bunbearabl\w+"),
        ("catastrophic", r"\bcatastroph\w+"),
        ("nightmare", r"\bnightmar\w+"),
        ("shattering", r"\bshatter\w+"),
        ("agonising", r"\bagoni[sz]\w+|\bexcruciat\w+"),
        ("traumatic", r"\btrauma\w+"),
        ("tragic", r"\btrag(?:ic|edy)\w*"),
    ])
});

/// Words that pass sentence on somebody: grief does not ask for them, so only the person's own licence them.
static VERDICTS: Table = LazyLock::new(|| {
    table(&[
        ("outrageous", r"\boutrag\w+"),
        ("disgusting", r"\bdisgust\w+"),
        ("unacceptable", r"\b(?:completely|totally|utterly|absolutely) unacceptable"),
        ("appalling", r"\bappall\w+"),
        ("furious", r"\bfurious\w*|\blivid\b"),
        ("disgraceful", r"\bdisgrac\w+|\bshameful\w*"),
        (
            "going to law",
            concat!(
                r"\b(?:sue|suing|prosecut\w+|press charges|lawsuit|take (?:them|him|her|it|this) to court|legal action)\b",
                r"|\b(?:name and shame|make them pay|get (?:your )?revenge|go to the (?:press|papers))\b",
            ),
        ),
    ])
});

/// Words of loss and terror: who says these is not outdone by "devastating".
static GRAVE: Table = LazyLock::new(|| {
    table(&[(
        "grave",
        r"\b(?:died|dead|dies|dying|death|passed away|killed|suicid\w+|funeral|miscarr\w+|stillb\w+|cancer|terminal|lost (?:my|our|her|his) (?:\w+ )?(?:baby|child|son|daughter|mother|father|mum|mom|dad|wife|husband|home|house|everything)|destroyed|ruined|broke me|sobbing|can't stop crying|terrified|desperate|hell|evicted|homeless)\b",
    )])
});

/// Phrases and strong words that are new and unearned, and shouting.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let said = &check.said;
    let new = added(&PHRASES, &check.old, &check.new).into_iter();
    let mut out: Vec<String> = new.map(|(fault, words)| format!("{fault}: \"{words}\"")).collect();
    let grave = || GRAVE.iter().any(|(_, pattern)| said.find(pattern).is_some());
    let voiced = |name: &str| {
        let mut rows = STRONG.iter().chain(VERDICTS.iter());
        rows.any(|(one, pattern)| *one == name && said.find(pattern).is_some())
    };
    let strong = added(&STRONG, &check.old, &check.new).into_iter().filter(|_| !grave());
    let strong = strong.chain(added(&VERDICTS, &check.old, &check.new)).filter(|(name, _)| !voiced(name));
    out.extend(strong.map(|(_, words)| format!("stronger than anything the person said: \"{words}\"")));
    out.extend(shouting(check));
    out
}

/// More exclamation marks than the draft, unless the person uses them; words in capitals are left to the names.
fn shouting(check: &Check<'_>) -> Option<String> {
    let count = |text: &str| text.matches('!').count();
    let (draft, candidate) = (count(&check.draft.text), count(check.candidate));
    let allowed = draft.max(count(&check.said.source).min(3)).max(usize::from(draft > 0));
    let piled = check.candidate.contains("!!") && !check.draft.text.contains("!!");
    (candidate > allowed || piled).then(|| format!("{candidate} exclamation marks where the draft has {draft}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn overshooting_is_caught() {
        for candidate in [
            "That is absolutely devastating.",
            "This is outrageous.",
            "You should be furious.",
            "Oh no!!!",
            "It's entirely our fault.",
            "We were negligent.",
            "You're absolutely right.",
            "I want to hold space for you.",
            "You seem depressed.",
            "We are so sorry!",
            "You are so brave.",
            "We accept full responsibility.",
            "Great question.",
            "Honestly, I'm appalled.",
        ] {
            catches(look, &[("my parcel is a day late", "The parcel is late.", candidate)]);
        }
    }

    #[test]
    fn grief_asks_for_no_verdict() {
        let said = "my dad died on your ward and nobody called me";
        catches(look, &[(said, "Noted.", "That is an outrage."), (said, "Noted.", "You could take them to court.")]);
        spares(look, &[(said, "Noted.", "Nobody called you when your dad died. That is heartbreaking.")]);
    }

    #[test]
    fn the_person_s_own_strength_passes() {
        spares(
            look,
            &[
                ("this ruined everything, I'm furious!!", "Noted.", "You are furious, and the day is ruined."),
                ("my dog died yesterday", "Noted.", "Losing your dog yesterday is heartbreaking."),
                ("We won!", "Noted.", "You won! Congratulations."),
                ("it is late", "It was entirely our fault!", "It was entirely our fault!"),
                ("it is late", "Mistakes were made.", "We made a mistake, and it was ours."),
                ("it is late", "Noted.", "You are right: we are late."),
            ],
        );
    }
}
