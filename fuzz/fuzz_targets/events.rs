//! Any bytes go through as a stream: unchanged where nothing is decided, in as many events as there were where something is.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| attuned::fuzzing::events(bytes));
