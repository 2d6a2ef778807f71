//! What detection returns: findings with their evidence, a level for each mechanism, the paper's metrics, flags.

use super::{Mechanism, Severity};
use crate::metrics::Metrics;
use crate::text::{Quote, Span};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// Who made a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum By {
    /// One of our rules; where a judge was asked, it marked the same.
    Rule,
    /// The model, asked as a judge; no rule saw it.
    Model,
}

/// The words of the person that a finding's evidence leaves unanswered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Source {
    /// Which message of the conversation, counted from 0.
    pub message: usize,
    /// Where in that message, and the words.
    #[serde(flatten)]
    pub quote: Quote,
}

impl Source {
    /// The words of message number `message` under `span`.
    pub fn cut(message: usize, text: &str, span: Span) -> Self {
        Self { message, quote: Quote::cut(text, span) }
    }
}

/// One failure: the smallest stretch of the draft that shows it, and why it hurts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// Which of the four mechanisms.
    pub mechanism: Mechanism,
    /// The id of the rule, such as `SA02`; of the model's findings, `SA00` and so on.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Probability that it is a failure, 0 to 1.
    pub score: f64,
    /// Who found it.
    pub by: By,
    /// The evidence in the draft.
    #[serde(rename = "span")]
    pub quote: Quote,
    /// Why this hurts, about this text.
    pub message: String,
    /// What to do instead.
    pub suggestion: String,
    /// What the person said that it answers, where it applies.
    pub source: Option<Source>,
}

impl Finding {
    /// The same, of no greater severity than this.
    pub(super) fn at_most(self, severity: Severity) -> Self {
        Self { severity: self.severity.min(severity), ..self }
    }

    /// The same, no milder than this.
    pub(super) fn at_least(self, severity: Severity) -> Self {
        Self { severity: self.severity.max(severity), ..self }
    }
}

/// Whether a mechanism is present in a draft, and how surely.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct Presence {
    /// The greatest severity of its findings; `None` without findings.
    pub severity: Option<Severity>,
    /// Probability that the mechanism is present, 0 to 1.
    pub score: f64,
}

impl Serialize for Presence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("severity", &self.severity.map_or(0, Severity::level))?;
        map.serialize_entry("score", &self.score)?;
        map.end()
    }
}

/// Something about the conversation that whoever sends the reply should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Flag {
    /// Self-harm, harm or abuse in progress in what the person wrote: a person should look.
    Crisis,
    /// There is no message of the person: only the draft's own wording was judged.
    NoConversation,
    /// The draft is not in a supported language: nothing was judged.
    UnsupportedLanguage,
}

/// What [`detect`](crate::detect()) returns. It is total: every draft has a report.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Report {
    /// Language of the draft as an ISO 639-1 code where there is one; `und` where it cannot be told.
    pub language: &'static str,
    /// Whether the rules speak this language; if not, nothing was judged.
    pub supported: bool,
    /// The findings, in the order of the draft.
    pub findings: Vec<Finding>,
    /// The paper's measures.
    pub metrics: Metrics,
    /// What else the sender should know.
    pub flags: Vec<Flag>,
    /// The score of each mechanism, in the order of [`Mechanism::ALL`].
    pub(crate) scores: [f64; 4],
}

impl Report {
    /// Whether the mechanism is present, and how surely.
    pub fn presence(&self, mechanism: Mechanism) -> Presence {
        Presence { severity: self.severity(mechanism), score: self.scores[mechanism as usize] }
    }

    /// The greatest severity among the findings of a mechanism.
    pub fn severity(&self, mechanism: Mechanism) -> Option<Severity> {
        self.of(mechanism).map(|finding| finding.severity).max()
    }

