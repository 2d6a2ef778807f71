//! Where words and sentences end, by the Unicode standard (UAX 29). Nearly all of what is read is ASCII, for which the
//! standard's rules are few; everything else goes the long way round.

use unicode_segmentation::UnicodeSegmentation;

/// Calls `found` with the start and the end of every word, in the order of the text.
pub(super) fn words(text: &str, mut found: impl FnMut(usize, usize)) {
    if text.is_ascii() {
        return plain_words(text, 0, &mut found);
    }
    let (bytes, mut start) = (text.as_bytes(), 0);
    for end in 1..=text.len() {
        // Behind a blank and before an ASCII letter no rule looks across.
        if end < bytes.len() && (bytes[end - 1] != b' ' || bytes[end] == b' ' || !bytes[end].is_ascii()) {
            continue;
        }
        let piece = &text[start..end];
        if piece.is_ascii() {
            plain_words(piece, start, &mut found);
        } else {
            piece.unicode_word_indices().for_each(|(at, word)| found(start + at, start + at + word.len()));
        }
        start = end;
    }
}

/// The words of an ASCII text that stands at `offset`.
fn plain_words(text: &str, offset: usize, found: &mut impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !wordy(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < bytes.len() && (wordy(bytes[at]) || joins(bytes, at)) {
            at += 1;
        }
        // Underscores alone are no word.
        if bytes[start] != b'_' || bytes[start..at].iter().any(u8::is_ascii_alphanumeric) {
            found(offset + start, offset + at);
        }
    }
}

/// Whether a byte belongs to a word wherever it stands.
fn wordy(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a mark inside a word joins its neighbours: "don't", "e.g", "9.30", "12,000".
fn joins(bytes: &[u8], at: usize) -> bool {
    let (before, Some(behind)) = (bytes[at - 1], bytes.get(at + 1)) else { return false };
    match bytes[at] {
        b'.' | b'\'' => {
            before.is_ascii_alphabetic() && behind.is_ascii_alphabetic()
                || before.is_ascii_digit() && behind.is_ascii_digit()
        }
        b':' => before.is_ascii_alphabetic() && behind.is_ascii_alphabetic(),
        b',' | b';' => before.is_ascii_digit() && behind.is_ascii_digit(),
        _ => false,
    }
}

/// Calls `found` with the start and the end of every sentence of a line, which has no line feed, with the blanks behind
/// it.
pub(super) fn sentences(line: &str, mut found: impl FnMut(usize, usize)) {
    let bytes = line.as_bytes();
    if !line.is_ascii() || bytes.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
        return line.split_sentence_bound_indices().for_each(|(at, piece)| found(at, at + piece.len()));
    }
    let (mut start, mut at) = (0, 0);
    while let Some(mark) = bytes[at..].iter().position(|byte| ends(*byte)) {
        let mark = at + mark;
        at = blanks(bytes, mark + 1);
        if at < bytes.len() && breaks(bytes, mark, at) {
            found(start, at);
            start = at;
        }
    }
    if start < bytes.len() {
        found(start, bytes.len());
    }
}

/// Whether a byte ends sentences.
fn ends(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?')
}

/// The place behind brackets and quotation marks and then blanks.
fn blanks(bytes: &[u8], from: usize) -> usize {
    let skip = |from: usize, over: fn(&u8) -> bool| from + bytes[from..].iter().take_while(|byte| over(byte)).count();
    let closed = skip(from, |byte| matches!(byte, b'"' | b'\'' | b'(' | b')' | b'[' | b']' | b'{' | b'}'));
    skip(closed, |byte| matches!(byte, b' ' | b'\t' | 0x0b | 0x0c))
}

/// Whether a sentence that ends with the mark at `mark` is over before `next`.
fn breaks(bytes: &[u8], mark: usize, next: usize) -> bool {
    let follows = bytes[next];
    if ends(follows) || matches!(follows, b',' | b'-' | b':' | b';') {
        return false;
    }
    if bytes[mark] != b'.' {
        return true;
    }
    let close = next == mark + 1;
    let inside = close && follows.is_ascii_digit()
        || close && follows.is_ascii_uppercase() && mark > 0 && bytes[mark - 1].is_ascii_alphabetic();
    // A full stop before a small letter, whatever signs and digits stand between, ends nothing.
    let letter = bytes[next..].iter().find(|byte| byte.is_ascii_alphabetic() || ends(**byte));
    !inside && !letter.is_some_and(u8::is_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn own(text: &str, cut: fn(&str, &mut Vec<(usize, usize)>)) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        cut(text, &mut all);
        all
    }

    /// Whether both say of a text what the standard's implementation says.
    fn agrees(text: &str) {
        let standard: Vec<_> = text.unicode_word_indices().map(|(at, word)| (at, at + word.len())).collect();
        assert_eq!(own(text, |text, all| words(text, |from, to| all.push((from, to)))), standard, "{text:?}");
        for line in text.split('\n') {
            let standard: Vec<_> =
                line.split_sentence_bound_indices().map(|(at, piece)| (at, at + piece.len())).collect();
            assert_eq!(own(line, |text, all| sentences(text, |from, to| all.push((from, to)))), standard, "{line:?}");
        }
    }

    #[test]
    fn fixtures_are_cut_as_the_standard_says() {
        for folder in ["fixtures/cases", "fixtures/mechanism", "fixtures/drafts", "src/reading"] {
            let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for file in std::fs::read_dir(here).expect("the folder is there") {
                let path = file.expect("a file").path();
                if let Ok(text) = std::fs::read_to_string(path) {
                    // The escapes of JSON would hide line ends.
                    agrees(&text);
                    agrees(&text.replace("\\n", "\n"));
                }
            }
        }
    }

    /// Signs among which every rule of the standard that concerns us has its case.
    const SIGNS: &str = "aZ1_ ..!?'\"),-:;\t\r\u{b}([{#";

    /// The same with signs outside ASCII, some of which join what they stand in or behind.
    const FOREIGN: &str = "aZ1_  .!?'),:\r\n\u{2019}\u{201d}\u{2013}\u{2026}\u{e9}\u{301}\u{93e}\u{200d}\u{a0}\u{ad}\u{3002}\u{4e2d}\u{1f600}\u{1f1e9}\u{5d0}\"\u{2028}";

    fn made_of(signs: &str) -> impl Strategy<Value = String> + use<> {
        let one = proptest::sample::select(signs.chars().collect::<Vec<_>>());
        proptest::collection::vec(one, 0..24).prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn ascii_is_cut_as_the_standard_says(text in "[ -~\t\r\n]{0,60}", signs in made_of(SIGNS)) {
            agrees(&text);
            agrees(&signs);
        }

        #[test]
        fn other_signs_are_cut_as_the_standard_says(text in made_of(FOREIGN)) {
            agrees(&text);
        }
    }
}
