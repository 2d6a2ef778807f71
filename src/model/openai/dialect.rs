//! What a server was found to understand, and the request said in its words. Learnt from refusals, kept for later calls.

use super::refusal::{Blame, Refusal};
use super::settings::{OpenAiSettings, Structured};
use crate::prompt::{Job, Prompt};
use serde_json::{Map, Value, json};

/// How the form of the answer is asked for, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// `json_schema`, as OpenAI, vLLM, llama.cpp and most others take it.
    Schema,
    /// `json_object` with the schema beside it, as llama-cpp-python and Together take it.
    Grammar,
    /// `json_object` alone.
    Object,
    /// Nothing: the prompt's own words must do.
    Plain,
}

/// How to speak to this server. Every lesson goes one way, so that learning ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    shape: Shape,
    /// The shape is what the settings say, whatever the server thinks.
    fixed: bool,
    /// The shape has worked here: a later refusal has another cause unless it says otherwise.
    proven: bool,
    /// The limit is called `max_completion_tokens`.
    new_limit: bool,
    /// The model takes no temperature but its own.
    own_temperature: bool,
}

impl Dialect {
    /// What to try first.
    pub(crate) fn first(settings: &OpenAiSettings) -> Self {
        let (shape, fixed) = match settings.structured {
            _ if settings.extra_body.contains_key("response_format") => (Shape::Plain, true),
            Structured::Auto => (Shape::Schema, false),
            Structured::JsonSchema => (Shape::Schema, true),
            Structured::JsonObject => (Shape::Object, true),
            Structured::Off => (Shape::Plain, true),
        };
        Self { shape, fixed, proven: false, new_limit: false, own_temperature: false }
    }

    /// What to try after this refusal; nothing where no other words would help.
    pub(crate) fn after(self, refusal: &Refusal) -> Option<Self> {
        if !matches!(refusal.status, 400 | 422 | 500 | 501) {
            return None;
        }
        match refusal.blame {
            Blame::Settled | Blame::Quota => None,
            Blame::Limit => (!self.new_limit).then_some(Self { new_limit: true, ..self }),
            Blame::Temperature => (!self.own_temperature).then_some(Self { own_temperature: true, ..self }),
            Blame::Format | Blame::Unknown => self.simpler(refusal),
        }
    }

    /// The next simpler shape, if this refusal can be about the shape.
    fn simpler(self, refusal: &Refusal) -> Option<Self> {
        let about_shape = refusal.blame == Blame::Format || !self.proven;
        // llama-cpp-python answers 500 to json_schema; any other 500 is a server in trouble.
        let broke = refusal.status < 500 || self.shape == Shape::Schema;
        let next = match self.shape {
            Shape::Schema => Shape::Grammar,
            Shape::Grammar => Shape::Object,
            Shape::Object => Shape::Plain,
            Shape::Plain => return None,
        };
        (!self.fixed && about_shape && broke).then_some(Self { shape: next, proven: false, ..self })
    }

    /// The same words, known to work.
    pub(crate) fn proven(self) -> Self {
        Self { proven: true, ..self }
    }

    /// The request in these words. `extra_body` has the last word; a null there leaves a field out.
    pub(crate) fn body(self, settings: &OpenAiSettings, prompt: &Prompt) -> Value {
        let messages = prompt.messages.iter().map(|message| json!({"role": message.role, "content": message.content}));
        let mut body = Map::new();
        body.insert("model".into(), json!(settings.model.trim()));
        body.insert("messages".into(), messages.collect());
        if let Some(temperature) = settings.temperature.filter(|_| !self.own_temperature) {
            body.insert("temperature".into(), json!(temperature));
        }
        if let Some(limit) = settings.max_tokens {
            let name = if self.new_limit { "max_completion_tokens" } else { "max_tokens" };
            body.insert(name.into(), json!(limit));
        }
        if let Some(format) = self.response_format(prompt) {
            body.insert("response_format".into(), format);
        }
        body.extend(settings.extra_body.clone());
        body.retain(|_, value| !value.is_null());
        Value::Object(body)
    }

    fn response_format(self, prompt: &Prompt) -> Option<Value> {
        let schema = Some(&prompt.schema).filter(|schema| schema.is_object())?;
        match self.shape {
            Shape::Schema => {
                let schema = json!({"name": name(prompt.ask.job), "strict": closed(schema), "schema": schema});
                Some(json!({"type": "json_schema", "json_schema": schema}))
            }
            Shape::Grammar => Some(json!({"type": "json_object", "schema": schema})),
            Shape::Object => Some(json!({"type": "json_object"})),
            Shape::Plain => None,
        }
    }

    /// As one byte, for an atomic.
    pub(crate) fn pack(self) -> u8 {
        let flags = [self.fixed, self.proven, self.new_limit, self.own_temperature];
        let flags = flags.iter().enumerate().map(|(place, flag)| u8::from(*flag) << (place + 2)).sum::<u8>();
        self.shape as u8 | flags
    }

    /// From one byte.
    pub(crate) fn unpack(byte: u8) -> Self {
        let flag = |place: u8| byte & (1 << (place + 2)) != 0;
        let shape = [Shape::Schema, Shape::Grammar, Shape::Object, Shape::Plain][usize::from(byte & 3)];
        Self { shape, fixed: flag(0), proven: flag(1), new_limit: flag(2), own_temperature: flag(3) }
    }
}

