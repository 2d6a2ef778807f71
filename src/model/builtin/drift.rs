//! Sentences and clauses that drift away from the person: they go, where something of substance stays.

use super::edit::{Edit, Scene, Target};
use super::notice;
use super::phrase::{listed, pattern};
use super::stock::cut_out;
use super::tells::{Drift, drift};
use crate::detect::Mechanism::ConflictAvoidance;
use crate::reading::phrases::Cue;
use crate::reading::sentences::Line;
use crate::reading::words::Tags;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// From which pain or tension on there is somebody to drift away from.
const FELT: f64 = 0.25;

/// Rules whose findings may mark a drift.
const RULES: [&str; 16] = [
    "EGM01", "EGM02", "EGM03", "EGM06", "CA02", "CA03", "CA04", "CA05", "CA06", "CA07", "CA08", "SA01", "SA02", "SA04",
    "SA05", "LD03",
];

/// Drifting words of a sentence: all of it, or a clause at its end or its beginning.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    let person = &scene.reading.person;
    let felt = person.loss || person.pain.max(person.tension) >= FELT;
    if target.said.line != Line::Prose || !felt || person.joy > person.pain.max(person.tension) || !target.found(&RULES)
    {
        return Vec::new();
    }
    let alone = notice::only(scene, target.said);
    let whole = drifts(scene, target.said.span).filter(|_| !alone).and_then(|way| {
        let (mechanism, reason) = way.reason();
        cut_out(scene, target, mechanism, reason)
    });
    // Where the whole may not go, for what else it says, its excuse or its lesson still may.
    let part = tail(scene, target).or_else(|| head(scene, target));
    let part = part.filter(|part| whole.is_none() || part.mechanism == ConflictAvoidance);
    whole.into_iter().chain(part).collect()
}

/// How a stretch drifts, where nothing in it would be missed.
fn drifts(scene: &Scene<'_>, span: Span) -> Option<Drift> {
    let source = span.of(scene.text().source);
    let way = drift(source)?;
    let bare = match way {
        Drift::General => general(scene, span),
        Drift::Praise => true,
        Drift::House => grounded(scene, span) <= 1 && !tells(source) && !sorry(source),
        Drift::Onward => grounded(scene, span) <= 1 && !tells_ours(source) && !sorry(source),
        Drift::Defence | Drift::Lesson => !tells_ours(source) && !sorry(source),
    };
    // Who is glad is not wronged by warm words, only by those that lecture.
    let glad = scene.reading.person.joy >= 0.4 && matches!(way, Drift::House | Drift::Onward);
    (bare && !glad && spare(scene, span)).then_some(way)
}

/// Words of weight that no drifting sentence takes along: help, cautions, money, duties.
const WEIGHTY: &str = "\
    please refund free cost costs call ring phone urgent emergency doctor doctors gp pharmacist midwife risk unless \
    password legal illegal law must passport counselling counsellor counsellors evidence proof entitled eligible leaflet solicitor police ambulance hospital";

/// Whether a stretch holds nothing that would be missed: no name or number, no help, no caution.
fn spare(scene: &Scene<'_>, span: Span) -> bool {
    const MARKS: &str = "{}[]<>%@/#\u{a3}$\u{20ac}`\"\u{201c}";
    let text = scene.text();
    let words = text.words_in(span);
    let marked = span.of(text.source).contains(|sign| MARKS.contains(sign));
    let weighty = words.iter().enumerate().any(|(place, word)| {
        let lower = word.span.of(text.source).to_lowercase();
        let dated = word.tags.has(Tags::MONTH.or(Tags::NUMBER)) && lower != "may" && lower != "march" && lower != "one";
        dated || listed(WEIGHTY, &lower) || word.tags.has(Tags::NAME) && place > 0 && !again(scene, span, &lower)
    });
    let helps = |cue: Cue| matches!(cue, Cue::Crisis | Cue::Own | Cue::Graphic | Cue::Jargon);
    !marked && !weighty && !text.hits_in(span).any(|hit| helps(hit.cue))
}

/// Whether a name stands elsewhere in the text too.
fn again(scene: &Scene<'_>, span: Span, name: &str) -> bool {
    let text = scene.text();
    let elsewhere = text.words.iter().filter(|word| !span.contains(word.span));
    elsewhere.into_iter().any(|word| word.span.of(text.source).to_lowercase() == name)
}

/// Whether a general opening is followed by nothing in particular.
fn general(scene: &Scene<'_>, span: Span) -> bool {
    static PAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:was|were|had|did|didn't|wasn't|weren't|went|gave|took|said|told|has been|have been|section|clause|available|automatic\w*|effective date|procedures?)\b",
        )
    });
    let text = scene.text();
    let source = span.of(text.source).replace('\u{2019}', "'");
    let yours = text.words_in(span).iter().filter(|word| word.tags.has(Tags::YOU)).count();
    static ADVICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:i'd|we'd|i would|we would) (?:suggest|recommend)|\byou (?:could|can (?:apply|ask|use|reach|find|get)|may want|might want)\b|\b(?:subject to|required|(?:is|are) (?:encouraged|invited|asked|advised|offered|able) to|should|sensible|needs? to|make sure|bring (?:her|him|it|them)|take (?:her|him|it|them))\b",
        )
    });
    let vague = text.hits_in(span).any(|hit| matches!(hit.cue, Cue::Spread | Cue::GeneralTruth | Cue::Stock));
    // Pain named, however generally, may be what comforts.
    let felt = text.hits_in(span).any(|hit| hit.cue == Cue::Sympathy || hit.cue == Cue::Pain && hit.weight > 0.6);
    !felt
        && !ADVICE.is_match(&source)
        && !PAST.is_match(&source)
        && !tells_ours(&source)
        && yours <= 2
        && grounded(scene, span) <= 1 + usize::from(vague)
}

