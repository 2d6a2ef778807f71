//! What the replies of a run repeat, on standard error: it is about the run, and each line of output is about a record.

use super::wrap::harmless;
use super::{notice, say};
use crate::settings::Settings;
use attuned::{Phrase, Repeats, Repetition};

/// The most openings and the most phrases that are shown, unless more was asked for.
const OPENINGS: usize = 3;
const PHRASES: usize = 5;

/// The fewest replies, and the least share of them, with which the sequence of moves is worth a line.
const FEWEST: usize = 3;
const SHARE: usize = 10;

/// Says what these replies repeat, and how much of it stood in their drafts; nothing where there is nothing.
pub(crate) fn repeated(settings: &Settings, replies: &Repeats, drafts: Option<&Repeats>) {
    let report = replies.report();
    let lines = lines(&report, drafts, settings.verbose);
    if settings.quiet || lines.is_empty() {
        return;
    }
    notice(settings, &head(&report));
    lines.iter().for_each(|line| say(settings, &format!("  {}", harmless(line))));
}

/// What was compared.
fn head(report: &Repetition) -> String {
    let mut words = format!("{} replies repeat themselves", report.replies);
    if report.copies > 0 {
        words += &format!("; {} more are copies of one of them", report.copies);
    }
    if report.passed_over > 0 {
        words += &format!("; {} that came later were not compared", report.passed_over);
    }
    words
}

/// A line for each opening, each phrase, and the sequence.
fn lines(report: &Repetition, drafts: Option<&Repeats>, verbose: bool) -> Vec<String> {
    let most = |few: usize| if verbose { usize::MAX } else { few };
    let openings = report.openings.iter().take(most(OPENINGS));
    let phrases = report.phrases.iter().take(most(PHRASES));
    let all = openings.chain(phrases).map(|phrase| line(phrase, report.replies, drafts));
    all.chain(sequence(report, verbose)).collect()
}

fn line(phrase: &Phrase, replies: usize, drafts: Option<&Repeats>) -> String {
    let opens = if phrase.opens { "opens with " } else { "" };
    let before = drafts.map(|drafts| format!(" ({} in the drafts)", drafts.count(phrase))).unwrap_or_default();
    format!("{opens}\"{}\" in {} of {replies}{before}", phrase.text, phrase.replies)
}

fn sequence(report: &Repetition, verbose: bool) -> Option<String> {
    let (all, some) = (report.voiced, report.in_sequence);
    let many = some >= FEWEST && some * SHARE >= all;
    let percent = (some * 100 + all / 2).checked_div(all)?;
    let line = || format!("sequence validate, paraphrase, advise in {some} of {all} ({percent} %)");
    (report.replies >= Repeats::LEAST && all >= Repeats::LEAST && (many || verbose)).then(line)
}
