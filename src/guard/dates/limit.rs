//! Limits of time, such as "within five days" or "after Friday".

use crate::guard::Side;
use crate::guard::numbers::{Figure, figures};
use crate::guard::words::{Pattern, pattern};
use std::cell::LazyCell;
use std::sync::LazyLock;

/// A preposition of time with what it is tied to.
pub(super) static LIMIT: Pattern = LazyLock::new(|| {
    let anchor = concat!(
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today|noon|midnight|next (?:week|month)",
        r"|end of (?:the |this )?(?:day|week|month|year)|(?:an? |a few |a couple of )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b",
        r"|[\w.,–-]+(?: (?:to|or|-|–) [\w.,–-]+)? (?:business |working |calendar )?(?:minutes?|hours?|days?|weeks?|months?|years?|hrs?|mins?)\b",
        r"|\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m|p\.m)\b|\d{1,2}(?:st|nd|rd|th)\b",
        r"|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d",
        r"|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)",
    );
    pattern(&format!(
        r"\b(within|inside|in|by|before|until|till|no later than|up to|at most|after|from|since|at least)(?: of)? ((?:the |your )?(?:next |coming |following )?)({anchor})"
    ))
});

/// A limit of time: the upper kind ("within") is a deadline, the lower ("after") is not.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::guard) struct Limit {
    upper: bool,
    anchor: String,
    pledged: bool,
    shown: String,
}

/// The limits of a text.
pub(super) fn limits(side: &Side) -> Vec<&Limit> {
    side.said().iter().flat_map(|one| &one.timing().limits).collect()
}

/// One limit; "in" counts only before a length of time.
pub(super) fn limit(found: &regex::Captures<'_>, pledged: bool) -> Option<Limit> {
    let preposition = &found[1];
    let figures: Vec<String> = figures(&found[3]).iter().map(Figure::key).collect();
    let anchor = if figures.is_empty() { found[3].to_owned() } else { figures.join("+") };
    let vague = figures.is_empty() && matches!(preposition, "in" | "from" | "since" | "up to");
    let upper = !matches!(preposition, "after" | "from" | "since" | "at least");
    (!vague).then(|| Limit { upper, anchor, pledged, shown: found[0].trim().to_owned() })
}

impl Limit {
    /// Whether both limit the same in the same direction.
    fn is(&self, other: &Self) -> bool {
        self.upper == other.upper && self.anchor == other.anchor
    }

    /// Whether one of these is the same.
    fn among(&self, limits: &[&Self]) -> bool {
        limits.iter().any(|one| self.is(one))
    }
}

/// Limits that were lost, turned round, or added.
pub(super) fn deadlines(draft: &[&Limit], candidate: &[&Limit], told: &Side) -> Vec<String> {
    let lost = draft.iter().filter(|one| one.upper && !one.among(candidate));
    let new = candidate.iter().filter(|one| one.upper && one.pledged && !one.among(draft));
    let mut out: Vec<String> = lost.map(|one| format!("the limit \"{}\" is gone or changed", one.shown)).collect();
    out.extend(new.map(|one| format!("new deadline: \"{}\"", one.shown)));
    out.extend(turned(draft, candidate, told));
    out.dedup();
    out
}

/// Deadlines of the draft that became the earliest time, as nobody told it.
fn turned(draft: &[&Limit], candidate: &[&Limit], told: &Side) -> Vec<String> {
    let told = LazyCell::new(|| limits(told));
    let lower = candidate.iter().filter(|one| !one.upper && !one.among(draft));
    let turned = lower.filter(|one| draft.iter().any(|two| two.upper && two.anchor == one.anchor));
    let turned = turned.filter(|one| !one.among(&told));
    turned.map(|one| format!("the limit \"{}\" is turned round", one.shown)).collect()
}
