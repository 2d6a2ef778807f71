//! Any bytes are a request and an answer of each dialect, or not; only the texts of an answer change where they stand.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| attuned::fuzzing::answers(bytes));
