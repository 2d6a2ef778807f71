//! Sentences and clauses that would fit any message, or cheer where nobody is cheerful: they go, where nothing is lost.

mod cut;
mod greeting;
#[cfg(test)]
mod tests;

use super::edit::{Edit, Scene, Target};
use super::notice;
use super::phrase::{listed, pattern};
use super::worth::Worth;
use crate::detect::Mechanism::{self, ConflictAvoidance, EmpathicGranularityMismatch, SentimentAttenuation};
use crate::detect::Severity;
use crate::reading::phrases::{Cue, Hit};
use crate::reading::sentences::Line;
use crate::reading::words::Tags;
use crate::reading::{Said, Text};
use crate::text::Span;
use greeting::{clause, greeting, greeting_alone};
use regex::Regex;
use std::sync::LazyLock;

pub(super) use cut::{cut_out, deleted};

/// Rules that mark what may go.
const RULES: [&str; 6] = ["EGM01", "EGM02", "EGM03", "CA02", "CA06", "SA02"];

/// Words of weight: promises, duties, cautions, deeds. A sentence that holds one outside a stock phrase stays.
const WEIGHTY: &str = "\
    will won't we'll i'll you'll they'll must should please refund free cost days emergency urgent \
    doctor safe risk unless if until because policy terms i've we've checked asked sent moved added \
    passed forwarded cancelled closed booked ring call sorry apologise apologize regret fault mistake support help encourage advise recommend suggest compare check label leaflet ask bring avoid review";

/// Words with which a sentence points back at the one before.
const BACK: &str = "\
    it it's that that's this these those they they're he she so but and however also still which either \
    both such then instead yet nor";

/// Words that join a sentence to the one before it and can go with that.
const JOINTS: &str = "but and however still";

/// Stock, cheer and the like of a target, whole or as a clause.
pub(super) fn propose(scene: &Scene<'_>, target: &Target<'_>) -> Vec<Edit> {
    let person = &scene.reading.person;
    // A flat answer to joy is still the only one that they get.
    if target.said.line != Line::Prose || target.said.asks || person.joy > person.pain || !target.found(&RULES) {
        return Vec::new();
    }
    // Warm words to whom nothing hurts do no harm.
    if !person.is_absent() && !person.loss && person.pain.max(person.tension) < 0.25 {
        return Vec::new();
    }
    // Nor does a word of gladness go, unless it is a cheerful close under pain.
    if glad(target.source()) && (person.joy > 0.2 || !target.found(&["EGM03"])) {
        return Vec::new();
    }
    // The only notice that is taken of somebody stays; a cheerful clause of it may go.
    if notice::only(scene, target.said) {
        return clause(scene, target).into_iter().collect();
    }
    let mut edits = Vec::new();
    if idle(scene, target.said.span, target.said)
        && target.said.grounded <= usize::from(!target.found(&["SA02"]))
        && stocky(scene, target)
    {
        edits.extend(deleted(scene, target).map(|edit| edit.worth(felt(scene, target))));
    }
    edits.extend(greeting(scene, target));
    edits.extend(greeting_alone(scene, target));
    edits.extend(clause(scene, target));
    edits
}

/// What weighs little with somebody whom nothing hurts is hardly missed.
fn felt(scene: &Scene<'_>, target: &Target<'_>) -> Worth {
    let clear = target.findings.iter().any(|finding| finding.severity >= Severity::Clear);
    let hurts = scene.reading.person.loss || scene.reading.person.pain >= 0.25;
    if clear || hurts { Worth::Felt } else { Worth::Small }
}

/// Whether the sentence is glad with somebody.
fn glad(source: &str) -> bool {
    static GLAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:glad|pleased|happy (?:that|for|to hear|occasion|day|event)|lovely|wonderful|delighted|thrilled|congratulations|(?:good|great|nice|fantastic) (?:news|to hear)|nice|pleasing|well done)\b",
        )
    });
    GLAD.is_match(source)
}

/// Why a sentence goes, and for which mechanism.
fn reason(target: &Target<'_>) -> (Mechanism, &'static str) {
    let hard = |rule: &str| target.found(&[rule]);
    if hard("EGM03") {
        (EmpathicGranularityMismatch, "drops a cheerful line under a message that is not")
    } else if hard("CA06") {
        (ConflictAvoidance, "drops a bright side that closes what is still open")
    } else if hard("EGM01") {
        (EmpathicGranularityMismatch, "drops a sentence that would fit any message")
    } else if hard("SA02") {
        (SentimentAttenuation, "drops a receipt that answers nothing")
    } else if hard("EGM02") {
        (EmpathicGranularityMismatch, "drops a sentence about people in general")
    } else {
        (ConflictAvoidance, "drops how things are in general")
    }
}

/// Whether the cue is one of talk that may go.
fn talk(hit: &Hit) -> bool {
    matches!(hit.cue, Cue::Stock | Cue::Cheer | Cue::Silver | Cue::Flat | Cue::Flattery | Cue::Warm | Cue::GeneralTruth)
}

