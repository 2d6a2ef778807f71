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
        let path = place(self.path(), single);
        let refused = |source| Error::File { path: path.clone(), source };
        let old = match std::fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(source) => return Err(refused(source)),
        };
        let mut whole = old.as_ref().map(|bytes| parsed(&path, bytes)).transpose()?.unwrap_or_default();
        let about = about(&mut whole, &path, self.path());
        for (reply, people) in people {
            let Some(canned) = self.replies().get(*reply) else { continue };
            let note = if single { &mut *about } else { child(child(about, "replies"), &canned.id) };
            put(note, people);
        }
        let bytes = written(&whole, old.as_deref().unwrap_or_default());
        whole::write_like(&path, &bytes, self.path()).map_err(refused)?;
        forget(&path);
        self.take(people);
        Ok(path)
    }

    /// What the notes would say if a rule (`LD01`), a mechanism or `all` were ignored in a reply, by number: where they
    /// are, what is there now, and what would be. Nothing is written.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses, [`Error::Canned`] where what is there are no notes.
    pub fn ignoring(&self, reply: usize, rule: &str, reason: &str) -> Result<(PathBuf, Option<String>, String), Error> {
        let single = self.is_one_reply();
        let path = place(self.path(), single);
        let old = match std::fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(source) => return Err(Error::File { path, source }),
        };
        let bytes = old.as_deref().unwrap_or_default().as_bytes();
        let mut whole = old.as_ref().map(|_| parsed(&path, bytes)).transpose()?.unwrap_or_default();
        let about = about(&mut whole, &path, self.path());
        let note = match self.replies().get(reply).filter(|_| !single) {
            Some(canned) => child(child(about, "replies"), &canned.id),
            None => about,
        };
        child(note, "ignore").insert(rule.to_owned(), json!(reason));
        let new = String::from_utf8_lossy(&written(&whole, bytes)).into_owned();
        Ok((path, old, new))
    }

    /// Whether the file is one reply, as Markdown is, and not a list that may grow.
    fn is_one_reply(&self) -> bool {
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

/// Where notes about a file are to be written.
fn place(file: &Path, single: bool) -> PathBuf {
    let own = Notes::path(file);
    if single && !own.exists() { file.with_file_name(FOLDER) } else { own }
}

/// The object about a file, made where there is none.
fn about<'a>(whole: &'a mut Map<String, Value>, notes: &Path, file: &Path) -> &'a mut Map<String, Value> {
    if notes.file_name().is_none_or(|name| name != FOLDER) {
        return whole;
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    child(child(whole, "files"), &name)
}

/// The object at a key, made where there is none.
fn child<'a>(object: &'a mut Map<String, Value>, key: &str) -> &'a mut Map<String, Value> {
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
