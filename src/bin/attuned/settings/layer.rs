//! One layer of settings: everything optional, as a file, the environment or the command line gives it.

use super::judge::JudgeChoice;
use super::lint::LintLayer;
use super::serve::ServeLayer;
use super::thresholds::Table;
use super::within::Within;
use attuned::Price;
use clap::ValueEnum;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// What a layer may set. The names here are the keys of `attuned.toml` and, in capitals behind `ATTUNED_`, of the
/// environment.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Layer {
    /// Who revises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) engine: Option<EngineChoice>,
    /// A server by its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) provider: Option<String>,
    /// Where the server answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) base_url: Option<String>,
    /// The model's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) model: Option<String>,
    /// When the model is asked for findings, which then decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) judge: Option<JudgeChoice>,
    /// The doubt of the rules above which `auto` asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) doubt: Option<Within<4>>,
    /// From which score a mechanism counts as found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) thresholds: Option<Table>,
    /// How much a reply may cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) effort: Option<EffortChoice>,
    /// Rounds of revision at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rounds: Option<usize>,
    /// What a round aims at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) aim: Option<AimChoice>,
    /// Who writes the critique.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) critique: Option<CritiqueChoice>,
    /// Whether the model compares draft and rewrite before the rewrite is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) look: Option<bool>,
    /// Whether the model audits a rewrite before it is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) audit: Option<bool>,
    /// Whether drafts to a person in crisis are left to people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hold: Option<bool>,
    /// Further text that must stay; every layer adds its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) keep: Option<Vec<String>>,
    /// Longest time for one record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deadline: Option<Lasting>,
    /// Longest wait for one answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timeout: Option<Lasting>,
    /// How often a failed request is repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retries: Option<u32>,
    /// Sampling temperature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) temperature: Option<f64>,
    /// Longest answer in tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) max_tokens: Option<u32>,
    /// How the form of the answer is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) structured: Option<StructuredChoice>,
    /// Further fields of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) extra_body: Option<Map<String, Value>>,
    /// Requests under way at once, in a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) concurrency: Option<NonZeroU32>,
    /// Requests a minute, in a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) requests_per_minute: Option<NonZeroU32>,
    /// Tokens a minute, in a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tokens_per_minute: Option<NonZeroU32>,
    /// What models cost, for a million tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prices: Option<BTreeMap<String, Price>>,
    /// Folder of templates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prompts: Option<PathBuf>,
    /// How the proxy behaves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) serve: Option<ServeLayer>,
    /// Which canned replies there are, and what is said of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lint: Option<LintLayer>,
    /// The least severity that makes `check` end with 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fail_on: Option<FailOn>,
    /// When to colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) color: Option<Color>,
}

impl Layer {
    /// Every name, in the order in which they are shown.
    pub(crate) const NAMES: [&'static str; 31] = [
        "engine",
        "provider",
        "base_url",
        "model",
        "judge",
        "doubt",
        "thresholds",
        "effort",
        "rounds",
        "aim",
        "critique",
        "look",
        "audit",
        "hold",
        "keep",
        "deadline",
        "timeout",
        "retries",
        "temperature",
        "max_tokens",
        "structured",
        "extra_body",
        "concurrency",
        "requests_per_minute",
        "tokens_per_minute",
        "prices",
        "prompts",
        "serve",
        "lint",
        "fail_on",
        "color",
    ];

    /// What holds where nobody says otherwise.
    pub(crate) fn defaults() -> Self {
        Self {
            engine: Some(EngineChoice::Auto),
            doubt: Some(Within(attuned::Judging::DOUBT)),
            effort: Some(EffortChoice::Medium),
            hold: Some(true),
            deadline: Some(Lasting(Duration::from_secs(120))),
            timeout: Some(Lasting(Duration::from_secs(60))),
            retries: Some(2),
            structured: Some(StructuredChoice::Auto),
            concurrency: NonZeroU32::new(16),
            serve: Some(ServeLayer::defaults()),
            lint: Some(LintLayer::defaults()),
            fail_on: Some(FailOn::Clear),
            color: Some(Color::Auto),
            ..Self::default()
        }
    }
}

/// Who revises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum EngineChoice {
    /// A language model where one is configured, else the built-in reviser
    Auto,
    /// A language model, or an error
    Llm,
    /// The built-in reviser; nothing leaves this machine
    Builtin,
}

/// How much a reply may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum EffortChoice {
    /// One call, for replies that are waited for
    Low,
    /// Two rounds of one call each, mended where a guard speaks up, audited once
    Medium,
    /// The model judges draft and rewrite, and compares them blind before the rewrite is taken
    High,
}

/// What a round aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum AimChoice {
    All,
    Worst,
}

/// Who writes the critique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CritiqueChoice {
    Within,
    Apart,
}

/// The least severity that makes `check` end with 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FailOn {
    /// A careful reader notices
    Mild,
    /// The person would notice
    Clear,
    /// The person would be hurt or angered
    Severe,
    /// Always end with 0
    Never,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Into files and pipes too
    Always,
    /// Never
    Never,
}

/// How the form of the answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StructuredChoice {
    Auto,
    JsonSchema,
    JsonObject,
    Off,
}

/// A duration that people write: `90s`, `2m`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lasting(pub(crate) Duration);

impl FromStr for Lasting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let duration = humantime::parse_duration(text).map_err(|wrong| format!("{wrong}; write it as 90s or 2m"))?;
        if duration.is_zero() { Err("must be longer than nothing".to_owned()) } else { Ok(Self(duration)) }
    }
}

impl Serialize for Lasting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&humantime::format_duration(self.0))
    }
}

impl<'de> Deserialize<'de> for Lasting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_its_name_in_the_list() {
        let known = serde_json::from_str::<Layer>(r#"{"?": 1}"#).expect_err("no such setting").to_string();
        for name in Layer::NAMES {
            assert!(known.contains(&format!("`{name}`")), "{name}: {known}");
        }
        assert_eq!(known.matches('`').count() / 2, Layer::NAMES.len() + 1, "{known}");
    }

    #[test]
    fn durations_come_with_a_unit() {
        assert_eq!("90s".parse(), Ok(Lasting(Duration::from_secs(90))));
        assert!("90".parse::<Lasting>().is_err() && "0s".parse::<Lasting>().is_err());
    }
}
