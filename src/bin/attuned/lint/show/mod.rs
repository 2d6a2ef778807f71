//! What `attuned lint` prints: one file for each format.

mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod rdjsonl;
mod sarif;

pub(super) use github::step_summary;

use super::options::LintFormat;
use super::view::View;
use crate::settings::Settings;
use crate::show::stdout;
use std::io::Write;

/// Prints what was found.
pub(super) fn show(format: LintFormat, view: &View<'_>, settings: &Settings) -> anyhow::Result<()> {
    let mut out = stdout(settings);
    if format == LintFormat::Human {
        human::write(&mut out, view)?;
        return Ok(out.flush()?);
    }
    // In one piece: whatever takes colours out of the output looks at each piece anew.
    let text = match format {
        LintFormat::Human => String::new(),
        LintFormat::Json => json::object(view),
        LintFormat::Jsonl => json::lines(view),
        LintFormat::Github => github::annotations(view, settings),
        LintFormat::Sarif => sarif::log(view, settings),
        LintFormat::Junit => junit::report(view)?,
        LintFormat::Rdjsonl => rdjsonl::lines(view),
        LintFormat::Gitlab => gitlab::report(view),
    };
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
