//! The sentences of a text, each with what kind of line it stands in.

use super::bounds;
use super::words::{Tags, Word};
use crate::text::Span;
use std::ops::Range;

/// What kind of line a sentence stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// Running text.
    Prose,
    /// A point of a list.
    Item,
    /// "Dear Ms Haldane," and the like.
    Greeting,
    /// A name or a farewell at the end.
    Close,
    /// Code, or a heading.
    Other,
}

/// A sentence: its place, its words, its line.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    /// Where it stands, without white space around it and without the mark of a list.
    pub(crate) span: Span,
    /// Its words, as places in the text's words.
    pub(crate) words: Range<usize>,
    /// The line it stands in.
    pub(crate) line: Line,
    /// Whether it ends in a question mark.
    pub(crate) asks: bool,
}

/// Abbreviations after which a full stop ends no sentence.
const ABBREVIATIONS: [&str; 36] = [
    "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "no", "vs", "etc", "e.g", "i.e", "approx", "jan", "feb", "aug",
    "sept", "oct", "nov", "dec", "mme", "est", "min", "max", "tel", "ext", "fig", "sec", "dept", "inc", "ltd", "co",
    "corp", "incl", "nr",
];

/// Words with which a greeting starts.
const GREETINGS: [&str; 9] =
    ["dear", "hi", "hello", "hey", "good morning", "good afternoon", "good evening", "morning", "greetings"];

/// Words with which a farewell starts.
const FAREWELLS: [&str; 17] = [
    "regards",
    "kind regards",
    "best regards",
    "warm regards",
    "best",
    "best wishes",
    "sincerely",
    "yours",
    "cheers",
    "love",
    "many thanks",
    "thanks",
    "thank you",
    "warmly",
    "all the best",
    "with kind regards",
    "take care",
];

/// The sentences of `text`, whose words are `words`.
pub(crate) fn sentences(text: &str, words: &[Word]) -> Vec<Sentence> {
    let mut cut = Vec::new();
    let mut fenced = false;
    for line in lines(text) {
        if line.of(text).trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let (body, kind) = unmarked(text, line.trimmed(text));
        let kind = if fenced { Line::Other } else { kind };
        for span in parts(text, body) {
            cut.push((span, kind));
        }
    }
    let mut next = 0;
    let mut sentences: Vec<Sentence> = cut
        .into_iter()
        .map(|(span, kind)| {
            let first = next + words[next..].partition_point(|word| word.span.start < span.start);
            next = first + words[first..].partition_point(|word| word.span.start < span.end);
            let asks =
                span.of(text).trim_end_matches(['"', '\'', ')', '*', '_', '\u{201d}', '\u{2019}']).ends_with('?');
            Sentence { span, words: first..next, line: kind, asks }
        })
        .filter(|sentence| !sentence.words.is_empty())
        .collect();
    mark_ends(text, words, &mut sentences);
    sentences
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        span
    })
}

/// The line without its Markdown mark, and what kind of line that makes it.
fn unmarked(text: &str, line: Span) -> (Span, Line) {
    let body = line.of(text);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let numbered =
        (1..=3).contains(&digits) && body[digits..].starts_with([')', '.']) && body[digits + 1..].starts_with(' ');
    let (skip, kind) = if numbered {
        (digits + 2, Line::Item)
    } else if ["- ", "* ", "+ ", "\u{2022} ", "\u{2013} "].iter().any(|mark| body.starts_with(mark)) {
        (body.chars().next().map_or(0, char::len_utf8) + 1, Line::Item)
    } else if body.starts_with('#') {
        (body.bytes().take_while(|byte| *byte == b'#').count(), Line::Other)
    } else if body.starts_with("> ") {
        (2, Line::Prose)
    } else {
        (0, Line::Prose)
    };
    (Span::new(line.start + skip, line.end).trimmed(text), kind)
}

/// The sentences of one line: the standard's boundaries and those before a small letter, as many people write; none
/// after an abbreviation.
fn parts(text: &str, line: Span) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    bounds::sentences(line.of(text), |from, to| {
        for span in uncapitalised(text, Span::new(line.start + from, line.start + to)) {
            match parts.last_mut() {
                Some(last) if goes_on(last.of(text)) => last.end = span.end,
                _ => parts.push(span),
            }
        }
    });
    parts.into_iter().map(|part| part.trimmed(text)).filter(|part| !part.is_empty()).collect()
}

