//! The numbers of a text, line by line.

use super::amount::parts;
use super::chunk::{bare, closed, countless, numbered};
use super::figure::Figure;
use super::units::following;
use crate::guard::words::prose;

/// All numbers of a text: digits always, words with a unit.
pub(in crate::guard) fn figures(text: &str) -> Vec<Figure> {
    in_prose(&prose(text))
}

/// All numbers of a text without placeholders, code and links.
pub(in crate::guard) fn in_prose(text: &str) -> Vec<Figure> {
    text.lines().flat_map(line).collect()
}

/// The numbers of one line; the number of a list item is no fact.
fn line(line: &str) -> Vec<Figure> {
    let chunks: Vec<&str> = line.split_whitespace().collect();
    let first = chunks.first().is_some_and(|chunk| numbered(chunk) && chunks.len() > 1);
    let mut out: Vec<(usize, Figure)> = Vec::new();
    for (place, chunk) in chunks.iter().enumerate().skip(usize::from(first)) {
        let bare = bare(chunk);
        if !countless(&bare) {
            let after = if closed(chunk) { None } else { following(&chunks[place + 1..]) };
            out.extend(parts(&bare, after).into_iter().map(|figure| (place, figure)));
        }
    }
    ranges(&mut out, &chunks);
    out.into_iter().map(|(_, figure)| figure).collect()
}

/// "5 to 7 days": the first number has the unit of the second.
fn ranges(figures: &mut [(usize, Figure)], chunks: &[&str]) {
    for at in (1..figures.len()).rev() {
        let (place, unit) = (figures[at].0, figures[at].1.unit);
        let joined = place >= 1 && matches!(chunks[place - 1], "to" | "or" | "-" | "–" | "—");
        if joined && !unit.is_empty() && figures[at - 1].0 + 2 == place && figures[at - 1].1.unit.is_empty() {
            figures[at - 1].1.unit = unit;
        }
    }
}
