//! A patch: what goes, what comes; and a text with patches.

use crate::text::Span;

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Patch {
    /// What goes.
    pub(super) span: Span,
    /// What comes.
    pub(super) text: String,
}

impl Patch {
    /// A patch at a place.
    pub(super) fn new(start: usize, end: usize, text: impl Into<String>) -> Self {
        Self { span: Span::new(start, end), text: text.into() }
    }
}

/// The text with the patches; of those that overlap the first proposed counts. `None` where nothing changes.
pub(super) fn applied(text: &str, patches: &[Patch]) -> Option<String> {
    let mut kept: Vec<&Patch> = Vec::new();
    for patch in patches {
        if !kept.iter().any(|other| other.span.overlaps(patch.span) || other.span == patch.span) {
            kept.push(patch);
        }
    }
    kept.sort_by_key(|patch| patch.span);
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for patch in kept {
        out.push_str(text.get(done..patch.span.start)?);
        out.push_str(&patch.text);
        done = patch.span.end;
    }
    out.push_str(text.get(done..)?);
    (out != text).then_some(out)
}

/// The text with its first letter large.
pub(super) fn raised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// The text with its first letter small, unless it is "I".
pub(super) fn lowered(text: &str) -> String {
    let first = text.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or("");
    let mut letters = text.chars();
    if first == "I" {
        return text.to_owned();
    }
    letters.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_are_made_in_order_and_the_first_of_two_that_overlap_counts() {
        let patches = [Patch::new(4, 7, "two"), Patch::new(0, 3, "One"), Patch::new(0, 7, "none")];
        assert_eq!(applied("one 222.", &patches).as_deref(), Some("One two."));
        assert_eq!(applied("one", &[Patch::new(0, 3, "one")]), None);
        assert_eq!(applied("é", &[Patch::new(1, 2, "e")]), None, "inside a letter");
    }

    #[test]
    fn letters_grow_and_shrink() {
        assert_eq!((raised("élan"), lowered("I am"), lowered("It is")), ("Élan".into(), "I am".into(), "it is".into()));
    }
}
