//! What a person sees of the desk: lines of a width, for the screen and for line by line alike. Every colour has a sign
//! that says the same.

use super::act::KEYS;
use super::desk::Desk;
use super::{replies, severity};
use crate::show::{Paint, Run, wrap};
use attuned::{Finding, Hunk, HunkDecision, Proposal, ReplyMark, Review, Span};

/// Columns that a label takes.
const LABEL: usize = 8;

/// The parts of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// Where we are.
    pub(super) head: Vec<String>,
    /// The reply, with what is looked at marked.
    pub(super) text: Vec<String>,
    /// The line of the text in which the mark begins.
    pub(super) mark: usize,
    /// The change, why, and what it is worth.
    pub(super) change: Vec<String>,
    /// What came of the last step.
    pub(super) told: Vec<String>,
}

impl Page {
    /// The page of what is on the desk.
    pub(super) fn of(desk: &Desk, width: usize) -> Self {
        let told = lines(Paint::Dim, &desk.told, width);
        let Some(at) = desk.at() else {
            return Self { change: super::summary::end(desk, width), told, ..Self::default() };
        };
        let (text, mark) = text(desk, at, width);
        let head = lines(Paint::Dim, &head(desk, at), width);
        Self { head, text, mark, change: change(desk, at, width), told }
    }
}

/// Where we are: how far, which file and line, which reply.
fn head(desk: &Desk, at: usize) -> String {
    let review = &desk.review;
    let line = review.file(at).place(review.number(at), Span::new(0, 0)).line;
    let mark = match review.mark(at) {
        Some(ReplyMark::Skipped(_)) => ", skipped",
        Some(ReplyMark::Done(_)) => ", done",
        _ => "",
    };
    let place = format!("{} of {}{mark}", desk.place + 1, desk.queue.len());
    format!("{place} · {}:{line} · {}", review.file(at).path().display(), review.title(at))
}

/// The reply as it stands, with the change that is looked at marked, or else what is found in it.
fn text(desk: &Desk, at: usize, width: usize) -> (Vec<String>, usize) {
    let text = desk.review.text(at);
    let spans = match (desk.hunk, desk.review.proposal(at)) {
        (Some(hunk), Some(proposal)) => proposal.place(hunk).into_iter().map(|span| (span, Paint::Removed)).collect(),
        _ => apart(&desk.review.checked(at).findings),
    };
    let (mut runs, mut done, mut mark) = (Vec::new(), 0, None);
    for (span, paint) in spans {
        runs.push(Run::new(Paint::Plain, text.get(done..span.start).unwrap_or("")));
        mark = mark.or_else(|| Some(wrap(&runs, width).len().saturating_sub(1)));
        runs.push(Run::new(paint, format!("«{}»", span.of(&text))));
        done = span.end;
    }
    runs.push(Run::new(Paint::Plain, text.get(done..).unwrap_or("").trim_end_matches(['\n', '\r'])));
    (wrap(&runs, width), mark.unwrap_or(0))
}

/// The stretches of findings that do not overlap an earlier one.
fn apart(findings: &[Finding]) -> Vec<(Span, Paint)> {
    let mut end = 0;
    let mut spans: Vec<(Span, Paint)> =
        findings.iter().map(|one| (one.quote.span, Paint::Marked(one.severity))).collect();
    spans.sort_by_key(|(span, _)| *span);
    spans.retain(|(span, _)| {
        let apart = span.start >= end && !span.is_empty();
        end = if apart { span.end } else { end };
        apart
    });
    spans
}

