//! The tool and its rules, with the page of each.

use attuned::Rule;
use serde_json::{Value, json};

/// The tool.
pub(super) fn driver() -> Value {
    json!({
        "name": "attuned",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": attuned::rules().map(rule).collect::<Vec<_>>(),
    })
}

/// Which of the rules this is.
pub(super) fn index(id: &str) -> Option<usize> {
    attuned::rules().position(|rule| rule.id == id)
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "name": joined(rule.name),
        "shortDescription": {"text": format!("{}: {}", capital(rule.mechanism.title()), rule.name)},
        "fullDescription": {"text": rule.summary},
        "help": {"text": text(rule), "markdown": markdown(rule)},
        "defaultConfiguration": {"level": "warning"},
        "properties": {
            "tags": ["empathy", rule.mechanism.title()],
            "problem.severity": "warning",
            "precision": "medium",
        },
    })
}

fn text(rule: &Rule) -> String {
    let Rule { summary, why, instead, example, better, .. } = rule;
    format!("{summary}\n\nWhy it hurts: {why}\nInstead: {instead}\nFails: {example}\nBetter: {better}")
}

fn markdown(rule: &Rule) -> String {
    let Rule { id, name, summary, why, instead, example, better, .. } = rule;
    format!(
        "{summary}\n\n**Why it hurts.** {why}\n\n**Instead.** {instead}\n\n| fails | better |\n|---|---|\n\
         | {} | {} |\n\n`attuned explain {id}` says the same of \"{name}\" in a terminal.",
        cell(example),
        cell(better)
    )
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// `agentless passive` as `AgentlessPassive`.
fn joined(words: &str) -> String {
    words.split(|one: char| !one.is_alphanumeric()).map(capital).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
