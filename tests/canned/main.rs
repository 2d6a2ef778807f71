//! Every file under `fixtures/canned/FORMAT/` there and back: unchanged byte for byte, and with one word changed exactly
//! that word's bytes.

mod any;
mod files;
mod hunks;
mod large;
mod sight;
mod words;
