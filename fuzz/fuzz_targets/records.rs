//! Any bytes are records or errors, in the end; and errors do not repeat the input.

#![no_main]

use attuned::Records;
use libfuzzer_sys::fuzz_target;

/// A stretch of input this long in an error is no accident.
const LEAK: usize = 24;

fuzz_target!(|bytes: &[u8]| {
    for record in Records::new(bytes) {
        let Err(error) = record else { continue };
        let words = format!("{error} {error:?}");
        let leaks = |window: &[u8]| std::str::from_utf8(window).is_ok_and(|text| random(text) && words.contains(text));
        assert!(!bytes.windows(LEAK).any(leaks), "{words}");
    }
});

/// Whether the text is none of the words that errors have of their own.
fn random(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() > 3
}
