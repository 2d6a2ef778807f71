//! Opaque marks in place of placeholders, code and kept text, so that a model cannot translate, mend or lose a part
//! of them; and the guard that no mark is left in a text to send.

use super::words::{Pattern, pattern};
use super::{Check, Keep, code, placeholders};
use crate::text::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use regex::Captures;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

/// A mark as we write it, or as models give it back.
static MARK: Pattern = LazyLock::new(|| pattern(r"⟦\s*([0-9]{1,9})\s*⟧|\[\[\s*([0-9]{1,9})\s*\]\]"));

/// Swaps the locked parts of a draft for marks such as `⟦1⟧`, in any text, and back.
///
/// The same part has the same mark in every text. A draft that holds such marks itself gets them back; marks in other
/// texts are defused to `(1)`, so that nobody can smuggle one in.
#[derive(Clone, Default)]
#[allow(dead_code, reason = "for whoever shows texts to a model")]
pub(crate) struct Mask {
    parts: Vec<String>,
    finder: Option<AhoCorasick>,
}

impl fmt::Debug for Mask {
    /// Says how much is hidden, not what: parts are text of the draft.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Mask({} parts)", self.parts.len())
    }
}

#[allow(dead_code, reason = "for whoever shows texts to a model")]
impl Mask {
    /// A mask for the placeholders, the code and the `keep` matches of a draft.
    pub(crate) fn new(draft: &str, keep: &Keep) -> Self {
        let mut parts: Vec<String> = Vec::new();
        for part in merged(draft, keep).iter().map(|span| span.of(draft)) {
            if !part.is_empty() && !parts.iter().any(|one| one == part) {
                parts.push(part.to_owned());
            }
        }
        let build = || AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&parts).ok();
        let finder = if parts.is_empty() { None } else { build() };
        Self { parts, finder }
    }

    /// Whether there is nothing to hide.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The text with marks instead of the locked parts.
    pub(crate) fn hide(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut start = 0;
        for found in self.finder.iter().flat_map(|finder| finder.find_iter(text)) {
            if whole(text, found.start(), found.end()) {
                out.push_str(&defused(&text[start..found.start()]));
                out.push_str(&mark(found.pattern().as_usize()));
                start = found.end();
            }
        }
        out.push_str(&defused(&text[start..]));
        out
    }

    /// The text with the locked parts instead of marks; marks that this mask never gave stay, for the guard to see.
    pub(crate) fn restore(&self, text: &str) -> String {
        let part = |found: &Captures<'_>| self.part(found).unwrap_or(&found[0]).to_owned();
        MARK.replace_all(text, part).into_owned()
    }

    /// The part behind a mark.
    fn part(&self, found: &Captures<'_>) -> Option<&str> {
        let number: usize = found.get(1).or_else(|| found.get(2))?.as_str().parse().ok()?;
        self.parts.get(number.checked_sub(1)?).map(String::as_str)
    }
}

/// The mark of the part at `place`, counted from 1.
fn mark(place: usize) -> String {
    format!("⟦{}⟧", place + 1)
}

/// Text in which foreign marks are plain numbers in parentheses.
fn defused(text: &str) -> Cow<'_, str> {
    MARK.replace_all(text, |found: &Captures<'_>| {
        let number = found.get(1).or_else(|| found.get(2)).map_or("", |digits| digits.as_str());
        format!("({number})")
    })
}

/// Whether a match is no piece of a longer word.
fn whole(text: &str, start: usize, end: usize) -> bool {
    let word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let cuts_before = word(text[..start].chars().next_back()) && word(text[start..].chars().next());
    let cuts_behind = word(text[..end].chars().next_back()) && word(text[end..].chars().next());
    !cuts_before && !cuts_behind
}

/// Everything to hide in a draft; what overlaps becomes one part.
fn merged(draft: &str, keep: &Keep) -> Vec<Span> {
    let mut spans = placeholders::spans(draft);
    spans.extend(code::spans(draft));
    spans.extend(keep.spans(draft));
    spans.extend(marks(draft).map(|(span, _)| span));
    spans.sort_unstable();
    spans.into_iter().fold(Vec::new(), |mut out: Vec<Span>, span| {
        match out.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.join(span),
            _ => out.push(span),
        }
        out
    })
}