    /// The greatest severity of all.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The findings of one mechanism.
    pub fn of(&self, mechanism: Mechanism) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.mechanism == mechanism)
    }

    /// The weight of all findings: the sum of their severities, 1 to 3 each. What a revision must bring down.
    pub fn weight(&self) -> u32 {
        self.findings.iter().map(|finding| u32::from(finding.severity.level())).sum()
    }

    /// How many of the four decisions, found or not, are likely to be wrong by the calibrated scores, 0 to 4: for a
    /// mechanism with findings what its score lacks of 1, for one without findings its score.
    pub fn doubt(&self) -> f64 {
        doubt(Mechanism::ALL.map(|one| (self.severity(one).is_some(), self.scores[one as usize])))
    }

    /// Whether this report is strictly better: it weighs less, and no mechanism is worse than it was; or it weighs at
    /// most half, and nothing in it is worse than the worst that was there; or it weighs at most a quarter.
    ///
    /// The further ways are for what a rewrite of several failures may leave or seem to leave: a mild doubt of another
    /// kind beside a cured letter is no reason to send the uncured one.
    pub fn is_better_than(&self, other: &Self) -> bool {
        let no_worse = || Mechanism::ALL.into_iter().all(|one| self.severity(one) <= other.severity(one));
        let halved = || self.weight() * 2 <= other.weight() && self.worst() <= other.worst();
        let quartered = || self.weight() * 4 <= other.weight();
        self.weight() < other.weight() && (no_worse() || halved() || quartered())
    }

    /// Whether the flag is set.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

/// How many of four decisions, each found or not and with its score, are likely to be wrong.
pub(crate) fn doubt(decisions: [(bool, f64); 4]) -> f64 {
    let sum: f64 = decisions.iter().map(|(found, score)| if *found { 1.0 - score } else { *score }).sum();
    // As many decimals as the scores have, so that a limit is met where it says.
    (sum * 1000.0).round() / 1000.0
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("language", self.language)?;
        map.serialize_entry("supported", &self.supported)?;
        map.serialize_entry("mechanisms", &Presences(self))?;
        map.serialize_entry("findings", &self.findings)?;
        map.serialize_entry("metrics", &self.metrics)?;
        map.serialize_entry("flags", &self.flags)?;
        map.end()
    }
}

/// The `mechanisms` object of a record.
struct Presences<'a>(&'a Report);

impl Serialize for Presences<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Mechanism::ALL.map(|one| (one.name(), self.0.presence(one))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::detect;
    use crate::text::{Conversation, Draft};

    #[test]
    fn doubt_is_what_the_scores_leave_open() {
        assert_eq!(Report { scores: [0.1, 0.0, 0.25, 0.05], ..Report::default() }.doubt(), 0.4);
        let said = "You cancelled my mother's surgery twice and nobody rang. Why?";
        let draft = Draft::new(Conversation::from_user(said), "It is regretted that the surgery was cancelled.");
        let mut report = detect(&draft);
        report.findings.retain(|one| one.mechanism == Mechanism::LinguisticDistancing);
        report.scores = [0.2, 0.0, 0.0, 0.9];
        assert_eq!(report.doubt(), 0.3);
    }

    #[test]
    fn nothing_is_doubted_where_nothing_was_judged() {
        assert_eq!(Report::default().doubt(), 0.0);
    }

    /// A report with findings of these mechanisms and severities.
    fn found(marks: &[(Mechanism, Severity)]) -> Report {
        let draft = Draft::canned("It is regretted that the surgery was cancelled.");
        let one = detect(&draft).findings.remove(0);
        let finding = |&(mechanism, severity): &(Mechanism, Severity)| Finding { mechanism, severity, ..one.clone() };
        Report { findings: marks.iter().map(finding).collect(), ..Report::default() }
    }

    #[test]
    fn better_weighs_less_and_brings_nothing_worse_unless_it_halves_all() {
        use Mechanism::{LinguisticDistancing as Ld, SentimentAttenuation as Sa};
        use Severity::{Clear, Mild, Severe};
        let draft = found(&[(Ld, Clear), (Ld, Clear)]);
        assert!(found(&[(Ld, Clear)]).is_better_than(&draft));
        assert!(!found(&[(Ld, Clear), (Ld, Clear)]).is_better_than(&draft), "as heavy");
        assert!(found(&[(Sa, Clear)]).is_better_than(&draft), "half the weight, no worse than the worst");
        assert!(!found(&[(Sa, Clear), (Sa, Mild)]).is_better_than(&draft), "a new failure, more than half the weight");
        assert!(!found(&[(Sa, Severe)]).is_better_than(&draft), "worse than the worst");
    }
}
