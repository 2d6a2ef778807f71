//! An evaluation as one JSON object; a measure that there is none of is null. It holds no words of the cases.

use attuned::Evaluation;
use std::io::Write;

/// Writes the object.
pub(super) fn write(out: &mut impl Write, evaluation: &Evaluation) -> anyhow::Result<()> {
    Ok(writeln!(out, "{}", serde_json::to_string_pretty(evaluation)?)?)
}
