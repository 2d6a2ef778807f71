//! Texts that are nearly the same: how alike two are, and which came before.

mod minhash;
mod near;

#[cfg(feature = "canned")]
pub(crate) use minhash::{MinHash, Signature, likeness};
pub(crate) use minhash::{SEED, mixed};
pub(crate) use near::Near;
