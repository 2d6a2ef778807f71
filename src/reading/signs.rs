//! Small lists of letters in a row, looked for in one pass wherever they stand, inside words too.

use aho_corasick::AhoCorasick;

/// Some signs, in small letters; a text may have its ASCII letters in any case.
#[derive(Debug)]
pub(super) struct Signs<const N: usize>(Option<AhoCorasick>);

impl<const N: usize> Signs<N> {
    /// Gets the signs ready.
    pub(super) fn of(signs: [&str; N]) -> Self {
        let ready = AhoCorasick::builder().ascii_case_insensitive(true).build(signs);
        debug_assert!(ready.is_ok(), "so few signs always fit");
        Self(ready.ok())
    }

    /// Whether the text holds one of them.
    pub(super) fn any(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|ready| ready.is_match(text))
    }

    /// How many of them the text holds.
    pub(super) fn count(&self, text: &str) -> usize {
        let mut seen = [false; N];
        let found = self.0.iter().flat_map(|ready| ready.find_overlapping_iter(text));
        found.for_each(|sign| seen[sign.pattern().as_usize()] = true);
        seen.into_iter().filter(|seen| *seen).count()
    }
}
