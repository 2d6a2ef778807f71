//! What was found in one reply, as an outcome record tells it or as our own detection finds it.

use crate::detect::{Mechanism, Report};
use crate::text::{Quote, Span};
use serde::Serialize;
use serde_json::Value;

/// A stretch of a reply in which a failure was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Stretch {
    /// Which failure.
    pub mechanism: Mechanism,
    /// The rule that saw it, such as `SA02`.
    pub rule: String,
    /// 1 to 3.
    pub severity: u8,
    /// Where it stands in the reply, in bytes, and the words.
    #[serde(flatten)]
    pub quote: Quote,
}

/// What was found in a reply. Lists of four are in the order of [`Mechanism::ALL`].
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Judgement {
    /// The severity of each mechanism, 0 to 3.
    pub severities: [u8; 4],
    /// The probability of each mechanism, 0 to 1.
    pub scores: [f64; 4],
    /// Where.
    pub stretches: Vec<Stretch>,
    /// The language of the reply; empty where the record does not say.
    pub language: String,
    /// Whether it was judged at all: in a language that the rules do not speak nothing is found, which says nothing.
    pub supported: bool,
}

impl Judgement {
    /// Reads a report as records hold it; `None` where it is none.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let mechanisms = value.get("mechanisms")?;
        let mut read = Self { supported: true, ..Self::default() };
        for one in Mechanism::ALL {
            let presence = mechanisms.get(one.name())?;
            read.severities[one as usize] = u8::try_from(presence.get("severity")?.as_u64()?).ok()?.min(3);
            read.scores[one as usize] = presence.get("score")?.as_f64()?.clamp(0.0, 1.0);
        }
        let findings = value.get("findings").and_then(Value::as_array);
        read.stretches = findings.into_iter().flatten().filter_map(stretch).collect();
        read.language = value.get("language").and_then(Value::as_str).unwrap_or_default().to_owned();
        read.supported = value.get("supported").and_then(Value::as_bool).unwrap_or(true);
        Some(read)
    }

    /// The greatest severity, 0 to 3.
    pub fn worst(&self) -> u8 {
        self.severities.into_iter().max().unwrap_or(0)
    }

    /// Whether a person would notice a failure: something clear or severe was found.
    pub fn fails(&self) -> bool {
        self.worst() >= 2
    }

    /// The sum of the four scores, 0 to 4: how many of the four failures to expect.
    pub fn burden(&self) -> f64 {
        thousandths(self.scores.iter().sum())
    }
}

impl From<&Report> for Judgement {
    fn from(report: &Report) -> Self {
        let stretch = |finding: &crate::detect::Finding| Stretch {
            mechanism: finding.mechanism,
            rule: finding.rule.to_owned(),
            severity: finding.severity.level(),
            quote: finding.quote.clone(),
        };
        Self {
            severities: Mechanism::ALL.map(|one| report.severity(one).map_or(0, |severity| severity.level())),
            scores: Mechanism::ALL.map(|one| report.presence(one).score),
            stretches: report.findings.iter().map(stretch).collect(),
            language: report.language.to_owned(),
            supported: report.supported,
        }
    }
}

/// One finding; what cannot be read is no evidence.
fn stretch(value: &Value) -> Option<Stretch> {
    Some(Stretch {
        mechanism: value.get("mechanism")?.as_str()?.parse().ok()?,
        rule: value.get("rule").and_then(Value::as_str).unwrap_or_default().to_owned(),
        severity: u8::try_from(value.get("severity")?.as_u64()?).ok()?.min(3),
        quote: quote(value.get("span")?)?,
    })
}

/// A span with its words.
pub(super) fn quote(value: &Value) -> Option<Quote> {
    let place = |name: &str| usize::try_from(value.get(name)?.as_u64()?).ok();
    let text = value.get("text")?.as_str()?.to_owned();
    Some(Quote { span: Span::new(place("start")?, place("end")?), text })
}

/// As many decimals as scores have.
pub(super) fn thousandths(number: f64) -> f64 {
    // Adding 0 turns -0 into 0.
    (number * 1000.0).round() / 1000.0 + 0.0
}
