//! The table `[lint]`: which canned replies there are and what is said of them. Its names are the keys of the table and,
//! in capitals behind `ATTUNED_LINT_`, of the environment.

use attuned::Severity;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a layer may set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LintLayer {
    /// Rules, mechanisms and kinds of findings about the library that are off; every layer adds its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) off: Option<Vec<String>>,
    /// The least severity that is worth a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) severity: Option<SeverityChoice>,
    /// Globs of the files in folders that are read; every layer adds its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) include: Option<Vec<String>>,
    /// Globs of files that are not read; every layer adds its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exclude: Option<Vec<String>>,
    /// The format of the files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    /// Where texts are in JSON and YAML; every layer adds its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Vec<String>>,
    /// The column of texts in tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<String>,
    /// Whether a file of Markdown or plain text holds several replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) split: Option<bool>,
    /// What is known and does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) baseline: Option<PathBuf>,
    /// What is different for some paths, by glob.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) overrides: Option<BTreeMap<String, Elsewhere>>,
}

/// What is different for some paths.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Elsewhere {
    /// What is off there as well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) off: Vec<String>,
    /// The least severity there, where it is greater.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) severity: Option<SeverityChoice>,
}

/// The least severity that is worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SeverityChoice {
    /// A careful reader notices
    Mild,
    /// The person would notice
    Clear,
    /// The person would be hurt or angered
    Severe,
}

impl SeverityChoice {
    /// The severity of this name.
    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Mild => Severity::Mild,
            Self::Clear => Severity::Clear,
            Self::Severe => Severity::Severe,
        }
    }
}

impl LintLayer {
    /// Every name, in the order in which they are shown.
    pub(crate) const NAMES: [&'static str; 10] =
        ["off", "severity", "include", "exclude", "from", "at", "column", "split", "baseline", "overrides"];

    /// The names that are lists: in the environment with commas between them.
    pub(crate) const LISTS: [&'static str; 4] = ["off", "include", "exclude", "at"];

    /// What holds where nobody says otherwise.
    pub(crate) fn defaults() -> Self {
        Self { severity: Some(SeverityChoice::Mild), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::LintLayer;

    #[test]
    fn every_setting_has_its_name_in_the_list() {
        let known = serde_json::from_str::<LintLayer>(r#"{"?": 1}"#).expect_err("no such setting").to_string();
        for name in LintLayer::NAMES {
            assert!(known.contains(&format!("`{name}`")), "{name}: {known}");
        }
        assert_eq!(known.matches('`').count() / 2, LintLayer::NAMES.len() + 1, "{known}");
    }
}
