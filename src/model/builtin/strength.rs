//! Weak words for what happened: downtoners that go, and the person's own word in the place of a weak one.

use super::edit::{Edit, Scene, Target};
use super::phrase::pattern;
use crate::detect::Mechanism::SentimentAttenuation;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Words of a person for what happened, and the adjective that names it.
const THEIRS: [(&str, &str); 26] = [
    ("humiliating", "humiliating"),
    ("humiliated", "humiliating"),
    ("terrifying", "terrifying"),
    ("terrified", "terrifying"),
    ("frightening", "frightening"),
    ("frightened", "frightening"),
    ("devastating", "devastating"),
    ("devastated", "devastating"),
    ("heartbreaking", "heartbreaking"),
    ("heartbroken", "heartbreaking"),
    ("exhausting", "exhausting"),
    ("exhausted", "exhausting"),
    ("unbearable", "unbearable"),
    ("horrible", "horrible"),
    ("awful", "awful"),
    ("horrific", "horrific"),
    ("appalling", "appalling"),
    ("degrading", "degrading"),
    ("disgusting", "disgusting"),
    ("disgusted", "disgusting"),
    ("infuriating", "infuriating"),
    ("heart-breaking", "heart-breaking"),
    ("gutting", "gutting"),
    ("gutted", "gutting"),
    ("mortifying", "mortifying"),
    ("mortified", "mortifying"),
];

/// A weak adjective in front of a noun for what happened, or behind "was".
static WEAK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(an?|this|that|such an?|was|were|is|been|how) (?:(?:a little|a bit|slightly|somewhat|rather|quite|fairly) )?",
        r"(disappointing|inconvenient|annoying|frustrating|unpleasant|uncomfortable|unfortunate|upsetting|tiring|irritating|unsettling)\b",
        r"( (?:experience|time|situation|evening|day|wait|week|night|moment|morning|journey|trip|stay))?",
    ))
});

/// A downtoner in front of a word of feeling; "not a little" turns nothing down.
static SOFT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b([\w'\u{2019}]+) (?:a little bit|a little|a bit|a tad|a touch|slightly|mildly|somewhat|rather|quite|fairly) ",
        r"(upset\w*|hurt\w*|frighten\w*|scar\w+|sad|sadden\w*|worr\w+|anxious|angry|distress\w*|disappoint\w*|frustrat\w*|annoy\w*",
        r"|uncomfortable|unsettl\w*|stressful|difficult|painful|lonely|alarming|tense|tricky|tiring|jarring|awkward|put out|taken aback|out of sorts|worn out|low|on edge|uneasy|shaken|rattled|overwhelm\w*",
        r"|rough|tough|nervous|tired|lost|alone|lonely|embarrass\w*|humiliat\w*|tearful|bleak|hard|sore|alarmed|rattling|confus\w*|exhaust\w*|drain\w*|tight|much|disorient\w*|unnerv\w*)\b",
    ))
});

/// "It knocked your confidence somewhat".
static TRAILING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:knocked|shook|shaken|hurt|stings?|stung|miss|missing|upset|rattled|worried|scared|frightened|took the shine off|taken the shine off|affected|unsettled)\b[^.,;:!?]{0,40}?) (?:somewhat|a little bit|a little|a bit|slightly|a touch)([.,;!]|$)",
    )
});

/// "Took a little of the shine off".
static PARTLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(took|taken|takes|take) (?:a little|a bit|some) of the (shine|joy|gloss|sparkle|edge)\b")
});

/// "Quite a fright", "a bit of a shock".
static NOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:quite (an?)|(?:a bit|something) of (an?)) (fright|shock|surprise|blow|nightmare|ordeal|scare|worry|loss|shame|nuisance|mess",
        r"|let-?down|disappointment|awkward \w+|upsetting \w+|frustrating \w+|difficult \w+)\b",
    ))
});

/// "Sorry for the inconvenience", where the person told what they missed.
static VAGUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(sorry) (?:for|about) (?:the|this|any) (?:inconvenience|trouble|disruption|incident)\b(?: (?:this|it|that) (?:has |may have )?caused(?: you)?)?([.!,]|$)",
    )
});

/// What the person missed: "I missed my sister's graduation".
static MISSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:i|we)(?:'ve| have|'d| had)?(?: now| even| nearly)? missed (?:my|our) ((?:own )?(?:\w+ )?(?:\w+'s )?",
        r"(?:funeral|wedding|graduation|birthday|ceremony|exam|interview|surgery|operation|christening|flight|hearing|anniversary|appointment))\b",
    ))
});

