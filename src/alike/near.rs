//! Near-duplicates: whether nearly the same texts came before, by bands of MinHash signatures.

use super::minhash::{MINIMA, MinHash, Signature, likeness, mixed};
use std::collections::HashMap;

/// Of what is as alike as the limit asks, at least this share is found.
const FOUND: f64 = 0.98;

/// What was seen so far. It holds a signature for each text that stays, about 0.7 KB with the bands.
#[derive(Debug)]
pub(crate) struct Near {
    limit: f64,
    rows: usize,
    hash: MinHash,
    seen: Vec<(Signature, usize)>,
    /// By band and what stands in it: the last texts with the same.
    bands: HashMap<u64, u32>,
}

impl Near {
    /// Texts that are at least as alike as `limit`, 0 to 1, are near-duplicates.
    pub(crate) fn new(limit: f64) -> Self {
        Self { limit, rows: rows(limit), hash: MinHash::new(), seen: Vec::new(), bands: HashMap::new() }
    }

    /// The place of earlier texts that are nearly the same, and how alike they are, 0 to 1; else the texts are remembered.
    /// Those of one `outcome` are meant to be alike and are not compared.
    pub(crate) fn take(&mut self, texts: &[&str], outcome: usize) -> Option<(usize, f64)> {
        self.take_signed(self.hash.signature(texts), outcome)
    }

    /// The same for texts that stand as this signature.
    pub(crate) fn take_signed(&mut self, signature: Signature, outcome: usize) -> Option<(usize, f64)> {
        let keys: Vec<u64> = signature.chunks_exact(self.rows).enumerate().map(key).collect();
        let twin = keys.iter().filter_map(|key| self.bands.get(key)).find_map(|place| {
            let (other, its) = &self.seen[*place as usize];
            let alike = likeness(&signature, other);
            (*its != outcome && alike >= self.limit).then_some((*place as usize, alike))
        });
        if twin.is_none() {
            let place = u32::try_from(self.seen.len()).unwrap_or(u32::MAX);
            self.bands.extend(keys.into_iter().map(|key| (key, place)));
            self.seen.push((signature, outcome));
        }
        twin
    }
}

/// The band's number and what stands in it.
fn key((band, rows): (usize, &[u16])) -> u64 {
    rows.iter().fold(mixed(band as u64 + 1), |sum, row| mixed(sum.rotate_left(16) ^ u64::from(*row)))
}

/// How many minima to a band: as many as still find nearly all that are as alike as the limit.
fn rows(limit: f64) -> usize {
    let found = |rows: &usize| {
        let bands = (MINIMA / rows) as f64;
        1.0 - (1.0 - limit.powf(*rows as f64)).powf(bands) >= FOUND
    };
    (1..=32).rev().find(found).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: &str = "Thank you for your message about the garden bench that came without its legs on the third of \
                         May; the missing parts have been ordered and will be sent to you as soon as they arrive here.";

    #[test]
    fn a_copy_with_a_word_changed_is_found_and_another_reply_is_not() {
        let mut near = Near::new(0.8);
        assert_eq!(near.take(&["Where are the legs?", DRAFT], 0), None);
        let copy = DRAFT.replace("third", "fourth");
        assert_eq!(near.take(&["Where are the legs?", &copy], 1).map(|(place, _)| place), Some(0));
        assert_eq!(near.take(&["Where are the legs?", "We have no legs left, and we are sorry."], 2), None);
    }

    #[test]
    fn pairs_of_one_outcome_may_be_alike() {
        let mut near = Near::new(0.8);
        assert_eq!(near.take(&["Where?", DRAFT], 7), None);
        assert_eq!(near.take(&["Where?", DRAFT], 7), None);
        assert!(near.take(&["Where?", DRAFT], 8).is_some());
    }

    #[test]
    fn lower_limits_have_shorter_bands() {
        assert!(rows(0.5) < rows(0.8) && rows(0.8) < rows(0.95));
        assert_eq!(rows(0.0), 1);
    }
}