/// The schema's name, as the servers want one.
fn name(job: Job) -> &'static str {
    match job {
        Job::Judge => "judge",
        Job::Critique => "critique",
        Job::Revise => "revise",
        Job::Repair => "repair",
        Job::Audit => "audit",
        Job::Compare => "compare",
        Job::Imagine => "imagine",
    }
}

/// Whether every object in the schema requires all its fields and allows no other: what `strict` demands.
fn closed(schema: &Value) -> bool {
    match schema {
        Value::Array(items) => items.iter().all(closed),
        Value::Object(fields) => {
            let is_object = fields.get("type").is_some_and(|kind| kind == "object");
            (!is_object || (fields.get("additionalProperties") == Some(&Value::Bool(false)) && complete(fields)))
                && fields.values().all(closed)
        }
        _ => true,
    }
}

fn complete(object: &Map<String, Value>) -> bool {
    let required = object.get("required").and_then(Value::as_array);
    let names = object.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys);
    names.into_iter().all(|name| required.is_some_and(|list| list.iter().any(|item| item == name)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::prompt::Ask;
    use crate::text::{Draft, Message, Role};

    fn prompt() -> Prompt {
        let schema = json!({"type": "object", "properties": {"reply": {"type": "string"}}});
        Prompt::new(vec![Message::new(Role::User, "Hi")], schema, Ask::new(Job::Revise, Draft::canned("Hello")))
    }

    fn settings() -> OpenAiSettings {
        OpenAiSettings::new("http://localhost:1/v1", " tiny ")
    }

    fn refused(status: u16, blame: Blame) -> Refusal {
        Refusal { status, retry_after: None, blame }
    }

    #[test]
    fn a_server_that_refuses_every_shape_ends_with_none() {
        let mut dialect = Dialect::first(&settings());
        let mut kinds = Vec::new();
        loop {
            kinds.push(dialect.body(&settings(), &prompt()).pointer("/response_format/type").cloned());
            match dialect.after(&refused(400, Blame::Unknown)) {
                Some(next) => dialect = next,
                None => break,
            }
        }
        let object = Some(json!("json_object"));
        assert_eq!(kinds, [Some(json!("json_schema")), object.clone(), object, None]);
    }

    #[test]
    fn a_shape_that_worked_is_not_blamed_for_every_later_refusal() {
        let proven = Dialect::first(&settings()).proven();
        assert_eq!(proven.after(&refused(400, Blame::Unknown)), None);
        assert!(proven.after(&refused(400, Blame::Format)).is_some());
    }

    #[test]
    fn only_a_first_json_schema_is_blamed_for_a_broken_server() {
        let first = Dialect::first(&settings());
        let second = first.after(&refused(500, Blame::Unknown)).unwrap();
        assert_eq!(second.shape, Shape::Grammar);
        assert_eq!(second.after(&refused(500, Blame::Unknown)), None);
        assert_eq!(first.after(&refused(503, Blame::Unknown)), None);
    }

    #[test]
    fn the_limit_and_the_temperature_are_said_as_the_model_wants_them() {
        let settings = OpenAiSettings { max_tokens: Some(9), temperature: Some(0.5), ..settings() };
        let first = Dialect::first(&settings);
        let body = first.body(&settings, &prompt());
        assert_eq!((&body["max_tokens"], &body["temperature"]), (&json!(9), &json!(0.5)));
        let second = first.after(&refused(400, Blame::Limit)).unwrap();
        let third = second.after(&refused(400, Blame::Temperature)).unwrap();
        let body = third.body(&settings, &prompt());
        assert_eq!((body.get("max_tokens"), body.get("temperature")), (None, None));
        assert_eq!(body["max_completion_tokens"], json!(9));
        assert_eq!(third.after(&refused(400, Blame::Limit)), None);
    }

    #[test]
    fn what_the_settings_fix_is_never_changed() {
        for structured in [Structured::JsonSchema, Structured::JsonObject, Structured::Off] {
            let fixed = Dialect::first(&OpenAiSettings { structured, ..settings() });
            assert_eq!(fixed.after(&refused(400, Blame::Format)), None);
        }
    }

    #[test]
    fn the_extra_body_has_the_last_word() {
        let mut settings = settings();
        settings.temperature = Some(0.5);
        let extra = json!({"top_k": 40, "temperature": null, "response_format": {"type": "text"}});
        settings.extra_body = extra.as_object().unwrap().clone();
        let body = Dialect::first(&settings).body(&settings, &prompt());
        assert_eq!(body["top_k"], json!(40));
        assert_eq!(body.get("temperature"), None);
        assert_eq!(body["response_format"], json!({"type": "text"}));
        assert_eq!(body["model"], json!("tiny"));
    }

    #[test]
    fn a_prompt_without_schema_asks_for_no_format() {
        let prompt = Prompt { schema: Value::Null, ..prompt() };
        assert_eq!(Dialect::first(&settings()).body(&settings(), &prompt).get("response_format"), None);
    }

    #[test]
    fn strict_is_claimed_only_for_closed_schemas() {
        let open = json!({"type": "object", "properties": {"a": {}}, "additionalProperties": false});
        let mut shut = open.clone();
        shut["required"] = json!(["a"]);
        assert!(closed(&shut));
        assert!(!closed(&open));
        assert!(!closed(&json!({"type": "object", "properties": {}})));
        let nested =
            json!({"type": "object", "properties": {"a": open}, "required": ["a"], "additionalProperties": false});
        assert!(!closed(&nested));
    }

    #[test]
    fn a_dialect_survives_being_packed() {
        for byte in 0..64 {
            assert_eq!(Dialect::unpack(byte).pack(), byte);
        }
    }
}
