//! `attuned explain`: the four mechanisms and their rules, in words.

use crate::End;
use crate::args::{self, Format};
use crate::settings::Settings;
use crate::show::{Paint, Run, stdout, width, wrap};
use anyhow::bail;
use attuned::{Mechanism, Rule};
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
}

/// The topics of this name; all mechanisms without one.
fn topics(name: Option<&str>) -> anyhow::Result<Vec<Topic>> {
    let Some(name) = name else { return Ok(Mechanism::ALL.map(Topic::Mechanism).into()) };
    if let Ok(mechanism) = name.parse() {
        return Ok(vec![Topic::Mechanism(mechanism)]);
    }
    if let Some(rule) = attuned::rule(name) {
        return Ok(vec![Topic::Rule(rule)]);
    }
    let mechanisms = Mechanism::ALL.iter().flat_map(|one| [one.id(), one.name()]);
    let known: Vec<&str> = mechanisms.chain(attuned::rules().map(|rule| rule.id)).collect();
    match nearest(name, known.iter().copied()) {
        Some(known) => bail!("nothing here is called {name:?}; did you mean {known}?"),
        None => bail!("nothing here is called {name:?}; `attuned explain` lists what there is"),
    }
}

impl Topic {
    fn value(&self) -> Value {
        match self {
            Self::Rule(rule) => json!(rule),
            Self::Mechanism(one) => json!(one.explained()),
        }
    }

    fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        match self {
            Self::Rule(rule) => write_rule(rule, out),
            Self::Mechanism(one) => write_mechanism(*one, out),
        }
    }
}

fn write_rule(rule: &Rule, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{}  {}  ({})", rule.id.bold(), rule.name.bold(), rule.mechanism.title())?;
    paragraph(out, "", rule.summary)?;
    paragraph(out, "why      ", rule.why)?;
    paragraph(out, "instead  ", rule.instead)?;
    paragraph(out, "example  ", rule.example)?;
    paragraph(out, "better   ", rule.better)
}

fn write_mechanism(one: Mechanism, out: &mut impl Write) -> std::io::Result<()> {
    let page = one.explained();
    writeln!(out, "{}  {}", one.id().bold(), one.title().bold())?;
    paragraph(out, "", page.summary)?;
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
