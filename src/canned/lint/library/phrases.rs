//! Words that the replies of a library say again and again: openings and stock phrases.

use super::shelf::{Repeated, Shelf};
use super::{LibraryFinding, LibraryKind};
use crate::reading::Text;
use crate::reading::words::Word;
use crate::repeat::Phrase;
use crate::text::Span;

/// The openings that many replies share.
pub(super) fn openings(shelf: &Shelf<'_>) -> Vec<LibraryFinding> {
    let say = "open some of them with what this person came for";
    shelf.repeats().report.openings.iter().map(|phrase| finding(shelf, LibraryKind::Opening, phrase, say)).collect()
}

/// The phrases that many replies share.
pub(super) fn phrases(shelf: &Shelf<'_>) -> Vec<LibraryFinding> {
    let say = "keep it where it says something, and leave it out elsewhere";
    shelf.repeats().report.phrases.iter().map(|phrase| finding(shelf, LibraryKind::Phrase, phrase, say)).collect()
}

fn finding(shelf: &Shelf<'_>, kind: LibraryKind, phrase: &Phrase, suggestion: &str) -> LibraryFinding {
    let Repeated { repeats, counted, .. } = shelf.repeats();
    let holders = repeats.holders(phrase).into_iter().map(|place| counted[place]);
    let those: Vec<_> = holders.map(|at| (at, stretch(&shelf.read(at).text, &phrase.text))).collect();
    let (count, all) = (those.len(), counted.len());
    let does = if phrase.opens { "open with" } else { "say" };
    let message = format!("{count} of {all} replies {does} \u{201c}{}\u{201d}", phrase.text);
    shelf.finding(kind, (message, suggestion), count as f64 / all.max(1) as f64, &those)
}

/// Where a phrase first stands in a text.
fn stretch(text: &Text<'_>, phrase: &str) -> Option<Span> {
    let sought: Vec<String> = phrase.split(' ').map(str::to_lowercase).collect();
    let same = |word: &Word, wanted: &String| text.lower(word, |lower| lower == wanted).unwrap_or(false);
    let is_it = |run: &&[Word]| run.iter().zip(&sought).all(|(word, wanted)| same(word, wanted));
    let run = text.words.windows(sought.len()).find(is_it)?;
    Some(Span::new(run.first()?.span.start, run.last()?.span.end))
}
