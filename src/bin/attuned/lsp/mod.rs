//! `attuned lsp`: findings in an editor, over the Language Server Protocol on standard input and output.

use crate::End;
use crate::canned;
use crate::settings::{Layer, Settings};

/// `attuned lsp`.
#[derive(Debug, clap::Args)]
pub(crate) struct Lsp {
    #[command(flatten)]
    pub(crate) model: crate::args::Model,
}

impl Lsp {
    pub(crate) fn layer(&self) -> Layer {
        self.model.layer()
    }
}

/// Serves one editor until it leaves.
pub(crate) fn lsp(_: &Lsp, settings: &Settings) -> anyhow::Result<End> {
    let _options = canned::lint_options(settings)?;
    anyhow::bail!("not built yet")
}
