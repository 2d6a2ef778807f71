//! What shapes the outcomes of a run, part by part.

use super::options::Batch;
use crate::engine::{Engine, Prompts};
use crate::settings::Settings;
use attuned::{OpenAiSettings, Shape, State};
use serde_json::{Value, json};

/// The settings that shape outcomes, beside the model's own.
const SETTINGS: [&str; 9] = ["effort", "rounds", "aim", "critique", "judge", "doubt", "look", "hold", "keep"];

/// All that shapes the outcomes of this run.
pub(crate) fn shape(asked: &Batch, settings: &Settings, engine: &Engine) -> anyhow::Result<Shape> {
    let layer = serde_json::to_value(&settings.layer)?;
    let input = &asked.input;
    let bytes = input.input.path().and_then(|path| std::fs::metadata(path).ok()).map(|file| file.len());
    let shard = input.shard.map(|shard| format!("{}/{}", shard.part + 1, shard.parts));
    let mut shape = Shape::default()
        .with("attuned", env!("CARGO_PKG_VERSION"))
        .with("input", input.input.to_string())
        .with("input's bytes", bytes)
        .with("columns", input.map.clone())
        .with("shard", shard)
        .with("engine", engine.model.engine())
        .with("model", engine.wire.as_ref().map(OpenAiSettings::shape))
        .with("prompts", if engine.remote { json!(prompts(settings)?) } else { Value::Null })
        .with("candidates", asked.how.candidates.get())
        .with("thresholds", layer.get("thresholds").cloned().unwrap_or_default());
    for name in SETTINGS {
        shape = shape.with(name, layer.get(name).cloned().unwrap_or_default());
    }
    Ok(shape)
}

/// A digest of the prompts in force.
fn prompts(settings: &Settings) -> anyhow::Result<String> {
    let prompts = Prompts::new(settings.layer.prompts.as_deref())?;
    let texts: Result<Vec<String>, _> = prompts.names().iter().map(|name| prompts.show(name)).collect();
    Ok(Shape::default().with("texts", texts?).digest())
}

/// What shapes an answer beside its prompt. A run that was begun anew asks anew, whatever others have kept.
pub(crate) fn of_answers(wire: &OpenAiSettings, state: &State) -> Value {
    let mut shape = wire.shape();
    if state.fresh {
        shape["run"] = json!(state.run);
    }
    shape
}
