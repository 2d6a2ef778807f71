//! What a candidate takes from the draft whatever the model wrote: line ends, white space at both ends, and the signs of
//! words that have gone out.

/// The candidate with the line ends and the outer white space of the draft. Where it begins with the words of the first
/// `sent` bytes, it begins with these bytes.
pub(super) fn shaped(candidate: &str, draft: &str, sent: usize) -> String {
    let (whole, gone) = (framed(candidate, draft), &draft[..sent]);
    match behind(&whole, gone) {
        Some(rest) => format!("{gone}{rest}"),
        None => whole,
    }
}

/// The candidate with the line ends and the outer white space of the draft.
fn framed(candidate: &str, draft: &str) -> String {
    let body = candidate.trim().replace("\r\n", "\n");
    let body = if windows(draft) { body.replace('\n', "\r\n") } else { body };
    let inside = draft.trim();
    let start = draft.len() - draft.trim_start().len();
    let end = start + inside.len();
    format!("{}{body}{}", &draft[..start], &draft[end..])
}

/// What stands behind these words in a text that begins with them, but for white space and the form of quotation marks:
/// models give both back as they like.
fn behind<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let (mut text, mut words) = (text, words);
    while let Some(sign) = words.chars().next() {
        if let Some(rest) = text.strip_prefix(words) {
            return Some(rest);
        }
        let found = text.chars().next()?;
        if sign.is_whitespace() {
            (text, words) = (text.trim_start(), words.trim_start());
        } else {
            (text, words) = (&text[found.len_utf8()..], &words[sign.len_utf8()..]);
        }
        if plain(sign) != plain(found) {
            return None;
        }
    }
    Some(text)
}

/// A sign in its simplest form.
fn plain(sign: char) -> char {
    match sign {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        white if white.is_whitespace() => ' ',
        other => other,
    }
}

/// Whether most lines end in CR and LF.
fn windows(text: &str) -> bool {
    let both = text.matches("\r\n").count();
    both > 0 && both * 2 >= text.matches('\n').count()
}

/// Whether two texts hold the same words, only in another order: moving sentences about repairs nothing.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    sorted(one) == sorted(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_and_margins_are_those_of_the_draft() {
        assert_eq!(shaped("a\nb", "x\r\ny\r\n", 0), "a\r\nb\r\n");
        assert_eq!(shaped(" a\r\nb\n\n", "x\ny", 0), "a\nb");
        assert_eq!(shaped("a", "\n  x\n\n", 0), "\n  a\n\n");
        assert_eq!(shaped("a", "  ", 0), "  a");
    }

    #[test]
    fn words_that_have_gone_out_keep_their_signs() {
        let draft = "It\u{2019}s  late.\n\nWe wait.";
        let sent = "It\u{2019}s  late.\n\n".len();
        assert_eq!(shaped("It's late. Please wait.", draft, sent), "It\u{2019}s  late.\n\nPlease wait.");
        assert_eq!(shaped("It's late.\n\nPlease", draft, sent - 1), "It\u{2019}s  late.\n\nPlease");
        assert_eq!(shaped("It's very late.", draft, sent), "It's very late.");
        assert_eq!(shaped("It's", draft, sent), "It's");
        assert_eq!(shaped("a\r\nb c", "a\nb\r\nd\r\n", 5), "a\nb\r\nc\r\n");
    }

    proptest! {
        #[test]
        fn the_draft_itself_comes_back(words in "[a-z é]{0,20}", lines in proptest::collection::vec("[a-z ]{0,9}", 0..4), crlf: bool) {
            let draft = format!("{words}{}", lines.iter().map(|line| format!("\n{line}")).collect::<String>());
            let draft = if crlf { draft.replace('\n', "\r\n") } else { draft };
            prop_assert_eq!(shaped(&draft, &draft, 0), draft);
        }
    }
}
