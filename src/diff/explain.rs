//! Why a stretch changed: in the words of whoever changed it, or of the finding that it repairs.

use super::{Change, Hunk};
use crate::detect::{Finding, Mechanism};
use crate::text::Span;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// The mechanisms that a hunk repairs, and the reason. Mechanisms are never empty where there is a finding.
pub(super) fn why(hunk: &Hunk, before: &str, findings: &[Finding], changes: &[Change]) -> (Vec<Mechanism>, String) {
    let explained = fitting(hunk, before, changes);
    let repaired = concerned(hunk.before.span, before, findings);
    let mut mechanisms: Vec<Mechanism> = explained.iter().filter_map(|change| change.mechanism).collect();
    if mechanisms.is_empty() {
        mechanisms = repaired.iter().map(|finding| finding.mechanism).collect();
    }
    mechanisms.sort_unstable();
    mechanisms.dedup();
    let reason = explained.iter().map(|change| clause(&change.reason)).find(|reason| !reason.is_empty());
    let worst = || repaired.iter().max_by_key(|finding| finding.severity).map(|finding| clause(&finding.suggestion));
    (mechanisms, reason.or_else(worst).unwrap_or_default())
}

/// The changes that speak of the hunk, the best first.
fn fitting<'a>(hunk: &Hunk, before: &str, changes: &'a [Change]) -> Vec<&'a Change> {
    let mut fits: Vec<(f64, &Change)> =
        changes.iter().map(|change| (fit(hunk, before, change), change)).filter(|(fit, _)| *fit >= 0.5).collect();
    fits.sort_by(|a, b| b.0.total_cmp(&a.0));
    fits.into_iter().map(|(_, change)| change).collect()
}

/// How much of the smaller of the two is in the other, by words; one more where the change names this very place.
fn fit(hunk: &Hunk, before: &str, change: &Change) -> f64 {
    let sides = [(&hunk.before.text, &change.before), (&hunk.after.text, &change.after)];
    let (mut shared, mut ours, mut theirs) = (0, 0, 0);
    for (one, other) in sides.map(|(one, other)| (words(one), words(other))) {
        shared += one.intersection(&other).count();
        ours += one.len();
        theirs += other.len();
    }
    // A change that names another place only shares words by chance.
    let spans: Vec<Span> = places(before, change.before.trim()).collect();
    let here = spans.iter().any(|span| touches(*span, hunk.before.span));
    match (ours.min(theirs), spans.is_empty() || here) {
        (0, _) if here => 1.0,
        (0, _) | (_, false) => 0.0,
        (least, _) => shared as f64 / least as f64 + f64::from(u8::from(here)),
    }
}

/// Where some words stand in the text.
fn places<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Span> + 'a {
    let found = (!words.is_empty()).then(|| text.match_indices(words)).into_iter().flatten();
    found.map(|(start, hit)| Span::new(start, start + hit.len()))
}

fn words(text: &str) -> HashSet<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

/// The findings in a stretch, or else in its sentence, or else the nearest.
fn concerned<'a>(span: Span, before: &str, findings: &'a [Finding]) -> Vec<&'a Finding> {
    let within = |span: Span| findings.iter().filter(|one| touches(one.quote.span, span)).collect::<Vec<_>>();
    let here = within(span);
    if !here.is_empty() {
        return here;
    }
    let beside = within(sentence(before, span));
    if !beside.is_empty() {
        return beside;
    }
    findings.iter().min_by_key(|one| distance(one.quote.span, span)).into_iter().collect()
}

/// Whether two stretches share a byte; an insertion touches what it stands beside.
fn touches(one: Span, other: Span) -> bool {
    one.overlaps(other) || (one.is_empty() || other.is_empty()) && one.start <= other.end && other.start <= one.end
}

fn distance(one: Span, other: Span) -> usize {
    other.start.saturating_sub(one.end).max(one.start.saturating_sub(other.end))
}

/// The sentence, or sentences, around a stretch.
fn sentence(text: &str, span: Span) -> Span {
    let mut around = span;
    for (start, sentence) in text.split_sentence_bound_indices() {
        let one = Span::new(start, start + sentence.len());
        if touches(one, span) && (one.overlaps(span) || one.end == span.start) {
            around = around.join(one);
        }
    }
    around
}

/// A sentence as a clause: no capital at its start unless the word needs it, no stop at its end.
fn clause(sentence: &str) -> String {
    let sentence = sentence.trim().trim_end_matches('.').trim_end();
    let first = sentence.split_whitespace().next().unwrap_or("");
    // "I", "I'm" and names in capitals stay.
    let kept = first.chars().skip(1).any(char::is_uppercase)
        || first == "I"
        || first.starts_with("I'")
        || first.starts_with("I’");
    let mut signs = sentence.chars();
    match signs.next() {
        Some(sign) if !kept => sign.to_lowercase().chain(signs).collect(),
        _ => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_becomes_a_clause() {
        assert_eq!(clause("Say who declined it. "), "say who declined it");
        assert_eq!(clause("I is kept."), "I is kept");
        assert_eq!(clause("ID numbers stay"), "ID numbers stay");
        assert_eq!(clause(""), "");
    }

    #[test]
    fn a_sentence_is_found_around_a_stretch() {
        let text = "One here. Two there! Three.";
        assert_eq!(sentence(text, Span::new(12, 13)).trimmed(text).of(text), "Two there!");
        assert_eq!(sentence(text, Span::new(5, 12)).trimmed(text).of(text), "One here. Two there!");
    }
}
