//! Whose voice a line is: the sender's, or that of a title or of quoted terms.

use super::sentences::{Line, Sentence};
use super::text::Text;
use super::words::Tags;
use crate::text::Span;

/// The most words of a title.
const TITLE: usize = 8;

/// Whether a sentence is a title: alone between blank lines with text below, in capitals, and with no verb of its own.
pub(crate) fn is_title(text: &Text<'_>, sentence: &Sentence) -> bool {
    const VERBAL: Tags = Tags::BE.or(Tags::HAVE).or(Tags::MODAL).or(Tags::DO).or(Tags::FINITE).or(Tags::ME);
    let words = text.words_of(sentence);
    let said = sentence.span.of(text.source).trim_matches(['*', '_', '"']);
    sentence.line == Line::Prose
        && words.len() <= TITLE
        && said.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
        && said.ends_with(|last: char| last.is_alphanumeric() || last == ')')
        && !words.iter().any(|word| word.tags.has(VERBAL))
        && stands_alone(text, sentence.span)
}

/// Whether blank lines part it from what stands above, if anything, and from what stands below.
fn stands_alone(text: &Text<'_>, span: Span) -> bool {
    let blank = |gap: &str| gap.trim_matches([' ', '\t', '\r', '*', '_']).matches('\n').count() > 1;
    let above = &text.source[..span.start];
    let gap = &above[above.trim_end_matches([' ', '\t', '\r', '\n', '*', '_', '#']).len()..];
    let below = &text.source[span.end..];
    let rest = below.trim_start_matches([' ', '\t', '\r', '\n', '*', '_']);
    (gap.len() == above.len() || blank(gap)) && !rest.is_empty() && blank(&below[..below.len() - rest.len()])
}

/// Whether a sentence is quoted from terms: it begins as numbered clauses do ("7.3 Returns …"), or goes on behind one in
/// the same line and the same quotation.
pub(crate) fn is_cited(text: &Text<'_>, span: Span) -> bool {
    // A clause is no book: what stands far behind its number is the letter again.
    const BEHIND: usize = 6;
    let here = text.sentences.partition_point(|one| one.span.start <= span.start);
    let mut next = span;
    for one in text.sentences[..here].iter().rev().take(BEHIND) {
        let goes_on = one.span == span
            || !text.source[one.span.end..next.start].contains('\n')
                && !one.span.of(text.source).ends_with(['"', '\u{201d}']);
        if !goes_on {
            return false;
        }
        if is_clause(one.span.of(text.source)) {
            return true;
        }
        next = one.span;
    }
    false
}

/// Whether it begins with the number of a clause and a capital.
fn is_clause(said: &str) -> bool {
    let said = said.trim_start_matches(|mark: char| !mark.is_alphanumeric() && mark != '\u{a7}');
    let digits = said.trim_start_matches(['\u{a7}', ' ']);
    let end = digits.find(|sign: char| !(sign.is_ascii_digit() || sign == '.')).unwrap_or(digits.len());
    let number = digits[..end].trim_end_matches('.');
    let numbered = number.split('.').all(|part| !part.is_empty() && part.len() < 4);
    let rest = digits[end..].trim_start_matches([' ', '*', '_', ')', ':', '\u{a0}']);
    let mut letters = rest.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    // "4.2." may stand as a sentence of its own before the clause.
    numbered && (number.contains('.') || said.starts_with('\u{a7}')) && (capital || rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(source: &str) -> Vec<&str> {
        let text = Text::read(source);
        text.sentences.iter().filter(|one| is_title(&text, one)).map(|one| one.span.of(source)).collect()
    }

    fn cited(source: &str) -> Vec<&str> {
        let text = Text::read(source);
        let cited = text.sentences.iter().filter(|one| is_cited(&text, one.span));
        cited.map(|one| one.span.of(source)).collect()
    }

    #[test]
    fn a_title_stands_alone_and_has_no_verb() {
        assert_eq!(titles("Deposit withheld\n\nWe kept the deposit."), ["Deposit withheld"]);
        assert_eq!(
            titles("Hi,\n\n**Pony Riding Conditions**\n\nRide on. Ride far. Ride back. Rest."),
            ["**Pony Riding Conditions**"]
        );
        for text in [
            "Deposit withheld",
            "Your deposit was withheld\n\nWe kept it.",
            "Deposit withheld.\n\nSorry.",
            "Above it\nDeposit withheld\nand on.",
        ] {
            assert!(titles(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn numbered_clauses_are_quoted_and_so_is_what_follows_in_their_line() {
        let terms = "We go by this:\n4.2 Boats must be returned dry. Wet boats are refused.\nThat was it.";
        assert_eq!(cited(terms), ["4.2 Boats must be returned dry.", "Wet boats are refused."]);
        assert_eq!(cited("\u{201c}12.1.3. Keys are lent once.\u{201d}").last(), Some(&"Keys are lent once.\u{201d}"));
        assert_eq!(cited("\u{201c}3.1 Keys are lent.\u{201d} We hope that helps.").len(), 1);
        assert_eq!(cited("\u{a7} 9 Oars are not lent.").len(), 1);
        for text in ["2.5 GB were lost.", "9.30 is too early.", "3 Boats were lent.", "Your 4.2 Boats are here."] {
            assert!(cited(text).is_empty(), "{text}");
        }
    }
}
