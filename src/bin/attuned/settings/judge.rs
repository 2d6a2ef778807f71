//! When the judge is asked: in words, or as the `true` and `false` of older files.

use clap::ValueEnum;
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// When the model is asked for findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum JudgeChoice {
    /// Of every draft
    Always,
    /// Where the rules are not sure
    Auto,
    /// Not at all; the rules decide alone
    Never,
}

impl<'de> Deserialize<'de> for JudgeChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(When)
    }
}

/// Reads a word, or yes and no.
struct When;

impl Visitor<'_> for When {
    type Value = JudgeChoice;

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("always, auto, never, true or false")
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<JudgeChoice, E> {
        Ok(if yes { JudgeChoice::Always } else { JudgeChoice::Never })
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<JudgeChoice, E> {
        JudgeChoice::from_str(word, false).map_err(|_| E::invalid_value(Unexpected::Str(word), &self))
    }
}
