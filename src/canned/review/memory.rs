//! What was found in texts, remembered: the same text of the same reply is read once.

use crate::canned::check::Checked;
use crate::guard::Violation;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// How many texts of a reply are remembered beside the first, which is that of its file.
const TEXTS: usize = 8;

/// What is known of one text.
#[derive(Debug, Clone)]
struct Known {
    text: String,
    checked: Option<Arc<Checked>>,
    violations: Option<Vec<Violation>>,
}

/// What is known of the texts of each reply.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory(RefCell<HashMap<usize, Vec<Known>>>);

impl Memory {
    /// What is found in a text, looked for where nobody remembers.
    pub(super) fn checked(&self, at: usize, text: &str, look: impl FnOnce() -> Checked) -> Arc<Checked> {
        if let Some(checked) = self.get(at, text, |known| known.checked.clone()) {
            return checked;
        }
        let checked = Arc::new(look());
        self.put(at, text, |known| known.checked = Some(Arc::clone(&checked)));
        checked
    }

    /// What a text breaks, looked for where nobody remembers.
    pub(super) fn violations(&self, at: usize, text: &str, look: impl FnOnce() -> Vec<Violation>) -> Vec<Violation> {
        if let Some(violations) = self.get(at, text, |known| known.violations.clone()) {
            return violations;
        }
        let violations = look();
        self.put(at, text, |known| known.violations = Some(violations.clone()));
        violations
    }

    /// Forgets a reply: who receives it, or its file, has changed.
    pub(super) fn forget(&self, at: usize) {
        self.0.borrow_mut().remove(&at);
    }

    /// Whether a text was looked at.
    pub(super) fn knows(&self, at: usize, text: &str) -> bool {
        self.get(at, text, |known| known.checked.as_ref().map(|_| ())).is_some()
    }

    fn get<T>(&self, at: usize, text: &str, part: impl Fn(&Known) -> Option<T>) -> Option<T> {
        self.0.borrow().get(&at)?.iter().find(|known| known.text == text).and_then(part)
    }

    fn put(&self, at: usize, text: &str, part: impl FnOnce(&mut Known)) {
        let mut all = self.0.borrow_mut();
        let texts = all.entry(at).or_default();
        let place = texts.iter().position(|known| known.text == text).unwrap_or_else(|| {
            if texts.len() > TEXTS {
                texts.remove(1);
            }
            texts.push(Known { text: text.to_owned(), checked: None, violations: None });
            texts.len() - 1
        });
        part(&mut texts[place]);
    }
}
