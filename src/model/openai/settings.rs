//! How to reach a model and what to ask of it; checked once, so that nothing later can panic on a key or an address.

use crate::model::ModelError;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// How to reach a model behind an OpenAI-compatible endpoint, and what to send besides the prompt.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct OpenAiSettings {
    /// Where the server answers, such as `http://localhost:11434/v1`; `/chat/completions` is appended.
    pub base_url: String,
    /// The model's name there.
    pub model: String,
    /// The API key, if one is needed. White space around it is dropped.
    pub key: Option<String>,
    /// Longest wait for one answer, from the connection to the last byte.
    pub timeout: Duration,
    /// Longest wait for a connection.
    pub connect_timeout: Duration,
    /// Longest time for one prompt, with all retries and waits.
    pub deadline: Duration,
    /// How often a request is repeated after 408, 429, 5xx and lost connections.
    pub max_retries: u32,
    /// Longest wait before a retry, whatever the server asks for; an hour at most.
    pub retry_cap: Duration,
    /// Sampling temperature; the server's own if none.
    pub temperature: Option<f64>,
    /// Longest answer in tokens; the server's own limit if none.
    pub max_tokens: Option<u32>,
    /// Further fields of the request, such as `top_k`; they override ours, and a null leaves one out.
    pub extra_body: serde_json::Map<String, serde_json::Value>,
    /// Further headers; they override ours.
    pub headers: Vec<(String, String)>,
    /// How the form of the answer is asked for.
    pub structured: Structured,
}

impl OpenAiSettings {
    /// The usual settings for this address and model.
    pub fn new(base_url: impl Into<String>, model: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            model: model.into(),
            key: None,
            timeout: Duration::from_secs(120),
            connect_timeout: Duration::from_secs(10),
            deadline: Duration::from_secs(300),
            max_retries: 2,
            retry_cap: Duration::from_secs(30),
            temperature: None,
            max_tokens: None,
            extra_body: serde_json::Map::new(),
            headers: Vec::new(),
            structured: Structured::Auto,
        }
    }

    /// Everything here that shapes an answer, as JSON: two settings with the same shape are answered alike. Keys, time
    /// limits and headers are no part of it, nor is a user or query in the address.
    pub fn shape(&self) -> serde_json::Value {
        let address = reqwest::Url::parse(self.base_url.trim()).ok();
        let address =
            address.map(|url| format!("{}{}", super::endpoint::host_of(&url), url.path().trim_end_matches('/')));
        serde_json::json!({
            "server": address,
            "model": self.model.trim(),
            "temperature": self.temperature,
            "max_tokens": self.max_tokens,
            "extra_body": self.extra_body,
            "structured": self.structured,
        })
    }

    /// Checks what the endpoint does not: the model's name and the fields of the request.
    pub(super) fn check(&self) -> Result<(), ModelError> {
        if self.model.trim().is_empty() {
            return Err(wrong("no model is named"));
        }
        if self.temperature.is_some_and(|temperature| !temperature.is_finite()) {
            return Err(wrong("the temperature is not a number"));
        }
        // Answers are read whole, and the prompt is not the settings' to replace.
        let taken = ["messages", "stream", "stream_options"].iter().find(|name| self.extra_body.contains_key(**name));
        taken.map_or(Ok(()), |name| Err(wrong(format!("the extra body may not set `{name}`"))))
    }
}

impl fmt::Debug for OpenAiSettings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Keys hide in all of these: the address, the headers, the extra fields.
        let Self { base_url: _, model, key, timeout, connect_timeout, deadline, max_retries, retry_cap, .. } = self;
        let names = |names: Vec<&String>| names.into_iter().cloned().collect::<Vec<_>>();
        out.debug_struct("OpenAiSettings")
            .field("host", &super::endpoint::host(&self.base_url).unwrap_or_default())
            .field("model", model)
            .field("key", &key.as_ref().map(|_| "hidden"))
            .field("timeout", timeout)
            .field("connect_timeout", connect_timeout)
            .field("deadline", deadline)
            .field("max_retries", max_retries)
            .field("retry_cap", retry_cap)
            .field("temperature", &self.temperature)
            .field("max_tokens", &self.max_tokens)
            .field("extra_body", &names(self.extra_body.keys().collect()))
            .field("headers", &names(self.headers.iter().map(|(name, _)| name).collect()))
            .field("structured", &self.structured)
            .finish()
    }
}

/// How the form of the answer is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Structured {
    /// By JSON Schema, or less where the server refuses it; what it takes is remembered.
    #[default]
    Auto,
    /// By JSON Schema only.
    JsonSchema,
    /// As any JSON object.
    JsonObject,
    /// By the prompt's words only.
    Off,
}

impl FromStr for Structured {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        match text {
            "auto" => Ok(Self::Auto),
            "json_schema" => Ok(Self::JsonSchema),
            "json_object" => Ok(Self::JsonObject),
            "off" => Ok(Self::Off),
            _ => Err(wrong("structured output is one of auto, json_schema, json_object, off")),
        }
    }
}

/// Settings that cannot work. `detail` must not repeat a value.
pub(super) fn wrong(detail: impl Into<String>) -> ModelError {
    ModelError::Settings { detail: detail.into() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::OpenAi;
    use serde_json::json;

    fn settings() -> OpenAiSettings {
        OpenAiSettings::new("http://localhost:1/v1", "tiny")
    }

    fn detail(settings: OpenAiSettings) -> String {
        match OpenAi::new(settings) {
            Err(ModelError::Settings { detail }) => detail,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn settings_that_cannot_work_are_named_at_once() {
        assert_eq!(detail(OpenAiSettings { model: " ".into(), ..settings() }), "no model is named");
        assert_eq!(
            detail(OpenAiSettings { temperature: Some(f64::NAN), ..settings() }),
            "the temperature is not a number"
        );
        let extra_body = json!({"stream": true}).as_object().unwrap().clone();
        assert_eq!(detail(OpenAiSettings { extra_body, ..settings() }), "the extra body may not set `stream`");
    }

    #[test]
    fn no_secret_shows_in_debug() {
        let mut settings = settings();
        settings.base_url = "http://secret:secret@localhost:1/v1?key=secret".into();
        settings.key = Some("secret".into());
        settings.headers = vec![("api-key".into(), "secret".into())];
        settings.extra_body.insert("user".into(), json!("secret"));
        let shown = format!("{settings:?}");
        assert!(!shown.contains("secret"), "{shown}");
        assert!(shown.contains("localhost:1") && shown.contains("api-key"), "{shown}");
    }

    #[test]
    fn structured_output_reads_the_names_it_is_written_with() {
        for structured in [Structured::Auto, Structured::JsonSchema, Structured::JsonObject, Structured::Off] {
            let name = json!(structured);
            assert_eq!(name.as_str().unwrap().parse(), Ok(structured));
        }
        assert!("json".parse::<Structured>().is_err());
    }
}
