//! What a candidate takes from the draft whatever the model wrote: line ends, and white space at both ends.

/// The candidate with the line ends and the outer white space of the draft.
pub(super) fn shaped(candidate: &str, draft: &str) -> String {
    let body = candidate.trim().replace("\r\n", "\n");
    let body = if windows(draft) { body.replace('\n', "\r\n") } else { body };
    let inside = draft.trim();
    let start = draft.len() - draft.trim_start().len();
    let end = start + inside.len();
    format!("{}{body}{}", &draft[..start], &draft[end..])
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
        assert_eq!(shaped("a\nb", "x\r\ny\r\n"), "a\r\nb\r\n");
        assert_eq!(shaped(" a\r\nb\n\n", "x\ny"), "a\nb");
        assert_eq!(shaped("a", "\n  x\n\n"), "\n  a\n\n");
        assert_eq!(shaped("a", "  "), "  a");
    }

    proptest! {
        #[test]
        fn the_draft_itself_comes_back(words in "[a-z é]{0,20}", lines in proptest::collection::vec("[a-z ]{0,9}", 0..4), crlf: bool) {
            let draft = format!("{words}{}", lines.iter().map(|line| format!("\n{line}")).collect::<String>());
            let draft = if crlf { draft.replace('\n', "\r\n") } else { draft };
            prop_assert_eq!(shaped(&draft, &draft), draft);
        }
    }
}
