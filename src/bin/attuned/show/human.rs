//! What people read on a terminal; every colour has a sign that says the same.

use super::wrap::{harmless, indented, labelled};
use super::{Paint, Run, wrap};
use attuned::{Finding, Flag, Mechanism, Outcome, Record, Report, Severity, Span, Verdict};
use owo_colors::OwoColorize;
use std::io::{self, Write};

/// How much of the text around a mark is shown, in bytes.
const AROUND: usize = 60;

/// How a record is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Which record it is, counted from 0.
    pub(super) place: usize,
    /// Whether nothing stands above it.
    pub(super) first: bool,
    pub(super) verbose: bool,
    pub(super) width: usize,
}

/// What `check` found in one record.
pub(super) fn checked(out: &mut impl Write, record: &Record, report: &Report, look: Look) -> io::Result<()> {
    head(out, record, look)?;
    for finding in &report.findings {
        write_finding(out, &record.draft.text, finding, look)?;
    }
    if look.verbose {
        write_metrics(out, report)?;
    }
    flags(out, &report.flags, look)?;
    writeln!(out, "{}", summary(report))
}

/// What became of one draft.
pub(super) fn revised(out: &mut impl Write, record: &Record, outcome: &Outcome, look: Look) -> io::Result<()> {
    head(out, record, look)?;
    for line in wrap(&[Run::new(Paint::Plain, verdict(outcome))], look.width) {
        writeln!(out, "{}", line.bold())?;
    }
    // A verdict of held has said it already.
    if outcome.verdict != Verdict::Held {
        flags(out, &outcome.flags, look)?;
    }
    writeln!(out, "\n{}\n", harmless(outcome.text.trim_end_matches(['\n', '\r'])))?;
    write_hunks(out, outcome, look)?;
    if look.verbose {
        write_rounds(out, outcome, look)?;
    }
    Ok(())
}

/// The record's name, where there may be several.
fn head(out: &mut impl Write, record: &Record, look: Look) -> io::Result<()> {
    if !look.first {
        writeln!(out)?;
    }
    if record.id.is_some() || look.place > 0 {
        writeln!(out, "{}", harmless(&super::name(record, look.place)).underline())?;
    }
    Ok(())
}

fn write_finding(out: &mut impl Write, draft: &str, finding: &Finding, look: Look) -> io::Result<()> {
    let severity = Paint::Marked(finding.severity).over(finding.severity.name());
    let (rule, kind) = (finding.rule.bold(), finding.mechanism);
    writeln!(out, "{}  {rule}  {} ({})", severity.bold(), kind.plain(), kind.title())?;
    let (before, after) = around(draft, finding.quote.span);
    let marked = Paint::Marked(finding.severity);
    let line = [
        Run::new(Paint::Dim, before),
        Run::new(marked, format!("«{}»", finding.quote.text)),
        Run::new(Paint::Dim, after),
    ];
    indented(out, "  | ", &line, look.width)?;
    if let Some(source) = &finding.source {
        labelled(out, "they wrote", &format!("\"{}\"", source.quote.text), look.width)?;
    }
    labelled(out, "why", &finding.message, look.width)?;
    labelled(out, "instead", &finding.suggestion, look.width)?;
    writeln!(out)
}

/// The text of the same line on both sides of a span, shortened at white space.
fn around(text: &str, span: Span) -> (String, String) {
    let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) else {
        return (String::new(), String::new());
    };
    let before = before.rsplit('\n').next().unwrap_or("");
    let after = after.split('\n').next().unwrap_or("");
    let from = boundary(before, before.len().saturating_sub(AROUND));
    let tail = &before[from..];
    let before =
        if from > 0 { format!("…{}", tail.split_once(' ').map_or(tail, |(_, rest)| rest)) } else { tail.to_owned() };
    let head = &after[..boundary(after, AROUND)];
    let after = if head.len() < after.len() {
        format!("{}…", head.rsplit_once(' ').map_or(head, |(rest, _)| rest))
    } else {
        head.to_owned()
    };
    (before, after)
}

/// The last boundary between letters at or before a byte.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn flags(out: &mut impl Write, flags: &[Flag], look: Look) -> io::Result<()> {
    for flag in flags {
        let words = format!("note: {}", flag_words(*flag));
        for line in wrap(&[Run::new(Paint::Plain, words)], look.width) {
            writeln!(out, "{}", line.bold())?;
        }
    }
    Ok(())
}

/// A flag in words.
pub(super) fn flag_words(flag: Flag) -> &'static str {
    match flag {
        Flag::Crisis => "there is crisis language in the conversation; a person should look before anything is sent",
        Flag::NoConversation => "there is no message of the person; only the draft's own wording was judged",
        Flag::UnsupportedLanguage => "the draft is not in a language that the rules speak; nothing was judged",
        _ => "something about this conversation needs a person's eye",
    }
}

