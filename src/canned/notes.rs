//! What writers note about the replies of a file, in a small file beside it: who receives them, and which rules are not
//! to speak of them. `macros.json` has its notes in `macros.attuned.json`:
//!
//! ```json
//! {"replies": {"360111": {"situations": [{"who": "a parent", "message": "..."}], "ignore": {"LD01": "legal wants it"}}}}
//! ```

use super::reply::Canned;
use crate::error::Error;
use crate::text::Situation;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The notes about one file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notes {
    replies: BTreeMap<String, Note>,
}

/// The notes about one reply.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Note {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    situations: Vec<Situation>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    ignore: BTreeMap<String, String>,
}

impl Notes {
    /// Where the notes about a file are.
    pub(crate) fn path(file: &Path) -> PathBuf {
        file.with_extension("attuned.json")
    }

    /// The notes beside a file, where there are any.
    ///
    /// # Errors
    /// [`Error::File`], or [`Error::Canned`] where they are no notes.
    pub(crate) fn beside(file: &Path) -> Result<Option<Self>, Error> {
        let path = Self::path(file);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(Error::File { path, source }),
        };
        // What serde says may quote the file.
        let broken = |error: serde_json::Error| Error::Canned {
            detail: format!("line {}: these are no notes; see `attuned lint --help`", error.line()),
            reply: None,
            path: path.clone(),
        };
        serde_json::from_slice(&bytes).map(Some).map_err(broken)
    }

    /// Adds what is noted about a reply.
    pub(crate) fn add_to(&self, reply: &mut Canned) {
        let Some(note) = self.replies.get(&reply.id) else { return };
        reply.situations.extend(note.situations.iter().cloned());
        reply.suppress(&note.ignore);
    }
}
