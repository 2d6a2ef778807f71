//! What a rule saw, before it is weighed: a span, how strongly, and the sentence that says why.

use super::Severity;
use super::rule::Rule;
use crate::reading::person::Place;
use crate::reading::{Cue, Reading, Said, Text};
use crate::text::Span;

/// A rule together with what looks for it.
pub(super) struct Look {
    /// The rule as people read it.
    pub(super) rule: Rule,
    /// What it sees in a reading.
    pub(super) see: fn(&Reading<'_>) -> Vec<Evidence>,
    /// Strength from which the evidence suffices without the weights: for textbook phrases, which the cases that the
    /// weights are learnt from avoid on purpose.
    pub(super) alone: Option<f64>,
}

/// Something that a rule saw.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    /// Where in the draft.
    pub(super) span: Span,
    /// How surely it is a failure, 0 to 1.
    pub(super) strength: f64,
    /// Why this hurts, about this text.
    pub(super) message: String,
    /// What the person said that it answers.
    pub(super) source: Option<Place>,
    /// What to do instead, where it is closer to this text than what the rule says.
    pub(super) instead: Option<&'static str>,
    /// How severe it is at least, whatever the weights say of its sentence, where the words leave no doubt.
    pub(super) least: Option<Severity>,
}

impl Evidence {
    /// Evidence without words of the person.
    pub(super) fn new(span: Span, strength: f64, message: impl Into<String>) -> Self {
        Self {
            span,
            strength: strength.clamp(0.0, 0.99),
            message: message.into(),
            source: None,
            instead: None,
            least: None,
        }
    }

    /// The same with what to do instead.
    pub(super) fn instead(self, instead: &'static str) -> Self {
        Self { instead: Some(instead), ..self }
    }

    /// The same beyond doubt, and so severe at least.
    pub(super) fn surely(self, least: Severity) -> Self {
        Self { least: Some(least), ..self }
    }

    /// The same with what the person said.
    pub(super) fn answering(self, source: Option<Place>) -> Self {
        Self { source, ..self }
    }
}

/// The clause around a span inside its sentence: what stands between commas, semicolons, dashes and brackets.
pub(super) fn clause(text: &Text<'_>, span: Span, sentence: Span) -> Span {
    const MARKS: [char; 6] = [',', ';', ':', '\u{2013}', '\u{2014}', '('];
    let spaced = |at: usize| text.source[at..].chars().nth(1).is_some_and(char::is_whitespace);
    let marks = |from: usize, to: usize| {
        text.source[from..to]
            .char_indices()
            .map(move |(at, mark)| (from + at, mark))
            .filter(|(at, mark)| MARKS.contains(mark) && (spaced(*at) || *mark == '('))
    };
    let start = marks(sentence.start, span.start).next_back().map_or(sentence.start, |(at, mark)| at + mark.len_utf8());
    let end = marks(span.end, sentence.end).next().map_or(sentence.end, |(at, _)| at);
    Span::new(start, end).trimmed(text.source)
}

/// The words of the draft under a span, shortened for a message.
pub(super) fn words(reading: &Reading<'_>, span: Span) -> String {
    const MOST: usize = 60;
    let cut = span.of(reading.reply.text.shown);
    if cut.chars().count() <= MOST {
        return cut.to_owned();
    }
    let short: String = cut.chars().take(MOST).collect();
    format!("{}\u{2026}", short.trim_end())
}

/// The words of the person at a place, shortened for a message.
pub(super) fn theirs(reading: &Reading<'_>, place: Place) -> String {
    const MOST: usize = 70;
    let said = reading.person.said.iter().find(|(message, _)| *message == place.message);
    let cut = said.map_or("", |(_, text)| place.span.of(text.source));
    if cut.chars().count() <= MOST {
        return cut.to_owned();
    }
    let short: String = cut.chars().take(MOST).collect();
    format!("{}\u{2026}", short.trim_end())
}

/// The strongest cue of one kind in a sentence of the draft: its span and weight.
pub(super) fn strongest(reading: &Reading<'_>, sentence: &Said, cue: Cue) -> Option<(Span, f64)> {
    // Most sentences have none of a kind.
    let hits = sentence.cues.has(cue).then(|| reading.reply.text.hits_in(sentence.span))?;
    hits.filter(|hit| hit.cue == cue && !(cue == Cue::Spread && denied(reading, hit.span)))
        .max_by(|one, other| one.weight.total_cmp(&other.weight).then(one.span.len().cmp(&other.span.len())))
        .map(|hit| (hit.span, hit.weight))
}

/// Whether a "no" or "not" stands right before a span: "there are no two sides to it".
fn denied(reading: &Reading<'_>, span: Span) -> bool {
    let head = reading.reply.text.source[..span.start].trim_end();
    ["no", "not", "n't", "never"].iter().any(|word| head.ends_with(word))
}

/// How many different cues of one kind a sentence holds.
pub(super) fn count(reading: &Reading<'_>, sentence: &Said, cue: Cue) -> usize {
    reading.reply.text.hits_in(sentence.span).filter(|hit| hit.cue == cue).count()
}
