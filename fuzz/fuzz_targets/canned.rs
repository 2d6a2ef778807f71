//! Any bytes are replies or an error in every format; a changed word is read back, or nothing is written.

#![no_main]

use attuned::{CannedFile, CannedFormat, CannedOptions};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [choice, reply, word, bytes @ ..] = bytes else { return };
    let formats: Vec<CannedFormat> = CannedFormat::all().collect();
    let mut options = CannedOptions::default();
    options.format = Some(formats[usize::from(*choice) % formats.len()]);
    let Ok(file) = CannedFile::parse("fuzz.txt", bytes.to_vec(), &options) else { return };
    assert_eq!(file.with_texts(&[]).expect("no change"), bytes);
    let replies = file.replies();
    if replies.is_empty() {
        return;
    }
    let at = usize::from(*reply) % replies.len();
    let text = changed(&replies[at].text, usize::from(*word));
    let Ok(new) = file.with_texts(&[(at, &text)]) else { return };
    let again = CannedFile::parse("fuzz.txt", new, &options).expect("replies");
    assert_eq!(again.replies()[at].text, text);
});

/// The text with one of its words, by number, in other words.
fn changed(text: &str, word: usize) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let at = word % words.len();
    let new =
        |(number, old): (usize, &&str)| if number == at { "new \"w\u{f6}rd\"".to_owned() } else { (*old).to_owned() };
    words.iter().enumerate().map(new).collect::<Vec<_>>().join(" ")
}
