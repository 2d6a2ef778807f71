//! What somebody found in a case: our own report, or a record of that shape from elsewhere.

use super::gold::{level, name};
use crate::detect::{Report, doubt};
use crate::record::Entry;
use crate::text::Span;
use crate::{Error, Mechanism, Severity};
use serde_json::Value;

/// Whether a mechanism was found, and how surely.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct Judged {
    /// 0 none, 1 mild, 2 clear, 3 severe.
    pub severity: u8,
    /// Probability that it is present, 0 to 1.
    pub score: f64,
}

/// One finding, as far as it is measured and shown.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Sighting {
    /// Which of the four mechanisms.
    pub mechanism: Mechanism,
    /// The id of the rule; empty where none is named.
    pub rule: String,
    /// How much it weighs; `None` where that is not said.
    pub severity: Option<Severity>,
    /// The words that it marks.
    pub text: String,
    /// Where it says they stand, in bytes of the draft.
    pub span: Option<Span>,
    /// Why this hurts; empty where that is not said.
    pub message: String,
}

/// What was found in one case.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Prediction {
    /// The id of the case.
    pub id: String,
    /// The verdicts, in the order of [`Mechanism::ALL`].
    pub verdicts: [Judged; 4],
    /// The findings.
    pub findings: Vec<Sighting>,
    /// Whether it is an error record: the case could not be done.
    pub failed: bool,
}

/// A field at fault and what it should have been.
type Fault = (&'static str, String);

impl Prediction {
    /// What [`detect`](crate::detect()) reports of the case with this id.
    pub fn of(id: &str, report: &Report) -> Self {
        let verdicts = Mechanism::ALL.map(|one| {
            let presence = report.presence(one);
            Judged { severity: presence.severity.map_or(0, Severity::level), score: presence.score }
        });
        let findings = report.findings.iter().map(|one| Sighting {
            mechanism: one.mechanism,
            rule: one.rule.to_owned(),
            severity: Some(one.severity),
            text: one.quote.text.clone(),
            span: Some(one.quote.span),
            message: one.message.clone(),
        });
        Self { id: id.to_owned(), verdicts, findings: findings.collect(), failed: false }
    }

    /// Reads a record of `attuned check`, or any with `id`, `mechanisms` (of each `severity` and `score`) and `findings`
    /// (of each `mechanism`, `rule` and `span.text`). What is left out counts as nothing found.
    ///
    /// # Errors
    /// [`Error::Record`] names the line and the field, never the words.
    pub fn read(entry: &Entry) -> Result<Self, Error> {
        let fault = |(field, detail)| Error::Record { line: Some(entry.line), field: Some(field), detail };
        prediction(&entry.value).map_err(fault)
    }

    /// How many of its four decisions are likely to be wrong by its scores, as [`Report::doubt`] counts them.
    pub fn doubt(&self) -> f64 {
        doubt(self.verdicts.map(|one| (one.severity > 0, one.score)))
    }

    /// The verdict on a mechanism.
    pub fn verdict(&self, mechanism: Mechanism) -> Judged {
        self.verdicts[mechanism as usize]
    }

    /// The findings of a mechanism.
    pub fn sightings(&self, mechanism: Mechanism) -> impl Iterator<Item = &Sighting> {
        self.findings.iter().filter(move |one| one.mechanism == mechanism)
    }
}

fn prediction(value: &Value) -> Result<Prediction, Fault> {
    let id = value.get("id").filter(|id| !id.is_null() && !id.is_object() && !id.is_array());
    let id = name(id.ok_or_else(|| ("id", "expected the id of the case, text or a number".to_owned()))?);
    let mut verdicts = <[Judged; 4]>::default();
    for (one, verdict) in Mechanism::ALL.into_iter().zip(&mut verdicts) {
        *verdict = self::verdict(value, one)?;
    }
    let failed = value.get("error").is_some_and(|error| !error.is_null());
    Ok(Prediction { id, verdicts, findings: findings(value.get("findings"))?, failed })
}

fn verdict(value: &Value, mechanism: Mechanism) -> Result<Judged, Fault> {
    let fault = |what: &str| ("mechanisms", format!("{}: {what}", mechanism.name()));
    let of =
        |name: &str| value.pointer(&format!("/mechanisms/{}/{name}", mechanism.name())).filter(|one| !one.is_null());
    let severity = of("severity").map_or(Some(0), level).ok_or_else(|| fault("expected `severity` 0, 1, 2 or 3"))?;
    let score = of("score").map_or(Some(0.0), Value::as_f64).filter(|score| (0.0..=1.0).contains(score));
    Ok(Judged { severity, score: score.ok_or_else(|| fault("expected `score` between 0 and 1"))? })
}

fn findings(value: Option<&Value>) -> Result<Vec<Sighting>, Fault> {
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(list)) => list.iter().zip(1..).map(|(one, at)| sighting(one, at)).collect(),
        Some(_) => Err(("findings", "expected a list".to_owned())),
    }
}

fn sighting(value: &Value, at: usize) -> Result<Sighting, Fault> {
    let mechanism = value.get("mechanism").and_then(Value::as_str).and_then(|name| name.parse().ok());
    let mechanism = mechanism.ok_or_else(|| ("findings", format!("finding {at}: `mechanism` is none of the four")))?;
    let words = |path: &str| value.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
    let byte = |path: &str| value.pointer(path).and_then(Value::as_u64).and_then(|byte| usize::try_from(byte).ok());
    Ok(Sighting {
        mechanism,
        rule: words("/rule"),
        severity: value.get("severity").and_then(level).and_then(Severity::from_level),
        text: words("/span/text"),
        span: byte("/span/start").zip(byte("/span/end")).map(|(start, end)| Span::new(start, end)),
        message: words("/message"),
    })
}
