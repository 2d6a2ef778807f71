//! Notes written back: the people of some replies, with every other key, the order of all and the indentation as they
//! were.

use super::{FOLDER, Notes, forget, parsed};
use crate::canned::file::CannedFile;
use crate::canned::format::CannedFormat;
use crate::canned::reply::Canned;
use crate::error::Error;
use crate::text::Situation;
use crate::whole;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

impl Canned {
    /// The people that the notes beside the file name, behind those whom the file itself names.
    pub fn noted(&self) -> &[Situation] {
        self.situations.get(self.own..).unwrap_or_default()
    }
}

impl CannedFile {
    /// Whether a file of this name holds notes about files beside it, and no replies.
    pub fn holds_notes(path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name == FOLDER || name.ends_with(".attuned.json")
    }

    /// Notes these people about replies, by number, in place of those that were noted before, and writes them beside the
    /// file; whom the file itself names stays. Where the notes are: `late.attuned.json` where there is one or the file
    /// holds many replies, else `attuned.notes.json` of the folder.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses, [`Error::Canned`] where what is there are no notes.
    pub fn note_people(&mut self, people: &[(usize, Vec<Situation>)]) -> Result<PathBuf, Error> {
        let single = self.is_one_reply();
        let mut sheet = Sheet::open(place(self.path(), single))?;
        let about = about(&mut sheet.whole, &sheet.path, self.path());
        for (reply, people) in people {
            let Some(canned) = self.replies().get(*reply) else { continue };
            let note = if single { &mut *about } else { child(child(about, "replies"), &canned.id) };
            put(note, people);
        }
        sheet.write(self.path())?;
        self.take(people);
        Ok(sheet.path)
    }

    /// Whether the file is one reply, as Markdown is, and not a list that may grow.
    pub(super) fn is_one_reply(&self) -> bool {
        self.replies().len() == 1 && CannedFormat::is_document(self.format())
    }

    fn take(&mut self, people: &[(usize, Vec<Situation>)]) {
        for (reply, people) in people {
            if let Some(canned) = self.replies_mut().get_mut(*reply) {
                canned.situations.truncate(canned.own);
                canned.situations.extend(people.iter().cloned());
            }
        }
    }
}

/// A file of notes that is to be changed.
pub(super) struct Sheet {
    pub(super) path: PathBuf,
    /// What it held before; nothing where there was none.
    pub(super) old: Option<Vec<u8>>,
    pub(super) whole: Map<String, Value>,
}

impl Sheet {
    pub(super) fn open(path: PathBuf) -> Result<Self, Error> {
        let old = match std::fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(source) => return Err(Error::File { path, source }),
        };
        let whole = old.as_ref().map(|bytes| parsed(&path, bytes)).transpose()?.unwrap_or_default();
        Ok(Self { path, old, whole })
    }

    /// What it holds now, as it is written.
    pub(super) fn bytes(&self) -> Vec<u8> {
        written(&self.whole, self.old.as_deref().unwrap_or_default())
    }

    /// Writes it; a new one may be read by whoever may read the file that it is about.
    pub(super) fn write(&self, file: &Path) -> Result<(), Error> {
        let done = whole::write_like(&self.path, &self.bytes(), file);
        done.map_err(|source| Error::File { path: self.path.clone(), source })?;
        forget(&self.path);
        Ok(())
    }
}

/// Where notes about a file are to be written.
pub(super) fn place(file: &Path, single: bool) -> PathBuf {
    let own = Notes::path(file);
    if single && !own.exists() { file.with_file_name(FOLDER) } else { own }
}

/// The object about a file, made where there is none.
pub(super) fn about<'a>(whole: &'a mut Map<String, Value>, notes: &Path, file: &Path) -> &'a mut Map<String, Value> {
    if notes.file_name().is_none_or(|name| name != FOLDER) {
        return whole;
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    child(child(whole, "files"), &name)
}

/// The object at a key, made where there is none.
pub(super) fn child<'a>(object: &'a mut Map<String, Value>, key: &str) -> &'a mut Map<String, Value> {
    let value = object.entry(key).or_insert_with(|| json!({}));
    if !value.is_object() {
        *value = json!({});
    }
    match value {
        Value::Object(inner) => inner,
        _ => unreachable!("it was made an object above"),
    }
}

/// Puts people into a note; whoever is there already keeps what else is noted about them.
fn put(note: &mut Map<String, Value>, people: &[Situation]) {
    let old: Vec<Value> = note.get("situations").and_then(Value::as_array).cloned().unwrap_or_default();
    let one = |one: &Situation| {
        let same = |value: &&Value| value["message"] == one.message.as_str();
        let mut value = old.iter().find(same).cloned().unwrap_or_else(|| json!({}));
        if let (Value::Object(value), Ok(Value::Object(new))) = (&mut value, serde_json::to_value(one)) {
            value.shift_remove("imagined");
            value.extend(new);
        }
        value
    };
    let new: Vec<Value> = people.iter().map(one).collect();
    if new.is_empty() {
        note.shift_remove("situations");
    } else {
        note.insert("situations".to_owned(), Value::Array(new));
    }
}

/// The notes as they are written, indented as they were.
fn written(whole: &Map<String, Value>, old: &[u8]) -> Vec<u8> {
    let (indent, end) = (indentation(old), old.is_empty() || old.ends_with(b"\n"));
    let mut out = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(&indent);
    let mut writer = serde_json::Serializer::with_formatter(&mut out, formatter);
    // Writing values to memory cannot fail.
    let _ = whole.serialize(&mut writer);
    if end {
        out.push(b'\n');
    }
    out
}

/// What the first indented line begins with; two blanks where there is none.
fn indentation(old: &[u8]) -> Vec<u8> {
    let blank = |sign: &u8| matches!(sign, b' ' | b'\t');
    let lines = old.split(|sign| *sign == b'\n').skip(1);
    let indents = lines.map(|line| line.iter().copied().take_while(|sign| blank(sign)).collect::<Vec<u8>>());
    indents.into_iter().find(|indent| !indent.is_empty()).unwrap_or_else(|| b"  ".to_vec())
}
