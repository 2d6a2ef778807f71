//! Replies that say nearly the same: one of them is enough, or they drift apart.

use super::shelf::Shelf;
use super::{LibraryFinding, LibraryKind};
use crate::alike::{Near, likeness};
use std::collections::BTreeMap;

/// From which share of common runs of three words on two replies are nearly the same, 0 to 1.
const LIMIT: f64 = 0.8;

/// The fewest words of a reply that is compared; shorter ones are rightly alike.
const FEWEST: usize = 8;

/// Groups of replies that are nearly the same, each under its first.
pub(super) fn groups(shelf: &Shelf<'_>) -> Vec<LibraryFinding> {
    let mut near = Near::new(LIMIT);
    // The replies that `near` remembers, in its order.
    let mut firsts: Vec<usize> = Vec::new();
    let mut groups: BTreeMap<usize, (Vec<usize>, f64)> = BTreeMap::new();
    for at in 0..shelf.len() {
        if shelf.read(at).text.words.len() < FEWEST {
            continue;
        }
        match near.take_signed(shelf.read(at).signature, at) {
            None => firsts.push(at),
            Some((place, alike)) if !shelf.are_one(firsts[place], at) => {
                let group = groups.entry(firsts[place]).or_insert((Vec::new(), 1.0));
                group.0.push(at);
                group.1 = group.1.min(alike);
            }
            Some(_) => {}
        }
    }
    groups.into_iter().map(|(first, (rest, alike))| finding(shelf, first, &rest, alike)).collect()
}

fn finding(shelf: &Shelf<'_>, first: usize, rest: &[usize], alike: f64) -> LibraryFinding {
    let same = rest.iter().all(|at| shelf.reply(*at).text.trim() == shelf.reply(first).text.trim());
    let those: Vec<_> = std::iter::once(first).chain(rest.iter().copied()).map(|at| (at, None)).collect();
    let count = those.len();
    let message = if same {
        format!("{count} replies say the same, letter by letter")
    } else {
        format!("{count} replies are nearly the same (likeness {alike:.2})")
    };
    shelf.finding(LibraryKind::Likeness, (message, "keep one of them, or make plain what each is for"), alike, &those)
}

/// Whether two replies have so little in common that they are two answers.
pub(super) fn differ(shelf: &Shelf<'_>, a: usize, b: usize) -> bool {
    likeness(&shelf.read(a).signature, &shelf.read(b).signature) < 0.5
}
