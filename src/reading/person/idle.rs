//! Cues that count for nothing: a longer one covers them, or they speak of a machine.

use crate::reading::phrases::Hit;
use crate::reading::text::Text;
use crate::reading::words::Tags;

/// Whether a longer cue of the same kind covers this one, so that it does not count twice.
pub(super) fn covered(text: &Text<'_>, hit: &Hit) -> bool {
    // Cues stand by place: only those that start within a phrase's length before this one can cover it.
    const REACH: usize = 80;
    let from = text.hits.partition_point(|other| other.span.start + REACH < hit.span.start);
    text.hits[from..].iter().take_while(|other| other.span.start <= hit.span.start).any(|other| {
        other.cue == hit.cue
            && other.span.contains(hit.span)
            && other.span.len() > hit.span.len()
            && other.weight >= hit.weight
    })
}

/// Whether what died is a machine: "the battery died", "data dead".
pub(super) fn of_a_machine(text: &Text<'_>, hit: &Hit) -> bool {
    /// Words before the death in which the machine is named.
    const NEAR: usize = 3;
    const DEATHS: [&str; 6] = ["died", "dies", "dead", "dying", "killed", "death"];
    let death = DEATHS.iter().any(|death| hit.span.of(text.source).eq_ignore_ascii_case(death));
    let behind = text.words.partition_point(|word| word.span.start < hit.span.start);
    let near = &text.words[behind.saturating_sub(NEAR)..behind];
    death
        && near.iter().any(|word| word.tags.has(Tags::MACHINE))
        && !near.iter().any(|word| word.tags.has(Tags::PERSON))
}