/// Stronger words for a sentence.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    if !target.found(&["SA01", "SA02", "SA03", "CA01", "CA04", "CA06", "EGM02"])
        || target.said.asks
        || scene.reading.person.joy > scene.reading.person.pain
    {
        return Vec::new();
    }
    let (source, from) = (target.source(), target.said.span.start);
    let edit = |found: regex::Match<'_>, text: String, reason: &str| {
        Edit::new(Span::new(from + found.start(), from + found.end()), text, SentimentAttenuation, reason)
    };
    let mut edits = Vec::new();
    let blunt = "names it without turning it down";
    for caught in SOFT.captures_iter(source) {
        let before = caught[1].to_lowercase();
        let text = match before.as_str() {
            "not" | "no" | "only" | "just" | "never" | "the" | "such" => continue,
            "a" | "an" => format!("{} {}", vowel(&caught[2]), &caught[2]),
            _ => format!("{} {}", &caught[1], &caught[2]),
        };
        edits.extend(caught.get(0).map(|all| edit(all, text, blunt)));
    }
    for caught in TRAILING.captures_iter(source) {
        edits.extend(caught.get(0).map(|all| edit(all, format!("{}{}", &caught[1], &caught[2]), blunt)));
    }
    for caught in PARTLY.captures_iter(source) {
        edits.extend(caught.get(0).map(|all| edit(all, format!("{} the {}", &caught[1], &caught[2]), blunt)));
    }
    for caught in NOUN.captures_iter(source) {
        let article = caught.get(1).or(caught.get(2)).map_or("a", |article| article.as_str());
        edits.extend(caught.get(0).map(|all| edit(all, format!("{article} {}", &caught[3]), blunt)));
    }
    edits.extend(own_word(scene, source).map(|(all, text)| edit(all, text, "uses their own word for it")));
    edits.extend(own_loss(scene, source).map(|(all, text)| edit(all, text, "names what they missed")));
    edits
}

/// The article in front of a word.
fn vowel(word: &str) -> &'static str {
    if word.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// The weak adjective replaced by theirs.
fn own_word<'t>(scene: &Scene<'_>, source: &'t str) -> Option<(regex::Match<'t>, String)> {
    let told = scene.told();
    let says = |word: &str| told.split(|sign: char| !sign.is_alphanumeric() && sign != '-').any(|one| one == word);
    let strong = THEIRS.iter().find(|(word, _)| says(word) && !told.contains(&format!("not {word}")))?.1;
    if source.to_lowercase().contains(strong) {
        return None;
    }
    let caught = WEAK.captures(source)?;
    let article = caught.get(1)?.as_str();
    let fitted = match article.to_lowercase().as_str() {
        "a" | "an" => vowel(strong).to_owned(),
        "such a" | "such an" => format!("such {}", vowel(strong)),
        _ => article.to_owned(),
    };
    let noun = caught.get(3).map_or("", |noun| noun.as_str());
    // "A disappointing result" is about the result; only nouns for what they went through may change.
    let framed = !matches!(fitted.as_str(), "a" | "an" | "this" | "that" | "such a" | "such an") || !noun.is_empty();
    framed.then_some((caught.get(0)?, format!("{fitted} {strong}{noun}")))
}

/// "Sorry for the inconvenience" as "sorry that you missed your sister's graduation".
fn own_loss<'t>(scene: &Scene<'_>, source: &'t str) -> Option<(regex::Match<'t>, String)> {
    let caught = VAGUE.captures(source)?;
    let spoken = scene.reading.person.said.iter().map(|(_, text)| text.source.replace('\u{2019}', "'"));
    let missed = spoken.filter_map(|said| Some(MISSED.captures(&said)?.get(1)?.as_str().to_owned())).next()?;
    let again = scene.text().source.to_lowercase().contains("missed");
    (!again).then_some((caught.get(0)?, format!("{} that you missed your {missed}{}", &caught[1], &caught[2])))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    #[test]
    fn weak_words_become_theirs_or_lose_their_brake() {
        makes(
            propose,
            "SA01",
            "It was humiliating. I missed my sister's wedding because of you.",
            &[
                ("We know this was a disappointing experience.", "We know this was a humiliating experience."),
                ("It must have been a rather unpleasant evening.", "It must have been a humiliating evening."),
                ("We are sorry for the inconvenience.", "We are sorry that you missed your sister's wedding."),
                (
                    "I am sorry about the inconvenience this has caused you.",
                    "I am sorry that you missed your sister's wedding.",
                ),
                ("You were somewhat worried.", "You were worried."),
                ("It gave you quite a fright.", "It gave you a fright."),
                ("It was a bit of a shock.", "It was a shock."),
                ("That left you a little angry.", "That left you angry."),
            ],
        );
    }

    #[test]
    fn words_that_fit_are_left() {
        leaves(
            propose,
            "SA01",
            "I am a bit cross about the lamp.",
            &[
                "We know this was a disappointing experience.",
                "We are sorry for the inconvenience.",
                "It hurts not a little.",
                "Turn it slightly to the left.",
                "You were not a little worried.",
                "We sell quite a few lamps.",
                "A little light helps.",
            ],
        );
    }
}
