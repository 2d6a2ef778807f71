//! Changes that are proposed for the text of a reply, and what a person decided about each.

use crate::diff::{Diff, Hunk};
use crate::text::{Quote, Span};
use serde::{Deserialize, Serialize};

/// What a person decided about a change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum HunkDecision {
    /// Nothing yet: the words stay as they are.
    #[default]
    Open,
    /// It is made.
    Accepted,
    /// It is not made.
    Refused,
    /// Other words stand there.
    Edited(String),
}

/// Changes of the text of a file, with what was decided about each. They never overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proposal {
    /// Who made it: `builtin`, `llm`, or `you` for what the person wrote.
    pub by: String,
    /// What the person asked for in their own words; empty where they asked for nothing in particular.
    pub wish: String,
    /// The text that it changes, which is that of the file.
    pub text: String,
    /// The changes, in the order of the text.
    pub diff: Diff,
    /// What was decided about each.
    pub decisions: Vec<HunkDecision>,
}

impl Proposal {
    /// Changes about which nothing is decided.
    pub(super) fn new(by: impl Into<String>, text: String, diff: Diff) -> Self {
        let decisions = vec![HunkDecision::Open; diff.hunks.len()];
        Self { by: by.into(), wish: String::new(), text, diff, decisions }
    }

    /// Nothing proposed yet for a text.
    pub(super) fn empty(text: &str) -> Self {
        Self::new("you", text.to_owned(), Diff::default())
    }

    /// Changes with decisions, in any order; those that do not fit the text, or an earlier one, are left out.
    pub(super) fn of(self, mut parts: Vec<(Hunk, HunkDecision)>) -> Self {
        parts.sort_by_key(|(hunk, _)| hunk.before.span);
        let (mut end, mut shift) = (0, 0);
        parts.retain_mut(|(hunk, decision)| {
            let span = hunk.before.span;
            let fits = self.text.get(span.start..span.end) == Some(hunk.before.text.as_str()) && span.start >= end;
            if fits {
                end = span.end;
                place(hunk, decision, &mut shift);
            }
            fits
        });
        let (hunks, decisions) = parts.into_iter().unzip();
        Self { diff: Diff { hunks }, decisions, ..self }
    }

    /// The changes with what was decided about each.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&Hunk, &HunkDecision)> {
        self.diff.hunks.iter().zip(&self.decisions)
    }

    /// The changes that are made, and the words that stand there then.
    pub(super) fn made(&self) -> impl Iterator<Item = (&Hunk, &str)> {
        self.parts().filter_map(|(hunk, decision)| Some((hunk, words(hunk, decision)?)))
    }

    /// The text with what was accepted and edited.
    pub fn decided(&self) -> String {
        let (mut text, mut done) = (String::with_capacity(self.text.len()), 0);
        for (hunk, words) in self.made() {
            text.push_str(&self.text[done..hunk.before.span.start]);
            text.push_str(words);
            done = hunk.before.span.end;
        }
        text + &self.text[done..]
    }

    /// Where a change stands in the decided text, made or not; `None` where there is no such change.
    pub fn place(&self, hunk: usize) -> Option<Span> {
        let span = self.diff.hunks.get(hunk)?.before.span;
        let made = self.made().take_while(|(one, _)| one.before.span.start < span.start);
        let shift: isize = made.map(|(one, words)| grown(one.before.span, words)).sum();
        let start = span.start.checked_add_signed(shift)?;
        let words = words(&self.diff.hunks[hunk], &self.decisions[hunk]);
        Some(Span::new(start, start + words.map_or(span.len(), str::len)))
    }

    /// Whether it is there again at once: the built-in reviser's, about which nothing is decided.
    pub(super) fn is_cheap(&self) -> bool {
        self.by == "builtin" && self.decisions.iter().all(|one| *one == HunkDecision::Open)
    }

    /// The first change about which nothing is decided.
    pub fn open(&self) -> Option<usize> {
        self.decisions.iter().position(|one| *one == HunkDecision::Open)
    }
}

/// The words that stand in place of a change; `None` where it is not made.
pub(super) fn words<'a>(hunk: &'a Hunk, decision: &'a HunkDecision) -> Option<&'a str> {
    match decision {
        HunkDecision::Open | HunkDecision::Refused => None,
        HunkDecision::Accepted => Some(&hunk.after.text),
        HunkDecision::Edited(words) => Some(words),
    }
}

/// By how many bytes a text grows where words come in place of a span.
pub(super) fn grown(span: Span, words: &str) -> isize {
    words.len().cast_signed() - span.len().cast_signed()
}

/// Whether two stretches share a byte or touch: their changes cannot both be made.
pub(super) fn touch(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// Says where a change stands in the text with all changes made.
fn place(hunk: &mut Hunk, decision: &HunkDecision, shift: &mut isize) {
    let span = hunk.before.span;
    let words = words(hunk, decision).unwrap_or(&hunk.after.text);
    let start = span.start.saturating_add_signed(*shift);
    *shift += grown(span, words);
    hunk.after.span = Span::new(start, start + hunk.after.text.len());
}

/// A change without a reason: the person's own.
pub(super) fn own(text: &str, span: Span, words: &str) -> Hunk {
    let after = Quote { span: Span::new(span.start, span.start + words.len()), text: words.to_owned() };
    Hunk { before: Quote::cut(text, span), after, mechanisms: Vec::new(), reason: String::new() }
}