/// What is to be decided.
fn change(desk: &Desk, at: usize, width: usize) -> Vec<String> {
    let review = &desk.review;
    let mut out = match (desk.hunk, review.proposal(at)) {
        (Some(hunk), Some(proposal)) => one(review, at, hunk, proposal, width),
        (None, Some(_)) => lines(Paint::Plain, "Every change is decided.", width),
        _ if desk.asking.waits_for(at) => lines(Paint::Plain, "Asking the model for a proposal …", width),
        _ => unproposed(desk, at, width),
    };
    if desk.hunk.is_some() && desk.asking.waits_for(at) {
        out.extend(lines(Paint::Dim, "Asking the model for another …", width));
    }
    out.extend(labelled("weight", &[Run::new(Paint::Plain, weight(desk, at))], width));
    out.extend(warnings(review, at, width));
    out
}

/// A change: before, after, why, and what was decided.
fn one(review: &Review, at: usize, place: usize, proposal: &Proposal, width: usize) -> Vec<String> {
    let (Some(hunk), Some(decision)) = (proposal.diff.hunks.get(place), proposal.decisions.get(place)) else {
        return Vec::new();
    };
    let count = proposal.diff.hunks.len();
    let others = match review.proposals(at).len() {
        0 | 1 => String::new(),
        all => format!(", proposal {} of {all}", review.shown(at).unwrap_or(0) + 1),
    };
    let wish = if proposal.wish.is_empty() { String::new() } else { format!(" ({})", proposal.wish) };
    let title = format!("Change {} of {count}{others} by {}{wish}{}", place + 1, by(proposal), word(decision));
    let mut out = lines(Paint::Plain, &title, width);
    out.extend(labelled("before", &[Run::new(Paint::Removed, format!("[-{}-]", hunk.before.text))], width));
    let after = match decision {
        HunkDecision::Edited(words) => words,
        _ => &hunk.after.text,
    };
    out.extend(labelled("after", &[Run::new(Paint::Added, format!("{{+{after}+}}"))], width));
    out.extend(labelled("why", &[Run::new(Paint::Plain, why(hunk))], width));
    if let Some(hindrance) = review.hindrance_of(at, place) {
        out.extend(labelled("markup", &[Run::new(Paint::Removed, hindrance)], width));
    }
    out
}

fn by(proposal: &Proposal) -> &str {
    match proposal.by.as_str() {
        "builtin" => "the built-in reviser",
        "llm" => "the model",
        by => by,
    }
}

fn word(decision: &HunkDecision) -> &'static str {
    match decision {
        HunkDecision::Accepted => " – accepted",
        HunkDecision::Refused => " – refused",
        HunkDecision::Edited(_) => " – edited",
        _ => "",
    }
}

/// The mechanisms of a change and its reason.
fn why(hunk: &Hunk) -> String {
    let names: Vec<&str> = hunk.mechanisms.iter().map(|one| one.title()).collect();
    let parts = [names.join(", "), hunk.reason.clone()];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if said.is_empty() { "no reason given".to_owned() } else { said.join(" – ") }
}

/// What was found where nobody proposes anything.
fn unproposed(desk: &Desk, at: usize, width: usize) -> Vec<String> {
    let checked = desk.review.checked(at);
    if checked.findings.is_empty() {
        return lines(Paint::Plain, "Nothing is found in this reply.", width);
    }
    let mut out = match desk.barren(at) {
        Some(why) => {
            lines(Paint::Plain, &format!("The model was asked: {why}. e edits, a asks again, y leaves it."), width)
        }
        None => lines(Paint::Plain, "Nothing is proposed; e edits, a asks a model, y leaves it as it is.", width),
    };
    for one in &checked.findings {
        let words = format!("{} {} – {}", one.severity.name(), one.rule, one.message);
        out.extend(labelled("found", &[Run::new(Paint::Plain, words)], width));
        out.extend(labelled("instead", &[Run::new(Paint::Plain, one.suggestion.as_str())], width));
    }
    out
}

/// The weight in the file, now, and with the change that is looked at.
fn weight(desk: &Desk, at: usize) -> String {
    let review = &desk.review;
    let score = |checked: &attuned::Checked| format!("{} ({})", checked.weight(), severity(checked.worst()));
    let (before, now) = (score(&review.checked_before(at)), score(&review.checked(at)));
    let mut words = if review.is_changed(at) { format!("{before} → {now}") } else { before };
    if let Some(hunk) = desk.hunk {
        let with = review.text_with(at, hunk, HunkDecision::Accepted);
        if with != review.text(at) {
            words += &format!("; with this change {}", score(&review.check(at, &with)));
        }
    }
    words
}