/// A piece cut further at each full stop before a blank and a small letter; three dots cut nothing.
fn uncapitalised(text: &str, piece: Span) -> impl Iterator<Item = Span> + '_ {
    let body = piece.of(text);
    let stops = body.as_bytes().windows(2).enumerate().filter(|(_, pair)| *pair == b". ").map(|(at, _)| at);
    let cuts = stops.filter(move |at| {
        !body[..*at].ends_with('.') && body[at + 2..].trim_start().chars().next().is_some_and(char::is_lowercase)
    });
    let ends = cuts.map(move |at| piece.start + at + 2).chain([piece.end]);
    let mut start = piece.start;
    ends.map(move |end| Span::new(std::mem::replace(&mut start, end), end))
}

/// Whether the sentence goes on behind this text, which ends with an abbreviation or an initial.
fn goes_on(before: &str) -> bool {
    let Some(head) = before.trim_end().strip_suffix('.') else { return false };
    let last = head.rsplit([' ', '(', '\n']).next().unwrap_or(head);
    let initial = last.chars().count() == 1 && last.chars().all(char::is_alphabetic) && !last.eq_ignore_ascii_case("i");
    initial || ABBREVIATIONS.iter().any(|one| last.eq_ignore_ascii_case(one))
}

/// Marks the greeting at the start and the farewell and names at the end.
fn mark_ends(text: &str, words: &[Word], sentences: &mut [Sentence]) {
    if let Some(first) = sentences.first_mut()
        && first.words.len() <= 6
        && begins_with(first.span.of(text), &GREETINGS)
        && !first.span.of(text).ends_with(['.', '?'])
    {
        first.line = Line::Greeting;
    }
    let count = sentences.len();
    let mut before = false;
    for sentence in sentences.iter_mut().skip(1.max(count.saturating_sub(3))) {
        let body = sentence.span.of(text);
        let short = sentence.words.len() <= 5 && !body.ends_with(['.', '!', '?', ':']);
        let inside = &words[sentence.words.clone()];
        let names = inside.iter().all(|word| word.tags.has(Tags::NAME)) || signs(text, inside, sentence.span, before);
        before = before || begins_with(body, &FAREWELLS);
        if short && (begins_with(body, &FAREWELLS) || names || body.starts_with(['\u{2013}', '\u{2014}'])) {
            sentence.line = Line::Close;
        }
    }
}

/// Whether these words sign, behind a farewell or as the last paragraph: an office in capitals on a line of its own, such
/// as "Customer Relations".
fn signs(text: &str, words: &[Word], span: Span, farewell: bool) -> bool {
    let capital = |word: &Word| word.span.of(text).starts_with(char::is_uppercase) || word.span.len() < 4;
    let above = text[..span.start].trim_end_matches(' ');
    let last = text[span.end..].trim().is_empty() && above.ends_with("\n\n");
    (last || farewell && above.ends_with('\n')) && !words.is_empty() && words.iter().all(capital)
}

/// Whether the text begins with one of the phrases, as whole words.
fn begins_with(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
            && !text[phrase.len()..].starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, &words(text)).into_iter().map(|sentence| sentence.span.of(text)).collect()
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        assert_eq!(
            cut("Dr. Osei rang. She is in on 5 Jan. at nine."),
            ["Dr. Osei rang.", "She is in on 5 Jan. at nine."]
        );
    }

    #[test]
    fn small_letters_start_sentences_too() {
        assert_eq!(
            cut("that's rough. i was there... once. ask her."),
            ["that's rough.", "i was there... once.", "ask her."]
        );
        assert_eq!(cut("it costs approx. five. ok"), ["it costs approx. five.", "ok"]);
    }

    #[test]
    fn lists_and_line_ends_cut() {
        assert_eq!(cut("Dear Ana,\r\n\r\n1. Open it.\r\n- Close it\r\n"), ["Dear Ana,", "Open it.", "Close it"]);
    }

    #[test]
    fn greeting_and_close_are_told_apart() {
        let text = "Hello Ana,\nwe are late. We know.\nKind regards\nTom";
        let lines: Vec<_> = sentences(text, &words(text)).iter().map(|sentence| sentence.line).collect();
        assert_eq!(lines, [Line::Greeting, Line::Prose, Line::Prose, Line::Close, Line::Close]);
    }

    #[test]
    fn odd_text_does_not_panic() {
        for text in ["", "\u{0}", "\u{200b}", "1.", "1. ", "#", "- ", "> ", "\u{2022} ", "...", "```\nx", "é. é"] {
            cut(text);
        }
    }
}
