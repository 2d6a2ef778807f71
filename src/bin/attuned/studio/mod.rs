//! `attuned studio`: the review on a page of this machine.

use crate::End;
use crate::canned::{self, Paths};
use crate::settings::{Layer, Settings};
use attuned::Review;

/// `attuned studio`.
#[derive(Debug, clap::Args)]
pub(crate) struct Studio {
    #[command(flatten)]
    pub(crate) paths: Paths,
    #[command(flatten)]
    pub(crate) imagine: crate::imagine::Imagine,
    #[command(flatten)]
    pub(crate) model: crate::args::Model,
}

impl Studio {
    pub(crate) fn layer(&self) -> Layer {
        self.model.layer()
    }
}

/// Serves the page until it is stopped.
pub(crate) fn studio(asked: &Studio, settings: &Settings) -> anyhow::Result<End> {
    let mut found = canned::read(&asked.paths, settings)?;
    crate::imagine::imagine(&mut found.files, asked.imagine, settings)?;
    let options = found.options(settings)?;
    let _review = Review::new(found.files, options);
    anyhow::bail!("not built yet")
}
