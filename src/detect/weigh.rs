//! From evidence to findings: every rule looks, the learnt weights say how likely each sentence fails the person, and the
//! strongest rule there says why.

use super::alone::is_plain_custom;
use super::audience::{joined, reports};
use super::evidence::{Evidence, Look};
use super::features::{Measured, gate, stems};
use super::letter::{Tell, surest, tells};
use super::measure::metrics;
use super::report::{By, Finding, Flag, Report, Source};
use super::rule::Rule;
use super::thresholds::Thresholds;
use super::unruled::unruled;
use super::weights::{of_words, weights};
use super::{Mechanism, Severity, conflict, distancing, granularity, sentiment};
use crate::guard::valued;
use crate::reading::language::language;
use crate::reading::person::Place;
use crate::reading::{Person, Reading};
use crate::text::{Conversation, Draft, Quote, Span};
use std::rc::Rc;

/// Strengths from which a rule alone makes a finding, a clear one, a severe one: for canned replies, where there is no
/// person to weigh against.
const LEVELS: [f64; 3] = [0.5, 0.58, 0.82];

/// The rules of a mechanism.
pub(super) fn table(mechanism: Mechanism) -> &'static [Look] {
    match mechanism {
        Mechanism::SentimentAttenuation => sentiment::RULES,
        Mechanism::EmpathicGranularityMismatch => granularity::RULES,
        Mechanism::ConflictAvoidance => conflict::RULES,
        Mechanism::LinguisticDistancing => distancing::RULES,
    }
}

/// Every rule with what looks for it.
pub(super) fn looks() -> impl Iterator<Item = &'static Look> {
    Mechanism::ALL.into_iter().flat_map(table)
}

/// Reads a draft in its conversation and reports where it fails the person.
///
/// Total, pure and deterministic: any text has a report, nothing is read or sent, the same draft always gives the same
/// report.
pub fn detect(draft: &Draft) -> Report {
    detect_with(draft, &Thresholds::default())
}

/// As [`detect`], with thresholds of the caller's: from which score on a mechanism counts as found.
///
/// A canned reply with an audience is judged for each of them, and the report is of all together: what the writer's own
/// people would notice counts in full, what only one of several imagined ones would counts one step less.
pub fn detect_with(draft: &Draft, thresholds: &Thresholds) -> Report {
    if draft.people().is_empty() {
        return beside(&Rc::new(Person::read(&draft.conversation)), draft, thresholds, false);
    }
    joined(&reports(draft, thresholds), draft.people())
}

/// The report of a reply to many for one of them: nothing counts that no rule has words for.
pub(super) fn report_to_one_of_many(draft: &Draft, thresholds: &Thresholds) -> Report {
    beside(&Rc::new(Person::read(&draft.conversation)), draft, thresholds, !draft.is_canned())
}

/// The report of a draft for a person who was read before; placeholders in it say nothing by themselves.
fn beside(person: &Rc<Person<'_>>, draft: &Draft, thresholds: &Thresholds, many: bool) -> Report {
    let plain = valued(&draft.text);
    let reading = Reading::beside(person, &plain).shown_as(&draft.text);
    weighed(&reading, &draft.conversation, thresholds, many)
}

/// As [`detect`], for a person who was read before.
pub(crate) fn detect_beside(person: &Rc<Person<'_>>, draft: &Draft) -> Report {
    if draft.people().is_empty() { beside(person, draft, &Thresholds::default(), false) } else { detect(draft) }
}

