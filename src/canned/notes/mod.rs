//! What writers note about the replies of a file, in a small file beside it: who receives them, and which rules are not
//! to speak of them. `macros.json` has its notes in `macros.attuned.json`; the files of a folder that are one reply each,
//! such as Markdown, share `attuned.notes.json`:
//!
//! ```json
//! {"replies": {"360111": {"situations": [{"who": "a parent", "message": "..."}], "ignore": {"LD01": "legal wants it"}}}}
//! {"files": {"late.md": {"situations": [{"message": "..."}]}, "sorry.md": {"ignore": {"CA": "agreed with the union"}}}}
//! ```
//!
//! What is noted beside `replies` holds for every reply of the file. Keys that nobody here knows stay as they are.

mod ignore;
mod write;

use super::reply::Canned;
use crate::error::Error;
use crate::text::Situation;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::SystemTime;

/// The notes of all files of a folder.
const FOLDER: &str = "attuned.notes.json";

/// What is said of notes that are none.
const BROKEN: &str = "these are no notes; docs/people.md shows what they look like";

/// The notes about one file.
#[derive(Debug, Clone)]
pub(crate) struct Notes {
    path: PathBuf,
    whole: Arc<Map<String, Value>>,
    /// The file's name, where the notes are about more files.
    name: Option<String>,
}

/// What is noted about one reply, or about all of a file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Note {
    situations: Vec<Situation>,
    ignore: BTreeMap<String, String>,
}

impl Notes {
    /// The notes that are only about this file.
    pub(crate) fn path(file: &Path) -> PathBuf {
        file.with_extension("attuned.json")
    }

    /// The notes about a file, where there are any: those about it alone before those of its folder.
    ///
    /// # Errors
    /// [`Error::File`], or [`Error::Canned`] where they are no notes.
    pub(crate) fn beside(file: &Path) -> Result<Option<Self>, Error> {
        if let Some(notes) = Self::read(Self::path(file), None)? {
            return Ok(Some(notes));
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = Self::read(file.with_file_name(FOLDER), Some(name))?;
        Ok(folder.filter(|notes| notes.about().is_some()))
    }

    /// Whether the objects that hold notes are objects.
    fn is_sound(&self) -> bool {
        let are = |value: Option<&Value>, sound: fn(&Value) -> bool| value.is_none_or(sound);
        let all = |value: &Value| value.as_object().is_some_and(|all| all.values().all(Value::is_object));
        match &self.name {
            None => are(self.whole.get("replies"), all),
            Some(name) => {
                let files = self.whole.get("files");
                are(files, Value::is_object)
                    && are(files.and_then(|files| files.get(name)), |note| {
                        note.as_object().is_some_and(|note| note.get("replies").is_none_or(Value::is_object))
                    })
            }
        }
    }

    fn read(path: PathBuf, name: Option<String>) -> Result<Option<Self>, Error> {
        let Some(whole) = whole(&path)? else { return Ok(None) };
        let notes = Self { path, whole, name };
        if notes.is_sound() { Ok(Some(notes)) } else { Err(notes.broken(None)) }
    }

    /// The object about the file.
    fn about(&self) -> Option<&Map<String, Value>> {
        match &self.name {
            None => Some(&self.whole),
            Some(name) => self.whole.get("files")?.as_object()?.get(name)?.as_object(),
        }
    }

    /// Adds what is noted about a reply.
    ///
    /// # Errors
    /// [`Error::Canned`] where that is no note.
    pub(crate) fn add_to(&self, reply: &mut Canned) -> Result<(), Error> {
        let Some(about) = self.about() else { return Ok(()) };
        self.add(&Value::Object(about.clone()), reply)?;
        match about.get("replies").and_then(|replies| replies.get(&reply.id)) {
            Some(note) => self.add(note, reply),
            None => Ok(()),
        }
    }

    fn broken(&self, reply: Option<&str>) -> Error {
        Error::Canned { path: self.path.clone(), reply: reply.map(str::to_owned), detail: BROKEN.to_owned() }
    }

    fn add(&self, note: &Value, reply: &mut Canned) -> Result<(), Error> {
        // What serde says may quote the file.
        let note = Note::deserialize(note).map_err(|_| self.broken(Some(&reply.id)))?;
        if note.situations.iter().any(|one| one.message.trim().is_empty()) {
            let detail = "a situation says in `message` what the person wrote; docs/people.md shows how".to_owned();
            return Err(Error::Canned { path: self.path.clone(), reply: Some(reply.id.clone()), detail });
        }
        reply.situations.extend(note.situations);
        reply.suppress(&note.ignore);
        Ok(())
    }
}

/// What a file of notes held when it was last read, with its time and length then: a folder's notes are asked for with
/// each of its files.
type Known = HashMap<PathBuf, (Option<SystemTime>, u64, Arc<Map<String, Value>>)>;

static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

/// What stands in a file of notes; nothing where there is no such file.
fn whole(path: &Path) -> Result<Option<Arc<Map<String, Value>>>, Error> {
    let refused = |source| Error::File { path: path.to_owned(), source };
    let about = match std::fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(refused(source)),
    };
    let (time, length) = (about.modified().ok(), about.len());
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some((then, long, whole)) = known.get(path)
        && (*then, *long) == (time, length)
    {
        return Ok(Some(Arc::clone(whole)));
    }
    let whole = Arc::new(parsed(path, &std::fs::read(path).map_err(refused)?)?);
    known.insert(path.to_owned(), (time, length, Arc::clone(&whole)));
    Ok(Some(whole))
}

/// Forgets what a file held.
fn forget(path: &Path) {
    KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(path);
}

fn parsed(path: &Path, bytes: &[u8]) -> Result<Map<String, Value>, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let broken = |error: serde_json::Error| Error::Canned {
        detail: format!("line {}: {BROKEN}", error.line()),
        reply: None,
        path: path.to_owned(),
    };
    serde_json::from_slice(bytes).map_err(broken)
}

#[cfg(test)]
mod tests;
