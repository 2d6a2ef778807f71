//! How replies are linted, from the settings.

use crate::explain::nearest;
use crate::settings::{Elsewhere, LintLayer, Settings};
use anyhow::{anyhow, bail};
use attuned::{Keep, LibraryKind, LintOptions, LintOverride, Mechanism};
use std::path::Path;

/// How replies are linted.
pub(crate) fn lint_options(settings: &Settings) -> anyhow::Result<LintOptions> {
    let lint = settings.lint();
    let mut options = LintOptions::default();
    options.thresholds = settings.thresholds();
    options.keep = Keep::new(settings.layer.keep.as_deref().unwrap_or_default())?;
    let off = wrong(known(lint.off.unwrap_or_default()), settings.origin("lint.off"))?;
    options.off = off.into_iter().collect();
    options.least = lint.severity.map(|choice| choice.severity());
    // What stands in a file is meant from its folder.
    let root = settings.file().and_then(Path::parent).unwrap_or(Path::new("."));
    let tables = overrides(root, lint.overrides.unwrap_or_default());
    options.overrides = wrong(tables, settings.origin("lint.overrides"))?;
    Ok(options)
}

/// What is wrong with a setting, and in which file or variable; whoever gave an option knows where.
fn wrong<T>(found: anyhow::Result<T>, place: Option<String>) -> anyhow::Result<T> {
    let place = place.filter(|place| place != "option").map(|place| format!("{place}: ")).unwrap_or_default();
    found.map_err(|error| anyhow!("{place}{error}"))
}

/// What the tables of other settings files add for what lies below them.
pub(super) fn below(tables: Vec<(std::path::PathBuf, LintLayer)>) -> anyhow::Result<Vec<LintOverride>> {
    let mut all = Vec::new();
    for (root, lint) in tables {
        let whole = Elsewhere { off: lint.off.unwrap_or_default(), severity: lint.severity };
        let tables = std::iter::once(("**".to_owned(), whole)).chain(lint.overrides.unwrap_or_default());
        all.extend(wrong(overrides(&root, tables), Some(root.join("attuned.toml").display().to_string()))?);
    }
    Ok(all)
}

fn overrides(root: &Path, tables: impl IntoIterator<Item = (String, Elsewhere)>) -> anyhow::Result<Vec<LintOverride>> {
    let one = |(glob, table): (String, Elsewhere)| {
        let mut one = LintOverride::new(root, &glob)?;
        one.off = known(table.off)?.into_iter().collect();
        one.least = table.severity.map(|choice| choice.severity());
        Ok(one)
    };
    tables.into_iter().map(one).collect()
}

/// The names of what is off, all of which there are.
fn known(off: Vec<String>) -> anyhow::Result<Vec<String>> {
    let mechanisms = Mechanism::ALL.iter().flat_map(|one| [one.id(), one.name()]);
    let kinds = LibraryKind::ALL.iter().map(|kind| kind.name());
    let names: Vec<&str> =
        attuned::rules().map(|rule| rule.id).chain(mechanisms).chain(kinds).chain(["library", "all"]).collect();
    for name in &off {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            match nearest(name, names.iter().copied()) {
                Some(near) => bail!("nothing that is off can be called {name:?}; did you mean {near}?"),
                None => bail!("nothing that is off can be called {name:?}; `attuned explain` lists the rules"),
            }
        }
    }
    Ok(off)
}
