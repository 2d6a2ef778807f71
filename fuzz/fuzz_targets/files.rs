//! Any bytes are rows or an error in every format; errors do not repeat the input.

#![no_main]

use attuned::{Columns, FileFormat, Location, rows};
use libfuzzer_sys::fuzz_target;

/// A stretch of input this long in an error is no accident; only digits are told from our own words.
const LEAK: usize = 24;
const FORMATS: [Option<FileFormat>; 5] =
    [None, Some(FileFormat::Json), Some(FileFormat::Csv), Some(FileFormat::Tsv), Some(FileFormat::Parquet)];

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let path = std::env::temp_dir().join(format!("attuned-fuzz-{}", std::process::id()));
    std::fs::write(&path, bytes).expect("a file");
    let format = FORMATS[usize::from(*choice) % FORMATS.len()];
    let Ok(rows) = rows(&Location::file(&path), format, &Columns::default()) else { return };
    for row in rows {
        let Err(error) = row else { continue };
        let words = format!("{error} {error:?}");
        let leaks = |window: &[u8]| window.iter().all(u8::is_ascii_digit) && {
            std::str::from_utf8(window).is_ok_and(|text| words.contains(text))
        };
        assert!(!bytes.windows(LEAK).any(leaks), "{words}");
    }
});
