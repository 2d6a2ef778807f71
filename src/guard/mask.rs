//! Text that must stay byte for byte, swapped for marks while a model works on it.

use regex::Regex;
use std::sync::LazyLock;

/// Further text that must stay, as patterns.
#[derive(Debug, Clone, Default)]
pub struct Keep(pub(crate) Vec<Regex>);

/// The marks that stand for the placeholders of one draft.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mask(Vec<String>);

// The pattern is fixed and a test compiles it.
#[expect(clippy::expect_used)]
static PLACEHOLDER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{\{[^{}]*\}\}|%?\{\w+\}|\[[A-Z_]{2,}\]|<<\w+>>").expect("a fixed pattern"));

impl Mask {
    /// The marks for the placeholders of `text` and whatever `keep` matches.
    pub(crate) fn new(text: &str, keep: &Keep) -> Self {
        let mut found: Vec<String> = Vec::new();
        for pattern in std::iter::once(&*PLACEHOLDER).chain(&keep.0) {
            for hit in pattern.find_iter(text).filter(|hit| !hit.is_empty()) {
                if !found.iter().any(|one| one == hit.as_str()) {
                    found.push(hit.as_str().to_owned());
                }
            }
        }
        Self(found)
    }

    /// Whether there is nothing to hide.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with marks for what must stay.
    pub(crate) fn hide(&self, text: &str) -> String {
        self.0.iter().enumerate().fold(text.to_owned(), |text, (at, one)| text.replace(one, &mark(at)))
    }

    /// The text with what must stay in place of the marks.
    pub(crate) fn restore(&self, text: &str) -> String {
        self.0.iter().enumerate().fold(text.to_owned(), |text, (at, one)| text.replace(&mark(at), one))
    }
}

fn mark(at: usize) -> String {
    format!("⟦{}⟧", at + 1)
}
