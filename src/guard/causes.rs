//! No invented cause: why something happened is the draft's to say, or the person's.

use super::Check;
use super::words::{Pattern, flat, pattern, sentences, stem, stems, words};
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What introduces a cause, with the words of the cause behind it.
static CAUSE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:because of|due to|owing to|caused by|as a result of|on account of|thanks to|down to|because) ",
        r"((?:[^\s,;:.!?()\u{2013}\u{2014}]+ ?){1,9})",
    ))
});

/// Words by which a sender owns a fault without saying how it came about, and words that tell of no cause.
const PLAIN: &[&str] = &[
    "mistake",
    "error",
    "fault",
    "oversight",
    "slip",
    "end",
    "side",
    "own",
    "happened",
    "happen",
    "wrong",
    "went",
    "today",
    "now",
    "still",
    "want",
    "know",
    "matters",
    "matter",
    "deserve",
    "need",
    "reason",
    "one",
    "thing",
    "every",
    "time",
    "part",
    "did",
    "got",
    "get",
    "say",
    "said",
    "made",
    "make",
    "right",
    "long",
];

/// Letters of a stem from which it says something.
const TELLING: usize = 4;

/// How many words name a cause; the clause that it explains may follow without a comma.
const NAMED: usize = 2;

/// The stems of the first words of a cause that say something.
fn telling(cause: &str) -> Vec<String> {
    let content = stems(cause);
    let plain = |one: &String| PLAIN.iter().any(|word| stem(word) == *one);
    let long = |one: &String| one.chars().count() >= TELLING && content.contains(one) && !plain(one);
    words(cause).iter().map(|word| stem(word)).filter(long).take(NAMED).collect()
}

/// Causes that the candidate gives and nobody else did.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    // Most candidates give no cause: what is known is read only for one that does.
    let known: LazyCell<BTreeSet<String>, _> =
        LazyCell::new(|| words(&check.known).iter().map(|word| stem(word)).collect());
    let given = flat(&check.draft.text);
    let mut out = Vec::new();
    for sentence in sentences(&check.prose.candidate).into_iter().map(flat) {
        for found in CAUSE.captures_iter(&sentence).filter(|found| !given.contains(found[0].trim())) {
            let telling = telling(&found[1]);
            if !telling.is_empty() && telling.iter().all(|one| !known.contains(one)) {
                out.push(format!("a cause that nobody gave: \"{}\"", found[0].trim()));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::{catches, spares};

    #[test]
    fn invented_causes_are_caught() {
        catches(
            look,
            &[
                ("it is late", "Your parcel is late.", "Your parcel is late because of a strike at the depot."),
                ("it is late", "Your parcel is late.", "Due to heavy snowfall your parcel is late."),
                ("why?", "We declined it.", "We declined it because our underwriters were overloaded."),
            ],
        );
    }

    #[test]
    fn known_causes_and_plain_fault_pass() {
        spares(
            look,
            &[
                ("the snow is bad", "Your parcel is late.", "Your parcel is late because of the snow."),
                ("", "The lorry broke down, so it is late.", "It is late because the lorry broke down."),
                ("it is late", "We made an error.", "It is late because of our mistake."),
                ("I waited three weeks", "Noted.", "I am sorry, because you waited three weeks."),
                ("", "It is late due to a fault in our depot.", "It is late due to a fault in our depot."),
            ],
        );
    }
}
