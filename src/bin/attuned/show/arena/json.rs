//! A comparison as one JSON object: all figures, every pair with what was said of it, and what could not be compared.

use attuned::{Arena, Failure};
use serde_json::json;
use std::io::Write;

/// Writes the object.
pub(super) fn write(
    out: &mut impl Write,
    arena: &Arena,
    failures: &[Failure],
    model: Option<&str>,
) -> anyhow::Result<()> {
    let mut all = serde_json::to_value(arena)?;
    all["model"] = json!(model);
    all["errors"] = failures.iter().map(Failure::record).collect();
    Ok(writeln!(out, "{all:#}")?)
}
