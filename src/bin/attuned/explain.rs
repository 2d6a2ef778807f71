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

const PAPER: &str = "You, Huang, Yu: \"Position: LLMs Should Incorporate Explicit Mechanisms for Human Empathy\", \
                     ICML 2026, arXiv 2604.10557";

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
            Self::Mechanism(one) => {
                let page = page(*one);
                json!({
                    "mechanism": one.name(), "id": one.id(), "title": one.title(), "summary": page.summary,
                    "why": page.why, "spared": page.spared, "metric": page.metric, "source": PAPER,
                    "rules": rules_of(*one).collect::<Vec<_>>(),
                })
            }
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
    let page = page(one);
    writeln!(out, "{}  {}", one.id().bold(), one.title().bold())?;
    paragraph(out, "", page.summary)?;
    paragraph(out, "why      ", page.why)?;
    paragraph(out, "spared   ", page.spared)?;
    paragraph(out, "metric   ", page.metric)?;
    paragraph(out, "source   ", PAPER)?;
    for rule in rules_of(one) {
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

fn rules_of(one: Mechanism) -> impl Iterator<Item = &'static Rule> {
    attuned::rules().filter(move |rule| rule.mechanism == one)
}

/// What there is to say about a mechanism.
struct Page {
    summary: &'static str,
    why: &'static str,
    spared: &'static str,
    metric: &'static str,
}

fn page(one: Mechanism) -> Page {
    match one {
        Mechanism::SentimentAttenuation => Page {
            summary: "The reply turns the person's intensity or urgency down: \"the inconvenience\" for a ruined \
                      wedding, a stated fear or deadline left unanswered, \"Noted.\" for joy.",
            why: "Someone whose feeling comes back smaller concludes that they were not heard, and says it louder.",
            spared: "Messages that carry little feeling, and calm replies that name the feeling at its strength.",
            metric: "Compression of emotional intensity, (source - reply) / source, each from 0 (flat) to 1 \
                     (unfiltered).",
        },
        Mechanism::EmpathicGranularityMismatch => Page {
            summary: "The level of detail is wrong for this person: a stock sentence where they gave names, dates and \
                      losses, or step lists and policy where they asked for something else.",
            why: "A sentence that would fit any message tells the person that nobody read theirs.",
            spared: "Short replies that pick up the one thing that matters, and technical detail that was asked for.",
            metric: "Mismatch of salient detail per sentence, |a - b| / (a + b), and the share of stock sentences.",
        },
        Mechanism::ConflictAvoidance => Page {
            summary: "The reply steps around the tension: it rushes to advice or closure, spreads or deflects the \
                      blame, apologises on a condition, or leaves a direct question open.",
            why: "A fault that nobody owns and a question that nobody answers are left with the person who was hurt.",
            spared: "A kind, direct no with its reason, steps after the fault is owned, and talk without conflict.",
            metric: "Present or absent for each reply, from ownership, exploring questions and what stays unanswered.",
        },
        // Mechanisms to come belong above; the last arm is the fourth of the paper.
        _ => Page {
            summary: "The grammar moves people out of the sentence: passives without an agent, acts turned into \
                      nouns, \"the system\", \"it is understood that\", \"please be advised\".",
            why: "Where nobody does anything in a sentence about what was done to them, people read that nobody cares.",
            spared: "The same grammar about machines and facts: \"the file is stored in the cache folder\".",
            metric: "Agentless passives per sentence, nominalisations per word, share of subjects that are not people.",
        },
    }
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
