//! One page that stands alone: drafts and replies side by side, what was found, what changed and why. No script.

use super::marks::{Piece, pieces};
use super::{diff, human, wrap::harmless};
use anyhow::Context;
use attuned::{Draft, Failure, Finding, Hunk, Outcome, Record, Role, Severity, Span, Verdict};
use minijinja::Environment;
use serde::Serialize;

/// Everything on the page; it is written when the last record is known, for the table of contents.
#[derive(Debug, Default, Serialize)]
pub(super) struct Page {
    records: Vec<Entry>,
    counts: Vec<Count>,
}

impl Page {
    /// One record more.
    pub(super) fn add(&mut self, record: &Record, outcome: &Outcome) {
        let place = self.records.len();
        self.put(Entry::new(record, outcome, place));
    }

    /// One record that failed.
    pub(super) fn fail(&mut self, failure: &Failure) {
        let place = self.records.len();
        self.put(Entry::failed(failure, place));
    }

    fn put(&mut self, entry: Entry) {
        match self.counts.iter_mut().find(|count| count.verdict == entry.verdict) {
            Some(count) => count.number += 1,
            None => self.counts.push(Count { verdict: entry.verdict, number: 1 }),
        }
        self.records.push(entry);
    }

    /// The page as HTML; everything that people wrote is escaped, because the template's name ends in `.html`.
    pub(super) fn render(&self) -> anyhow::Result<String> {
        render("page.html", include_str!("page.html"), self)
    }
}

/// What every page shares.
const SHARED: [(&str, &str); 3] = [
    ("head.html", include_str!("head.html")),
    ("page.css", include_str!("page.css")),
    ("stretches.html", include_str!("stretches.html")),
];

/// A page from its template, whose name must end in `.html`, with what every page shares.
pub(super) fn render(name: &'static str, template: &'static str, page: &impl Serialize) -> anyhow::Result<String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    for (name, template) in SHARED.iter().copied().chain([(name, template)]) {
        environment.add_template(name, template).context("the page's template")?;
    }
    let page = minijinja::value::Serde(page);
    environment.get_template(name)?.render(minijinja::context! { page }).context("the page")
}

/// How many records ended this way.
#[derive(Debug, Serialize)]
struct Count {
    verdict: &'static str,
    number: usize,
}

/// One record on the page.
#[derive(Debug, Default, Serialize)]
struct Entry {
    place: usize,
    name: String,
    /// `clean`, `revised`, `kept`, `held` or `failed`.
    verdict: &'static str,
    words: String,
    engine: String,
    sender: Option<String>,
    flags: Vec<&'static str>,
    said: Vec<Said>,
    draft: Vec<Stretch>,
    reply: Vec<Stretch>,
    findings: Vec<Found>,
    hunks: Vec<Changed>,
    measures: Vec<Measure>,
    rounds: Vec<Turn>,
}

/// A message of the conversation.
#[derive(Debug, Serialize)]
pub(super) struct Said {
    role: &'static str,
    person: bool,
    text: String,
}

/// A stretch of draft or reply, and the notes that it bears, by number.
#[derive(Debug, Serialize)]
pub(super) struct Stretch {
    text: String,
    notes: Vec<usize>,
    begins: Vec<usize>,
    title: String,
    kind: &'static str,
}

/// A finding.
#[derive(Debug, Serialize)]
pub(super) struct Found {
    severity: &'static str,
    rule: &'static str,
    mechanism: &'static str,
    quote: String,
    message: String,
    suggestion: String,
    source: Option<String>,
    model: bool,
}

/// A change.
#[derive(Debug, Serialize)]
struct Changed {
    before: String,
    after: String,
    mechanisms: Vec<&'static str>,
    reason: String,
}

/// A measure before and after.
#[derive(Debug, Serialize)]
struct Measure {
    mechanism: &'static str,
    name: &'static str,
    before: String,
    after: String,
}

/// A round and what became of it.
#[derive(Debug, Serialize)]
struct Turn {
    accepted: bool,
    critique: String,
    reasons: Vec<String>,
}

impl Entry {
    fn new(record: &Record, outcome: &Outcome, place: usize) -> Self {
        Self {
            place: place + 1,
            name: harmless(&super::name(record, place)),
            verdict: verdict(outcome.verdict),
            words: human::verdict(outcome),
            engine: engine(outcome),
            sender: record.draft.sender.as_deref().map(harmless),
            flags: outcome.flags.iter().map(|flag| human::flag_words(*flag)).collect(),
            said: said(&record.draft),
            draft: under_findings(&outcome.draft, &outcome.before.findings),
            reply: reply(outcome),
            findings: outcome.before.findings.iter().map(found).collect(),
            hunks: outcome.diff.hunks.iter().map(changed).collect(),
            measures: measures(outcome),
            rounds: outcome.rounds.iter().map(turn).collect(),
        }
    }

