//! What a reply weighs, why that changes, and what is lost in it.

use super::set::{cut, labelled, said};
use crate::review::desk::Desk;
use crate::review::severity;
use crate::show::{Paint, Run};
use attuned::{Effect, HunkDecision, Review, Severity, Shifted};

/// How many stretches a line names, and of how many letters each.
const NAMED: usize = 2;
const LETTERS: usize = 28;

/// The weight in the file, now, and with the change that is looked at; and why it changes where words that stay weigh
/// otherwise, or new words are found fault with themselves.
pub(super) fn weight(desk: &Desk, at: usize, width: usize) -> Vec<String> {
    let (review, now) = (&desk.review, desk.review.text(at));
    let score = |checked: &attuned::Checked| format!("{} ({})", checked.weight(), severity(checked.worst()));
    let original = &review.reply(at).text;
    let mut words = score(&review.checked_before(at));
    let mut effect = review.effect(at, original, &now);
    if review.is_changed(at) {
        words += &format!(" → {}", score(&review.checked(at)));
    }
    let with = desk.hunk.map(|hunk| review.text_with(at, hunk, HunkDecision::Accepted)).filter(|with| *with != now);
    if let Some(with) = with {
        words += &format!("; with this change {}", score(&review.check(at, &with)));
        effect = review.effect(at, &now, &with);
    }
    let mut out = said("weight", &words, width);
    out.extend(because(&effect, width));
    out
}

/// Why a weight changes where the words that changed do not say so.
fn because(effect: &Effect, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    if !effect.shifted.is_empty() {
        let named = named(effect.shifted.iter().map(shift), effect.shifted.len());
        out.extend(said("also", &format!("{named}: the same words, but the text around them counts, too"), width));
    }
    if !effect.own.is_empty() {
        let one = |one: &attuned::Finding| format!("{} {}", one.severity.name(), quoted(&one.quote.text));
        let named = named(effect.own.iter().map(one), effect.own.len());
        out.extend(said("marked", &format!("the new words are, too: {named}"), width));
    }
    out
}

fn shift(one: &Shifted) -> String {
    let name = |one: Option<Severity>| severity(one);
    format!("{} {} → {}", quoted(&one.finding.quote.text), name(one.before), name(one.after))
}

fn quoted(words: &str) -> String {
    format!("“{}”", cut(words, LETTERS))
}

/// The first few of so many, and how many more there are.
fn named(all: impl Iterator<Item = String>, count: usize) -> String {
    let mut named: Vec<String> = all.take(NAMED).collect();
    if count > NAMED {
        named.push(format!("{} more", count - NAMED));
    }
    named.join(", ")
}

/// What the text as it stands breaks, and whether it is worse than the file's.
pub(super) fn warnings(review: &Review, at: usize, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    let warn = |label: &str, words: String| labelled(label, &[Run::new(Paint::Removed, words)], width);
    for one in review.violations(at) {
        let label = if Review::is_strong(&one) { "LOST" } else { "careful" };
        out.extend(warn(label, format!("{}: {}", one.guard, one.detail)));
    }
    if review.is_worse(at) {
        out.extend(warn("worse", "the text as it stands weighs more than that of the file".to_owned()));
    }
    if let Some(hindrance) = review.hindrance(at) {
        out.extend(warn("markup", format!("the reply cannot be written as it stands: {hindrance}")));
    }
    if review.needs_confirmation(at) {
        let words = "this reply is not written unless you confirm it with y once all is decided; u takes it back";
        out.extend(said("", words, width));
    }
    out
}
