//! How two sides stand before the judge: over all pairs, by mechanism, by domain, and what was objected to.

use super::chance::{Interval, sign_test, wilson};
use super::{Bout, Decision, Part, Ruling, Side, sum};
use crate::detect::Mechanism;
use crate::revise::{Usage, compare};
use serde::Serialize;
use std::collections::BTreeMap;

/// Wins, evens and losses. Pairs without a decision count nowhere here.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Standing {
    /// Pairs that were decided or even.
    pub pairs: usize,
    /// Pairs in which A was preferred in both orders.
    pub wins: usize,
    /// Pairs that were even, or the same on both sides, or decided by position.
    pub evens: usize,
    /// Pairs in which B was preferred in both orders.
    pub losses: usize,
    /// A's wins among the wins of either.
    pub share: Part,
    /// The 95 % interval (Wilson) of that share; `None` where neither won.
    pub interval: Option<Interval>,
    /// Of the pairs that the judge saw, those in which the orders disagreed.
    pub position: Part,
    /// The p-value of the two-sided sign test over the wins of either.
    pub p: f64,
}

impl Standing {
    fn new<'a>(bouts: impl IntoIterator<Item = &'a Bout>) -> Self {
        let decisions: Vec<Decision> =
            bouts.into_iter().filter_map(decision).filter(|one| *one != Decision::Failed).collect();
        let count = |meant: Decision| decisions.iter().filter(|one| **one == meant).count();
        let (wins, losses, position) = (count(Decision::A), count(Decision::B), count(Decision::Position));
        let pairs = decisions.len();
        Self {
            pairs,
            wins,
            evens: pairs - wins - losses,
            losses,
            share: Part::new(wins, wins + losses),
            interval: wilson(wins, wins + losses),
            position: Part::new(position, pairs - count(Decision::Same)),
            p: sign_test(wins, losses),
        }
    }
}

fn decision(bout: &Bout) -> Option<Decision> {
    bout.ruling.as_ref().map(|ruling| ruling.decision)
}

/// The standing over some of the pairs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Group {
    /// What they have in common: a mechanism that is found in the draft, or a domain; `None` for those that have none.
    pub name: Option<String>,
    /// How the sides stand there.
    #[serde(flatten)]
    pub standing: Standing,
}

/// In how many pairs the judge objected to something, by whose reply holds the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Objected {
    /// `changed_meaning`, `new_promise`, `invented` or `flattery`.
    pub kind: &'static str,
    /// Pairs in which words of A's reply were quoted.
    pub a: usize,
    /// Pairs in which words of B's reply were quoted.
    pub b: usize,
}

/// What a judge made of all pairs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Standings {
    /// Over all pairs.
    pub all: Standing,
    /// By the mechanisms found in the drafts: a pair stands under each of them, or last under none.
    pub mechanisms: Vec<Group>,
    /// The domains that records name, by name; empty where none does.
    pub domains: Vec<Group>,
    /// By kind, in either order; what never came up is left out.
    pub objections: Vec<Objected>,
    /// Pairs with the same reply on both sides, about which nobody was asked.
    pub same: usize,
    /// Pairs for which no answer came, or none that could be read.
    pub failed: usize,
    /// What the judge cost.
    pub usage: Usage,
}

impl Standings {
    /// The standings over these pairs; `None` where no judge was asked about any.
    pub fn new(bouts: &[Bout]) -> Option<Self> {
        let rulings: Vec<&Ruling> = bouts.iter().filter_map(|bout| bout.ruling.as_ref()).collect();
        let count = |meant| rulings.iter().filter(|ruling| ruling.decision == meant).count();
        (!rulings.is_empty()).then(|| Self {
            all: Standing::new(bouts),
            mechanisms: mechanisms(bouts),
            domains: domains(bouts),
            objections: objections(&rulings),
            same: count(Decision::Same),
            failed: count(Decision::Failed),
            usage: rulings.iter().map(|ruling| ruling.usage).fold(Usage::default(), sum),
        })
    }
}

