//! A sentence cut out, where what stays still reads well.

use super::super::edit::{Edit, Scene, Target};
use super::super::phrase::{listed, pattern};
use super::{BACK, JOINTS, reason, talk};
use crate::detect::Mechanism;
use crate::reading::phrases::Cue;
use crate::reading::{Said, Text};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// The sentence cut out, where what stays still reads well.
pub(in super::super) fn deleted(scene: &Scene<'_>, target: &Target<'_>) -> Option<Edit> {
    let (mechanism, reason) = reason(target);
    cut_out(scene, target, mechanism, reason)
}

/// The sentence cut out for a reason, where what stays still reads well.
pub(in super::super) fn cut_out(
    scene: &Scene<'_>,
    target: &Target<'_>,
    mechanism: Mechanism,
    reason: &str,
) -> Option<Edit> {
    let said = &scene.reading.reply.said;
    let at = said.iter().position(|one| one.span == target.said.span)?;
    let source = scene.text().source;
    let previous = at.checked_sub(1).and_then(|place| said.get(place));
    let introduces = target.source().ends_with(':') || previous.is_some_and(|one| one.span.of(source).ends_with(':'));
    let joint = said.get(at + 1).and_then(|next| joint(scene.text(), target.said.span, next.span));
    let points_back = joint.is_none() && said.get(at + 1).is_some_and(|next| points_back(scene.text(), next.span));
    let hangs = said.get(at + 1).is_some_and(|next| hangs(target.source(), next.span.of(source)));
    let greeted = scene.text().words_of(target.sentence).first().is_some_and(|word| greets(word.span.of(source)));
    if introduces || points_back || hangs || greeted || !substance(scene, target.said) {
        return None;
    }
    let whole = Edit::new(cut(source, target.said.span)?, "", mechanism, reason);
    Some(match joint {
        Some(end) => Edit { span: Span::new(target.said.span.start, end), ..whole.raising() },
        None => whole,
    })
}

/// Whether the next sentence says how to come by what this one offers: "I'd love to see you. Ask for Ines".
fn hangs(source: &str, next: &str) -> bool {
    static OFFERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:love|happy|glad|delighted|pleased|like|hope|want) to\b|\b(?:welcome|invite|help|come|look forward)\b",
        )
    });
    static HOW: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:just |simply |please |do )*(?:ask for|call|ring|phone|write to|e-?mail|text|quote|mention|use|show|bring|reply|book|drop)\b",
        )
    });
    OFFERS.is_match(source) && HOW.is_match(next)
}

/// Where the next sentence goes on without the word that joins it to the one before: "But we have asked".
fn joint(text: &Text<'_>, span: Span, next: Span) -> Option<usize> {
    let words = text.words_in(next);
    let (first, second) = (words.first()?, words.get(1)?);
    let close = !text.source.get(span.end..next.start)?.contains('\n');
    let joins = listed(JOINTS, &first.span.of(text.source).to_lowercase());
    let leans = listed(BACK, &second.span.of(text.source).replace('\u{2019}', "'").to_lowercase());
    (close && joins && !leans).then_some(second.span.start)
}

/// Whether a word greets.
fn greets(word: &str) -> bool {
    ["hi", "hello", "dear", "hey"].contains(&word.to_lowercase().as_str())
}

/// "It might help to write it down" leans on nothing.
static HELPS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^it (?:might|may|can|could|would) (?:also )?(?:help|be worth|be good)\b"));

/// Whether a sentence leans on the one before it; "it is regretted that" leans on nothing.
fn points_back(text: &Text<'_>, span: Span) -> bool {
    let first = text.words.iter().find(|word| span.contains(word.span));
    first.is_some_and(|word| {
        let lower = word.span.of(text.source).replace('\u{2019}', "'").to_lowercase();
        let frame = text.hits_in(span).any(|hit| hit.cue == Cue::Impersonal && hit.span.start == word.span.start);
        let as_such = lower == "as"
            && text.words_in(span).get(1).is_some_and(|next| {
                listed("such said mentioned above well", &next.span.of(text.source).to_lowercase())
            });
        let helps = lower == "it" && HELPS.is_match(span.of(text.source));
        (listed(BACK, &lower) || as_such) && !frame && !helps
    })
}

/// Whether something of weight stays without the sentence.
fn substance(scene: &Scene<'_>, gone: &Said) -> bool {
    let text = scene.text();
    // A sender who only says warm things about us all answers nothing.
    let acts = |one: &Said| one.me > 0 && (one.will || !text.hits_in(one.span).any(talk));
    let weighs =
        |one: &&Said| one.span != gone.span && one.words >= 4 && (one.concrete + one.grounded > 0 || acts(one));
    // A canned reply answers nobody yet: what else it says at some length is its answer.
    let says = |one: &Said| scene.draft.is_canned() && one.span != gone.span && one.words >= 8;
    scene.reading.reply.said.iter().any(|one| weighs(&one) || says(one))
}

/// The sentence with the white space that goes with it.
fn cut(source: &str, span: Span) -> Option<Span> {
    let start = source[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = source[span.end..].find('\n').map_or(source.len(), |at| span.end + at);
    let (head, tail) = (source.get(start..span.start)?, source.get(span.end..end)?);
    if head.trim_start().starts_with(['>', '|', '#']) {
        return None;
    }
    if !head.trim().is_empty() {
        return Some(Span::new(start + head.trim_end().len(), span.end));
    }
    if !tail.trim().is_empty() {
        return Some(Span::new(span.start, span.end + (tail.len() - tail.trim_start().len())));
    }
    let rest = &source[end..];
    if rest.trim().is_empty() {
        return Some(Span::new(source[..start].trim_end().len(), span.end)).filter(|span| span.start > 0);
    }
    let next = end + (rest.len() - rest.trim_start().len());
    let blank_before = start == 0
        || source[..start].trim_end_matches([' ', '\t', '\r']).ends_with("\n\n")
        || source[..start].ends_with("\n\r\n");
    // A line among others takes its own end along, a paragraph also the blank line behind it.
    let one_line = end + rest.find('\n').map_or(0, |at| at + 1);
    Some(Span::new(start, if blank_before { next } else { one_line }))
}