    fn failed(failure: &Failure, place: usize) -> Self {
        let id = failure.id.as_ref().map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        let text = failure.text.as_deref().map(Stretch::plain);
        Self {
            place: place + 1,
            name: harmless(&id.unwrap_or_else(|| format!("record {}", place + 1))),
            verdict: "failed",
            words: harmless(&failure.message),
            draft: text.into_iter().collect(),
            ..Self::default()
        }
    }
}

impl Stretch {
    fn plain(text: &str) -> Self {
        Self { text: harmless(text), notes: Vec::new(), begins: Vec::new(), title: String::new(), kind: "" }
    }

    /// A piece under its notes, line by line, so that no mark runs over an empty line: their words are its title.
    pub(super) fn noted(piece: &Piece<'_>, kind: &'static str, title: impl Fn(usize) -> String) -> Vec<Self> {
        if piece.marks.is_empty() {
            return vec![Self::plain(piece.text)];
        }
        let number = |note: &usize| note + 1;
        let titles: Vec<String> = piece.marks.iter().map(|note| harmless(&title(*note))).collect();
        let line = |text: &str| match text.trim().is_empty() {
            true => Self::plain(text),
            false => Self {
                text: harmless(text),
                notes: piece.marks.iter().map(number).collect(),
                begins: Vec::new(),
                title: titles.join("\n"),
                kind,
            },
        };
        let lines = piece.text.split_inclusive('\n').flat_map(|text| {
            let words = text.trim_end_matches('\n');
            [words, &text[words.len()..]]
        });
        let mut stretches: Vec<Self> = lines.filter(|text| !text.is_empty()).map(line).collect();
        let last = stretches.iter().rposition(|one| !one.kind.is_empty()).unwrap_or(0);
        if let Some(one) = stretches.get_mut(last) {
            one.begins = piece.begins.iter().map(number).collect();
        }
        stretches
    }
}

/// Words on one line, with a sign where a line ended; a change may be nothing but such an end.
fn on_one_line(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    match lines.is_empty() && !text.is_empty() {
        true => "¶".to_owned(),
        false => harmless(&lines.join(" ¶ ")),
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clean => "clean",
        Verdict::Revised => "revised",
        Verdict::Held => "held",
        _ => "kept",
    }
}

fn engine(outcome: &Outcome) -> String {
    let name = outcome.model.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
    match outcome.usage.calls {
        0 => format!("{}{name}", outcome.engine),
        calls => format!("{}{name} · calls {calls} · {} ms", outcome.engine, outcome.usage.milliseconds),
    }
}

/// What people and bots said; instructions and tools stay out.
pub(super) fn said(draft: &Draft) -> Vec<Said> {
    let messages = draft.conversation.messages.iter();
    let shown = messages.filter(|message| matches!(message.role, Role::User | Role::Assistant));
    shown
        .map(|message| {
            let person = message.role == Role::User;
            Said { role: if person { "person" } else { "reply" }, person, text: harmless(&message.content) }
        })
        .collect()
}

/// A text under the findings in it.
pub(super) fn under_findings(text: &str, findings: &[Finding]) -> Vec<Stretch> {
    let spans: Vec<Span> = findings.iter().map(|finding| finding.quote.span).collect();
    let title = |note: usize| {
        let Finding { severity, mechanism, message, .. } = &findings[note];
        format!("{}. {}, {}: {message}", note + 1, mechanism.title(), severity.name())
    };
    let look = |piece: &Piece<'_>| piece.marks.iter().map(|note| findings[*note].severity).max();
    let cut = pieces(text, &spans);
    cut.iter().flat_map(|piece| Stretch::noted(piece, look(piece).map_or("", Severity::name), title)).collect()
}

/// The reply under its changes.
fn reply(outcome: &Outcome) -> Vec<Stretch> {
    let hunks = &outcome.diff.hunks;
    let spans: Vec<Span> = hunks.iter().map(|hunk| hunk.after.span).collect();
    let title = |note: usize| format!("{}. {}", note + 1, diff::why(&hunks[note]));
    let kind = |piece: &Piece<'_>| if piece.marks.is_empty() { "" } else { "added" };
    pieces(&outcome.text, &spans).iter().flat_map(|piece| Stretch::noted(piece, kind(piece), title)).collect()
}

