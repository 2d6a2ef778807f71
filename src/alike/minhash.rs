//! MinHash signatures of word shingles: how alike two texts are, from a few numbers each.
//!
//! A. Broder, "On the resemblance and containment of documents", 1997; of each minimum only 16 bits are kept, after
//! P. Li and A. C. König, "b-Bit Minwise Hashing", 2010, which shifts an estimate by less than one in ten thousand.

use unicode_segmentation::UnicodeSegmentation;

/// How many minima a signature holds; the standard error of a likeness is at most 0.05.
pub(crate) const MINIMA: usize = 128;
/// Words in a shingle: replies are short, and longer shingles call every second paraphrase new.
const WORDS: usize = 3;
/// From which the hash functions are drawn; in the manifest.
pub(crate) const SEED: u64 = 0x0061_7474_756e_6564;

/// What stands for a text.
pub(crate) type Signature = [u16; MINIMA];

/// The hash functions: multiply and shift by odd numbers drawn from the seed.
#[derive(Debug)]
pub(crate) struct MinHash {
    factors: [(u64, u64); MINIMA],
}

impl MinHash {
    pub(crate) fn new() -> Self {
        let mut state = SEED;
        let mut draw = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            mixed(state)
        };
        Self { factors: std::array::from_fn(|_| (draw() | 1, draw())) }
    }

    /// The signature of some texts together; no shingle runs from one into the next.
    pub(crate) fn signature(&self, texts: &[&str]) -> Signature {
        let mut least = [u32::MAX; MINIMA];
        for (place, text) in texts.iter().enumerate() {
            for shingle in shingles(text, place as u64) {
                for ((factor, offset), least) in self.factors.iter().zip(&mut least) {
                    let hash = shingle.wrapping_mul(*factor).wrapping_add(*offset) >> 32;
                    *least = (*least).min(hash as u32);
                }
            }
        }
        // The low bits of a minimum are as good as random; the high ones are nearly always 0.
        least.map(|minimum| minimum as u16)
    }
}

/// The share of equal minima: an estimate of the share of shingles that two texts have in common, 0 to 1.
pub(crate) fn likeness(a: &Signature, b: &Signature) -> f64 {
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count();
    equal as f64 / MINIMA as f64
}

/// The hashes of a text's shingles: words in small letters; a text of fewer words is one shingle.
fn shingles(text: &str, place: u64) -> Vec<u64> {
    let words: Vec<u64> = text.unicode_words().map(|word| hashed(&word.to_lowercase())).collect();
    let one = |words: &[u64]| words.iter().fold(mixed(place), |sum, word| mixed(sum.rotate_left(5) ^ word));
    if words.len() < WORDS { vec![one(&words)] } else { words.windows(WORDS).map(one).collect() }
}

/// FNV-1a: the same on every machine and in every version.
fn hashed(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finisher of SplitMix64: spreads a number over all its bits.
pub(crate) fn mixed(mut number: u64) -> u64 {
    number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn true_likeness(a: &str, b: &str) -> f64 {
        let [a, b] = [a, b].map(|text| shingles(text, 0).into_iter().collect::<BTreeSet<_>>());
        a.intersection(&b).count() as f64 / a.union(&b).count() as f64
    }

    #[test]
    fn an_estimate_is_near_the_truth() {
        let words: Vec<String> = (0..300).map(|number| format!("w{number}")).collect();
        let hash = MinHash::new();
        for shared in [0, 60, 150, 240, 290] {
            let other: Vec<String> = (0..300)
                .map(|number| if number < shared { format!("w{number}") } else { format!("v{number}") })
                .collect();
            let [a, b] = [words.join(" "), other.join(" ")];
            let (seen, truth) = (likeness(&hash.signature(&[&a]), &hash.signature(&[&b])), true_likeness(&a, &b));
            assert!((seen - truth).abs() < 0.12, "{shared}: {seen} for {truth}");
        }
    }

    #[test]
    fn case_and_marks_do_not_count_and_texts_do_not_run_together() {
        let hash = MinHash::new();
        let signature = |texts: &[&str]| hash.signature(texts);
        assert_eq!(signature(&["We lost it, sorry."]), signature(&["we LOST it – sorry!"]));
        assert!(likeness(&signature(&["a b c", "d e f"]), &signature(&["d e f", "a b c"])) < 0.2);
        assert_eq!(signature(&["Hi."]), signature(&["hi"]));
    }
}
