//! A file that was written.

use crate::sha::Checksum;
use serde_json::{Value, json};

/// A file that was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MadeFile {
    /// Its name, without a folder.
    pub name: String,
    /// The split that it holds; empty for all.
    pub split: String,
    /// Rows in it; 0 for what is no data.
    pub rows: usize,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

impl MadeFile {
    /// A file of this name, with its sum.
    pub fn new(name: impl Into<String>, split: impl Into<String>, rows: usize, sum: Checksum) -> Self {
        let bytes = sum.bytes;
        Self { name: name.into(), split: split.into(), rows, bytes, sha256: sum.hex() }
    }
}

pub(super) fn file(file: &MadeFile) -> Value {
    let MadeFile { name, split, rows, bytes, sha256 } = file;
    json!({"name": name, "split": split, "rows": rows, "bytes": bytes, "sha256": sha256})
}