pub(super) fn found(finding: &Finding) -> Found {
    Found {
        severity: finding.severity.name(),
        rule: finding.rule,
        mechanism: finding.mechanism.title(),
        quote: harmless(&finding.quote.text),
        message: harmless(&finding.message),
        suggestion: harmless(&finding.suggestion),
        source: finding.source.as_ref().map(|source| harmless(&source.quote.text)),
        model: finding.by == attuned::By::Model,
    }
}

fn changed(hunk: &Hunk) -> Changed {
    Changed {
        before: on_one_line(&hunk.before.text),
        after: on_one_line(&hunk.after.text),
        mechanisms: hunk.mechanisms.iter().map(|one| one.title()).collect(),
        reason: harmless(&hunk.reason),
    }
}

fn measures(outcome: &Outcome) -> Vec<Measure> {
    let (before, after) = (human::measures(&outcome.before), human::measures(&outcome.after));
    let pairs = before.into_iter().zip(after).flat_map(|((mechanism, before), (_, after))| {
        before.into_iter().zip(after).map(move |((name, before), (_, after))| Measure {
            mechanism,
            name,
            before,
            after,
        })
    });
    pairs.collect()
}

fn turn(round: &attuned::Round) -> Turn {
    let broken = round.violations.iter().map(|one| harmless(&format!("{}: {}", one.guard, one.detail)));
    Turn {
        accepted: round.accepted,
        critique: harmless(&round.critique),
        reasons: round.reason.iter().map(|reason| harmless(reason)).chain(broken).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with hostile words in every place that people or models fill.
    fn hostile() -> Page {
        let evil = || "</p><script>alert('x')</script>\" onfocus=\"y".to_owned();
        let stretch = |kind| Stretch { text: evil(), notes: vec![1], begins: vec![1], title: evil(), kind };
        let entry = Entry {
            place: 1,
            name: evil(),
            verdict: "revised",
            words: evil(),
            engine: evil(),
            sender: Some(evil()),
            flags: vec!["a person should look"],
            said: vec![Said { role: "person", person: true, text: evil() }],
            draft: vec![stretch("clear")],
            reply: vec![stretch("added")],
            findings: vec![Found {
                severity: "clear",
                rule: "SA02",
                mechanism: "sentiment attenuation",
                quote: evil(),
                message: evil(),
                suggestion: evil(),
                source: Some(evil()),
                model: true,
            }],
            hunks: vec![Changed {
                before: evil(),
                after: evil(),
                mechanisms: vec!["conflict avoidance"],
                reason: evil(),
            }],
            measures: vec![Measure { mechanism: "m", name: "n", before: evil(), after: evil() }],
            rounds: vec![Turn { accepted: false, critique: evil(), reasons: vec![evil()] }],
        };
        let mut page = Page::default();
        page.put(entry);
        page
    }

    #[test]
    fn nothing_that_people_wrote_becomes_markup() {
        let html = hostile().render().expect("a page");
        assert!(!html.contains("<script") && !html.contains("onfocus=\"y"), "{html}");
        assert!(html.matches("&lt;script&gt;").count() >= 17, "{html}");
    }

    #[test]
    fn several_records_have_a_table_of_contents_and_one_has_none() {
        let mut page = hostile();
        assert!(!page.render().expect("a page").contains("<nav"));
        let mut failure = Failure::new("model", "no answer");
        failure.id = Some(Box::new(serde_json::json!(7)));
        failure.text = Some("Hm.".into());
        page.fail(&failure);
        let html = page.render().expect("a page");
        assert!(html.contains("<nav") && html.contains("href=\"#r2\"") && html.contains("id=\"r2\""), "{html}");
        assert!(html.contains("no answer") && html.contains("Hm."), "{html}");
    }

    #[test]
    fn a_mark_over_a_paragraph_leaves_the_empty_line_bare() {
        let piece = Piece { text: "one\n\ntwo", marks: vec![0], begins: vec![0] };
        let shown = Stretch::noted(&piece, "added", |_| "why".to_owned());
        let shown: Vec<_> = shown.iter().map(|one| (one.text.as_str(), one.kind, one.begins.len())).collect();
        assert_eq!(shown, [("one", "added", 0), ("\n", "", 0), ("\n", "", 0), ("two", "added", 1)]);
        assert_eq!((on_one_line("on us.\n\nThe"), on_one_line("\n")), ("on us. ¶ The".to_owned(), "¶".to_owned()));
    }

    #[test]
    fn the_page_asks_for_nothing_from_elsewhere() {
        let html = hostile().render().expect("a page");
        for reference in ["src=", "href=\"http", "url(", "@import"] {
            assert!(!html.contains(reference), "{reference}");
        }
    }
}
