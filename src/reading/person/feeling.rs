//! What a person feels, by the words, capitals and exclamation marks that carry it.

use super::idle::{covered, of_a_machine};
use super::{Person, Place};
use crate::reading::key::Fnv;
use crate::reading::phrases::{Cue, Hit};
use crate::reading::text::Text;
use crate::text::Span;
use std::collections::HashSet;
use std::hash::BuildHasherDefault;

/// How much one more cue adds to what is already there, so that sums stay below 1.
pub(super) fn add(sum: f64, part: f64) -> f64 {
    1.0 - (1.0 - sum) * (1.0 - part)
}

impl Person<'_> {
    /// Takes in the cues of one message; each phrase counts once.
    pub(super) fn feel(&mut self, message: usize, text: &Text<'_>) {
        let mut seen: HashSet<(u8, &str), BuildHasherDefault<Fnv>> = HashSet::default();
        let mut strongest = [0.0_f64; 3];
        for hit in &text.hits {
            let place = Place { message, span: sentence_around(text, hit.span) };
            let new = seen.insert((hit.cue as u8, hit.span.of(text.source)));
            if new && !covered(text, hit) && !of_a_machine(text, hit) {
                self.weigh(hit, place, &mut strongest);
            }
        }
    }

    /// Adds one cue.
    fn weigh(&mut self, hit: &Hit, place: Place, strongest: &mut [f64; 3]) {
        let mut peak = |slot: usize, weight: f64, at: &mut Option<Place>| {
            if weight > strongest[slot] {
                strongest[slot] = weight;
                *at = Some(place);
            }
        };
        match hit.cue {
            Cue::Pain => {
                self.pain = add(self.pain, [0.1, 0.35, 0.6][tier(hit.weight)]);
                peak(0, hit.weight, &mut self.peak);
            }
            Cue::Loss => {
                self.pain = add(self.pain, 0.45);
                self.loss = true;
                peak(0, hit.weight, &mut self.peak);
            }
            Cue::Stakes => self.pain = add(self.pain, 0.12),
            Cue::Joy => {
                self.joy = add(self.joy, if hit.weight > 0.7 { 0.45 } else { 0.25 });
                peak(0, hit.weight - 0.1, &mut self.peak);
            }
            Cue::Urgent => {
                self.urgency = add(self.urgency, if hit.weight > 0.7 { 0.5 } else { 0.15 });
                peak(1, hit.weight, &mut self.deadline);
            }
            Cue::Accuse => {
                self.tension = add(self.tension, if hit.weight > 0.7 { 0.4 } else { 0.2 });
                peak(2, hit.weight, &mut self.charge);
            }
            Cue::Brief => self.brief = self.brief.or(Some(place)),
            Cue::Crisis => self.crisis = true,
            _ => {}
        }
    }

    /// Takes in capitals and exclamation marks.
    pub(super) fn loud(&mut self, text: &Text<'_>) {
        let shouted = text.words.iter().filter(|word| shouted(word.span.of(text.source))).count();
        let marks = text.source.matches('!').count();
        let volume = add((shouted as f64 * 0.12).min(0.36), (marks as f64 * 0.08).min(0.32));
        let side = if self.joy > self.pain { &mut self.joy } else { &mut self.pain };
        *side = add(*side, volume * if *side > 0.1 { 1.0 } else { 0.6 });
    }
}

/// The tier of a painful word: 0 weak, 1 strong, 2 extreme.
fn tier(weight: f64) -> usize {
    usize::from(weight > 0.5) + usize::from(weight > 0.7)
}

/// Whether a word is written in capitals for its loudness.
fn shouted(word: &str) -> bool {
    word.len() > 2 && word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '\'')
}

/// The sentence around a span.
fn sentence_around(text: &Text<'_>, span: Span) -> Span {
    let behind = text.sentences.partition_point(|sentence| sentence.span.start <= span.start);
    let before = behind.checked_sub(1).map(|place| text.sentences[place].span);
    before.filter(|place| place.contains(span)).unwrap_or(span)
}
