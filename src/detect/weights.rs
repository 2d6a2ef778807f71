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
    /// Weight of each word, by the key of its stem.
    pub(super) words: Words,
    /// Weight of each relief, in the order of their names.
    pub(super) reliefs: Vec<f64>,
    /// Slope and offset that turn a sentence's log odds into those of the whole draft.
    pub(super) slope: f64,
    /// See `slope`.
    pub(super) offset: f64,
    /// Calibrated probability from which a sentence is a finding, a clear one, a severe one.
    pub(super) levels: [f64; 3],
}

/// Weights of words: looked up for every word of every draft.
type Words = HashMap<u64, f64, BuildHasherDefault<Fnv>>;

static WEIGHTS: LazyLock<[Weights; 4]> =
    LazyLock::new(|| Mechanism::ALL.map(|one| read(include_str!("weights.txt"), one)));

/// The weights of a mechanism.
pub(super) fn weights(mechanism: Mechanism) -> &'static Weights {
    &WEIGHTS[mechanism as usize]
}

/// Reads the section of a mechanism; a feature that the file does not name weighs nothing.
fn read(file: &str, mechanism: Mechanism) -> Weights {
    let names = names(table(mechanism));
    let mut weights = Weights {
        features: vec![0.0; names.len()],
        reliefs: vec![0.0; relief::names().count()],
        slope: 1.0,
        levels: [0.5, 0.6, 0.9],
        ..Weights::default()
    };
    let mut here = false;
    for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(section) = line.strip_prefix('[') {
            here = section.trim_end_matches(']') == mechanism.name();
        } else if let Some((name, value)) = line.split_once(' ').filter(|_| here) {
            let value = value.trim().parse().unwrap_or(0.0);
            match name {
                "bias" => weights.bias = value,
                "slope" => weights.slope = value,
                "offset" => weights.offset = value,
                "finding" => weights.levels[0] = value,
                "clear" => weights.levels[1] = value,
                "severe" => weights.levels[2] = value,
                _ if name.starts_with("word.") => {
                    weights.words.insert(key(&name["word.".len()..]), value);
                }
                _ if name.starts_with("relief.") => {
                    if let Some(place) = relief::names().position(|one| one == name) {
                        weights.reliefs[place] = value;
                    }
                }
                _ => {
                    if let Some(place) = names.iter().position(|one| one == name) {
                        weights.features[place] = value;
                    }
                }
            }
        }
    }
    weights
}

impl Weights {
    /// Log odds that a sentence with these features and words shows the mechanism.
    pub(super) fn log_odds(&self, vector: &[f64], words: impl Iterator<Item = u64>) -> f64 {
        let features: f64 = self.features.iter().zip(vector).map(|(weight, value)| weight * value).sum();
        self.bias + features + words.filter_map(|word| self.words.get(&word)).sum::<f64>()
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