/// What the text as it stands breaks, and whether it is worse than the file's.
fn warnings(review: &Review, at: usize, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    for one in review.violations(at) {
        let label = if Review::is_strong(&one) { "LOST" } else { "careful" };
        out.extend(labelled(label, &[Run::new(Paint::Removed, format!("{}: {}", one.guard, one.detail))], width));
    }
    if review.is_worse(at) {
        let words = "the text as it stands weighs more than that of the file";
        out.extend(labelled("worse", &[Run::new(Paint::Removed, words)], width));
    }
    if let Some(hindrance) = review.hindrance(at) {
        let words = format!("the reply cannot be written as it stands: {hindrance}");
        out.extend(labelled("markup", &[Run::new(Paint::Removed, words)], width));
    }
    if review.needs_confirmation(at) {
        let words = "this reply is not written unless you confirm it with y once all is decided; u takes it back";
        out.extend(labelled("", &[Run::new(Paint::Plain, words)], width));
    }
    out
}

/// The line of keys.
pub(super) fn keys(desk: &Desk, width: usize) -> Vec<String> {
    let end = desk.at().is_none();
    let words = |key: &super::act::Key| match key.letter {
        'y' if end => Some("write"),
        'y' if desk.hunk.is_none() => Some("fine so"),
        'u' | 'w' | 'q' | '?' => Some(key.word),
        'n' | 'A' if desk.hunk.is_none() => None,
        _ if end || key.word.is_empty() => None,
        _ => Some(key.word),
    };
    let mut rows: Vec<String> = Vec::new();
    for key in KEYS.iter().filter_map(|key| Some(format!("{} {}", key.letter, words(key)?))) {
        match rows.last_mut() {
            Some(row) if row.len() + 2 + key.len() <= width => *row += &format!("  {key}"),
            _ => rows.push(key),
        }
    }
    rows.iter().map(|row| Paint::Dim.over(row)).collect()
}

/// All keys, each with what it does.
pub(super) fn help(width: usize) -> Vec<String> {
    let one = |key: &super::act::Key| labelled(&key.letter.to_string(), &[Run::new(Paint::Plain, key.help)], width);
    KEYS.iter().flat_map(one).collect()
}

/// Words in lines.
pub(super) fn lines(paint: Paint, words: &str, width: usize) -> Vec<String> {
    if words.is_empty() { Vec::new() } else { wrap(&[Run::new(paint, words)], width) }
}

/// Lines behind a label; where there is little room, below it.
pub(super) fn labelled(label: &str, runs: &[Run], width: usize) -> Vec<String> {
    let indent = if width < 30 { 2 } else { LABEL };
    let filled = wrap(runs, width.saturating_sub(indent));
    let mut out = Vec::new();
    let beside = label.len() < indent;
    if !beside {
        out.push(Paint::Dim.over(label));
    }
    for (place, line) in filled.iter().enumerate() {
        let lead =
            if place == 0 && beside { Paint::Dim.over(&format!("{label:<indent$}")) } else { " ".repeat(indent) };
        out.push(format!("{lead}{line}"));
    }
    out
}

/// How far a reply came, for lists.
pub(super) fn row(review: &Review, at: usize) -> String {
    let (before, now) = (review.checked_before(at), review.checked(at));
    let warned = if review.needs_confirmation(at) { ", lost something, not confirmed" } else { "" };
    format!("{}: weight {} → {}{warned}", review.title(at), before.weight(), now.weight())
}

/// How many replies wait, in words.
pub(super) fn waiting(count: usize, word: &str) -> Option<String> {
    (count > 0).then(|| format!("{} {word}", replies(count)))
}
