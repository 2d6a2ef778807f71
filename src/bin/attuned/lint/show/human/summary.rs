//! The end of what people read: how much, of which kind, which replies are worst, what repeats, what to do next.

use super::super::super::view::{Ranked, SEVERITIES, Tally, View, ranked};
use crate::show::{Paint, Row, Run, counted, harmless, labelled, table, wrap};
use attuned::{LibraryFinding, Mechanism, Severity};
use owo_colors::OwoColorize;
use std::io::{self, Write};

/// The most replies that a finding about the library names, unless more was asked for.
const MEMBERS: usize = 3;

/// The most findings about the library, unless more was asked for.
const NOTES: usize = 10;

/// Writes all of it.
pub(super) fn write(out: &mut impl Write, view: &View<'_>) -> io::Result<()> {
    let tally = Tally::of(view);
    // That a file could not be read is said already.
    if tally.files == 0 {
        return Ok(());
    }
    line(out, view, &head(&tally))?;
    unjudged(out, view)?;
    if tally.findings > 0 {
        table(out, "\nFindings", &SEVERITIES.map(|one| one.name()), &rows(&tally))?;
    }
    worst(out, view)?;
    alone(out, view)?;
    library(out, view)?;
    rest(out, view, &tally)
}

/// What nothing that is found leaves open.
const UNSEEN: &str = "Looked at: wording that hides who did it, plays it down, could be for anyone, or dodges. Not \
    looked at: whether what they say is true and fair, and how they read to somebody of whom no situation tells.";

/// The replies in other languages: a few of their names, all with -v.
fn unjudged(out: &mut impl Write, view: &View<'_>) -> io::Result<()> {
    let all = &view.linted.unjudged;
    if all.is_empty() {
        return Ok(());
    }
    let shown = if view.verbose { usize::MAX } else { MEMBERS };
    let mut names: Vec<String> = all.iter().take(shown).map(|(file, reply)| view.name(*file, *reply)).collect();
    if all.len() > shown {
        names.push(format!("and {} more (-v names them)", all.len() - shown));
    }
    let many = counted(all.len(), "reply is", "replies are");
    line(out, view, &format!("Not judged: {many} in another language than English: {}.", names.join(", ")))
}

/// The whole in one line.
fn head(tally: &Tally) -> String {
    let files = counted(tally.files, "file", "files");
    let replies = counted(tally.replies, "reply", "replies");
    match tally.findings {
        _ if tally.replies == 0 => format!("0 replies in {files}: nothing was looked at."),
        _ if tally.replies == tally.unjudged => format!("Nothing was judged of {replies} in {files}."),
        0 => format!(
            "Nothing found in the words of {} in {files}. {UNSEEN}",
            counted(tally.replies - tally.unjudged, "reply", "replies")
        ),
        some => format!(
            "{} in {} of {replies}, in {files}: {}.",
            counted(some, "finding", "findings"),
            tally.failing,
            tally.words()
        ),
    }
}

fn rows(tally: &Tally) -> Vec<Row> {
    let rows = Mechanism::ALL.iter().zip(tally.table).filter(|(_, counts)| counts.iter().any(|count| *count > 0));
    rows.map(|(one, counts)| {
        (format!("{} ({})", one.plain(), one.title()), counts.map(|count| count.to_string()).to_vec())
    })
    .collect()
}

/// The replies with most of it, where there are several.
fn worst(out: &mut impl Write, view: &View<'_>) -> io::Result<()> {
    let ranked = ranked(view);
    if view.worst == 0 || ranked.len() < 2 || view.only_worst {
        return Ok(());
    }
    let by = "by worst finding, then the sum; mild 1, clear 2, severe 3";
    writeln!(out, "\n{} {by}", "The worst replies:".bold())?;
    ranked.iter().take(view.worst).zip(1..).try_for_each(|(one, place)| reply(out, view, one, place))
}

