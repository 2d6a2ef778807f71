//! Phrases that stand in many replies, counted level by level: one of n words can only be frequent where both of its parts
//! of n - 1 words are, so that few are ever counted.

use super::THEIRS;
use crate::reading::key::Fnv;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// The longest phrase that is counted, in words.
const LONGEST: usize = 24;

/// A phrase that stands in at least so many replies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gram {
    /// Where it first stands in the stream.
    pub(super) at: usize,
    /// Its words.
    pub(super) length: usize,
    /// In how many replies it stands.
    pub(super) replies: usize,
    /// In how many of these it holds words that the person had written.
    pub(super) theirs: usize,
    /// Whether a longer one stands in nearly all of the same replies.
    pub(super) covered: bool,
    /// The reply that was counted last, from 1.
    last: usize,
}

impl Gram {
    fn count(&mut self, reply: usize, theirs: bool) {
        if self.last != reply {
            self.last = reply;
            self.replies += 1;
            self.theirs += usize::from(theirs);
        }
    }

    /// Whether a longer phrase that stands in `replies` makes this one needless: four in five of the same replies.
    pub(super) fn is_covered_by(replies: usize, own: usize) -> bool {
        replies * 5 >= own * 4
    }
}

/// The phrases of one length: at each place of the stream the number of the one that begins there, from 1, or 0.
struct Level {
    places: Vec<u32>,
    grams: Vec<Gram>,
}

/// All phrases of at least `shortest` words that stand in at least `least` replies, which end at `ends`.
pub(super) fn frequent(stream: &[u32], ends: &[usize], shortest: usize, least: usize) -> Vec<Gram> {
    let mut found = Vec::new();
    let mut level = single(stream, ends, least);
    for length in 2..=LONGEST {
        let next = longer(&mut level, stream, ends, length, least);
        found.extend(level.grams.iter().filter(|gram| gram.length >= shortest));
        if next.grams.is_empty() {
            return found;
        }
        level = next;
    }
    found.extend(level.grams);
    found
}

/// Single words.
fn single(stream: &[u32], ends: &[usize], least: usize) -> Level {
    grown(stream, ends, 1, least, |at| match stream[at] & !THEIRS {
        0 => None,
        word => Some((word, 0)),
    })
}

/// Phrases of one word more; marks those that are needless beside them.
fn longer(level: &mut Level, stream: &[u32], ends: &[usize], length: usize, least: usize) -> Level {
    let parts = |at: usize| {
        let (head, tail) = (level.places[at], level.places.get(at + 1).copied()?);
        (head != 0 && tail != 0).then_some((head, tail))
    };
    let next = grown(stream, ends, length, least, parts);
    for gram in &next.grams {
        for place in [gram.at, gram.at + 1] {
            let part = &mut level.grams[level.places[place] as usize - 1];
            part.covered |= Gram::is_covered_by(gram.replies, part.replies);
        }
    }
    next
}

/// Counts what `name` names at each place, and keeps what is frequent.
fn grown(
    stream: &[u32],
    ends: &[usize],
    length: usize,
    least: usize,
    name: impl Fn(usize) -> Option<(u32, u32)>,
) -> Level {
    let mut known: HashMap<u64, usize, BuildHasherDefault<Fnv>> = HashMap::default();
    let mut grams: Vec<Gram> = Vec::new();
    let mut places = vec![0_u32; stream.len()];
    let mut start = 0;
    for (reply, end) in ends.iter().enumerate() {
        for at in start..*end {
            let Some((head, tail)) = name(at) else { continue };
            let theirs = stream[at..(at + length).min(stream.len())].iter().any(|word| word & THEIRS != 0);
            let place = *known.entry(mixed(head, tail)).or_insert_with(|| {
                grams.push(Gram { at, length, replies: 0, theirs: 0, covered: false, last: 0 });
                grams.len() - 1
            });
            grams[place].count(reply + 1, theirs);
            places[at] = u32::try_from(place + 1).unwrap_or(0);
        }
        start = *end;
    }
    keep(places, &grams, least)
}

/// Two numbers as one, spread by an odd factor because the map takes its keys for hashes; no two pairs meet.
fn mixed(head: u32, tail: u32) -> u64 {
    (u64::from(head) << 32 | u64::from(tail)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The frequent ones, numbered anew.
fn keep(mut places: Vec<u32>, grams: &[Gram], least: usize) -> Level {
    let mut kept = Vec::new();
    let numbers: Vec<u32> = grams
        .iter()
        .map(|gram| {
            if gram.replies < least {
                return 0;
            }
            kept.push(*gram);
            u32::try_from(kept.len()).unwrap_or(0)
        })
        .collect();
    places.iter_mut().filter(|place| **place != 0).for_each(|place| *place = numbers[*place as usize - 1]);
    Level { places, grams: kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(stream: &[u32], ends: &[usize], least: usize) -> Vec<(usize, usize, usize, bool)> {
        let grams = frequent(stream, ends, 2, least);
        grams.into_iter().map(|gram| (gram.at, gram.length, gram.replies, gram.covered)).collect()
    }

    #[test]
    fn the_longest_stand_uncovered_and_a_reply_counts_once() {
        let stream = [1, 2, 3, 0, 1, 2, 3, 0, 9, 1, 2, 3, 0];
        assert_eq!(found(&stream, &[8, 13], 2), [(0, 2, 2, true), (1, 2, 2, true), (0, 3, 2, false)]);
        assert_eq!(found(&stream, &[8, 13], 3), []);
    }

    #[test]
    fn nothing_reaches_over_an_end() {
        assert_eq!(found(&[1, 0, 2, 0, 1, 0, 2, 0], &[4, 8], 2), []);
        assert_eq!(found(&[], &[], 1), []);
    }

    #[test]
    fn words_of_the_person_are_the_same_words() {
        let grams = frequent(&[1, 2 | THEIRS, 0, 1, 2, 0], &[3, 6], 2, 2);
        assert_eq!((grams[0].replies, grams[0].theirs), (2, 1));
    }
}
