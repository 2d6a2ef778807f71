//! When a passive may be turned: what around it would hang in the air.

use super::super::clause::{Clause, VERBAL, Words};
use crate::reading::words::Tags;

/// Whether nothing around the clause speaks against turning it.
pub(super) fn sure(words: &Words<'_>, clause: &Clause) -> bool {
    let next = words.at(clause.participle + 1);
    // "It is noted that" is a frame, for the phrases to open.
    let frame = words.at(clause.subject.start) == "it" && matches!(next, "that" | "if" | "to");
    // A sign that no word holds, such as an emoji behind the subject, would be lost on the way.
    let held = words.gap(clause.subject.end).chars().all(|sign| sign.is_whitespace() || sign.is_ascii_punctuation());
    !frame && held && !dangles(words, clause) && !embedded(words, clause)
}

/// Whether the passive stands inside the subject of another verb: "the list before families had been called was wrong".
fn embedded(words: &Words<'_>, clause: &Clause) -> bool {
    let rest = clause.participle + 1..words.words.len();
    let parts = |place: &usize| {
        let joins = words.has(*place, Tags::CONJUNCTION.or(Tags::WH))
            || matches!(words.at(*place), "once" | "until" | "before" | "after" | "unless" | "so" | "provided");
        joins || words.gap(*place).contains([',', ';', ':', '(', '\u{2013}', '\u{2014}'])
    };
    let end = rest.clone().find(parts).unwrap_or(rest.end);
    (rest.start..end).any(|place| {
        let finite = !matches!(words.at(place), "be" | "been" | "being" | "having");
        finite && words.has(place, VERBAL) && !words.has(place, Tags::MONTH) && words.at(place - 1) != "to"
    })
}

/// Whether something behind the verb hangs on the old subject: "was deleted after being reported".
fn dangles(words: &Words<'_>, clause: &Clause) -> bool {
    const JOINS: [&str; 8] = ["after", "before", "since", "on", "upon", "despite", "without", "by"];
    let finite =
        |place: &usize| words.has(*place, VERBAL) && !words.has(*place, Tags::MONTH) && words.at(place - 1) != "to";
    let rest = clause.participle + 1..words.words.len();
    // What follows the next finite verb belongs to another clause.
    let end = rest.clone().find(finite).unwrap_or(rest.end);
    let rest = rest.start..end;
    let verbal = |place: usize| {
        words.at(place).ends_with("ing") && !words.has(place, Tags::COMMON) || words.at(place) == "being"
    };
    let bare = |place: usize| words.has(place, Tags::PREPOSITION.or(Tags::PARTICIPLE));
    rest.into_iter().any(|place| match words.at(place) {
        "while" | "when" => bare(place + 1) || verbal(place + 1),
        "to" => {
            words.at(place + 1) == "be"
                && !(matches!(clause.verb.base.as_str(), "find" | "consider") && place == clause.participle + 1)
        }
        word => JOINS.contains(&word) && verbal(place + 1) && !words.has(place + 2, Tags::PREPOSITION),
    })
}
