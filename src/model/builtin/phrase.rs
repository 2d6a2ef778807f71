//! What the tables of phrases share: a pattern, what stands in its place, and how letters and voices are fitted.

use super::edit::{Edit, Target, raised};
use super::voice::Voice;
use crate::detect::Mechanism;
use crate::text::Span;
use regex::{Captures, Regex};

/// A row of a table: pattern, replacement, reason. In the replacement `{we}`, `{am}`, `{us}`, `{our}` stand for the
/// sender, `$1` and so on for what the pattern caught.
pub(super) type Row = (&'static str, &'static str, &'static str);

/// A row that is ready to be used.
#[derive(Debug)]
pub(super) struct Phrase {
    pattern: Regex,
    instead: &'static str,
    reason: &'static str,
}

/// The rows of a table, compiled; a pattern matches in any case.
pub(super) fn compiled(rows: &'static [Row]) -> Vec<Phrase> {
    let phrase = |row: &'static Row| Phrase { pattern: pattern(row.0), instead: row.1, reason: row.2 };
    rows.iter().map(phrase).collect()
}

/// One of our own patterns.
pub(super) fn pattern(source: &str) -> Regex {
    // It cannot fail: sources are constants, and the tests on random text compile every one.
    Regex::new(&format!("(?i){source}")).expect("a constant pattern compiles")
}

/// Whether a list of words, in one text, holds the word.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

/// The edits that the rows propose for a sentence.
pub(super) fn edits(phrases: &[Phrase], target: &Target<'_>, voice: Option<Voice>, mechanism: Mechanism) -> Vec<Edit> {
    let source = target.source();
    let mut found = Vec::new();
    for phrase in phrases {
        for caught in phrase.pattern.captures_iter(source) {
            let Some(text) = replaced(&caught, phrase.instead, voice) else { continue };
            found.extend(
                placed(target, &caught, text).map(|(span, text)| Edit::new(span, text, mechanism, phrase.reason)),
            );
        }
    }
    found
}

/// The replacement with what was caught and who speaks; `None` where nobody can be named.
fn replaced(caught: &Captures<'_>, instead: &str, voice: Option<Voice>) -> Option<String> {
    let mut text = String::new();
    caught.expand(instead, &mut text);
    if !text.contains('{') {
        return Some(text);
    }
    let voice = voice?;
    let words =
        [("{we}", voice.subject(false)), ("{am}", voice.be(false)), ("{us}", voice.object()), ("{our}", voice.owner())];
    Some(words.iter().fold(text, |text, (mark, word)| text.replace(mark, word)))
}

/// The place of a match in the text, and the replacement with a large letter where it opens the sentence.
fn placed(target: &Target<'_>, caught: &Captures<'_>, text: String) -> Option<(Span, String)> {
    let whole = caught.get(0)?;
    let from = target.said.span.start;
    let large = whole.start() == 0 && whole.as_str().starts_with(char::is_uppercase);
    let text = if large { raised(&text) } else { text };
    Some((Span::new(from + whole.start(), from + whole.end()), text))
}
