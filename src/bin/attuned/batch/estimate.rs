//! `--dry-run`: what a run would cost, from the records themselves; nobody is asked.

use super::input;
use super::options::Batch;
use crate::End;
use crate::engine::{Engine, Plan, Step};
use crate::settings::{EffortChoice, Settings};
use crate::show::{grouped, stdout};
use attuned::{Price, Spent, estimated_tokens};
use std::io::Write;

/// Tokens of an answer beside the reply itself, and of the reply for each token of the draft.
const CRITIQUE: u64 = 220;
const GROWTH: u64 = 2;

/// What was counted.
#[derive(Default)]
struct Counted {
    records: u64,
    failed: u64,
    asked: u64,
    prompt_tokens: u64,
    completion_tokens: u64,
}

/// Reads every record, and says what the run would cost.
pub(crate) fn estimate(asked: &Batch, settings: &Settings, engine: &Engine) -> anyhow::Result<End> {
    let plan = Plan::new(settings, engine, false)?;
    let mut counted = Counted::default();
    for item in input::records(&asked.input)? {
        counted.records += 1;
        match item {
            Ok(record) => count(&mut counted, &plan, record.draft)?,
            Err(_) => counted.failed += 1,
        }
    }
    let mut out = stdout(settings);
    for line in lines(&counted, asked, settings, engine) {
        writeln!(out, "{line}")?;
    }
    Ok(if counted.failed > 0 { End::Failed } else { End::Done })
}

/// Counts what the first question about a draft would cost, if there is one.
fn count(counted: &mut Counted, plan: &Plan, draft: attuned::Draft) -> anyhow::Result<()> {
    let draft_tokens = draft.text.len() as u64 / 4;
    if let Step::Ask(prompt) = plan.start(draft).step()? {
        counted.asked += 1;
        counted.prompt_tokens += estimated_tokens(&prompt);
        counted.completion_tokens += CRITIQUE + draft_tokens * GROWTH;
    }
    Ok(())
}

/// The estimate in words, with what it rests on.
fn lines(counted: &Counted, asked: &Batch, settings: &Settings, engine: &Engine) -> Vec<String> {
    let Counted { records, failed, asked: open, prompt_tokens, completion_tokens } = *counted;
    let mut lines = vec![format!(
        "{} records, {} that cannot be read, {} to be asked about",
        grouped(records),
        grouped(failed),
        grouped(open)
    )];
    let Some(wire) = &engine.wire else {
        lines.push("the built-in reviser asks nobody: no calls, no cost".to_owned());
        return lines;
    };
    let each = each(settings) * f64::from(asked.how.candidates.get());
    let scaled = |count: u64| (count as f64 * each).round() as u64;
    let spent = Spent::new(scaled(open), scaled(prompt_tokens), scaled(completion_tokens));
    lines.push(format!(
        "about {} calls, {} tokens read and {} written",
        grouped(spent.calls),
        grouped(spent.prompt_tokens),
        grouped(spent.completion_tokens)
    ));
    lines.push(money(settings.price(&wire.model), spent, &wire.model));
    lines.push(format!("rests on {each:.1} calls for each draft to be asked about (measured with one strong model) and 4 characters a token"));
    lines
}

/// Calls for each draft that is asked about, as measured (docs/revision.md); at high effort on seven drafts only.
fn each(settings: &Settings) -> f64 {
    match settings.layer.effort {
        Some(EffortChoice::Low) => 1.0,
        Some(EffortChoice::Medium) | None => 2.6,
        Some(EffortChoice::High) => 5.4,
    }
}

fn money(price: Option<Price>, spent: Spent, model: &str) -> String {
    match price {
        Some(price) => format!("about ${:.2} at the prices in the settings", price.of(spent)),
        None => format!(
            "no money: attuned.toml names no price for {model} ([prices.\"{model}\"] with prompt and completion, for a million tokens)"
        ),
    }
}
