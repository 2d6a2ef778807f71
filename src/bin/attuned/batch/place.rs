//! The files of a run: its output and what lies beside it while it goes on.

use attuned::Location;
use std::path::{Path, PathBuf};

/// The files of a run.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Where the outcomes go in the end.
    pub(crate) output: Location,
    /// The lines that are done.
    pub(crate) partial: PathBuf,
    /// What the model answered.
    pub(crate) answers: PathBuf,
    /// Jobs of the provider that are under way, and the folder of their requests.
    pub(crate) jobs: PathBuf,
    pub(crate) requests: PathBuf,
    /// What the run is.
    pub(crate) state: PathBuf,
}

impl Place {
    /// The files beside this output; beside nothing but in this folder, where the output is an object in a store.
    pub(crate) fn of(output: &Location, cache: Option<&Path>) -> Self {
        let base = output.path().map_or_else(|| PathBuf::from(output.name()), Path::to_owned);
        let beside = |ending: &str| base.with_added_extension(ending);
        Self {
            output: output.clone(),
            partial: beside("partial"),
            answers: cache.map_or_else(|| beside("answers"), Path::to_owned),
            jobs: beside("jobs.json"),
            requests: beside("requests"),
            state: beside("run.json"),
        }
    }

    /// Whether the output is there and nothing is under way. Of an object in a store the state alone can tell.
    pub(crate) fn is_published(&self) -> bool {
        self.output.path().is_none_or(Path::exists) && !self.partial.exists()
    }
}
