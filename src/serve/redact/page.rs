//! A text while it is searched: what was found, and the text with all of it inked over.

use crate::guard::pattern;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// What stands over words that are taken. No pattern of ours reads it as a word.
const INK: u8 = 1;
/// What stands over names: words beside them may be names too.
const NAMED: u8 = 2;

/// Placeholders of ours. The number is short, so that none can hide a number that matters.
pub(super) static OURS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\{\{(EMAIL|PHONE|CARD|IBAN|IP|URL|KEY|NUMBER|NAME)_([0-9]{1,4})\}\}"));

/// What a stretch of text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Email,
    Phone,
    Card,
    Iban,
    Ip,
    Url,
    Key,
    Number,
    Name,
}

impl Kind {
    /// The word in placeholders.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Email => "EMAIL",
            Self::Phone => "PHONE",
            Self::Card => "CARD",
            Self::Iban => "IBAN",
            Self::Ip => "IP",
            Self::Url => "URL",
            Self::Key => "KEY",
            Self::Number => "NUMBER",
            Self::Name => "NAME",
        }
    }
}

/// A text while it is searched.
pub(super) struct Page {
    /// The text, byte for byte in its places, with ink over what is taken.
    pub(super) text: String,
    /// What was found.
    pub(super) found: Vec<(Span, Kind)>,
}

impl Page {
    /// A text of which nothing is taken but our own placeholders.
    pub(super) fn new(text: &str) -> Self {
        let mut page = Self { text: text.to_owned(), found: Vec::new() };
        let span = |one: regex::Match<'_>| Span::new(one.start(), one.end());
        let (names, others): (Vec<_>, Vec<_>) = OURS.find_iter(text).partition(|one| one.as_str().contains("NAME"));
        page.ink(&others.into_iter().map(span).collect::<Vec<_>>());
        page.stain(&names.into_iter().map(span).collect::<Vec<_>>(), NAMED);
        page
    }

    /// Takes every match that is of a kind; `kind` may shorten it.
    pub(super) fn take(&mut self, pattern: &Regex, kind: impl Fn(&str, Span) -> Option<(Span, Kind)>) {
        let matches = pattern.captures_iter(&self.text).filter_map(|found| found.get(1).or(found.get(0)));
        let found: Vec<_> = matches.filter_map(|one| kind(&self.text, Span::new(one.start(), one.end()))).collect();
        self.add(found);
    }

    /// Takes these stretches.
    pub(super) fn add(&mut self, found: Vec<(Span, Kind)>) {
        self.ink(&found.iter().map(|(span, _)| *span).collect::<Vec<_>>());
        self.found.extend(found);
    }

    /// Inks these stretches over: nobody takes them any more.
    pub(super) fn ink(&mut self, spans: &[Span]) {
        self.stain(spans, INK);
    }

    fn stain(&mut self, spans: &[Span], ink: u8) {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        for span in spans {
            bytes[span.start..span.end].fill(ink);
        }
        // Spans lie between characters, so that what was UTF-8 still is.
        self.text = String::from_utf8(bytes).unwrap_or_default();
    }
}

/// Whether nothing is written on to a stretch: no letter or digit touches it, nor does one behind a joining sign.
pub(super) fn alone(text: &str, span: Span) -> bool {
    let joins = |sign: char| matches!(sign, '-' | '/' | '.' | ',' | '_' | '+' | '#');
    let goes_on = |mut signs: Box<dyn Iterator<Item = char> + '_>| match signs.next() {
        Some(sign) if sign.is_alphanumeric() => true,
        Some(sign) if joins(sign) => signs.next().is_some_and(char::is_alphanumeric),
        _ => false,
    };
    !goes_on(Box::new(text[..span.start].chars().rev())) && !goes_on(Box::new(text[span.end..].chars()))
}