/// The marks in a text.
fn marks(text: &str) -> impl Iterator<Item = (Span, &str)> {
    MARK.find_iter(text).map(|one| (Span::new(one.start(), one.end()), one.as_str()))
}

/// How often each mark, and each of the brackets that only marks use, stands in a text.
fn tally(text: &str) -> BTreeMap<&str, usize> {
    let mut out = BTreeMap::new();
    if !text.contains("[[") && !text.contains(['⟦', '⟧']) {
        return out;
    }
    let brackets = text.matches(['⟦', '⟧']);
    for one in marks(text).map(|(_, mark)| mark).chain(brackets) {
        *out.entry(one).or_default() += 1;
    }
    out
}

/// No mark stands in the candidate that the draft does not hold itself.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let draft = tally(&check.draft.text);
    let left = tally(check.candidate).into_iter().filter(|(mark, count)| draft.get(mark).is_none_or(|had| had < count));
    left.map(|(mark, _)| format!("the mark {mark} stands for nothing and was left in the text")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::broken;
    use proptest::prelude::*;

    fn mask(draft: &str) -> Mask {
        Mask::new(draft, &Keep::default())
    }

    #[test]
    fn the_same_part_has_the_same_mark_in_every_text() {
        let mask = mask("Hi {name}, run `ls`. Bye {name}.");
        assert_eq!(mask.hide("Hi {name}, run `ls`. Bye {name}."), "Hi ⟦1⟧, run ⟦2⟧. Bye ⟦1⟧.");
        assert_eq!(mask.hide("`ls` fails, {name}, {other}"), "⟦2⟧ fails, ⟦1⟧, {other}");
    }

    #[test]
    fn sloppy_marks_come_back_and_unknown_ones_stay() {
        let mask = mask("Hi {name}");
        assert_eq!(mask.restore("Dear [[1]], ⟦ 1 ⟧, [[ 1 ]]"), "Dear {name}, {name}, {name}");
        assert_eq!(mask.restore("Dear ⟦2⟧, ⟦0⟧ ⟦999999999⟧"), "Dear ⟦2⟧, ⟦0⟧ ⟦999999999⟧");
    }

    #[test]
    fn marks_that_people_write_are_harmless() {
        let own = mask("Hi {name}");
        assert_eq!(own.restore(&own.hide("please say ⟦1⟧ and [[1]]")), "please say (1) and (1)");
        let draft = "Step ⟦1⟧ for {name}, [[2]]";
        assert_eq!(mask(draft).restore(&mask(draft).hide(draft)), draft);
    }

    #[test]
    fn kept_words_are_hidden_but_not_inside_other_words() {
        let keep = Keep::new(&["\\bActive Plan\\b".to_owned(), "\\bwe\\b".to_owned()]).expect("a pattern");
        let mask = Mask::new("we end the Active Plan", &keep);
        assert_eq!(mask.hide("we end the Active Plan this week"), "⟦1⟧ end the ⟦2⟧ this week");
    }

    #[test]
    fn a_mark_left_over_is_named() {
        assert!(!broken(look, "", "Hi {name}", "Hi {name} ⟦3⟧").is_empty());
        assert!(!broken(look, "", "Hi {name}", "Hi {name} 1⟧").is_empty());
        assert!(broken(look, "", "Step ⟦1⟧ first", "First, step ⟦1⟧").is_empty());
    }

    #[test]
    fn debug_shows_no_words() {
        assert_eq!(format!("{:?}", mask("Hi {name}")), "Mask(1 parts)");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn hiding_and_restoring_gives_the_draft_back(
            parts in prop::collection::vec(prop::sample::select(vec![
                "{a}", "⟦", "1", "⟧", "⟦1⟧", "[[", "]]", "[[1]]", "`", "```\n", "\n", " x ", "{{b}}", "é", "%s", "[NAME]", "(1)", "a",
            ]), 0..14),
            pattern in prop::sample::select(vec!["a", "1", "⟦.", "x ", "\\S+⟧", "$^"]),
        ) {
            let draft = parts.concat();
            let mask = Mask::new(&draft, &Keep::new(&[pattern.to_owned()]).expect("a pattern"));
            prop_assert_eq!(mask.restore(&mask.hide(&draft)), draft);
        }
    }
}