/// The report of a draft that was read already; whether it goes to many more people.
fn weighed(reading: &Reading<'_>, conversation: &Conversation, thresholds: &Thresholds, many: bool) -> Report {
    let (language, supported) = language(&reading.reply.text);
    let mut report = Report { language, supported, ..Report::default() };
    if reading.person.crisis {
        report.flags.push(Flag::Crisis);
    }
    if reading.person.is_absent() {
        report.flags.push(Flag::NoConversation);
    }
    if !supported {
        report.flags.push(Flag::UnsupportedLanguage);
        return report;
    }
    report.metrics = metrics(reading);
    // Where nothing is at stake there is nothing to weigh.
    let learnt = if reading.is_transactional() { None } else { Learnt::read(reading) };
    let tells = if many || reading.person.is_absent() { tells(reading) } else { Vec::new() };
    for mechanism in Mechanism::ALL {
        let threshold = thresholds.get(mechanism);
        weigh(mechanism, conversation, reading, learnt.as_ref(), &tells, threshold, many, &mut report);
    }
    report.findings.sort_by_key(|finding| (finding.quote.span, finding.mechanism));
    report
}

/// What the rules of a mechanism saw inside a span: each one's greatest strength, 0 where it saw nothing.
pub(super) fn strengths(seen: &[Vec<Evidence>], span: Span) -> Vec<f64> {
    let strongest = |rule: &Vec<Evidence>| {
        rule.iter().filter(|one| one.span.overlaps(span)).map(|one| one.strength).fold(0.0, f64::max)
    };
    seen.iter().map(strongest).collect()
}

/// Adds what one mechanism found, from the learnt scores on or from this one.
#[allow(clippy::too_many_arguments, reason = "each is read once and handed on")]
fn weigh(
    mechanism: Mechanism,
    conversation: &Conversation,
    reading: &Reading<'_>,
    learnt: Option<&Learnt>,
    tells: &[Tell],
    threshold: Option<f64>,
    many: bool,
    report: &mut Report,
) {
    let looks = table(mechanism);
    let seen: Vec<Vec<Evidence>> = looks.iter().map(|look| (look.see)(reading)).collect();
    let judge = learnt.map(|learnt| learnt.judge(mechanism, reading));
    let mut score = 0.0_f64;
    for sentence in 0..reading.reply.said.len() {
        let said = &reading.reply.said[sentence];
        let span = said.span;
        if said.cited || said.title && mechanism == Mechanism::LinguisticDistancing {
            continue;
        }
        let strengths = strengths(&seen, span);
        let strongest =
            (0..seen.len()).max_by(|one, other| strengths[*one].total_cmp(&strengths[*other]).then(other.cmp(one)));
        let sure = surely(&seen, span);
        // Where nothing is at stake, only what leaves no doubt counts.
        if sure.is_none() && reading.is_transactional() {
            continue;
        }
        let Some(best) = sure.map(|(rule, _)| rule).or(strongest) else { continue };
        let (learnt, levels) = match &judge {
            Some(judge) => judge(sentence, &strengths),
            // For a canned reply the strongest rule counts.
            None => (strengths.iter().copied().fold(0.0, f64::max), LEVELS),
        };
        let tell =
            surest(tells, mechanism, span).filter(|tell| sure.is_none() && tell.evidence.strength > strengths[best]);
        let strength = tell.map_or(strengths[best], |tell| tell.evidence.strength);
        let textbook = sure.is_some() || tell.is_some() || looks[best].alone.is_some_and(|enough| strength >= enough);
        let shown = learnt.max(if textbook { strength } else { 0.0 });
        score = score.max(shown);
        // Where no rule has words for it, the weights must be surer.
        let enough = threshold.unwrap_or(if strength > 0.0 { levels[0] } else { levels[1] });
        // A threshold of the caller's holds for the score as it is shown, whoever gave it.
        if threshold.map_or(!textbook && learnt < enough, |threshold| round(shown) < threshold) {
            continue;
        }
        let (here, levels) = if textbook && learnt < enough { (strength, LEVELS) } else { (learnt, levels) };
        let told = tell.map(|tell| (tell.rule, tell.evidence.clone()));
        let told = sure.map(|(rule, evidence)| (&looks[rule].rule, evidence.clone())).or(told);
        let named = told.or_else(|| greatest(&seen[best], span).map(|evidence| (&looks[best].rule, evidence)));
        let (rule, evidence) = match named {
            Some(named) => named,
            None if many => continue,
            None => unruled(mechanism, reading, &reading.reply.said[sentence]),
        };
        let general = many && tell.is_none() && rule.id == "CA02";
        if general && is_plain_custom(reading, &reading.reply.said[sentence]) {
            continue;
        }
        let levels = levels.map(|level| level.max(threshold.unwrap_or(0.0)));
        let unmoved = mechanism == Mechanism::SentimentAttenuation && reading.is_unmoved();
        let most = if unmoved || general || reading.is_quiet() { Severity::Mild } else { Severity::Severe };
        let text = reading.reply.text.shown;
        let least = evidence.least.unwrap_or(Severity::Mild);
        let found = finding(rule, evidence, here, &levels, text, conversation).at_most(most).at_least(least);
        report.findings.push(found);
    }
    report.scores[mechanism as usize] = round(score);
}

