//! `attuned explain`: the four mechanisms and their rules, in words.

use crate::End;
use crate::args::{self, Format};
use crate::settings::Settings;
use crate::show::{Paint, Run, stdout, width, wrap};
use anyhow::bail;
use attuned::{LibraryKind, Mechanism, Rule};
use owo_colors::OwoColorize;
use serde_json::{Value, json};
use std::io::Write;

/// Explains what was asked for, or everything.
pub(crate) fn explain(asked: &args::Explain, settings: &Settings) -> anyhow::Result<End> {
    let topics = topics(asked.name.as_deref())?;
    let mut out = stdout(settings);
    if asked.format == Format::Json {
        let values: Vec<Value> = topics.iter().map(Topic::value).collect();
        let value = if asked.name.is_some() { values.into_iter().next().unwrap_or_default() } else { json!(values) };
        writeln!(out, "{value:#}")?;
        return Ok(End::Done);
    }
    for (place, topic) in topics.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        topic.write(&mut out)?;
    }
    Ok(End::Done)
}

/// The known name that is nearest to what was asked for, if any is near.
pub(crate) fn nearest<'a>(asked: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let asked = asked.to_lowercase();
    let near = known.into_iter().map(|name| (strsim::jaro_winkler(&asked, &name.to_lowercase()), name));
    near.filter(|(likeness, _)| *likeness > 0.75).max_by(|one, two| one.0.total_cmp(&two.0)).map(|(_, name)| name)
}

/// What can be explained.
enum Topic {
    Mechanism(Mechanism),
    Rule(&'static Rule),
    Note(LibraryKind),
}

/// The topics of this name; all mechanisms without one.
fn topics(name: Option<&str>) -> anyhow::Result<Vec<Topic>> {
    let Some(name) = name else { return Ok(Mechanism::ALL.map(Topic::Mechanism).into()) };
    let called = named(name);
    if !called.is_empty() {
        return Ok(called);
    }
    let mechanisms = Mechanism::ALL.iter().flat_map(|one| [one.id(), one.name(), one.plain()]);
    let rules = attuned::rules().flat_map(|rule| [rule.id, rule.name]);
    let known: Vec<&str> = mechanisms.chain(rules).chain(LibraryKind::ALL.map(LibraryKind::name)).collect();
    match nearest(name, known.iter().copied()) {
        Some(known) => bail!("nothing here is called {name:?}; did you mean {known}?"),
        None => bail!("nothing here is called {name:?}; `attuned explain` lists what there is"),
    }
}

/// What is called so: by an id or a name, by a plain name, or, of rules, by a part of the name.
fn named(name: &str) -> Vec<Topic> {
    let same = |one: &str| one.eq_ignore_ascii_case(name.trim());
    if let Some(one) = name.parse().ok().or_else(|| Mechanism::ALL.into_iter().find(|one| same(one.plain()))) {
        return vec![Topic::Mechanism(one)];
    }
    if let Some(rule) = attuned::rule(name).or_else(|| attuned::rules().find(|rule| same(rule.name))) {
        return vec![Topic::Rule(rule)];
    }
    if let Some(kind) = LibraryKind::ALL.into_iter().find(|kind| same(kind.name())) {
        return vec![Topic::Note(kind)];
    }
    // "stock sentence" for "stock sentences"; a word of a letter or two would be part of anything.
    let part = name.trim().to_lowercase();
    let holds = |rule: &&Rule| part.len() > 3 && rule.name.to_lowercase().contains(&part);
    attuned::rules().filter(holds).map(Topic::Rule).collect()
}

/// What `attuned lint` notes across replies, in words.
fn noted(kind: LibraryKind) -> &'static str {
    match kind {
        LibraryKind::Opening => "Many replies open with the same words, which tell nobody that they were read.",
        LibraryKind::Phrase => "Many replies hold the same phrase; whoever writes twice gets it twice.",
        LibraryKind::Likeness => "Some replies say nearly the same; they drift apart when one of them is mended.",
        LibraryKind::Tone => {
            "Some replies speak in another tone than their folder or the library: formal among familiar \
            ones, \u{201c}I\u{201d} where the others say \u{201c}we\u{201d}, emoji or exclamation marks where the rest has none."
        }
        LibraryKind::AnsweredTwice => "The same question has two answers, and people compare.",
        LibraryKind::NoReason => "A suppression gives no reason, so nobody knows when it may go.",
        _ => "Something that is only seen across replies.",
    }
}

impl Topic {
    fn value(&self) -> Value {
        match self {
            Self::Rule(rule) => json!(rule),
            Self::Mechanism(one) => json!(one.explained()),
            Self::Note(kind) => json!({"kind": kind.name(), "summary": noted(*kind)}),
        }
    }

    fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        match self {
            Self::Rule(rule) => write_rule(rule, out),
            Self::Mechanism(one) => write_mechanism(*one, out),
            Self::Note(kind) => write_note(*kind, out),
        }
    }
}

fn write_note(kind: LibraryKind, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{}  (what lint notes across replies)", kind.name().bold())?;
    paragraph(out, "", noted(kind))?;
    paragraph(out, "leave out ", &format!("attuned lint --off {}", kind.name()))
}

fn write_rule(rule: &Rule, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{}  {}  ({})", rule.id.bold(), rule.name.bold(), both(rule.mechanism))?;
    paragraph(out, "", rule.summary)?;
    paragraph(out, "why      ", rule.why)?;
    paragraph(out, "instead  ", rule.instead)?;
    paragraph(out, "example  ", rule.example)?;
    paragraph(out, "better   ", rule.better)
}

/// The term and what it means.
fn both(one: Mechanism) -> String {
    format!("{}: {}", one.title(), one.plain())
}

fn write_mechanism(one: Mechanism, out: &mut impl Write) -> std::io::Result<()> {
    let page = one.explained();
    writeln!(out, "{}  {}", one.id().bold(), one.title().bold())?;
    paragraph(out, "", page.summary)?;
    paragraph(out, "in short ", one.plain())?;
    paragraph(out, "why      ", page.why)?;
    paragraph(out, "spared   ", page.spared)?;
    paragraph(out, "metric   ", page.metric)?;
    paragraph(out, "source   ", page.source)?;
    for rule in page.rules {
        paragraph(out, &format!("{:<9}", rule.id), &format!("{}: {}", rule.name, rule.summary))?;
    }
    Ok(())
}

/// A labelled paragraph, wrapped under its label.
fn paragraph(out: &mut impl Write, label: &str, text: &str) -> std::io::Result<()> {
    let room = width().saturating_sub(label.len() + 2);
    for (place, line) in wrap(&[Run::new(Paint::Plain, text)], room).iter().enumerate() {
        let label = if place == 0 { label.to_owned() } else { " ".repeat(label.len()) };
        writeln!(out, "  {}{line}", label.dimmed())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_the_name() {
        assert_eq!(nearest("sentiment_atenuation", Mechanism::ALL.map(Mechanism::name)), Some("sentiment_attenuation"));
        assert_eq!(nearest("zzz", Mechanism::ALL.map(Mechanism::name)), None);
    }
}
