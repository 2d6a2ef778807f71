//! What a run is made of, part by part, so that a change can be named before anything is mixed.

use crate::sha::digits;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The parts that shape the outcomes of a run: input, model, prompts, settings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shape(BTreeMap<String, Value>);

/// A part that is not what it was.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// The part's name.
    pub part: String,
    /// What it was; null where there was none.
    pub was: Value,
    /// What it is now.
    pub is: Value,
}

impl Shape {
    /// The same with one part more.
    #[must_use]
    pub fn with(mut self, part: &str, value: impl Into<Value>) -> Self {
        self.0.insert(part.to_owned(), value.into());
        self
    }

    /// What differs between a shape that was and this one.
    pub fn differences(&self, was: &Self) -> Vec<Difference> {
        let names: std::collections::BTreeSet<&String> = self.0.keys().chain(was.0.keys()).collect();
        let value = |shape: &Self, name: &str| shape.0.get(name).cloned().unwrap_or_default();
        let pairs = names.into_iter().map(|name| (name, value(was, name), value(self, name)));
        let changed = pairs.filter(|(_, was, is)| was != is);
        changed.map(|(name, was, is)| Difference { part: name.clone(), was, is }).collect()
    }

    /// Sixteen hexadecimal digits that stand for all parts.
    pub fn digest(&self) -> String {
        digest(&[serde_json::to_string(self).unwrap_or_default()])
    }
}

/// Sixteen hexadecimal digits that stand for some texts.
pub(crate) fn digest<T: AsRef<[u8]>>(texts: &[T]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.as_ref().len() as u64).to_le_bytes());
        hash.update(text);
    }
    digits(&hash.finalize()[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_named() {
        let was = Shape::default().with("model", "small").with("rounds", 2);
        let is = Shape::default().with("model", "large").with("rounds", 2).with("judge", true);
        let changed: Vec<_> = is.differences(&was).into_iter().map(|one| one.part).collect();
        assert_eq!(changed, ["judge", "model"]);
        assert_ne!(is.digest(), was.digest());
        assert_eq!(was.differences(&was), []);
    }
}
