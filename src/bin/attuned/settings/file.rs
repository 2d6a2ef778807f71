//! `attuned.toml`: where it is, and what is said when it cannot be used.

use super::{Layer, LintLayer};
use anyhow::{Context, anyhow};
use figment::Figment;
use figment::error::Kind;
use figment::providers::{Format as _, Toml};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The name of the settings file.
const NAME: &str = "attuned.toml";

/// The file that was named, or the nearest one from a folder upward: from the current one where none is given.
pub(super) fn find(named: Option<&Path>, isolated: bool, folder: Option<&Path>) -> anyhow::Result<Option<PathBuf>> {
    if let Some(path) = named {
        std::fs::metadata(path).with_context(|| format!("cannot read the settings in {}", path.display()))?;
        return Ok(Some(path.to_owned()));
    }
    if isolated {
        return Ok(None);
    }
    Ok(nearest(folder.unwrap_or(Path::new("."))))
}

/// The nearest file from a folder upward.
fn nearest(folder: &Path) -> Option<PathBuf> {
    // Without a current folder there is no nearest file either.
    let here = std::fs::canonicalize(folder).ok()?;
    here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// The tables `[lint]` of the files that are nearest to these folders, but for `known`, each with its folder.
pub(super) fn nearer<'a>(
    known: Option<&Path>,
    folders: impl IntoIterator<Item = &'a Path>,
) -> anyhow::Result<Vec<(PathBuf, LintLayer)>> {
    let known = known.and_then(|path| std::fs::canonicalize(path).ok());
    let folders: BTreeSet<&Path> = folders.into_iter().collect();
    let files: BTreeSet<PathBuf> = folders.into_iter().filter_map(nearest).collect();
    let mut tables = Vec::new();
    for path in files.into_iter().filter(|path| Some(path) != known.as_ref()) {
        let layer = read(&path)?;
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        tables.extend(layer.lint.map(|lint| (folder, lint)));
    }
    Ok(tables)
}

/// What a file says by itself.
pub(super) fn read(path: &Path) -> anyhow::Result<Layer> {
    Figment::from(Toml::file_exact(path)).extract().map_err(explain)
}

/// A settings error in words: where, which setting, and the nearest one that exists.
pub(super) fn explain(wrong: figment::Error) -> anyhow::Error {
    let origin = wrong.metadata.as_ref().map(super::origin);
    let place = origin.map(|from| format!("{from}: ")).unwrap_or_default();
    match &wrong.kind {
        Kind::UnknownField(name, known) => {
            anyhow!("{place}no setting is called `{}`; {}", called(&wrong.path, name), suggestion(name, known))
        }
        Kind::UnknownVariant(_, known) => {
            anyhow!("{place}setting `{}`: expected one of {}", wrong.path.join("."), known.join(", "))
        }
        Kind::Message(words) if words.contains("valid UTF-8") => anyhow!("{place}it is no UTF-8; save it as that"),
        Kind::Message(words) if wrong.path.is_empty() => anyhow!("{place}{}", without_source(words)),
        kind if wrong.path.is_empty() => anyhow!("{place}{kind}"),
        Kind::InvalidType(_, wanted) | Kind::InvalidValue(_, wanted) => {
            anyhow!("{place}setting `{}`: expected {}", wrong.path.join("."), plain(wanted))
        }
        kind => anyhow!("{place}setting `{}`: {kind}", wrong.path.join(".")),
    }
}

/// A setting with the table that it stands in.
fn called(path: &[String], name: &str) -> String {
    let tables = path.iter().map(String::as_str).filter(|part| *part != name);
    tables.chain([name]).collect::<Vec<_>>().join(".")
}

/// A parser's message without the lines of the file that it shows: a key may stand there by mistake.
fn without_source(words: &str) -> String {
    let lines = words.lines().filter(|line| !line.trim().is_empty() && !line.contains('|'));
    lines.collect::<Vec<_>>().join(": ")
}

/// A type in words.
fn plain(wanted: &str) -> &str {
    match wanted {
        "usize" | "u32" => "a whole number",
        "f64" => "a number",
        "a string" => "text in quotes",
        "a boolean" => "true or false",
        "a sequence" => "a list in brackets",
        "a map" => "a table",
        "path string" => "text in quotes",
        enumeration if enumeration.starts_with("enum ") => "one of its words, in quotes",
        table if table.starts_with("struct ") => "a table",
        other => other,
    }
}

/// What was probably meant.
fn suggestion(name: &str, known: &[&str]) -> String {
    if name.contains("key") {
        return "keys are read from the environment only, such as OPENAI_API_KEY".to_owned();
    }
    match crate::explain::nearest(name, known.iter().copied()) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("there are {}", known.join(", ")),
    }
}
