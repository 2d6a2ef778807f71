//! Code and quoted text stay: spans, fences, and what stands between quotation marks.

use super::words::{Pattern, flat, pattern};
use super::{Check, Side};
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Fenced blocks, closed or running to the end, and spans of one or two backticks.
static CODE: Pattern =
    LazyLock::new(|| pattern(r"(?m)^[ \t]*```(?s:.*?)(?:^[ \t]*```[ \t]*\r?$|\z)|``[^\n]+?``|`[^`\n]+`"));

/// Quotations. Single quotes count only from a word's start to a mark behind its end, so that apostrophes do not. Their
/// length is counted in `quotes`, as bounded repetitions take the pattern twenty milliseconds to compile.
static QUOTES: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r#"“([^“”\n]+)”|«\s?([^«»\n]+?)\s?»|„([^„“\n]+)“"#,
        r#"|(?:^|[\s(\[—–-])"([^"\s][^"\n]*)""#,
        r"|(?m:(?:^|[\s(])[‘']([^\s‘’'][^‘’'\n]*[^\s‘’'])[’'](?:[\s.,;:!?)]|$))",
    ))
});

/// Where code stands.
pub(super) fn spans(text: &str) -> Vec<Span> {
    if !text.contains('`') {
        return Vec::new();
    }
    CODE.find_iter(text).map(|found| Span::new(found.start(), found.end())).collect()
}

/// What stands in quotation marks; marks inside code are no quotation, but code inside a quotation is part of it.
pub(super) fn quotes(side: &Side) -> Vec<String> {
    let text = side.source.as_str();
    let outside = super::words::blank(text, side.code());
    let mut out = Vec::new();
    let mut from = 0;
    while let Some((whole, kind, quote)) = quotation(&outside, from) {
        if quote.of(&outside).chars().count() <= LENGTHS[kind] {
            out.push(quote.of(text).trim().to_owned());
            from = whole.end;
        } else {
            // Too long to be one: whatever starts behind its first sign may be.
            from = whole.start + outside[whole.start..].chars().next().map_or(1, char::len_utf8);
        }
    }
    out.retain(|quote| !quote.is_empty());
    out
}

/// The longest quotation of each kind, in characters, by the pattern's groups.
const LENGTHS: [usize; 5] = [400, 400, 400, 401, 202];

/// The first quotation from a place on: all of it, which kind it is, and what it quotes.
fn quotation(text: &str, from: usize) -> Option<(Span, usize, Span)> {
    let found = QUOTES.captures_at(text, from)?;
    let span = |one: regex::Match<'_>| Span::new(one.start(), one.end());
    let (kind, quote) = found.iter().skip(1).enumerate().find_map(|(kind, one)| Some((kind, one?)))?;
    Some((span(found.get(0)?), kind, span(quote)))
}

/// Whether `quote` stands in a text that was folded to one line; its last full stop or comma may go.
fn within(quote: &str, folded: &str) -> bool {
    folded.contains(flat(quote).trim_end_matches(['.', ',', '!', '?']).trim_end())
}

/// How often each piece of code stands in a text.
fn tally(side: &Side) -> BTreeMap<&str, usize> {
    let mut out = BTreeMap::new();
    for span in side.code() {
        *out.entry(span.of(&side.source)).or_default() += 1;
    }
    out
}

/// No code and no quotation is lost, changed or made up.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let mut out = code(check);
    let gone = check.old.quotes().iter().filter(|quote| !within(quote, check.new.flat()));
    out.extend(gone.map(|quote| format!("the quoted text {quote:?} is gone or changed")));
    let new = check.new.quotes().iter().filter(|quote| !within(quote, check.known.flat()));
    out.extend(new.map(|quote| format!("quoted text that nobody wrote: {quote:?}")));
    out
}

/// Code that is gone, or new and not the person's own.
fn code(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (tally(&check.old), tally(&check.new));
    let gone = draft.iter().filter(|(code, count)| candidate.get(**code).is_none_or(|found| found < *count));
    let mut out: Vec<String> = gone.map(|(code, _)| format!("the code {code:?} is gone or changed")).collect();
    let strange = |code: &str| !draft.contains_key(code) && !check.known.source.contains(code.trim_matches(['`', ' ']));
    out.extend(candidate.keys().filter(|code| strange(code)).map(|code| format!("new code: {code:?}")));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn lost_changed_and_invented_pieces_are_caught() {
        catches(
            look,
            &[
                ("", "Run `make test` again.", "Run the tests again."),
                ("", "Run `make test` again.", "Run `make tests` again."),
                ("", "Use:\n```\nls -l\n```\n", "Use:\n```\nls -la\n```\n"),
                ("", "Our terms say \"all sales are final\" here.", "Our terms say sales end there."),
                ("", "Click “Delete account” now.", "Click to delete it."),
                ("", "The sign reads «closed».", "The sign reads «open»."),
                ("", "Choose 'Do not renew' there.", "Choose to stop renewal there."),
                ("it broke", "We are sorry.", "You said \"I am furious\" and we are sorry."),
                ("it broke", "Restart it.", "Restart it with `rm -rf /`."),
            ],
        );
    }

    #[test]
    fn honest_edits_pass() {
        spares(
            look,
            &[
                ("", "It is noted that `x = 1` was run.", "We ran `x = 1`."),
                ("", "As stated, \"all sales are final\".", "Our terms put it this way: “All sales are final.”"),
                (
                    "They wrote 'we don't care' to me",
                    "We value your feedback.",
                    "\"We don't care\" is not what you should read.",
                ),
                ("", "It's the customers' choice, isn't it?", "The choice is yours, isn't it?"),
                ("npm run build fails", "Please try again.", "Please try `npm run build` again."),
                ("", "A 5\" pipe and a 6\" pipe.", "The pipes are 5\" and 6\" wide."),
            ],
        );
    }
}
