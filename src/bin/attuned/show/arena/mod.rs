//! Two sets of replies on paper: one file for each format, and the rows of the tables that people read.

mod html;
mod human;
mod json;
mod rows;
mod tags;
mod words;

use super::stdout;
use crate::args::Format;
use crate::settings::Settings;
use attuned::{Arena, Failure};
use std::io::Write;

/// Puts a comparison on standard output; `judge` is the name of the model that judged.
pub(crate) fn compared(
    format: Format,
    arena: &Arena,
    failures: &[Failure],
    judge: Option<&str>,
    settings: &Settings,
) -> anyhow::Result<()> {
    let mut out = stdout(settings);
    match format {
        Format::Json => json::write(&mut out, arena, failures, judge)?,
        Format::Html => out.write_all(html::page(arena, failures, judge)?.as_bytes())?,
        _ => human::write(&mut out, arena, judge, super::width())?,
    }
    Ok(out.flush()?)
}
