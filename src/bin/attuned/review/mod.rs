//! `attuned review`: reply by reply and change by change, in the terminal.

use crate::End;
use crate::canned::{self, Paths};
use crate::settings::{Layer, Settings};
use attuned::Review as Reviewed;

/// `attuned review`.
#[derive(Debug, clap::Args)]
pub(crate) struct Review {
    #[command(flatten)]
    pub(crate) paths: Paths,
    #[command(flatten)]
    pub(crate) imagine: crate::imagine::Imagine,
    #[command(flatten)]
    pub(crate) model: crate::args::Model,
}

impl Review {
    pub(crate) fn layer(&self) -> Layer {
        self.model.layer()
    }
}

/// Reviews the replies that have findings.
pub(crate) fn review(asked: &Review, settings: &Settings) -> anyhow::Result<End> {
    let mut files = asked.paths.files()?;
    crate::imagine::imagine(&mut files, asked.imagine, settings)?;
    let _review = Reviewed::new(files, canned::lint_options(settings)?);
    anyhow::bail!("not built yet")
}
