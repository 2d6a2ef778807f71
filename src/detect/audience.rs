//! A reply to many: what it is worth to each of some people who may receive it, and to all of them together.

use super::report::{Finding, Report};
use super::weigh::report_to_one_of_many;
use super::{Severity, Thresholds};
use crate::text::{Draft, Situation};

/// What is found for each of the people of a canned reply, in their order.
///
/// A saved reply cannot take up what one of them told, so only what a rule can name in its words counts.
pub(crate) fn reports(draft: &Draft, thresholds: &Thresholds) -> Vec<Report> {
    draft.apart().iter().map(|one| report_to_one_of_many(one, thresholds)).collect()
}

/// What is found for the people together, as one report.
pub(super) fn joined(reports: &[Report], people: &[Situation]) -> Report {
    let heaviest = reports.iter().max_by_key(|one| one.weight()).cloned().unwrap_or_default();
    let mut joined = Report { findings: merged(reports, people), ..heaviest };
    for report in reports {
        for (score, other) in joined.scores.iter_mut().zip(report.scores) {
            *score = score.max(other);
        }
        let new = report.flags.iter().filter(|flag| !joined.flags.contains(flag)).copied().collect::<Vec<_>>();
        joined.flags.extend(new);
    }
    joined
}

/// The findings for the people together, in the order of the text: each once, as severe as [`together`] makes it.
pub(crate) fn merged(reports: &[Report], people: &[Situation]) -> Vec<Finding> {
    let mut groups: Vec<Finding> = Vec::new();
    for finding in reports.iter().flat_map(|report| &report.findings) {
        match groups.iter_mut().find(|one| same(one, finding)) {
            Some(one) if (one.severity, one.score) < (finding.severity, finding.score) => *one = finding.clone(),
            Some(_) => {}
            None => groups.push(finding.clone()),
        }
    }
    let weighed = |one: Finding| together(&voices(&one, reports), people).map(|severity| Finding { severity, ..one });
    let mut findings: Vec<Finding> = groups.into_iter().filter_map(weighed).collect();
    findings.sort_by_key(|one| (one.quote.span, one.mechanism));
    findings
}

/// Whether two findings speak of the same failure.
fn same(one: &Finding, other: &Finding) -> bool {
    one.mechanism == other.mechanism && one.quote.span.overlaps(other.quote.span)
}

/// For each of the people how severe the failure is to them; nothing where it is none.
pub(crate) fn voices(finding: &Finding, reports: &[Report]) -> Vec<Option<Severity>> {
    let voice = |report: &Report| report.findings.iter().filter(|one| same(one, finding)).map(|one| one.severity).max();
    reports.iter().map(voice).collect()
}

/// How severe a failure is that is so severe to each of these people.
///
/// Somebody whom the writer knows counts in full. Of several who are imagined, a lone voice counts one step less, so that
/// a mild doubt of one of them is none: as severe as two of them find it, or one step below the most.
fn together(voices: &[Option<Severity>], people: &[Situation]) -> Option<Severity> {
    let imagined = |at: usize| people.get(at).is_some_and(|one| one.imagined);
    let of =
        |wanted: bool| voices.iter().enumerate().filter(move |(at, _)| imagined(*at) == wanted).map(|(_, one)| *one);
    let mut guesses: Vec<Option<Severity>> = of(true).collect();
    guesses.sort_unstable_by(|one, other| other.cmp(one));
    let guessed = match guesses[..] {
        [] => None,
        [only] => only,
        [most, next, ..] => next.max(most.and_then(|most| Severity::from_level(most.level() - 1))),
    };
    of(false).flatten().max().max(guessed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::detect;
    use Severity::{Clear, Mild, Severe};

    fn guessed(voices: &[Option<Severity>]) -> Option<Severity> {
        let people = vec![Situation::default().imagined(); voices.len()];
        together(voices, &people)
    }

    #[test]
    fn a_lone_voice_among_imagined_people_counts_one_step_less() {
        assert_eq!(guessed(&[Some(Severe), None, None]), Some(Clear));
        assert_eq!(guessed(&[None, Some(Mild), None]), None);
        assert_eq!(guessed(&[Some(Severe), Some(Severe), None]), Some(Severe));
        assert_eq!(guessed(&[Some(Severe), Some(Mild), None]), Some(Clear));
        assert_eq!(guessed(&[Some(Mild), Some(Mild), None]), Some(Mild));
        assert_eq!(guessed(&[Some(Mild)]), Some(Mild));
        assert_eq!(guessed(&[None, None]), None);
    }

    #[test]
    fn somebody_whom_the_writer_knows_counts_in_full() {
        let mut people = vec![Situation::default().imagined(); 3];
        people.push(Situation::default());
        assert_eq!(together(&[None, None, None, Some(Severe)], &people), Some(Severe));
        assert_eq!(together(&[Some(Clear), None, None, None], &people), Some(Mild));
    }

    #[test]
    fn a_reply_to_many_is_judged_for_each_of_them() {
        let text = "Your request was declined. We apologise for any inconvenience.";
        let hurt = "You declined my mother's surgery for the second time and she is terrified. How could you?";
        let plain = "Hi, could you tell me when you open?";
        let to = |messages: &[&str]| {
            let people = messages.iter().map(|one| Situation::new("", *one)).collect();
            detect(&Draft::canned(text).sent_to(people))
        };
        assert!(to(&[plain]).findings.is_empty());
        assert!(to(&[plain, hurt]).worst() >= Some(Clear));
        assert_eq!(to(&[plain, hurt]).findings, to(&[hurt]).findings);
    }
}
