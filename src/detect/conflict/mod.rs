//! Conflict avoidance: the draft steps around the tension instead of meeting it.

mod advice;
mod apology;
mod deflection;
mod grievance;
mod open;
mod soothing;

use super::evidence::Look;
use advice::{ADVICE, advice};
use apology::{CONDITION, condition};
use deflection::{GENERALITY, SPREAD, TERMS, generality, spread, terms};
use open::{QUESTION, STALL, question, stall};
use soothing::{FLATTERY, SILVER, flattery, silver};

/// The rules of this mechanism.
pub(super) const RULES: &[Look] = &[
    Look { rule: CONDITION, see: condition, alone: Some(0.5) },
    Look { rule: GENERALITY, see: generality, alone: Some(0.5) },
    Look { rule: TERMS, see: terms, alone: None },
    Look { rule: SPREAD, see: spread, alone: Some(0.5) },
    Look { rule: QUESTION, see: question, alone: None },
    Look { rule: SILVER, see: silver, alone: Some(0.5) },
    Look { rule: FLATTERY, see: flattery, alone: Some(0.5) },
    Look { rule: ADVICE, see: advice, alone: None },
    Look { rule: STALL, see: stall, alone: None },
];
