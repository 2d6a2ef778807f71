//! Candidates of one text on the scales: each is measured and guarded once, however many sets of edits lead to it.

use crate::detect::{self, Report};
use crate::guard::{Ground, Keep};
use crate::reading::Reading;
use crate::text::Draft;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// What is known of a text's candidates.
pub(super) struct Scales<'a> {
    /// The draft that guards compare with.
    pub(super) draft: &'a Draft,
    /// The text that is revised: the draft's, or one that comes from it.
    pub(super) text: &'a str,
    reading: &'a Reading<'a>,
    ground: Ground<'a>,
    reports: RefCell<HashMap<String, Rc<Report>>>,
    allowed: RefCell<HashMap<String, bool>>,
}

impl<'a> Scales<'a> {
    /// Scales for the candidates of a text that was read.
    pub(super) fn new(draft: &'a Draft, reading: &'a Reading<'a>, keep: &'a Keep) -> Self {
        let (reports, allowed) = (RefCell::default(), RefCell::default());
        Self { draft, text: reading.reply.text.source, reading, ground: Ground::new(draft, keep), reports, allowed }
    }

    /// What is found in a candidate.
    pub(super) fn report(&self, candidate: &str) -> Rc<Report> {
        if let Some(known) = self.reports.borrow().get(candidate) {
            return Rc::clone(known);
        }
        let report = Rc::new(self.measured(candidate));
        self.reports.borrow_mut().insert(candidate.to_owned(), Rc::clone(&report));
        report
    }

    fn measured(&self, candidate: &str) -> Report {
        detect::detect_beside(&self.reading.person, &self.draft.with_text(candidate))
    }

    /// Whether a candidate may be sent as far as guards and form go. The one place where the built-in reviser meets the
    /// guards.
    pub(super) fn allows(&self, candidate: &str) -> bool {
        if let Some(known) = self.allowed.borrow().get(candidate) {
            return *known;
        }
        let allowed =
            shaped(self.text, candidate) && remains(&self.draft.text, candidate) && self.ground.allows(candidate);
        self.allowed.borrow_mut().insert(candidate.to_owned(), allowed);
        allowed
    }
}

/// Whether the candidate has no empty paragraphs and no stray white space that the text had not.
fn shaped(text: &str, candidate: &str) -> bool {
    let gaps = |text: &str| {
        text.replace('\r', "").matches("\n\n\n").count() + text.matches(" \n").count() + text.matches("  ").count()
    };
    let opens = |text: &str| text.starts_with(char::is_whitespace);
    gaps(candidate) <= gaps(text) && opens(candidate) <= opens(text) && !candidate.trim().is_empty()
}

/// Whether enough remains to be a reply: leaving out can make it colder than it was.
fn remains(draft: &str, candidate: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    words(candidate) * 5 >= words(draft) * 2
}
