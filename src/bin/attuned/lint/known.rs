//! The baseline: read before, written when asked.

use super::options::Lint;
use crate::canned::Found;
use crate::settings::Settings;
use crate::show::{counted, notice};
use anyhow::bail;
use attuned::{Baseline, LintOptions};
use std::path::{Path, PathBuf};

/// The baseline that was named, or the usual one where it is there.
pub(super) fn read(asked: &Lint, settings: &Settings) -> anyhow::Result<Option<Baseline>> {
    let path = path(asked, settings);
    let is_named = asked.baseline.is_some() || settings.lint().baseline.is_some();
    if is_named && !path.exists() {
        bail!("there is no baseline at {}; --write-baseline writes one", path.display());
    }
    Ok(if is_named || path.is_file() { Some(Baseline::read(&path)?) } else { None })
}

/// Writes all that is found now.
pub(super) fn write(asked: &Lint, found: &Found, options: &LintOptions, settings: &Settings) -> anyhow::Result<()> {
    let path = path(asked, settings);
    let baseline = Baseline::of(&path, &found.files, &attuned::lint(&found.files, options));
    attuned::write_whole(&path, baseline.to_json())?;
    let findings = counted(baseline.len(), "finding is", "findings are");
    notice(settings, &format!("{findings} known to {} now; only new ones count", path.display()));
    Ok(())
}

/// Where it is: as the options say, as the settings say, or under its usual name beside the settings file or here.
fn path(asked: &Lint, settings: &Settings) -> PathBuf {
    let beside = settings.file().and_then(Path::parent).map(|folder| folder.join(Baseline::NAME));
    let usual = || beside.filter(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(Baseline::NAME));
    asked.baseline.clone().or_else(|| settings.lint().baseline).unwrap_or_else(usual)
}
