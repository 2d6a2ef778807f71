//! The token of a run: who has read the terminal may use the page, nobody else.

use anyhow::anyhow;
use sha2::{Digest, Sha256};
use std::hint::black_box;

/// 128 bits from the system's source of chance, in hexadecimal.
pub(super) struct Token {
    text: String,
    sum: [u8; 32],
}

impl Token {
    pub(super) fn new() -> anyhow::Result<Self> {
        let mut bytes = [0; 16];
        let chance = rustls::crypto::ring::default_provider().secure_random;
        chance.fill(&mut bytes).map_err(|_| anyhow!("this system has no source of chance for a token; start again"))?;
        let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { sum: Sha256::digest(&text).into(), text })
    }

    /// As it stands in the address.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether this is it, in the same time whatever it is.
    pub(super) fn is(&self, shown: &[u8]) -> bool {
        let shown: [u8; 32] = Sha256::digest(shown).into();
        self.sum.iter().zip(&shown).fold(0, |bits, (one, other)| black_box(bits | (one ^ other))) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_and_new_each_time() {
        let (one, other) = (Token::new().expect("a token"), Token::new().expect("a token"));
        assert_eq!(one.text().len(), 32);
        assert!(one.is(one.text().as_bytes()));
        assert!(!one.is(other.text().as_bytes()) && !one.is(b""));
    }
}