/// The last line of a check.
fn summary(report: &Report) -> String {
    let count = |severity| report.findings.iter().filter(|one| one.severity == severity).count();
    let kinds = [Severity::Severe, Severity::Clear, Severity::Mild];
    let parts: Vec<String> = kinds
        .into_iter()
        .map(|one| (count(one), one.name()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
    match report.findings.len() {
        0 if report.has(Flag::UnsupportedLanguage) => "Nothing was judged.".to_owned(),
        0 => "Nothing found in its words; whether what it says is true, fair and enough was not judged.".to_owned(),
        1 => format!("1 finding: {}.", parts.join(", ")),
        n => format!("{n} findings: {}.", parts.join(", ")),
    }
}

fn write_metrics(out: &mut impl Write, report: &Report) -> io::Result<()> {
    for (name, measures) in measures(report) {
        let words: Vec<String> = measures.iter().map(|(name, value)| format!("{name} {value}")).collect();
        writeln!(out, "{}", format!("{name}: {}", words.join(", ")).dimmed())?;
    }
    Ok(())
}

/// The measures of a report, by mechanism, ready to be read.
pub(super) fn measures(report: &Report) -> [(&'static str, Vec<(&'static str, String)>); 4] {
    let m = &report.metrics;
    let (sa, egm) = (&m.sentiment_attenuation, &m.empathic_granularity_mismatch);
    let (ca, ld) = (&m.conflict_avoidance, &m.linguistic_distancing);
    let [first, second, third, fourth] = Mechanism::ALL.map(Mechanism::title);
    let share = |value: f64| format!("{value:.2}");
    [
        (
            first,
            vec![
                ("intensity voiced", share(sa.source_intensity)),
                ("reflected", share(sa.reply_intensity)),
                ("compression", share(sa.compression)),
            ],
        ),
        (
            second,
            vec![
                ("particulars", egm.particulars.to_string()),
                ("taken up", egm.taken_up.to_string()),
                ("stock share", share(egm.stock_share)),
                ("mismatch", share(egm.mismatch)),
            ],
        ),
        (
            third,
            vec![
                ("tension", share(ca.tension)),
                ("owned", if ca.owned { "yes" } else { "no" }.to_owned()),
                ("questions", ca.questions.to_string()),
                ("unanswered", ca.unanswered.to_string()),
            ],
        ),
        (
            fourth,
            vec![
                ("agentless passives", share(ld.agentless_passives)),
                ("nominalisations", share(ld.nominalizations)),
                ("impersonal subjects", share(ld.impersonal_subjects)),
            ],
        ),
    ]
}

/// How it ended, in one line.
pub(super) fn verdict(outcome: &Outcome) -> String {
    let because = |words: &str| match &outcome.reason {
        Some(reason) => format!("{words}: {reason}"),
        None => format!("{words}."),
    };
    match outcome.verdict {
        Verdict::Clean => "Nothing to change: this is the draft.".to_owned(),
        Verdict::Revised => format!("Revised: {}.", betterment(outcome)),
        Verdict::Kept => because("Kept the draft"),
        Verdict::Held => because("Held"),
        _ => because("This is the draft"),
    }
}

/// Which mechanisms were found, and what is left of them.
fn betterment(outcome: &Outcome) -> String {
    let word = |severity: Option<Severity>| severity.map_or("none", Severity::name);
    let pairs = Mechanism::ALL.map(|one| (one, outcome.before.severity(one), outcome.after.severity(one)));
    let found = pairs.into_iter().filter(|(_, before, _)| before.is_some());
    let words: Vec<String> =
        found.map(|(one, before, after)| format!("{} {} → {}", one.title(), word(before), word(after))).collect();
    if words.is_empty() { "the reply weighs less than the draft".to_owned() } else { words.join(", ") }
}

/// The changes, each with some words around it and its reason.
fn write_hunks(out: &mut impl Write, outcome: &Outcome, look: Look) -> io::Result<()> {
    for hunk in &outcome.diff.hunks {
        let (before, after) = around(&outcome.draft, hunk.before.span);
        let mut runs = vec![Run::new(Paint::Dim, before)];
        if !hunk.before.text.is_empty() {
            runs.push(Run::new(Paint::Removed, format!("[-{}-]", hunk.before.text)));
        }
        if !hunk.after.text.is_empty() {
            runs.push(Run::new(Paint::Added, format!("{{+{}+}}", hunk.after.text)));
        }
        runs.push(Run::new(Paint::Dim, after));
        indented(out, "  | ", &runs, look.width)?;
        labelled(out, "why", &super::diff::why(hunk), look.width)?;
    }
    Ok(())
}

/// The rounds that were lost, and the cost.
fn write_rounds(out: &mut impl Write, outcome: &Outcome, look: Look) -> io::Result<()> {
    for (round, number) in outcome.rounds.iter().zip(1..) {
        let broken = round.violations.iter().map(|one| format!("{}: {}", one.guard, one.detail));
        let reasons: Vec<String> = round.reason.iter().cloned().chain(broken).collect();
        let fate = if round.accepted { "taken" } else { "lost" };
        let words = if reasons.is_empty() { fate.to_owned() } else { format!("{fate}: {}", reasons.join("; ")) };
        labelled(out, &format!("round {number}"), &words, look.width)?;
    }
    let usage = outcome.usage;
    let model = outcome.model.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
    let tokens = usage.prompt_tokens + usage.completion_tokens;
    let words = format!("{}{model}, calls {}, tokens {tokens}, {} ms", outcome.engine, usage.calls, usage.milliseconds);
    labelled(out, "engine", &words, look.width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_shown_with_words_of_its_own_line_only() {
        let text = format!("Dear you,\n{}we are sorry{}\nBye", "so very ".repeat(20), " indeed yes".repeat(20));
        let at = text.find("we are").expect("there");
        let (before, after) = around(&text, Span::new(at, at + 12));
        assert!(before.starts_with('…') && before.ends_with("very ") && before.len() < 70, "{before}");
        assert!(after.ends_with('…') && !after.contains("Bye") && after.len() < 70, "{after}");
        assert_eq!(around("é", Span::new(1, 9)), (String::new(), String::new()));
    }

    #[test]
    fn a_clean_report_says_so() {
        let said = "Nothing found in its words; whether what it says is true, fair and enough was not judged.";
        assert_eq!(summary(&Report::default()), said);
    }
}
