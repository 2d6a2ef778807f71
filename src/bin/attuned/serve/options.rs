//! What `attuned serve` can be asked for.

use crate::args::Model;
use crate::settings::Layer;

/// `attuned serve`.
#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    /// Where to listen; only this machine unless told otherwise
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: String,
    /// The server that requests go to, such as https://api.openai.com
    #[arg(long, value_name = "URL")]
    pub(crate) upstream: String,
    #[command(flatten)]
    pub(crate) model: Model,
}

impl Serve {
    /// What the command line sets.
    pub(crate) fn layer(&self) -> Layer {
        self.model.layer()
    }
}