/// Whether the cue is a set phrase, whose words mean nothing one by one.
fn set(hit: &Hit) -> bool {
    matches!(hit.cue, Cue::Stock | Cue::Cheer | Cue::Silver | Cue::Flat | Cue::Flattery)
}

/// Whether stock talk is what the sentence is made of, not something that it mentions.
fn stocky(scene: &Scene<'_>, target: &Target<'_>) -> bool {
    let text = scene.text();
    let said = target.said;
    if !target.found(&["EGM01", "EGM03", "CA06", "SA02"]) {
        return general(text, said) || values(target.source());
    }
    let strong = |hit: &&Hit| matches!(hit.cue, Cue::Stock | Cue::Cheer | Cue::Silver | Cue::Flat);
    let mut covered = vec![false; said.span.len()];
    let mut early = false;
    for hit in text.hits_in(said.span).filter(strong) {
        early |= text.words_of(target.sentence).iter().take(4).any(|word| word.span.start == hit.span.start);
        covered[hit.span.start - said.span.start..hit.span.end - said.span.start].fill(true);
    }
    let share = covered.iter().filter(|one| **one).count() as f64 / said.span.len().max(1) as f64;
    early |= values(target.source()) || share > 0.5;
    // Whoever says "I" in a long sentence may say something of their own.
    early || general(text, said) || share > 0.35 && (said.me == 0 || said.words <= 14)
}

/// Whether the sentence praises the sender's own values.
fn values(source: &str) -> bool {
    static VALUES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"\b(?:(?:we|our team|the (?:organi[sz]ation|company|school|club)) (?:really |do |always )*(?:takes?|treats?) ",
            r"(?:all |every |each |any |such |these |this |incidents?|issues?|matters?|complaints?|concerns?)[^,.;]{0,40}?(?:seriously|seriousness|care)",
            r"|(?:issues|incidents|matters) of this kind are something we take",
            r"|(?:welfare|well-?being|safety|comfort|happiness|privacy|satisfaction)[^,.;]{0,40}? (?:is|are|sits?|lies|remains?|comes?) (?:paramount|first|at the (?:heart|centre|center)|the foundation|our)",
            r"|(?:close to our hearts?|means? the world to us|set ourselves very high standards|appreciate every contribution))\b",
        ))
    });
    VALUES.is_match(source)
}

/// Whether a sentence speaks of nobody and nothing in particular.
fn general(text: &Text<'_>, said: &Said) -> bool {
    let cue = |cue: Cue| text.hit(said.span, cue).is_some();
    said.me + said.you == 0
        && said.is_bare()
        && said.passives.is_empty()
        && !cue(Cue::Spread)
        && !cue(Cue::Policy)
        && !cue(Cue::Slow)
        && !cue(Cue::Official)
}

/// "Your journey was impacted by an incident".
static BECAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\byour (?:\w+ ){1,3}(?:was|were|has been|have been|is being|are being) \w+"));

/// Whether a stretch of a sentence holds nothing that would be missed.
fn idle(scene: &Scene<'_>, span: Span, said: &Said) -> bool {
    let text = scene.text();
    let source = span.of(text.source);
    let marks =
        ['{', '}', '[', ']', '<', '>', '%', '@', '/', '?', '#', '\u{a3}', '$', '\u{20ac}', ':', '`', '"', '\u{201c}'];
    if source.contains(marks) || !text.source.is_char_boundary(span.start) {
        return false;
    }
    let inside = |word: Span, may: fn(&Hit) -> bool| {
        text.hits_in(said.span).filter(|hit| may(hit)).any(|hit| hit.span.contains(word))
    };
    // However vague, it is all that they are told of what became of theirs.
    if scene.draft.is_canned() && BECAME.is_match(source) {
        return false;
    }
    let courtesy = courtesy(source);
    text.words.iter().filter(|word| span.contains(word.span)).enumerate().all(|(place, word)| {
        let lower = word.span.of(text.source).replace('\u{2019}', "'").to_lowercase();
        let named = word.tags.has(Tags::NAME) && place > 0 && !courtesy;
        let weighty = listed(WEIGHTY, &lower) && !inside(word.span, set)
            || word.tags.has(Tags::NEGATION) && !inside(word.span, talk);
        let dated = word.tags.has(Tags::MONTH.or(Tags::NUMBER)) && lower != "may" && lower != "march";
        !(named || weighty || dated)
    }) && !text.hits_in(span).any(|hit| match hit.cue {
        Cue::Crisis | Cue::Own | Cue::Sympathy | Cue::Answer => true,
        // Terror named is not stock, however generally; "frustrating" is.
        Cue::Pain => hit.weight > 0.6,
        _ => false,
    })
}

/// Whether a name in the sentence is only the sender's own: "thank you for contacting Northgate".
fn courtesy(source: &str) -> bool {
    static THANKS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:thank you|thanks|many thanks)(?: so much| very much)? for (?:contacting|getting in touch with|writing to|choosing|reaching out to)\b",
        )
    });
    THANKS.is_match(source)
}
