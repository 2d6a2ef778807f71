//! Reads what `attuned batch` wrote: one outcome with its conversation, as a pair needs it.

use super::judgement::{Judgement, quote};
use crate::Error;
use crate::diff::{Diff, Hunk};
use crate::record::{Record, kind};
use crate::revise::Verdict;
use crate::sha::hex;
use crate::text::Draft;
use serde_json::{Map, Value};

/// A reply of `--candidates` and what is left in it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Offered {
    /// The reply.
    pub text: String,
    /// The sum of the severities of its findings.
    pub weight: u64,
    /// Whether it broke a guard against the draft.
    pub broken: bool,
    /// Whether it is the draft itself.
    pub draft: bool,
    /// What is found in it.
    pub judgement: Judgement,
}

/// What a record cost.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct Outlay {
    /// Prompts answered.
    pub calls: u64,
    /// Tokens read.
    pub prompt_tokens: u64,
    /// Tokens written.
    pub completion_tokens: u64,
    /// Money, in the currency of the prices that were set; 0 where the record does not say.
    pub cost: f64,
}

/// One outcome with the conversation that it belongs to.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OutcomeRecord {
    /// Its id as text; `line N` where it has none.
    pub id: String,
    /// The draft in its conversation.
    pub draft: Draft,
    /// How it ended.
    pub verdict: Verdict,
    /// What is to be sent.
    pub text: String,
    /// What was found in the draft.
    pub before: Judgement,
    /// What is found in the text.
    pub after: Judgement,
    /// What changed, and why.
    pub hunks: Vec<Hunk>,
    /// The replies of `--candidates`, best first.
    pub offered: Vec<Offered>,
    /// Who answered: `llm`, `builtin`.
    pub engine: String,
    /// The model's name; empty where it has none.
    pub model: String,
    /// What it cost.
    pub spent: Outlay,
    /// All fields that are not the draft's own, the outcome's among them.
    pub rest: Map<String, Value>,
}

impl OutcomeRecord {
    /// Reads one outcome that started on `line`; `None` for the error record of a draft that failed.
    ///
    /// # Errors
    /// [`Error::Record`] names the line, the field and what was expected; never the text that stood there.
    pub fn read(value: Value, line: usize) -> Result<Option<Self>, Error> {
        if value.get("error").is_some_and(Value::is_object) {
            return Ok(None);
        }
        let record = Record::read(value, line)?;
        outcome(record).map(Some).map_err(|(field, detail)| Error::Record {
            line: Some(line),
            field: Some(field),
            detail,
        })
    }

    /// What tells its conversation from others where no field does: 16 hexadecimal digits.
    pub fn conversation_id(&self) -> String {
        let turns = self.draft.conversation.messages.iter();
        let mut text: Vec<_> = turns.map(|turn| format!("{}\0{}", turn.role.name(), turn.content)).collect();
        // Canned replies have nothing in common but that nobody spoke before.
        if text.is_empty() {
            text.push(self.draft.text.clone());
        }
        hex(text.join("\0").as_bytes())[..16].to_owned()
    }

    /// A field that came along with the draft, as text; `None` where it is missing or neither text nor a number.
    pub fn field(&self, name: &str) -> Option<String> {
        match name {
            "id" => Some(self.id.clone()),
            "sender" => self.draft.sender.clone(),
            _ => self.rest.get(name).and_then(scalar),
        }
    }
}

/// An [`Error::Record`] without its line.
type Fault = (&'static str, String);

/// The outcome's own fields.
fn outcome(record: Record) -> Result<OutcomeRecord, Fault> {
    let Record { id, draft, rest, line } = record;
    let verdict = verdict(rest.get("verdict"))?;
    let text = rest.get("text").and_then(Value::as_str).ok_or_else(|| expected("text", "the reply", &rest))?;
    let judged = |name| {
        let read = rest.get(name).and_then(Judgement::read);
        read.ok_or_else(|| expected(name, "a report with `mechanisms`, all four", &rest))
    };
    let words = |name: &str| rest.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let list = |name: &str| rest.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    // Whoever left the changes out to save room gets them back, without reasons.
    let hunks: Option<Vec<Hunk>> = match rest.get("hunks").is_some_and(|hunks| !hunks.is_null()) {
        true => list("hunks").iter().map(hunk).collect(),
        false => Some(Diff::between(&draft.text, text).hunks),
    };
    let offered: Option<Vec<Offered>> = list("candidates").iter().map(offered).collect();
    Ok(OutcomeRecord {
        id: id.as_ref().and_then(scalar).unwrap_or_else(|| format!("line {line}")),
        text: text.to_owned(),
        verdict,
        before: judged("before")?,
        after: judged("after")?,
        hunks: hunks.ok_or_else(|| expected("hunks", "a list of changes", &rest))?,
        offered: offered.ok_or_else(|| expected("candidates", "a list of replies with `after`", &rest))?,
        engine: words("engine"),
        model: words("model"),
        spent: spent(rest.get("usage")),
        draft,
        rest,
    })
}

fn expected(name: &'static str, what: &str, rest: &Map<String, Value>) -> Fault {
    (name, format!("expected {what}, got {}", rest.get(name).map_or("nothing", kind)))
}

fn verdict(value: Option<&Value>) -> Result<Verdict, Fault> {
    match value.and_then(Value::as_str) {
        Some("clean") => Ok(Verdict::Clean),
        Some("revised") => Ok(Verdict::Revised),
        Some("kept") => Ok(Verdict::Kept),
        Some("held") => Ok(Verdict::Held),
        Some(_) => Err(("verdict", "expected clean, revised, kept or held".to_owned())),
        None => Err(("verdict", "this is no outcome; make one with `attuned batch`".to_owned())),
    }
}

fn hunk(value: &Value) -> Option<Hunk> {
    let mechanisms = value.get("mechanisms")?.as_array()?.iter().map(|one| one.as_str()?.parse().ok());
    Some(Hunk {
        before: quote(value.get("before")?)?,
        after: quote(value.get("after")?)?,
        mechanisms: mechanisms.collect::<Option<_>>()?,
        reason: value.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned(),
    })
}

fn offered(value: &Value) -> Option<Offered> {
    Some(Offered {
        text: value.get("text")?.as_str()?.to_owned(),
        weight: value.get("weight")?.as_u64()?,
        broken: value.get("violations").and_then(Value::as_array).is_some_and(|list| !list.is_empty()),
        draft: value.get("verdict").and_then(Value::as_str) == Some("draft"),
        judgement: Judgement::read(value.get("after")?)?,
    })
}

fn spent(usage: Option<&Value>) -> Outlay {
    let count = |name: &str| usage.and_then(|usage| usage.get(name)?.as_u64()).unwrap_or(0);
    Outlay {
        calls: count("calls"),
        prompt_tokens: count("prompt_tokens"),
        completion_tokens: count("completion_tokens"),
        cost: usage.and_then(|usage| usage.get("cost")?.as_f64()).unwrap_or(0.0),
    }
}

/// Text or a number as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