/// How many of the person's particulars a stretch takes up.
fn grounded(scene: &Scene<'_>, span: Span) -> usize {
    let said = &scene.reading.person.particulars;
    let mut stems: Vec<u64> = scene
        .text()
        .words_in(span)
        .iter()
        .filter(|word| !word.tags.has(Tags::COMMON) && said.contains(&word.stem))
        .map(|word| word.stem)
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems.len()
}

/// Whether a stretch tells something that was done.
fn tells(source: &str) -> bool {
    static DONE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:i|we)(?: have|'ve|\u{2019}ve| had| did| was| were| will|'ll|\u{2019}ll)\b|\b(?:was|were|had|did|didn't)\b",
        )
    });
    DONE.is_match(source)
}

/// Whether a stretch tells what the sender has done or will do.
fn tells_ours(source: &str) -> bool {
    static OURS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:i|we)(?: have|'ve|\u{2019}ve| had| did| will|'ll|\u{2019}ll|'m going| am going)\b")
    });
    OURS.is_match(source)
}

/// Whether a stretch says sorry.
fn sorry(source: &str) -> bool {
    static SORRY: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:sorry|apolog\w+|regret\w*|forgive)\b"));
    SORRY.is_match(source)
}

/// A drifting clause behind the last joint: "; grief is a long road".
fn tail(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    static JOINT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:;|, (?:and|but|so|though|although|as|because)) (?:that )?"));
    let source = target.source();
    let (at, from) = JOINT.find_iter(source).map(|joint| (joint.start(), joint.end())).last()?;
    let span = Span::new(target.said.span.start + from, target.said.span.end);
    let way = drifts(scene, span)?;
    let end = source.trim_end_matches(['.', '!']).len();
    let head = source.get(..at)?;
    // Where all of it drifts and some of it has to stay, an excuse or a lesson goes all the same.
    let sharp = matches!(way, Drift::Defence | Drift::Lesson);
    if head.split_whitespace().count() < 5 || drift(head).is_some() && !sharp || end < from {
        return None;
    }
    let (mechanism, reason) = way.reason();
    let gone = Span::new(target.said.span.start + at, target.said.span.start + end);
    Some(Edit::new(gone, "", mechanism, reason))
}

/// A drifting clause before the first joint: "Things happen, but I have moved your seat".
fn head(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    static JOINT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:;|, (?:and|but)) "));
    const STARTS: &str = "i we you i've we've i'll we'll you'll your our my i'm we're you're";
    let source = target.source();
    let joint = JOINT.find(source)?;
    let rest = source.get(joint.end()..)?;
    let first = rest.split_whitespace().next()?.replace('\u{2019}', "'").to_lowercase();
    let span = Span::new(target.said.span.start, target.said.span.start + joint.start());
    let way = drifts(scene, span)?;
    // "I find it's best" is the drift's own end.
    let opinion = rest.split_whitespace().nth(1).is_some_and(|word| listed("find think believe feel know", word));
    if way != Drift::General
        || opinion
        || !listed(STARTS, &first)
        || rest.split_whitespace().count() < 5
        || drift(rest).is_some()
    {
        return None;
    }
    let (mechanism, reason) = way.reason();
    let gone = Span::new(target.said.span.start, target.said.span.start + joint.end());
    Some(Edit::new(gone, "", mechanism, reason).raising())
}

#[cfg(test)]
mod tests {
    use super::super::trial::{leaves, makes};
    use super::propose;

    const SAID: &str = "You mixed up my father's urn with somebody else's and I am furious. Who signed for it?";

    #[test]
    fn drifting_talk_goes() {
        makes(
            propose,
            "CA02",
            SAID,
            &[
                (
                    "Families grieve in many different ways. Ms Ode signed for it on 3 May.",
                    "Ms Ode signed for it on 3 May.",
                ),
                ("Ms Ode signed for it on 3 May. We'd love to welcome you back.", "Ms Ode signed for it on 3 May."),
                ("Ms Ode signed for it on 3 May. She was only trying to be quick.", "Ms Ode signed for it on 3 May."),
                ("Good question! Ms Ode signed for it on 3 May.", "Ms Ode signed for it on 3 May."),
                (
                    "Our team take great pride in every farewell. But we have asked Ms Ode about 3 May.",
                    "We have asked Ms Ode about 3 May.",
                ),
                (
                    "Ms Ode signed for it on 3 May, and every family finds its own way through this.",
                    "Ms Ode signed for it on 3 May.",
                ),
                (
                    "Mr Orr has been with us for twelve years, so he only meant to cheer you. He signed on 3 May.",
                    "Mr Orr has been with us for twelve years. He signed on 3 May.",
                ),
                (
                    "Busy days do bring slips, and we gave you the wrong urn on 3 May.",
                    "We gave you the wrong urn on 3 May.",
                ),
            ],
        );
    }

    #[test]
    fn what_helps_or_tells_stays() {
        leaves(
            propose,
            "CA02",
            SAID,
            &[
                "Families grieve in many different ways.",
                "Old urns do look alike, and I find the label of 3 May hard to read.",
                "Most people ring 0800 555 010 for that. Ms Ode signed for it on 3 May.",
                "Families can ask for the register, and I'd suggest you do. Ms Ode signed for it on 3 May.",
                "We gave every urn a label and one was wrong. Ms Ode signed for it on 3 May.",
                "Nobody is allowed in without a doctor. Ms Ode signed for it on 3 May.",
                "We have let you down and will say so in writing. Ms Ode signed for it on 3 May.",
            ],
        );
        leaves(propose, "CA02", "When do you close?", &["Families come in many shapes. We close at 6 on 3 May."]);
    }
}
