//! A construction that commits somebody, by its verb and by what the clause speaks of.

use super::table::{WEIGHTY, act, binding, light, named};
use crate::guard::words::stem;

/// How an act is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::guard) enum When {
    /// "We can refund you."
    Offered,
    /// "We'll refund you", "a refund is being issued".
    Promised,
    /// "We've refunded you."
    Done,
}

/// One construction that commits somebody.
#[derive(Debug, Clone)]
pub(in crate::guard) struct Pledge {
    /// What must be licensed: the act of the verb, and what a light verb gives.
    pub(in crate::guard) acts: Vec<String>,
    /// Every act that the clause speaks of: what a draft licenses.
    pub(in crate::guard) touched: Vec<String>,
    /// How it is put.
    pub(in crate::guard) when: When,
    /// Whether it is told plainly: a past ("we sent"), as a person's own story may be, or a habit ("we check").
    pub(in crate::guard) told: bool,
    /// The words.
    pub(in crate::guard) shown: String,
}

impl Pledge {
    /// The same, told plainly.
    pub(super) fn plainly(self) -> Self {
        Self { told: true, ..self }
    }

    /// The same, with those of further acts that count.
    pub(super) fn with(mut self, acts: Vec<String>, counts: fn(&str) -> bool) -> Self {
        self.acts.extend(acts.into_iter().filter(|act| counts(act)));
        self
    }
}

/// A pledge by the verb at `verb`; a light verb also pledges the weighty things that follow it.
pub(super) fn pledge(words: &[String], at: usize, verb: usize, when: When) -> Option<Pledge> {
    let word = words.get(verb)?;
    let end = words.len().min(verb + 5);
    let mut acts: Vec<String> = act(&stem(word)).map(str::to_owned).into_iter().collect();
    if !light(word) && acts.is_empty() {
        acts.push(format!("to {}", stem(word)));
    }
    let mut touched = named(words);
    touched.push(format!("to {}", stem(word)));
    let pledge = Pledge { acts, touched, when, told: false, shown: words[at.saturating_sub(1)..end].join(" ") };
    Some(if light(word) { pledge.with(named(&words[verb + 1..]), weighty) } else { pledge })
}

/// Whether naming the act is an offer already.
fn weighty(act: &str) -> bool {
    WEIGHTY.contains(&act)
}

/// A passive: what it is about stands before the verb.
pub(super) fn with_subject(words: &[String], at: usize, verb: usize, when: When) -> Option<Pledge> {
    let pledge = pledge(words, at, verb, when)?;
    Some(if light(words.get(verb)?) { pledge.with(named(&words[..at]), weighty) } else { pledge })
}

/// A pledge by everything that the clause names.
pub(super) fn whole(words: &[String], when: When) -> Option<Pledge> {
    let touched = named(words);
    (!touched.is_empty()).then(|| Pledge { acts: Vec::new(), touched, when, told: true, shown: words.join(" ") })
}

/// A pledge only if its verb names an act or is light.
pub(super) fn known(words: &[String], at: usize, verb: usize, when: When) -> Option<Pledge> {
    let word = words.get(verb)?;
    // Whoever received something did nothing, and nor did who "answered neither".
    let nothing =
        words.get(verb + 1).is_some_and(|next| matches!(next.as_str(), "no" | "none" | "neither" | "nothing"));
    let passed = when == When::Done && (nothing || stem(word) == "receiv");
    (!passed && binding(word)).then(|| pledge(words, at, verb, when)).flatten()
}
