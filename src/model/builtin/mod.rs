//! The built-in reviser: a model without a language model. It makes only edits that can be made surely, and otherwise
//! leaves the text alone.

mod absent;
mod actor;
mod apology;
mod chain;
mod clause;
mod closing;
mod compose;
mod doer;
mod drift;
mod edit;
mod follow;
mod joy;
mod mirror;
mod nominal;
mod notice;
mod noun;
mod officialese;
mod owned;
mod phrase;
mod regret;
mod scales;
mod sorrow;
mod stock;
mod strength;
mod tells;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod trial;
mod verbs;
mod voice;
mod worth;

use super::{BoxFuture, Model, ModelError, Reply};
use crate::detect::{Finding, detect};
use crate::prompt::{Ask, Job, Prompt};
use crate::text::Span;
use edit::Edit;
use serde_json::{Value, json};

/// How many findings a critique speaks of.
const MOST: usize = 6;

/// The built-in reviser.
///
/// It answers the structured ask of a [`Prompt`] by rules: it says who acted, opens officialese, leaves out
/// sentences that would fit any message or drift away from the person, is sorry plainly and glad with the glad.
/// Deterministic, offline, without state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Builtin;

impl Builtin {
    /// The built-in reviser.
    pub fn new() -> Self {
        Self
    }

    /// Answers a prompt at once, in the JSON that the prompt asks for.
    pub fn answer(&self, prompt: &Prompt) -> Reply {
        let ask = &prompt.ask;
        let answer = match ask.job {
            // It is no judge: an empty list would say that nothing fails. Nothing said, the rules decide. Nor can it imagine
            // anybody.
            Job::Judge | Job::Audit | Job::Compare | Job::Imagine => return Reply::default(),
            Job::Critique => json!({ "critique": critique(&ask.findings) }),
            Job::Revise => revised(ask),
            Job::Repair => repair(ask),
        };
        Reply { text: answer.to_string(), ..Reply::default() }
    }
}

impl Model for Builtin {
    fn complete<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        Box::pin(std::future::ready(Ok(self.answer(prompt))))
    }

    fn engine(&self) -> &str {
        "builtin"
    }

    fn reads_messages(&self) -> bool {
        false
    }
}

/// What the findings say, as a short text.
fn critique(findings: &[Finding]) -> String {
    let mut worst: Vec<&Finding> = findings.iter().collect();
    worst.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.quote.span));
    let lines: Vec<String> = worst.into_iter().take(MOST).map(line).collect();
    if lines.is_empty() { "Nothing in this text needs a change.".to_owned() } else { lines.join("\n") }
}

/// One finding as a line.
fn line(finding: &Finding) -> String {
    format!("{}. {}", edit::raised(finding.message.trim_end_matches('.')), finding.suggestion)
}

/// The revision, and the critique with it where the ask holds none.
fn revised(ask: &Ask) -> Value {
    let mut answer = revision(ask);
    if ask.critique.is_empty() {
        answer["critique"] = critique(&ask.findings).into();
    }
    answer
}

/// The revised text, or the text as it is.
fn revision(ask: &Ask) -> Value {
    let (text, edits) = compose::revised(&ask.draft, &ask.text, ask.sent, &ask.findings, |_, _| true);
    reply(&ask.text, text, &edits)
}

/// The draft revised anew without the edits that a guard spoke of.
fn repair(ask: &Ask) -> Value {
    let mut found = detect(&ask.draft).findings;
    found.retain(|finding| ask.targets.is_empty() || ask.targets.contains(&finding.mechanism));
    let clean = |edit: &Edit, before: &str| !ask.violations.iter().any(|one| speaks_of(&one.detail, edit, before));
    let (text, edits) = compose::revised(&ask.draft, &ask.draft.text, ask.sent, &found, clean);
    reply(&ask.draft.text, text, &edits)
}

/// Whether a violation may be about an edit: they share a word that is not small.
fn speaks_of(detail: &str, edit: &Edit, before: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|sign: char| !sign.is_alphanumeric());
        parts
            .filter(|word| word.chars().count() > 3 || word.bytes().any(|byte| byte.is_ascii_digit()))
            .map(str::to_lowercase)
            .collect()
    };
    let spoken = words(detail);
    words(before).iter().chain(&words(&edit.text)).any(|word| spoken.contains(word))
}

/// Edits that touch as one: the longer says why.
fn joined(edits: &[Edit]) -> Vec<Edit> {
    let mut all: Vec<Edit> = Vec::new();
    for edit in edits {
        match all.last_mut().filter(|last| last.span.end == edit.span.start) {
            Some(last) => {
                let text = if last.raises { edit::raised(&edit.text) } else { edit.text.clone() };
                let why = if edit.span.len() > last.span.len() { edit.clone() } else { last.clone() };
                let span = Span::new(last.span.start, edit.span.end);
                *last = Edit { span, text: format!("{}{text}", last.text), ..why };
            }
            None => all.push(edit.clone()),
        }
    }
    all
}

/// The answer as JSON.
fn reply(before: &str, text: String, edits: &[Edit]) -> Value {
    let edits = joined(edits);
    let change = |edit: &Edit| {
        json!({
            "before": edit.span.of(before),
            "after": edit.text,
            "mechanism": edit.mechanism.name(),
            "reason": edit.reason,
        })
    };
    json!({ "reply": text, "changes": edits.iter().map(change).collect::<Vec<_>>() })
}
