//! What a run is and how far it came, in a small file beside its output.

use super::{Shape, Spent, Tally};
use crate::Error;
use crate::whole::write_whole;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// How far a run came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Done {
    /// Not to its end.
    #[default]
    Partly,
    /// To its end; the output is there.
    Whole,
}

/// What a run is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct State {
    /// The run's id.
    pub run: String,
    /// The version of attuned that began it.
    pub version: String,
    /// Whether it asks anew whatever other runs have kept.
    #[serde(default)]
    pub fresh: bool,
    /// What shapes its outcomes.
    pub shape: Shape,
    /// How far it came.
    pub done: Done,
    /// How its records ended.
    pub tally: Tally,
    /// What it cost.
    pub spent: Spent,
    /// What that is in money, where the price is known.
    pub money: Option<f64>,
}

impl State {
    /// A run that begins. Its id tells it from every other run.
    pub fn new(shape: Shape) -> Self {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let run = super::shape::digest(&[shape.digest(), format!("{}-{}", now.as_nanos(), std::process::id())]);
        Self { run, version: env!("CARGO_PKG_VERSION").to_owned(), shape, ..Self::default() }
    }

    /// The run that this file tells of; `None` where there is no file.
    ///
    /// # Errors
    /// [`Error::File`] where it cannot be read, or tells of no run.
    pub fn read(path: &Path) -> Result<Option<Self>, Error> {
        let fault = |source| Error::File { path: path.to_owned(), source };
        match std::fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| fault(error.into())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| Error::File { path: path.to_owned(), source: error.into() })?;
        write_whole(path, text + "\n")
    }
}
