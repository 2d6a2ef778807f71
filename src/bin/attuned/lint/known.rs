//! The baseline: read before, written when asked.

use super::options::Lint;
use crate::End;
use crate::settings::Settings;
use crate::show::{counted, notice};
use attuned::{Baseline, CannedFile, LintOptions};
use std::path::{Path, PathBuf};

/// The baseline that was named, or the one that is here.
pub(super) fn read(asked: &Lint) -> anyhow::Result<Option<Baseline>> {
    let here = Path::new(Baseline::NAME);
    match &asked.baseline {
        Some(path) => Ok(Some(Baseline::read(path)?)),
        None if here.is_file() => Ok(Some(Baseline::read(here)?)),
        None => Ok(None),
    }
}

/// Writes all that is found now.
pub(super) fn write(
    asked: &Lint,
    files: &[CannedFile],
    options: &LintOptions,
    settings: &Settings,
) -> anyhow::Result<End> {
    let path = asked.baseline.clone().unwrap_or_else(|| PathBuf::from(Baseline::NAME));
    let baseline = Baseline::of(&path, files, &attuned::lint(files, options));
    attuned::write_whole(&path, &serde_json::from_str::<serde_json::Value>(&baseline.to_json())?)?;
    let findings = counted(baseline.len(), "finding is", "findings are");
    notice(settings, &format!("{findings} known to {} now; only new ones count", path.display()));
    Ok(End::Done)
}
