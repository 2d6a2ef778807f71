//! A canned reply: its text, what it is called, who might receive it, which findings its writer has answered.

use super::advice::advised;
use super::layer::{Coding, Edit, Layer};
use crate::text::Draft;
use std::collections::BTreeMap;
use std::ops::Range;

pub(crate) use crate::text::Situation;

/// Rules that are not to speak of a reply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suppression {
    /// A rule (`LD01`), a mechanism (`LD`) or `all`.
    pub rule: String,
    /// Why, in the writer's words; empty where they gave none.
    pub reason: String,
}

/// A canned reply of a file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Canned {
    /// What it is known by inside its file, the same as long as it stays what it is: the export's own id where it has one,
    /// else its path.
    pub id: String,
    /// What its writers call it.
    pub title: Option<String>,
    /// Its text, without markup.
    pub text: String,
    /// People who might receive it; empty where nobody says so.
    pub situations: Vec<Situation>,
    /// Who sends it, in a few words, where known.
    pub sender: Option<String>,
    /// Rules that are not to speak of it.
    pub suppressed: Vec<Suppression>,
    /// How many of the situations stand in the file itself; the others are noted beside it.
    pub(crate) own: usize,
    /// From the text outward to the text of the file.
    pub(crate) layers: Vec<Layer>,
    /// The same words in other places of the file, each from the text outward; they change with it.
    pub(crate) twins: Vec<Vec<Layer>>,
    /// Why no change can be written, where none can.
    pub(crate) locked: Option<String>,
}

impl Canned {
    /// A reply whose text the innermost of the layers holds. Line ends of other systems are read as `\n`.
    pub(crate) fn new(id: impl Into<String>, mut layers: Vec<Layer>) -> Self {
        if let Some(lines) = layers.first().and_then(|inner| lines(inner.text())) {
            layers.insert(0, lines);
        }
        let text = layers.first().map(|inner| inner.text().to_owned()).unwrap_or_default();
        Self {
            id: id.into(),
            title: None,
            text,
            situations: Vec::new(),
            sender: None,
            suppressed: Vec::new(),
            own: 0,
            layers,
            twins: Vec::new(),
            locked: None,
        }
    }

    /// A text in place of this one, as a draft for everybody who might receive it: what to check, and what to revise.
    pub fn draft(&self, text: &str) -> Draft {
        Draft { sender: self.sender.clone(), ..Draft::canned(text).sent_to(self.situations.clone()) }
    }

    /// A text in place of this one, as a draft for each person who might receive it; one that stands alone where nobody
    /// says who might.
    pub fn drafts(&self, text: &str) -> Vec<Draft> {
        self.draft(text).apart()
    }

    /// Why no change at all can be written into its file; `None` where changes can be.
    pub fn locked(&self) -> Option<&str> {
        self.locked.as_deref()
    }

    /// Where a stretch of the text stands in the text of the file.
    pub(crate) fn place(&self, span: Range<usize>) -> Range<usize> {
        self.layers.iter().fold(span, |span, layer| layer.place(span))
    }

    /// What changes in the text of the file, here and at the twins, where these stretches of the text become something
    /// else.
    ///
    /// # Errors
    /// Why they cannot, for people.
    pub(crate) fn edits(&self, changes: Vec<Edit>) -> Result<Vec<Edit>, String> {
        if let Some(reason) = self.locked.as_ref().filter(|_| !changes.is_empty()) {
            return Err(reason.clone());
        }
        let mut edits = Vec::new();
        for layers in std::iter::once(&self.layers).chain(&self.twins) {
            let written = layers.iter().try_fold(changes.clone(), |changes, layer| layer.edits(changes));
            edits.extend(written.map_err(|why| advised(&self.text, &changes, why))?);
        }
        Ok(edits)
    }
}

/// The layer of line ends, where a text has others than `\n`.
fn lines(source: &str) -> Option<Layer> {
    let end = if source.contains("\r\n") { "\r\n" } else { "\r" };
    if !source.contains(end) {
        return None;
    }
    let mut layer = Layer::new(Coding::Lines(end));
    let mut done = 0;
    for (at, found) in source.match_indices(end) {
        layer.plain(source, done..at);
        done = at + found.len();
        layer.escape(at..done, "\n");
    }
    layer.plain(source, done..source.len());
    Some(layer)
}

/// Suppressions as writers give them: a table from rule to reason.
impl Canned {
    /// Adds what the notes about a file say of this reply.
    pub(crate) fn suppress(&mut self, rules: &BTreeMap<String, String>) {
        let one = |(rule, reason): (&String, &String)| Suppression { rule: rule.clone(), reason: reason.clone() };
        self.suppressed.extend(rules.iter().map(one));
    }
}
