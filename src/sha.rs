//! SHA-256 as ids, as checksums, and as numbers that are the same on every machine.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The sum as 64 hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

/// The first eight bytes of the sum as a number.
pub(crate) fn number(bytes: &[u8]) -> u64 {
    let sum = Sha256::digest(bytes);
    sum.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Bytes as hexadecimal digits.
pub(crate) fn digits(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The sum of what is written to it, and how much that was.
#[derive(Debug, Clone, Default)]
pub struct Checksum {
    sum: Sha256,
    /// Bytes so far.
    pub bytes: u64,
}

impl Checksum {
    /// The sum as 64 hexadecimal digits.
    pub fn hex(self) -> String {
        digits(&self.sum.finalize())
    }
}

impl std::io::Write for Checksum {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.sum.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn sums_are_those_of_sha256() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(b"abc"), known);
        assert_eq!(number(b"abc"), 0xba78_16bf_8f01_cfea);
        let mut sum = Checksum::default();
        sum.write_all(b"abc").expect("memory");
        assert_eq!((sum.bytes, sum.hex().as_str()), (3, known));
    }
}
