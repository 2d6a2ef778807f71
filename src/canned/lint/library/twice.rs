//! One question, two answers: replies that are called the same, or were given the same message, and say something else.

use super::likeness::differ;
use super::shelf::Shelf;
use super::{LibraryFinding, LibraryKind};
use crate::canned::reply::Canned;
use crate::reading::language::language;
use std::collections::BTreeMap;

/// What makes a copy of a title: nobody calls another question so.
const COPIES: &[&str] = &["copy", "of", "new", "old", "v", "version", "draft", "final", "updated"];

/// Pairs of replies to the same question.
pub(super) fn answers(shelf: &Shelf<'_>) -> Vec<LibraryFinding> {
    let mut asked: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, reply) in shelf.replies().enumerate() {
        let mut questions = questions(reply);
        questions.dedup();
        questions.into_iter().for_each(|question| asked.entry(question).or_default().push(at));
    }
    let mut found: Vec<Vec<usize>> = asked.into_values().filter_map(|those| different(shelf, &those)).collect();
    found.sort();
    found.dedup();
    found.iter().map(|those| finding(shelf, those)).collect()
}

/// What a reply answers: its title, and the messages that its writers gave it.
fn questions(reply: &Canned) -> Vec<String> {
    let title = reply.title.iter().map(|title| named(title));
    let messages = reply.situations.iter().filter(|one| !one.imagined).map(|one| plain(&one.message, &[]));
    title.chain(messages).filter(|question| question.len() > 3).collect()
}

/// A title without what marks a copy; the folders that it is in stay.
fn named(title: &str) -> String {
    title.split("::").map(|part| plain(part, COPIES)).collect::<Vec<_>>().join("::")
}

/// The words of a text in small letters, without numbers and some others.
fn plain(text: &str, without: &[&str]) -> String {
    let lower = text.to_lowercase();
    let words =
        lower.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty() && !without.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// The first of these and those that answer otherwise.
fn different(shelf: &Shelf<'_>, those: &[usize]) -> Option<Vec<usize>> {
    let first = *those.first()?;
    let tongue = |at: usize| language(&shelf.read(at).text).0;
    let answers = |at: &usize| !shelf.are_one(first, *at) && differ(shelf, first, *at) && tongue(first) == tongue(*at);
    let others = those.iter().copied().filter(answers);
    let all: Vec<usize> = std::iter::once(first).chain(others).collect();
    (all.len() > 1).then_some(all)
}

fn finding(shelf: &Shelf<'_>, those: &[usize]) -> LibraryFinding {
    let title = shelf.reply(those[0]).title.as_deref();
    let what = title.map_or_else(|| "the same message".to_owned(), |title| format!("\u{201c}{title}\u{201d}"));
    let message = format!("{} replies answer {what}, each in its own way", those.len());
    let those: Vec<_> = those.iter().map(|at| (*at, None)).collect();
    let share = those.len() as f64 / shelf.len().max(1) as f64;
    shelf.finding(LibraryKind::AnsweredTwice, (message, "keep the one that holds, or name them apart"), share, &those)
}
