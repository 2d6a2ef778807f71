//! Words as numbers: a small hash that is the same on every machine, which the standard one does not promise.

use std::hash::Hasher;

/// The number of a word.
pub(crate) const fn key(text: &str) -> u64 {
    onward(START, text)
}

/// The numbers of some words.
pub(crate) const fn keys<const N: usize>(words: [&str; N]) -> [u64; N] {
    let (mut keys, mut at) = ([0; N], 0);
    while at < N {
        keys[at] = key(words[at]);
        at += 1;
    }
    keys
}

/// The number of a word whose beginning has the number `before` and whose rest is `text`.
pub(crate) const fn onward(before: u64, text: &str) -> u64 {
    let (mut hash, mut at, bytes) = (before, 0, text.as_bytes());
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bits.
#[derive(Debug, Clone)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(START)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    }

    /// Keys of words are looked up: those are hashes already.
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