fn mechanisms(bouts: &[Bout]) -> Vec<Group> {
    let found = |one: Mechanism| bouts.iter().filter(move |bout| bout.before.of(one).next().is_some()).collect();
    let none: Vec<&Bout> = bouts.iter().filter(|bout| bout.before.findings.is_empty()).collect();
    let each = Mechanism::ALL.map(|one| (Some(one.name().to_owned()), found(one)));
    groups(each.into_iter().chain([(None, none)]))
}

fn domains(bouts: &[Bout]) -> Vec<Group> {
    let mut all: BTreeMap<Option<String>, Vec<&Bout>> = BTreeMap::new();
    for bout in bouts {
        all.entry(bout.domain.clone()).or_default().push(bout);
    }
    if all.keys().all(Option::is_none) { Vec::new() } else { groups(all) }
}

fn groups<'a>(all: impl IntoIterator<Item = (Option<String>, Vec<&'a Bout>)>) -> Vec<Group> {
    let some = all.into_iter().filter(|(_, bouts)| !bouts.is_empty());
    some.map(|(name, bouts)| Group { name, standing: Standing::new(bouts) }).collect()
}

fn objections(rulings: &[&Ruling]) -> Vec<Objected> {
    let count = |kind: &str, side: Side| {
        let quoted = |ruling: &Ruling| {
            ruling.heard.iter().flat_map(|heard| &heard.objections).any(|one| one.kind == kind && one.side == side)
        };
        rulings.iter().filter(|ruling| quoted(ruling)).count()
    };
    let each = compare::KINDS.map(|kind| Objected { kind, a: count(kind, Side::A), b: count(kind, Side::B) });
    each.into_iter().filter(|one| one.a + one.b > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::super::ruling::tests::bout;
    use super::*;
    use serde_json::json;

    fn ruled(domain: Option<&str>, one: &str, other: &str) -> Bout {
        let said = json!([{"reply": "second", "kind": "invented", "quote": "on Monday", "reason": "who says so?"}]);
        let mut bout = bout("It is lost.", "We lost it.", "We lost it on Monday.");
        let heard = [(Side::A, one), (Side::B, other)].map(|(first, better)| {
            bout.hear(first, &json!({"better": better, "objections": said}).to_string()).unwrap()
        });
        let usage = Usage { calls: 2, ..Usage::default() };
        (bout.domain, bout.ruling) = (domain.map(str::to_owned), Some(Ruling { usage, ..Ruling::of(heard.into()) }));
        bout
    }

    fn with(ruling: Ruling) -> Bout {
        Bout { ruling: Some(ruling), ..bout("It is lost.", "It is lost.", "It is lost.") }
    }

    #[test]
    fn the_standing_counts_what_both_orders_say() {
        let (a, turned) = (ruled(Some("toys"), "first", "second"), ruled(None, "first", "first"));
        let bouts = [a.clone(), a, turned, with(Ruling::same()), with(Ruling::failed("late"))];
        let all = Standings::new(&bouts).unwrap();
        let Standing { pairs, wins, evens, losses, share, position, p, .. } = all.all;
        assert_eq!((pairs, wins, evens, losses, share), (4, 2, 2, 0, Part::new(2, 2)));
        assert_eq!((position, p, all.same, all.failed, all.usage.calls), (Part::new(1, 3), 0.5, 1, 1, 6));
        // Asked the other way round, the same words stand in the other reply, where they are not found.
        assert_eq!(all.objections, [Objected { kind: "invented", a: 0, b: 3 }]);
        let domains: Vec<_> = all.domains.iter().map(|one| (one.name.as_deref(), one.standing.pairs)).collect();
        assert_eq!(domains, [(None, 2), (Some("toys"), 2)]);
    }

    #[test]
    fn without_a_judge_there_is_no_standing() {
        assert_eq!(Standings::new(&[bout("It is lost.", "We lost it.", "Hm.")]), None);
        let position = Standing::new(&[with(Ruling::same())]).position;
        assert_eq!(position.share(), None);
    }
}
