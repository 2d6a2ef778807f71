//! What the commands for canned replies have in common: which files, and how they are read and linted.

use crate::settings::Settings;
use anyhow::bail;
use attuned::{CannedFile, CannedFormat, CannedOptions, Keep, LintOptions};
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use std::path::{Path, PathBuf};

/// Which files hold canned replies, and where in them.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Replies")]
pub(crate) struct Paths {
    /// Files and folders of canned replies
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// What kind of files they are [default: told by name and content]
    #[arg(long = "from", value_name = "FORMAT", value_parser = format())]
    pub(crate) from: Option<CannedFormat>,
    /// Where texts are in JSON and YAML, such as macros[].text; may be given more than once
    #[arg(long = "at", value_name = "PATH")]
    pub(crate) at: Vec<String>,
    /// The column of texts in tables
    #[arg(long, value_name = "NAME")]
    pub(crate) column: Option<String>,
}

fn format() -> impl TypedValueParser<Value = CannedFormat> {
    let names = PossibleValuesParser::new(CannedFormat::all().map(CannedFormat::name));
    names.map(|name| CannedFormat::all().find(|one| one.name() == name).unwrap_or(CannedFormat::Plain))
}

impl Paths {
    /// How the files are read.
    pub(crate) fn options(&self) -> CannedOptions {
        let mut options = CannedOptions::default();
        options.format = self.from;
        options.paths.clone_from(&self.at);
        options.column.clone_from(&self.column);
        options
    }

    /// Every file that holds replies, in the order of the paths.
    pub(crate) fn files(&self) -> anyhow::Result<Vec<CannedFile>> {
        let options = self.options();
        let mut files = Vec::new();
        for path in &self.paths {
            for path in found(path)? {
                files.push(CannedFile::read(path, &options)?);
            }
        }
        if files.is_empty() {
            bail!("there are no canned replies here; name a file or a folder that has some");
        }
        Ok(files)
    }
}

/// A file, or the files of a folder that may hold replies.
fn found(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        if path.is_dir() {
            files.extend(found(&path)?);
        } else if CannedFormat::extensions().any(|known| known == extension) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// How replies are linted, from the settings.
pub(crate) fn lint_options(settings: &Settings) -> anyhow::Result<LintOptions> {
    let mut options = LintOptions::default();
    options.thresholds = settings.thresholds();
    options.keep = Keep::new(settings.layer.keep.as_deref().unwrap_or_default())?;
    Ok(options)
}
