//! The only place that reads the environment: `ATTUNED_*`, the two variables of OpenAI's own tools, and the keys.

use super::{Layer, LintLayer, ServeLayer};
use figment::value::{Dict, Map, Value};
use figment::{Error, Figment, Metadata, Profile, Provider};
use std::path::PathBuf;

/// Settings that are text whatever they look like, so that a model called `4` stays one.
const TEXT: [&str; 13] = [
    "model",
    "base_url",
    "provider",
    "prompts",
    "engine",
    "serve.listen",
    "serve.upstream",
    "serve.held_message",
    "serve.shadow",
    "serve.largest",
    "lint.from",
    "lint.column",
    "lint.baseline",
];
const PREFIX: &str = "ATTUNED_";
/// What stands before the settings of the table `[serve]`.
const SERVE: &str = "serve_";
/// The same for the table `[lint]`.
const LINT: &str = "lint_";
/// A key for any server; no setting, so that no file can hold it and nothing shows it.
pub(super) const OUR_KEY: &str = "ATTUNED_API_KEY";
/// The keys of which callers of the proxy show one, with commas between them.
pub(super) const SERVE_KEYS: &str = "ATTUNED_SERVE_KEYS";
/// The key that the proxy shows to its upstream.
pub(super) const UPSTREAM_KEY: &str = "ATTUNED_UPSTREAM_KEY";
const KEYS: [&str; 3] = [OUR_KEY, SERVE_KEYS, UPSTREAM_KEY];

/// An API key and the variable that it came from. It has no Debug and no Display on purpose.
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) from: &'static str,
}

/// Lays the environment over what is there. Our own variables win over OpenAI's.
pub(super) fn over(figment: Figment) -> Figment {
    let openai = variable("OPENAI_BASE_URL").map(|value| Variable::new("base_url", "OPENAI_BASE_URL", value));
    let ours = std::env::vars_os().filter_map(|(name, value)| {
        let (name, value) = (name.into_string().ok()?, value.into_string().ok()?);
        let setting = name.strip_prefix(PREFIX)?.to_ascii_lowercase();
        (!KEYS.contains(&name.as_str()) && !value.trim().is_empty()).then(|| Variable::new(&setting, &name, value))
    });
    openai.into_iter().chain(ours).fold(figment, Figment::admerge)
}

/// The key of a provider, from its own variable.
pub(super) fn key(variable_name: &'static str) -> Option<Key> {
    variable(variable_name).map(|text| Key { text, from: variable_name })
}

/// Where GitHub Actions wants the summary of a step.
pub(crate) fn step_summary() -> Option<PathBuf> {
    variable("GITHUB_STEP_SUMMARY").map(PathBuf::from)
}

/// A variable that is set to something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// One variable as a source of one setting, so that errors name the variable.
struct Variable {
    setting: String,
    name: String,
    value: Value,
}

impl Variable {
    fn new(setting: &str, name: &str, text: String) -> Self {
        let setting = match (setting.strip_prefix(SERVE), setting.strip_prefix(LINT)) {
            (Some(rest), _) => format!("serve.{rest}"),
            (_, Some(rest)) => format!("lint.{rest}"),
            _ => setting.to_owned(),
        };
        let lint = setting.strip_prefix("lint.");
        let known = Layer::NAMES.contains(&setting.as_str())
            || setting.strip_prefix("serve.").is_some_and(|rest| ServeLayer::NAMES.contains(&rest))
            || lint.is_some_and(|rest| LintLayer::NAMES.contains(&rest));
        let value = match setting.as_str() {
            "keep" => Value::from(vec![text]),
            _ if lint.is_some_and(|rest| LintLayer::LISTS.contains(&rest)) => {
                Value::from(text.split(',').map(str::trim).collect::<Vec<_>>())
            }
            name if TEXT.contains(&name) || !known => Value::from(text),
            // Numbers, booleans and tables are written as in the file; what is none of them is text.
            _ => text.parse().unwrap_or_else(|_| Value::from(text)),
        };
        Self { setting, name: name.to_owned(), value }
    }
}

impl Provider for Variable {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.name.clone())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let dict = match self.setting.split_once('.') {
            Some((table, name)) => {
                Dict::from([(table.to_owned(), Value::from(Dict::from([(name.to_owned(), self.value.clone())])))])
            }
            None => Dict::from([(self.setting.clone(), self.value.clone())]),
        };
        Ok(Map::from([(Profile::Default, dict)]))
    }
}
