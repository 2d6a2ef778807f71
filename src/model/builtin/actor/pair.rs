//! Neighbours in a sentence: two clauses as one, and those that stay apart.

use super::super::clause::Words;
use super::super::edit::{Edit, Scene, Target};
use super::{Turned, edit};
use crate::reading::grammar::passives;
use crate::text::Span;

/// The clauses that do not go on, behind a bare "and", from a passive that stays: "has been looked into and we did not".
pub(super) fn unmixed(scene: &Scene<'_>, target: &Target<'_>, mut turned: Vec<Turned>) -> Vec<Turned> {
    let source = target.words.source;
    let stays = |verb: Span, turned: &[Turned]| !turned.iter().any(|one| one.span.overlaps(verb));
    let passives = passives(scene.text(), target.sentence);
    let open: Vec<Span> = passives.iter().map(|one| one.verb).filter(|verb| stays(*verb, &turned)).collect();
    let goes_on = |verb: &Span, one: &Turned| {
        let gap = source.get(verb.end..one.span.start).unwrap_or("");
        (gap.ends_with(" and ") || gap.ends_with(" but "))
            && !gap.contains(['.', ';', ':'])
            && (!gap.contains(',') || points_back(&source[one.span.start..one.span.end]))
    };
    turned.retain(|one| !open.iter().any(|verb| goes_on(verb, one)));
    turned
}

/// Whether a clause is about what the one before it told: "and this has been done".
fn points_back(clause: &str) -> bool {
    let first = clause.split_whitespace().next().unwrap_or("").to_lowercase();
    matches!(first.as_str(), "this" | "that" | "it" | "these")
}

/// Two clauses joined by "and" as one: "we have moved the visit and told the clinic".
pub(super) fn both(words: &Words<'_>, one: &Turned, other: &Turned) -> Option<Edit> {
    let gap = words.source.get(one.span.end..other.span.start).filter(|gap| joins(gap))?;
    let text = format!("{}{gap}{}", one.words(None, false), other.words(Some(one), true));
    let span = Span::new(one.span.start, other.span.end);
    Some(edit(span, text, &one.reason).worth(one.worth.max(other.worth)))
}

/// Whether what stands between two clauses lets the second go on with the subject of the first.
fn joins(gap: &str) -> bool {
    let short = gap.split_whitespace().count() <= 7;
    let verb = gap.split_whitespace().any(|word| {
        matches!(
            word,
            "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "can" | "that" | "which" | "if"
        )
    });
    gap.ends_with(" and ") && short && !verb && !gap.contains([',', ';', ':', '(', '.', '\u{2013}', '\u{2014}'])
}
