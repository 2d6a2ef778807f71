//! `attuned lint`: what is wrong with a library of canned replies.

use crate::End;
use crate::canned::{self, Paths};
use crate::check::least;
use crate::settings::{FailOn, Layer, Settings};
use std::io::Write;

/// `attuned lint`.
#[derive(Debug, clap::Args)]
pub(crate) struct Lint {
    #[command(flatten)]
    pub(crate) paths: Paths,
    /// The least severity that makes the exit code 1 [default: clear]
    #[arg(long, help_heading = "Output", value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) imagine: crate::imagine::Imagine,
    #[command(flatten)]
    pub(crate) server: crate::args::Server,
}

impl Lint {
    pub(crate) fn layer(&self) -> Layer {
        Layer { fail_on: self.fail_on, ..self.server.layer() }
    }
}

/// Lints every reply.
pub(crate) fn lint(asked: &Lint, settings: &Settings) -> anyhow::Result<End> {
    let mut found = canned::read(&asked.paths, settings)?;
    crate::imagine::imagine(&mut found.files, asked.imagine, settings)?;
    let mut options = found.options(settings)?;
    options.library = true;
    let mut linted = attuned::lint(&found.files, &options);
    linted.failed = found.failed;
    let files = found.files;
    let mut out = anstream::stdout();
    for one in linted.fresh() {
        let (path, place, finding) = (files[one.file].path().display(), one.place, &one.finding);
        writeln!(out, "{path}:{}:{}: {} {}", place.line, place.column, finding.rule, finding.message)?;
    }
    let worst = linted.worst();
    let fails = settings.layer.fail_on.and_then(least).is_some_and(|least| worst >= Some(least));
    Ok(match fails {
        _ if !linted.failed.is_empty() => End::Failed,
        true => End::Found,
        false => End::Done,
    })
}
