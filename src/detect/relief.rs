//! What speaks for a draft as a whole: it names the feeling, takes up what was told, asks, or little is at stake. A relief
//! can only lower a score; how much each counts is learnt, once for all drafts and once more between people who speak for
//! themselves.

use super::features::{Whole, of, on};
use crate::reading::words::Tags;
use crate::reading::{Cue, Reading, Said};

/// A relief: its name in the weights, and how it is measured, 0 to 1.
type Relief = (&'static str, fn(&Reading<'_>, &Whole) -> f64);

/// All of them.
const RELIEFS: &[Relief] = &[
    ("intensity", |reading, _| reading.reply.intensity),
    ("echoed", |_, whole| whole.echoed),
    ("sympathy", |_, whole| whole.cues[Cue::Sympathy as usize]),
    ("grounded", |_, whole| whole.grounded),
    ("you", |_, whole| whole.you),
    ("me", |reading, _| most(reading, |one| of(one.me, 3))),
    ("length", |reading, _| of(reading.reply.said.len(), 12)),
    ("asks", |reading, _| asks(reading)),
    ("calm", |reading, _| 1.0 - reading.stakes()),
    ("cool", |reading, _| (1.0 - 3.0 * reading.stakes()).max(0.0)),
    ("storyless", |reading, _| on(reading.person.story == 0)),
    ("asks-unaccused", |reading, _| {
        asks(reading) * on(!reading.person.questions.iter().any(|question| question.accuses))
    }),
];

/// The greatest of what is measured of each sentence.
fn most(reading: &Reading<'_>, measure: fn(&Said) -> f64) -> f64 {
    reading.reply.said.iter().map(measure).fold(0.0, f64::max)
}

/// Questions to the person, but for those that buy time.
fn asks(reading: &Reading<'_>) -> f64 {
    let open = |one: &&Said| one.asks && reading.reply.text.hit(one.span, Cue::Stall).is_none();
    of(reading.reply.said.iter().filter(open).count(), 2)
}

/// Whether the reply speaks for one person: nobody in it is "we".
fn personal(reading: &Reading<'_>) -> f64 {
    on(!reading.reply.text.words.iter().any(|word| word.tags.has(Tags::US)))
}

/// The reliefs of a draft, in the order of [`names`].
pub(super) fn reliefs(reading: &Reading<'_>, whole: &Whole) -> Vec<f64> {
    let personal = personal(reading);
    let plain: Vec<f64> = RELIEFS.iter().map(|(_, measure)| measure(reading, whole)).collect();
    let again: Vec<f64> = plain.iter().map(|value| value * personal).collect();
    [plain, again].concat()
}

/// The names of the reliefs: each, then each between people who speak for themselves.
pub(super) fn names() -> impl Iterator<Item = String> {
    let plain = RELIEFS.iter().map(|(name, _)| format!("relief.{name}"));
    plain.chain(RELIEFS.iter().map(|(name, _)| format!("relief.personal*{name}")))
}
