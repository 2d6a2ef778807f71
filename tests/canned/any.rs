//! Any bytes, and files that were damaged, are replies or an error that says what to do, in every format.

use crate::files::{Sample, samples};
use attuned::{CannedFile, CannedFormat, CannedOptions};
use proptest::prelude::*;
use std::sync::LazyLock;

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(samples);

/// Reads the bytes as a format; without a change they stay, and a change is read back or refused.
fn trial(format: CannedFormat, bytes: &[u8]) {
    let mut options = CannedOptions::default();
    options.format = Some(format);
    let file = match CannedFile::parse("any", bytes.to_vec(), &options) {
        Ok(file) => file,
        Err(error) => return assert!(error.to_string().len() > "any: ".len()),
    };
    assert_eq!(file.with_texts(&[]).expect("no change"), bytes);
    let Some(first) = file.replies().first() else { return };
    let text = format!("Ja \"ü\", {}", first.text);
    if let Ok(new) = file.with_texts(&[(0, &text)]) {
        let again = CannedFile::parse("any", new, &options).expect("replies");
        assert_eq!(again.replies()[0].text, text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        CannedFormat::all().for_each(|format| trial(format, &bytes));
    }

    #[test]
    fn any_text_ends(text in r#"[ -~\n\t\r{}\[\]":,\\<>&;é🙂]{0,200}"#) {
        CannedFormat::all().for_each(|format| trial(format, text.as_bytes()));
    }

    #[test]
    fn damaged_files_end(
        pick in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), length in 0usize..40,
        new in prop::collection::vec(any::<u8>(), 0..4), other in any::<prop::sample::Index>(),
    ) {
        let sample = pick.get(&SAMPLES);
        let mut bytes = sample.bytes.clone();
        let start = from.index(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, new);
        let formats: Vec<CannedFormat> = CannedFormat::all().collect();
        let own = formats.iter().find(|format| format.name() == sample.format).expect("a format");
        [own, other.get(&formats)].into_iter().for_each(|format| trial(*format, &bytes));
    }
}
