//! Markdown as a person reads it, with the way back: no marks, no targets of links; code stands with its marks and is
//! never changed.

mod locked;
mod marks;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use marks::{Mark, marks};
pub(crate) use words::Manner;

use super::page::Page;
use super::{Coding, Layer};
use locked::locked;
use std::ops::Range;

/// The text of some marks of a document.
pub(crate) fn layer(source: &str, marks: &[(Mark, Range<usize>)]) -> Layer {
    let start = marks.first().map_or(0, |(_, place)| place.start);
    let last = marks.iter().map(|(_, place)| place.end).max().unwrap_or(start).max(start);
    let mut page = Page::new(source, Coding::Markdown(Manner::of(&source[start..last])));
    let locked: Vec<Range<usize>> =
        locked(&source[start..last]).into_iter().map(|place| place.start + start..place.end + start).collect();
    for (at, (mark, place)) in marks.iter().enumerate() {
        let place = place.clone();
        match mark {
            Mark::Words => words(&mut page, source, place, &locked),
            Mark::Sign(sign) => page.sign(place, sign),
            Mark::Fixed(shown) => page.fixed(place, shown),
            Mark::Line => page.line(place),
            Mark::Link => page.link(place),
            Mark::Block(paragraph) => page.block(place, *paragraph),
            Mark::Item(mark) => page.item(place, mark.clone()),
            Mark::Heading(_) | Mark::HeadingEnd => page.block(place, true),
            Mark::Soft => {
                let next = marks.get(at + 1).map_or(place.end, |(_, next)| next.start.max(place.end));
                match ends_there(source, &place, next) {
                    true => page.line(place.start..next),
                    false => page.space(place.start..next),
                }
            }
        }
    }
    page.layer()
}

/// Words with placeholders among them, which change only as a whole.
fn words(page: &mut Page<'_>, source: &str, place: Range<usize>, locked: &[Range<usize>]) {
    // Spaces at its ends are seen only between words.
    let text = &source[place.clone()];
    let (first, last) = (text.len() - text.trim_start_matches(' ').len(), text.trim_end_matches(' ').len());
    page.space(place.start..place.start + first);
    let mut at = place.start + first;
    let from = locked.partition_point(|one| one.end <= place.start);
    for one in locked[from..].iter().take_while(|one| one.start < place.end) {
        let one = one.start.max(place.start)..one.end.min(place.end);
        if at < one.start {
            page.words(at..one.start);
        }
        page.sign(one.clone(), &source[one.clone()]);
        at = one.end;
    }
    let end = (place.start + last).max(at);
    if at < end {
        page.words(at..end);
    }
    page.space(end..place.end);
}

/// How long a line is at most that ends on purpose, such as a greeting, in characters.
const SHORT: usize = 40;

/// Whether a line of the source ends on purpose: behind a sentence, a greeting, a tag of a template. It must not depend
/// on much, as changed words could join lines that nobody touched.
fn ends_there(source: &str, place: &Range<usize>, next: usize) -> bool {
    let marks = |sign: char| matches!(sign, ' ' | '\r' | '*' | '_' | '>');
    let before = source[..place.start].rsplit('\n').next().unwrap_or("").trim_matches(marks);
    let after = source[next..].trim_start_matches(marks);
    if before.ends_with(['.', '!', '?', ':', ';'])
        || before.ends_with("%}")
        || before.ends_with("}}") && after.starts_with('{')
    {
        return true;
    }
    let short = before.chars().take(SHORT + 1).count() <= SHORT;
    let begins = after.starts_with(|sign: char| sign.is_uppercase() || matches!(sign, '{' | '[' | '%'));
    short && (before.ends_with(',') || begins)
}
