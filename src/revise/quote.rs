//! Where a quote stands in a text, though a model may have changed its case, its quotation marks or its spaces.

use crate::text::Span;

/// The first place of `quote` in `text`, at the borders of words.
pub(super) fn find(text: &str, quote: &str) -> Option<Span> {
    let quote = Folded::new(quote.trim_matches(wrapping));
    let asked = quote.text.trim();
    if !asked.chars().any(char::is_alphanumeric) {
        return None;
    }
    let text = Folded::new(text);
    let hits = text.text.match_indices(asked).map(|(start, hit)| (start, start + hit.len()));
    hits.filter(|(start, end)| whole(&text.text, *start, *end)).find_map(|(start, end)| text.span(start, end))
}

/// What models put around a quote.
fn wrapping(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '"' | '“' | '”' | '«' | '»' | '\'' | '‘' | '’' | '`' | '…')
}

/// Whether a match begins and ends where words do.
fn whole(text: &str, start: usize, end: usize) -> bool {
    let word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let (inside, before, behind) = (&text[start..end], &text[..start], &text[end..]);
    let cut_before = word(before.chars().next_back()) && word(inside.chars().next());
    let cut_behind = word(inside.chars().next_back()) && word(behind.chars().next());
    !cut_before && !cut_behind
}

/// A text in one spelling, with the span in the original for each of its bytes.
struct Folded {
    text: String,
    places: Vec<Span>,
}

impl Folded {
    fn new(original: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(original.len()), places: Vec::new() };
        for (start, sign) in original.char_indices() {
            folded.push(sign, Span::new(start, start + sign.len_utf8()));
        }
        folded
    }

    fn push(&mut self, sign: char, place: Span) {
        match sign {
            // A run of white space is one space, at its first sign.
            _ if sign.is_whitespace() && self.text.ends_with(' ') => {}
            _ if sign.is_whitespace() => self.text.push(' '),
            '’' | '‘' | '`' | '´' => self.text.push('\''),
            '“' | '”' | '„' | '«' | '»' => self.text.push('"'),
            '–' | '—' | '‑' => self.text.push('-'),
            '…' => self.text.push_str("..."),
            _ => self.text.extend(sign.to_lowercase()),
        }
        self.places.resize(self.text.len(), place);
    }

    /// The original stretch behind a stretch of the folded text.
    fn span(&self, start: usize, end: usize) -> Option<Span> {
        let last = self.places.get(end.checked_sub(1)?)?;
        Some(self.places.get(start)?.join(*last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'a>(text: &'a str, quote: &str) -> Option<&'a str> {
        find(text, quote).map(|span| span.of(text))
    }

    #[test]
    fn spelling_does_not_hide_a_quote() {
        let text = "Hi.\nWe’re “sorry”  for\n the wait — really… bye";
        assert_eq!(found(text, "we're \"sorry\" for the wait"), Some("We’re “sorry”  for\n the wait"));
        assert_eq!(found(text, "“The wait - really...”"), Some("the wait — really…"));
    }

    #[test]
    fn a_quote_is_not_found_inside_words() {
        assert_eq!(found("because of us", "us"), Some("us"));
        assert_eq!(find("because of us", "us").map(|span| span.start), Some(11));
        assert_eq!(found("because", "us"), None);
        assert_eq!(found("anything at all", " \"\" "), None);
        assert_eq!(found("anything. at all.", "..."), None);
    }

    #[test]
    fn signs_that_grow_in_lower_case_keep_their_place() {
        assert_eq!(found("İİ was told", "was told"), Some("was told"));
    }

    proptest! {
        #[test]
        fn what_is_found_cuts_the_text(text in ".{0,60}", quote in ".{0,8}") {
            if let Some(span) = find(&text, &quote) {
                prop_assert!(!span.of(&text).is_empty());
            }
        }

        #[test]
        fn a_word_that_stands_there_is_found(before in "[a-z .]{0,20}", word in "[a-z]{1,8}", after in "[a-z .]{0,20}") {
            let text = format!("{before} {word} {after}");
            prop_assert_eq!(found(&text, &word.to_uppercase()).map(str::to_owned), Some(word));
        }
    }
}
