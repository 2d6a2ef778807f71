//! No invented cause: why something happened is the draft's to say, or the person's.

use super::Check;
use super::words::{Pattern, pattern, stem, stems, words};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What introduces a cause, with the words of the cause behind it.
static CAUSE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:because of|due to|owing to|caused by|as a result of|on account of|thanks to|down to|because) ",
        r"((?:[^\s,;:.!?()\u{2013}\u{2014}]+ ?){1,9})",
    ))
});

/// Causes behind other words, where their grammar shows that they are causes: "since our depot was flooded".
static CLAUSE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[,;:(\u{2013}\u{2014}] ?|\band )(?:since|as|given that|seeing as|now that) ((?:we|our|the|there|it|they|a|an|one|some|several|many)\b(?: [^\s,;:.!?()]+){0,6}? (?:was|were|is|are|had|has|have|been|did|broke|failed|went|got|ran)\b(?: [^\s,;:.!?()]+){0,6})",
        r"|\bthe reasons?(?: (?:for (?:this|that|it|the \w+)|why [^,.;]{1,60}|behind (?:this|it)))? (?:is|was|were|are)(?: that)? ((?:[^\s,;:.!?()\u{2013}\u{2014}]+ ?){1,9})",
        r"|\b(?:stem(?:s|med)|result(?:s|ed)|ar(?:ises|ose)|c(?:omes|ame)) from ((?:[^\s,;:.!?()\u{2013}\u{2014}]+ ?){1,9})|\btriggered by ((?:[^\s,;:.!?()\u{2013}\u{2014}]+ ?){1,9})",
    ))
});

/// Something that happens to a sender and explains what it did, behind "after", "following" or before "meant that".
const EVENT: &str = concat!(
    r"(?:failures?|outages?|crash(?:es)?|flood(?:s|ing)?|strikes?|fires?|storms?|snow\w*|accidents?|breakdowns?|faults?|glitch(?:es)?|bugs?|mix-?ups?|shortages?|backlogs?",
    r"|illness(?:es)?|power cuts?|migrations?|leaks?|thefts?|break-ins?|closures?|mergers?|attacks?|hacks?|overload|surges?|cutbacks?|vacanc(?:y|ies)|typos?|misprints?|double bookings?|bursts?|burst pipes?)",
);

/// An event as a cause.
static AFTER: Pattern = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:after|following|amid) ((?:an?|the|some|our|several|recent)(?: [\w'-]+){{0,3}}? {EVENT})\b|(?:^|[,;:] ?)((?:an?|the|our) (?:[\w'-]+ ){{0,3}}?[\w'-]+) (?:meant that|led to)|\b((?:an?|the|our) (?:[\w'-]+ ){{0,3}}?{EVENT})(?: [\w'-]+){{0,4}}? (?:meant|led to|delayed|prevented|stopped|forced|kept us|held)\b"
    ))
});

/// What is told first, and explains: the words before "which is why", or the sentence before "that is why".
static THEREFORE: Pattern = LazyLock::new(|| {
    pattern(
        r"((?:[^\s,;:]+ ){1,2}[^\s,;:]+),? (?:which|and that|and this|so that)(?:'s| is| was) (?:why|how|the reason)\b",
    )
});

/// Verbs by which a source is named, not a cause: "as the leaflet says".
static SOURCE: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(?:says?|said|states?|stated|shown?|shows|describ\w+|explain\w+|agreed|promised|mention\w+|requir\w+|usual|set out|listed|asked|told|known?|expected|ever|always|long as|soon as|well as|though|if)\b",
    )
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
    static IDLE: LazyLock<BTreeSet<String>> = LazyLock::new(|| PLAIN.iter().map(|word| stem(word)).collect());
    let plain = |one: &String| IDLE.contains(one);
    let long = |one: &String| one.chars().count() >= TELLING && content.contains(one) && !plain(one);
    words(cause).iter().map(|word| stem(word)).filter(long).take(NAMED).collect()
}

/// The causes that a folded sentence gives.
pub(super) fn causes(sentence: &str) -> Vec<String> {
    if sentence.ends_with('?') {
        return Vec::new();
    }
    let behind = CAUSE.captures_iter(sentence).map(|found| found[1].to_owned());
    let clauses = CLAUSE
        .captures_iter(sentence)
        .filter_map(|found| Some(found.iter().skip(1).flatten().next()?.as_str().to_owned()));
    let events = AFTER
        .captures_iter(sentence)
        .filter_map(|found| Some(found.iter().skip(1).flatten().next()?.as_str().to_owned()));
    let first = THEREFORE.captures(sentence).map(|found| found[1].to_owned());
    behind.chain(clauses.filter(|one| !SOURCE.is_match(one))).chain(events).chain(first).collect()
}

/// Causes that the candidate gives and nobody else did.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let given = check.old.flat();
    let mut out = Vec::new();
    // A sentence of the draft gives no cause but the draft's.
    let new = check.new.said().iter().filter(|one| !given.contains(one.flat()));
    for cause in new.flat_map(|one| one.causes()).filter(|cause| !given.contains(cause.trim())) {
        let telling = telling(cause);
        if !telling.is_empty() && telling.iter().all(|one| !check.known.has_word_of(one)) {
            out.push(format!("a cause that nobody gave: \"{}\"", cause.trim()));
        }
    }
    out.dedup();
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
                ("it is late", "Your parcel is late.", "Your parcel is late, since the depot was flooded."),
                ("it is late", "Your parcel is late.", "As our conveyor had broken down, your parcel is late."),
                ("it is late", "Your parcel is late.", "Your parcel is late after a strike at the depot."),
                ("it is late", "Your parcel is late.", "A server outage meant that your parcel is late."),
                ("it is late", "Your parcel is late.", "The bridge collapsed, which is why your parcel is late."),
                ("it is late", "Your parcel is late.", "The reason is that the driver quit."),
                ("it is late", "Your parcel is late.", "The delay stems from customs."),
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
                ("I wrote in March", "Noted.", "You have waited since March, as the leaflet on the door says you may."),
                ("my dog died", "Noted.", "After a long day like that, the house is quiet, as it was before he came."),
                ("", "The strike delayed it.", "We are late after the strike."),
                (
                    "you lost my ring",
                    "Noted.",
                    "You lost your ring, which is why you wrote. Since then you have heard nothing.",
                ),
                (
                    "",
                    "The form is online.",
                    "The form is online, so that you can read it, as soon as the page is back.",
                ),
            ],
        );
    }
}
