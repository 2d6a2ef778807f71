//! The learnt weights: how much each named feature counts for a mechanism. A readable file, made by `learn`.

use super::Mechanism;
use super::features::names;
use super::relief;
use super::weigh::table;
use crate::reading::key::{Fnv, key};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

/// The weights of one mechanism.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights {
    /// Log odds before any feature.
    pub(super) bias: f64,
    /// Weight of each feature, in the order of its names.
    pub(super) features: Vec<f64>,
    /// Weight of each relief, in the order of their names.
    pub(super) reliefs: Vec<f64>,
    /// Slope and offset that turn a sentence's log odds into those of the whole draft.
    pub(super) slope: f64,
    /// See `slope`.
    pub(super) offset: f64,
    /// Calibrated probability from which a sentence is a finding, a clear one, a severe one.
    pub(super) levels: [f64; 3],
}

/// Weights of words for the four mechanisms, by the keys of their stems: looked up for every word of every draft.
type Words = HashMap<u64, [f64; 4], BuildHasherDefault<Fnv>>;

static WEIGHTS: LazyLock<([Weights; 4], Words)> = LazyLock::new(|| read(include_str!("weights.txt")));

/// The weights of a mechanism.
pub(super) fn weights(mechanism: Mechanism) -> &'static Weights {
    &WEIGHTS.0[mechanism as usize]
}

/// What some words add to the log odds of each mechanism.
pub(super) fn of_words(keys: impl Iterator<Item = u64>) -> [f64; 4] {
    let mut sums = [0.0; 4];
    for weights in keys.filter_map(|key| WEIGHTS.1.get(&key)) {
        sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
    }
    sums
}

/// Reads all sections; a feature that the file does not name weighs nothing.
fn read(file: &str) -> ([Weights; 4], Words) {
    let (mut all, mut words) = (Mechanism::ALL.map(|_| Weights::default()), Words::default());
    for section in file.split("\n[").skip(1) {
        let (title, lines) = section.split_once(']').unwrap_or_default();
        let Some(mechanism) = Mechanism::ALL.into_iter().find(|one| one.name() == title) else { continue };
        all[mechanism as usize] = section_of(mechanism, lines, &mut words);
    }
    (all, words)
}

/// Reads the section of one mechanism.
fn section_of(mechanism: Mechanism, lines: &str, words: &mut Words) -> Weights {
    let names = names(table(mechanism));
    let reliefs: Vec<String> = relief::names().collect();
    let mut weights = Weights {
        features: vec![0.0; names.len()],
        reliefs: vec![0.0; reliefs.len()],
        slope: 1.0,
        levels: [0.5, 0.6, 0.9],
        ..Weights::default()
    };
    for (name, value) in lines.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')) {
        let value = value.trim().parse().unwrap_or(0.0);
        match name {
            "bias" => weights.bias = value,
            "slope" => weights.slope = value,
            "offset" => weights.offset = value,
            "finding" => weights.levels[0] = value,
            "clear" => weights.levels[1] = value,
            "severe" => weights.levels[2] = value,
            _ => match name.strip_prefix("word.") {
                Some(word) => words.entry(key(word)).or_default()[mechanism as usize] = value,
                None => {
                    set(&names, &mut weights.features, name, value);
                    set(&reliefs, &mut weights.reliefs, name, value);
                }
            },
        }
    }
    weights
}

/// Sets the weight of this name, where it is one of these.
fn set(names: &[String], weights: &mut [f64], name: &str, value: f64) {
    if let Some(place) = names.iter().position(|one| one == name) {
        weights[place] = value;
    }
}

impl Weights {
    /// Log odds that a sentence with these features, and words that weigh so much, shows the mechanism.
    pub(super) fn log_odds(&self, vector: impl Iterator<Item = f64>, words: f64) -> f64 {
        let mut weights = self.features.iter();
        // Where many values come in turn, a chain is quickest from inside.
        let features = vector.fold(0.0, |sum, value| sum + weights.next().map_or(0.0, |weight| weight * value));
        self.bias + features + words
    }

    /// Probability, 0 to 1, that a draft with these reliefs shows the mechanism whose clearest sentence has these log odds.
    pub(super) fn calibrated(&self, log_odds: f64, reliefs: &[f64]) -> f64 {
        let relief: f64 = self.reliefs.iter().zip(reliefs).map(|(weight, value)| weight * value).sum();
        logistic(self.slope * log_odds + self.offset + relief)
    }
}

/// `1 / (1 + e^-x)`.
pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
