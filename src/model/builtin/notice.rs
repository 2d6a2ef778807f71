//! The one place where a reply takes notice of the person: poor as it is, without it the reply opens with a rule.

use super::edit::Scene;
use super::phrase::pattern;
use crate::reading::Said;
use crate::reading::phrases::Cue;
use regex::Regex;
use std::sync::LazyLock;

/// Thanks for what somebody bore or dared, their lot noted, their load named.
static NOTICES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(?:thanks|thank you)[^.!?]{0,20}? for (?:your (?:honesty|openness|patience|trust|courage|candour)|bearing with|being (?:so )?(?:honest|open|patient|frank)|waiting|trusting|sharing)",
        r"|(?:circumstances|situation|concerns?|feelings|distress|loss|difficulties|hardship)\b[^.;]{0,30}? (?:noted|acknowledged|recogni[sz]ed|understood)",
        r"|takes? (?:a lot|so much|a great deal|its toll|everything)\b)",
    ))
});

/// "I completely understand your frustration": hollow, and all that a canned reply may have.
static UNDERSTANDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:understand|appreciate|realise|realize|know)\b[^.;]{0,40}\b(?:frustrat\w+|disappoint\w+|upset\w*|difficult\w*|distress\w*|concerns?|worr\w+|anger|angry|annoy\w+|stress\w*)\b",
    )
});

/// What comforts somebody who is ashamed, however general.
static NORMAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:normal|common|happens? to|not alone|part of|no shame|human)\b"));

static ASHAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:asham\w+|shame|embarrass\w+|guilt\w*|humiliat\w+)\b"));

static SORRY: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:sorry|apolog\w+|regret\w*|condolences)\b"));

/// Whether a sentence takes notice of the person and no other does.
pub(super) fn only(scene: &Scene<'_>, said: &Said) -> bool {
    let source = said.span.of(scene.text().source);
    let notices = NOTICES.is_match(source)
        || scene.draft.is_canned() && UNDERSTANDS.is_match(source)
        || NORMAL.is_match(source) && ASHAMED.is_match(&scene.told());
    notices && !scene.reading.reply.said.iter().any(|one| one.span != said.span && turns(scene, one))
}

/// Whether a sentence turns to what the person went through.
fn turns(scene: &Scene<'_>, said: &Said) -> bool {
    let text = scene.text();
    let cue = [Cue::Own, Cue::Sympathy].into_iter().any(|cue| text.hit(said.span, cue).is_some());
    cue || SORRY.is_match(said.span.of(text.source))
}
