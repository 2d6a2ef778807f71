//! A labelled case, read from a record. Errors name the line and the field, never the words.

use crate::record::Record;
use crate::text::Draft;
use crate::{Error, Mechanism};
use serde_json::{Map, Value};

/// What a label must look like.
const LABEL: &str = r#"expected {"severity": 0 to 3, "spans": ["words of the draft", ...]}"#;

/// What a person says of one mechanism in one draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// 0 none, 1 mild, 2 clear, 3 severe.
    pub severity: u8,
    /// The stretches that show it, word for word as in the draft.
    pub spans: Vec<String>,
}

impl Label {
    /// Whether the mechanism is present.
    pub fn is_present(&self) -> bool {
        self.severity > 0
    }
}

/// A draft whose failures are known.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Case {
    /// Its id; a number or truth value as JSON writes it.
    pub id: String,
    /// What it is about, in a word or two, where known.
    pub domain: Option<String>,
    /// The draft in its conversation.
    pub draft: Draft,
    /// The labels, in the order of [`Mechanism::ALL`].
    pub gold: [Label; 4],
}

/// A field at fault and what it should have been.
type Fault = (&'static str, String);

impl Case {
    /// Reads a record with `id`, `gold` and, where there is one, `domain`.
    ///
    /// `gold` is `{MECHANISM: {"severity": 0-3, "spans": [substring of the draft]}}` with all four mechanisms.
    ///
    /// # Errors
    /// [`Error::Record`] names the line and the field. A gold span that is not in the draft is one.
    pub fn read(record: Record) -> Result<Self, Error> {
        let line = (record.line > 0).then_some(record.line);
        case(record).map_err(|(field, detail)| Error::Record { line, field: Some(field), detail })
    }

    /// The label of a mechanism.
    pub fn label(&self, mechanism: Mechanism) -> &Label {
        &self.gold[mechanism as usize]
    }

    /// Whether no mechanism is present.
    pub fn is_clean(&self) -> bool {
        !self.gold.iter().any(Label::is_present)
    }
}

fn case(record: Record) -> Result<Case, Fault> {
    let id = record.id.as_ref().map(name);
    let id = id.ok_or_else(|| ("id", "missing; give every case one, for predictions are found by it".to_owned()))?;
    let domain = domain(record.rest.get("domain"))?;
    let gold = labels(record.rest.get("gold"), &record.draft.text)?;
    Ok(Case { id, domain, draft: record.draft, gold })
}

/// An id as text, so that 7 and "7" are the same.
pub(super) fn name(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

fn domain(value: Option<&Value>) -> Result<Option<String>, Fault> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(name)) => Ok(Some(name.clone())),
        Some(_) => Err(("domain", "expected text".to_owned())),
    }
}

/// The four labels; a name that is no mechanism is probably a slip, so it is refused.
fn labels(gold: Option<&Value>, draft: &str) -> Result<[Label; 4], Fault> {
    let gold =
        gold.and_then(Value::as_object).ok_or_else(|| ("gold", format!("{FOUR}, each with its label; {LABEL}")))?;
    if gold.keys().any(|name| !Mechanism::ALL.iter().any(|one| one.name() == name)) {
        return Err(("gold", format!("{FOUR}; another name stands there")));
    }
    let mut labels = <[Label; 4]>::default();
    for (one, label) in Mechanism::ALL.into_iter().zip(&mut labels) {
        *label = self::label(gold, one, draft).map_err(|detail| (field(one), detail))?;
    }
    Ok(labels)
}

const FOUR: &str = "expected an object with sentiment_attenuation, empathic_granularity_mismatch, conflict_avoidance and \
                    linguistic_distancing";

/// The path of a mechanism's label.
fn field(mechanism: Mechanism) -> &'static str {
    match mechanism {
        Mechanism::SentimentAttenuation => "gold.sentiment_attenuation",
        Mechanism::EmpathicGranularityMismatch => "gold.empathic_granularity_mismatch",
        Mechanism::ConflictAvoidance => "gold.conflict_avoidance",
        Mechanism::LinguisticDistancing => "gold.linguistic_distancing",
    }
}

/// The label of one mechanism.
fn label(gold: &Map<String, Value>, mechanism: Mechanism, draft: &str) -> Result<Label, String> {
    let label = gold.get(mechanism.name()).ok_or("missing; write severity 0 for a failure that is absent")?;
    let severity = label.get("severity").and_then(level).ok_or(LABEL)?;
    let spans = match label.get("spans") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(list)) => {
            list.iter().zip(1..).map(|(one, at)| span(one, at, draft)).collect::<Result<_, _>>()?
        }
        Some(_) => return Err(LABEL.to_owned()),
    };
    Ok(Label { severity, spans })
}

/// A severity; 2.0 is one too.
pub(super) fn level(value: &Value) -> Option<u8> {
    (0..=3).find(|level| value.as_f64() == Some(f64::from(*level)))
}

/// A span, which must stand in the draft.
fn span(value: &Value, at: usize, draft: &str) -> Result<String, String> {
    match value.as_str() {
        Some("") => Err(format!("span {at} is empty; leave it out")),
        Some(words) if draft.contains(words) => Ok(words.to_owned()),
        Some(_) => Err(format!("span {at} is not in the draft; copy it from there, letter by letter")),
        None => Err(format!("span {at} is not text; {LABEL}")),
    }
}
