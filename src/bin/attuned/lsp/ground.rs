//! What holds for the documents of a folder: the settings nearest to it.

use super::Load;
use crate::canned;
use crate::engine::Engine;
use crate::settings::Settings;
use attuned::{Baseline, CannedFile, CannedOptions, LintOptions};
use serde_json::{Map, Value};
use std::path::Path;

/// What an editor may set: not where texts and keys are sent, because editors read settings from the folders that they
/// open.
const SET: &[&str] = &[
    "engine",
    "provider",
    "model",
    "judge",
    "doubt",
    "thresholds",
    "effort",
    "rounds",
    "keep",
    "deadline",
    "timeout",
    "lint",
];

/// The settings for some documents.
pub(super) struct Ground {
    pub(super) options: LintOptions,
    pub(super) canned: CannedOptions,
    /// None where they cannot be used.
    pub(super) settings: Option<Settings>,
    /// The language model that would revise, where one is configured: its name and where it is.
    pub(super) reviser: Option<String>,
}

impl Ground {
    /// The settings for a folder; where they cannot be used, the defaults and why.
    pub(super) fn of(folder: &Path, load: Load<'_>, editor: &Value) -> (Self, Option<String>) {
        let read =
            |settings: &Settings| -> anyhow::Result<_> { Ok((options(settings)?, canned::canned_options(settings)?)) };
        match load(folder, editor).and_then(|settings| Ok((read(&settings)?, settings))) {
            Ok(((options, canned), settings)) => {
                let reviser = reviser(&settings);
                (Self { options, canned, settings: Some(settings), reviser }, None)
            }
            Err(error) => {
                let (options, canned) = (LintOptions::default(), CannedOptions::default());
                (Self { options, canned, settings: None, reviser: None }, Some(format!("{error:#}")))
            }
        }
    }
}

impl Ground {
    /// Whether a file is to be checked: the settings name it, or it seems to hold replies and they do not leave it out.
    pub(super) fn wants(&self, path: &Path, file: &CannedFile) -> bool {
        let Some(settings) = &self.settings else { return file.seems_canned() };
        let named = settings.lint().include.is_some_and(|globs| !globs.is_empty());
        // Globs that are none match nothing.
        (named || file.seems_canned()) && canned::wants(path, settings).unwrap_or(false)
    }
}

/// How replies are linted; what the baseline knows is not marked.
fn options(settings: &Settings) -> anyhow::Result<LintOptions> {
    let mut options = canned::lint_options(settings)?;
    if let Some(path) = settings.lint().baseline.filter(|path| path.exists()) {
        options.baseline = Some(Baseline::read(&path)?);
    }
    Ok(options)
}

/// Who would revise; the built-in reviser has its quick fixes already.
fn reviser(settings: &Settings) -> Option<String> {
    match Engine::choose(settings) {
        Ok(engine) => engine.remote.then(|| engine.notice.split("; ").next().unwrap_or_default().to_owned()),
        // Why it cannot be asked is said to whoever asks it.
        Err(_) => Some("the language model".to_owned()),
    }
}

/// What an editor sets, as `attuned.toml` would have it, and the names that it may not set.
pub(super) fn cleaned(value: Value) -> (Value, Vec<String>) {
    let value = match value {
        Value::Object(mut map) if map.contains_key("attuned") => map.remove("attuned").unwrap_or_default(),
        value => value,
    };
    let Value::Object(map) = without_null(value) else { return (Value::Object(Map::new()), Vec::new()) };
    let (set, other): (Map<String, Value>, Map<String, Value>) =
        map.into_iter().partition(|(name, _)| SET.contains(&name.as_str()));
    (Value::Object(set), other.into_iter().map(|(name, _)| name).collect())
}

/// Editors send null for what nobody set.
fn without_null(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let set = map.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(set.map(|(name, value)| (name, without_null(value))).collect())
        }
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_editor_sets_rules_and_models_but_no_address() {
        let sent = json!({"attuned": {"lint": {"off": ["LD01"], "severity": null}, "base_url": "http://x", "model": "m",
            "trace": {"server": "off"}}});
        let (set, other) = cleaned(sent);
        assert_eq!(set, json!({"lint": {"off": ["LD01"]}, "model": "m"}));
        assert_eq!(other, ["base_url", "trace"]);
        assert_eq!(cleaned(json!(null)).0, json!({}));
    }
}
