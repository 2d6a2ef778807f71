//! Drafts become outcomes first: a batch of their own, beside the data, that goes on where it was.

use super::options::Pairs;
use crate::End;
use crate::batch::{batch, is_done};
use crate::settings::Settings;
use anyhow::bail;
use attuned::{Columns, Location, rows};

/// Where the outcomes are.
pub(super) enum Source {
    /// There.
    Outcomes(Location),
    /// Nowhere: the batch has only been estimated, or stopped before its end.
    NotYet(End),
}

/// The outcomes of the input: itself, or what a batch makes of its drafts.
pub(super) fn outcomes(asked: &Pairs, settings: &Settings) -> anyhow::Result<Source> {
    let input = &asked.input.input;
    if !holds_drafts(asked)? {
        return Ok(Source::Outcomes(input.clone()));
    }
    let Some(path) = asked.output.path() else {
        bail!("drafts are revised first, and their outcomes need a place: give a file with -o");
    };
    let output = Location::file(path.with_extension("outcomes.jsonl"));
    let asked = asked.batch(output);
    let end = batch(&asked, settings)?;
    Ok(if asked.run.dry_run || !is_done(&asked) { Source::NotYet(end) } else { Source::Outcomes(asked.output) })
}

/// Whether the first record is a draft. Standard input can be read only once, and is taken for outcomes.
fn holds_drafts(asked: &Pairs) -> anyhow::Result<bool> {
    let input = &asked.input;
    if input.input.is_standard() {
        return Ok(false);
    }
    let mut rows = rows(&input.input, input.from, &Columns::new(&input.map)?)?;
    Ok(rows
        .find_map(Result::ok)
        .is_some_and(|row| row.value.get("verdict").is_none() && row.value.get("error").is_none()))
}