/// What the weights are multiplied with, measured once for all four mechanisms.
struct Learnt {
    measured: Measured,
    /// What the words of each sentence weigh.
    words: Vec<[f64; 4]>,
}

impl Learnt {
    /// Measures a draft; a canned reply, where there is no person to weigh against, is not weighed.
    fn read(reading: &Reading<'_>) -> Option<Self> {
        let keys = |sentence| stems(reading, sentence).map(|(key, _)| key);
        (!reading.person.is_absent()).then(|| Self {
            measured: Measured::read(reading),
            words: reading.reply.said.iter().map(|sentence| of_words(keys(sentence))).collect(),
        })
    }

    /// Says how likely a sentence, in which the rules are so strong, shows the mechanism, and from where that counts.
    fn judge(&self, mechanism: Mechanism, reading: &Reading<'_>) -> impl Fn(usize, &[f64]) -> (f64, [f64; 3]) + '_ {
        let (weights, gate) = (weights(mechanism), gate(mechanism, reading));
        move |sentence, rules| {
            let vector = self.measured.vector(sentence, rules, gate);
            let odds = weights.log_odds(vector, self.words[sentence][mechanism as usize]);
            (weights.calibrated(odds, &self.measured.reliefs), weights.levels)
        }
    }
}

/// The strongest evidence inside a sentence that leaves no doubt, with the place of its rule.
fn surely(seen: &[Vec<Evidence>], span: Span) -> Option<(usize, &Evidence)> {
    let sure = |one: &&Evidence| one.least.is_some() && one.span.overlaps(span);
    let all = seen.iter().enumerate().flat_map(|(rule, seen)| seen.iter().filter(sure).map(move |one| (rule, one)));
    all.max_by(|(_, one), (_, other)| one.strength.total_cmp(&other.strength))
}

/// The strongest evidence of a rule inside a sentence.
fn greatest(rule: &[Evidence], span: Span) -> Option<Evidence> {
    rule.iter()
        .filter(|one| one.span.overlaps(span))
        .max_by(|one, other| one.strength.total_cmp(&other.strength))
        .cloned()
}

/// Three decimals: more would be noise.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Evidence of a rule as a finding.
fn finding(
    rule: &'static Rule,
    evidence: Evidence,
    score: f64,
    levels: &[f64; 3],
    text: &str,
    conversation: &Conversation,
) -> Finding {
    let severity = if score >= levels[2] {
        Severity::Severe
    } else if score >= levels[1] {
        Severity::Clear
    } else {
        Severity::Mild
    };
    Finding {
        mechanism: rule.mechanism,
        rule: rule.id,
        severity,
        score: round(score),
        by: By::Rule,
        quote: Quote::cut(text, evidence.span),
        message: evidence.message,
        suggestion: evidence.instead.unwrap_or(rule.instead).to_owned(),
        source: evidence.source.and_then(|place| source(conversation, place)),
    }
}

/// The person's words at a place.
fn source(conversation: &Conversation, place: Place) -> Option<Source> {
    let message = conversation.messages.get(place.message)?;
    Some(Source::cut(place.message, &message.content, place.span))
}
