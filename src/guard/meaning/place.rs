//! A word in its clause: its neighbours, and what they deny or take over.

/// A word of a clause.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    words: &'a [String],
    at: usize,
}

impl<'a> Place<'a> {
    /// All words of a clause.
    pub(super) fn all(words: &'a [String]) -> impl Iterator<Item = Self> {
        (0..words.len()).map(move |at| Self { words, at })
    }

    /// The word that stands so many places behind it; nothing where the clause ends.
    pub(super) fn behind(self, steps: usize) -> &'a str {
        self.words.get(self.at + steps).map_or("", String::as_str)
    }

    /// The word itself.
    pub(super) fn word(self) -> &'a str {
        self.behind(0)
    }

    /// The word behind it.
    pub(super) fn next(self) -> &'a str {
        self.behind(1)
    }

    /// The word before it; nothing where the clause begins.
    pub(super) fn before(self) -> &'a str {
        self.at.checked_sub(1).map_or("", |at| self.words[at].as_str())
    }

    /// The words that stand so many places behind it and further.
    pub(super) fn words_from(self, steps: usize) -> impl Iterator<Item = &'a str> {
        self.words.iter().skip(self.at + steps).map(String::as_str)
    }

    /// Whether the clause begins here, but for "please" and the like.
    pub(super) fn begins(self) -> bool {
        self.at == 0 || self.at == 1 && matches!(self.before(), "please" | "and" | "so" | "but")
    }

    /// Whether nothing stands before it.
    pub(super) fn is_first(self) -> bool {
        self.at == 0
    }

    /// Whether the sender stands before it.
    pub(super) fn is_ours(self) -> bool {
        matches!(self.before(), "we" | "i")
    }

    /// Whether "not" or "never" stands beside it.
    pub(super) fn is_denied(self) -> bool {
        matches!(self.next(), "not" | "never") || self.before() == "never"
    }

    /// Whether a denial stands shortly before it: "is not required".
    pub(super) fn is_exempt(self) -> bool {
        let mut near = self.words[..self.at].iter().rev().take(2);
        near.any(|word| matches!(word.as_str(), "not" | "no" | "isn't" | "aren't"))
    }

    /// Whether a modal before "need to" or "have to" was read with it.
    pub(super) fn is_taken(self) -> bool {
        let before = self.before();
        matches!(before, "will" | "not" | "no" | "to" | "shall" | "might" | "may")
            || before.ends_with("n't")
            || before.ends_with("'ll")
    }
}
