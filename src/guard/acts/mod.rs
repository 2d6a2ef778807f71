//! What a text commits its sender to: promises, offers and claimed deeds, each as an act that can be compared however
//! it is phrased, so that "a refund will be issued" and "we'll refund you" are one.

mod construction;
mod done;
mod idioms;
mod offer;
mod pledge;
mod subject;
mod table;
mod will;

pub(super) use pledge::{Pledge, When};
pub(super) use table::WEIGHTY;

use super::words::{clauses, words};
use construction::in_clause;
use idioms::plain;
use std::collections::BTreeSet;
use table::named;

/// What a text says of acts.
#[derive(Default)]
pub(super) struct Spoken {
    /// Every act that it names in any form.
    pub(super) mentioned: BTreeSet<String>,
    /// What it commits its sender to.
    pub(super) pledges: Vec<Pledge>,
}

impl Spoken {
    /// Reads a sentence.
    pub(super) fn of(text: &str) -> Self {
        let clauses: Vec<Vec<String>> = clauses(&plain(text)).iter().map(|clause| words(clause)).collect();
        Self {
            mentioned: clauses.iter().flat_map(|clause| named(clause)).collect(),
            pledges: clauses.iter().flat_map(|clause| in_clause(clause)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acts(text: &str) -> Vec<(String, When)> {
        let each = |one: &Pledge| one.acts.iter().map(|act| (act.clone(), one.when)).collect::<Vec<_>>();
        Spoken::of(text).pledges.iter().flat_map(each).collect()
    }

    #[test]
    fn one_act_has_many_forms() {
        for text in [
            "A refund will be issued.",
            "We'll refund you.",
            "We will give you your money back.",
            "You'll get a refund.",
        ] {
            assert!(acts(text).contains(&("refund".into(), When::Promised)), "{text}: {:?}", acts(text));
        }
        for text in ["Your case has been escalated.", "I've escalated this.", "I have passed this on to the team."] {
            assert!(acts(text).contains(&("escalate".into(), When::Done)), "{text}: {:?}", acts(text));
        }
    }

    #[test]
    fn what_is_denied_is_no_pledge() {
        for text in
            ["No refund will be issued.", "We will not refund you.", "We won't refund you.", "We can't refund you."]
        {
            assert_eq!(acts(text), [], "{text}");
        }
    }
}
