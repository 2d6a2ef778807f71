//! The values of a record and their placeholders.

use super::names;
use super::page::{Kind, OURS, Page};
use crate::text::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The last number of a kind: placeholders are short. What comes later shares it.
const LAST: usize = 9999;

/// Every value that was found in a record, and what stands in its place.
#[derive(Default)]
pub(super) struct Known {
    /// Placeholders by value, in one spelling.
    labels: HashMap<String, String>,
    /// Values as they were written.
    spellings: BTreeMap<String, Kind>,
    /// Placeholders that stood in the record before.
    theirs: HashSet<String>,
    /// How far the numbers of each kind are given away.
    given: HashMap<Kind, usize>,
    /// Finds the spellings; none until they are looked for.
    finder: Option<(AhoCorasick, Vec<Kind>)>,
}

impl Known {
    /// Nothing known yet, beside texts that may hold placeholders already: their numbers are not given again.
    pub(super) fn beside(texts: &[String]) -> Self {
        let theirs = texts.iter().flat_map(|text| OURS.find_iter(text)).map(|one| one.as_str().to_owned()).collect();
        Self { theirs, ..Self::default() }
    }

    /// Gives what was found in a text its placeholders.
    pub(super) fn learn(&mut self, page: &Page, text: &str) {
        let mut found: Vec<(Span, Kind)> = page.found.clone();
        found.sort_unstable();
        for (span, kind) in found {
            let value = span.of(text);
            if self.spellings.insert(value.to_owned(), kind).is_none() {
                self.finder = None;
            }
            let key = key(value, kind);
            if !self.labels.contains_key(&key) {
                let label = self.label(kind);
                self.labels.insert(key, label);
            }
        }
    }

    /// The next placeholder of a kind.
    fn label(&mut self, kind: Kind) -> String {
        let given = self.given.entry(kind).or_default();
        loop {
            *given = (*given + 1).min(LAST);
            let label = format!("{{{{{}_{given}}}}}", kind.word());
            if *given == LAST || !self.theirs.contains(&label) {
                return label;
            }
        }
    }

    /// Takes the values that stand in a text without the words that gave them away.
    pub(super) fn mark(&mut self, page: &mut Page) {
        let Some((finder, kinds)) = self.finder() else { return };
        let all = finder.find_iter(&page.text).map(|one| (Span::new(one.start(), one.end()), kinds[one.pattern()]));
        let found = all.filter(|(span, kind)| stands(&page.text, *span, *kind)).collect();
        page.add(found);
    }

    fn finder(&mut self) -> Option<&(AhoCorasick, Vec<Kind>)> {
        if self.finder.is_none() && !self.spellings.is_empty() {
            let mut builder = AhoCorasick::builder();
            builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true);
            let built = builder.build(self.spellings.keys()).ok()?;
            self.finder = Some((built, self.spellings.values().copied().collect()));
        }
        self.finder.as_ref()
    }

    /// The text with placeholders in place of what was taken.
    pub(super) fn replaced(&self, page: &Page, text: &str) -> String {
        let mut found = page.found.clone();
        found.sort_unstable();
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for (span, kind) in found {
            if let Some(label) = self.labels.get(&key(span.of(text), kind)).filter(|_| span.start >= at) {
                out.push_str(&text[at..span.start]);
                out.push_str(label);
                at = span.end;
            }
        }
        out + &text[at..]
    }
}

/// Whether a known value stands here by itself.
fn stands(text: &str, span: Span, kind: Kind) -> bool {
    let outside = |sign: Option<char>| !sign.is_some_and(char::is_alphanumeric);
    let whole = outside(text[..span.start].chars().next_back()) && outside(text[span.end..].chars().next());
    whole && (kind != Kind::Name || names::stands(text, span))
}

/// A value in one spelling. Numbers meet whatever their kind and signs: a telephone number may be called an account.
fn key(value: &str, kind: Kind) -> String {
    match kind {
        Kind::Phone | Kind::Card | Kind::Iban | Kind::Number => {
            let signs = value.chars().filter(|sign| sign.is_alphanumeric());
            format!("#{}", signs.collect::<String>().to_uppercase())
        }
        Kind::Email | Kind::Ip | Kind::Name => format!("{} {}", kind.word(), value.to_lowercase()),
        Kind::Url | Kind::Key => format!("{} {value}", kind.word()),
    }
}