/// That more was found than is shown.
fn alone(out: &mut impl Write, view: &View<'_>) -> io::Result<()> {
    let all = ranked(view).len();
    if !view.only_worst || all <= view.worst {
        return Ok(());
    }
    let by = "the worst finding first, then the greatest sum";
    line(out, view, &format!("\nShown: {} of {all} replies with findings, {by}. Without --worst all are.", view.worst))
}

fn reply(out: &mut impl Write, view: &View<'_>, one: &Ranked<'_>, place: usize) -> io::Result<()> {
    let Some(first) = one.lints.first() else { return Ok(()) };
    let at = format!("{}:{}", view.path(first.file), first.place.line);
    let mut rules: Vec<&str> = one.lints.iter().map(|lint| lint.finding.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let words = format!("{} – {} – {at}", view.title(first), rules.join(" "));
    let worst = one.lints.iter().map(|lint| lint.finding.severity).max().map_or("", Severity::name);
    labelled(out, &format!("{place:>2}. {worst:<6}"), &format!("{} – {words}", one.weight), view.width)
}

/// What is only seen across replies.
fn library(out: &mut impl Write, view: &View<'_>) -> io::Result<()> {
    if view.linted.library.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", "The library as a whole".bold())?;
    let (all, shown) = (&view.linted.library, if view.verbose { usize::MAX } else { NOTES });
    all.iter().take(shown).try_for_each(|one| note(out, view, one))?;
    let more = format!("{} more notes: -v shows them", all.len().saturating_sub(shown));
    labelled(out, "", if all.len() > shown { &more } else { "" }, view.width)
}

fn note(out: &mut impl Write, view: &View<'_>, one: &LibraryFinding) -> io::Result<()> {
    labelled(out, "note", &format!("{} ({})", one.message, one.kind.name()), view.width)?;
    labelled(out, "instead", &one.suggestion, view.width)?;
    let shown = if view.verbose { usize::MAX } else { MEMBERS };
    let names = one.members.iter().take(shown).map(|member| view.member(member));
    let mut names: Vec<String> = names.map(|(title, at)| format!("{title} ({at})")).collect();
    if one.members.len() > shown {
        names.push(format!("and {} more (-v names them)", one.members.len() - shown));
    }
    labelled(out, "in", &names.join(", "), view.width)
}

/// What was left out, and what to do next.
fn rest(out: &mut impl Write, view: &View<'_>, tally: &Tally) -> io::Result<()> {
    let seen = if view.verbose { "" } else { " (-v shows them)" };
    let left = [(tally.known, "known to the baseline"), (tally.suppressed, "suppressed")];
    let left: Vec<String> =
        left.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if !left.is_empty() {
        line(out, view, &format!("\nNot counted: {}{seen}.", left.join(", ")))?;
    }
    if view.linted.gone > 0 {
        let gone =
            counted(view.linted.gone, "failing that the baseline knows is", "failings that the baseline knows are");
        line(out, view, &format!("{gone} gone: --write-baseline writes it anew."))?;
    }
    for one in &view.linted.unused {
        let at = format!("{}:{}", view.path(one.file), one.place.line);
        line(
            out,
            view,
            &format!("{at}: nothing is found that the suppression of {} speaks of.", one.suppression.rule),
        )?;
    }
    next(out, view, tally)
}

fn next(out: &mut impl Write, view: &View<'_>, tally: &Tally) -> io::Result<()> {
    let Some(worst) = view.linted.fresh().max_by_key(|lint| lint.finding.severity) else { return Ok(()) };
    let mut words = format!("\n`attuned explain {}` says more", worst.finding.rule);
    match tally.fixable {
        _ if !view.has_fixes => words += "; `--fix --dry-run` shows what needs no model",
        0 => {}
        some => words += &format!("; `--fix` mends {some}"),
    }
    words += "; `attuned review` goes through the changes one by one.";
    line(out, view, &words)
}

/// A line that may be wider than the terminal.
fn line(out: &mut impl Write, view: &View<'_>, text: &str) -> io::Result<()> {
    let lines = wrap(&[Run::new(Paint::Plain, harmless(text))], view.width);
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}
