//! Writes finished lines as the file that was wanted, all or nothing.

use super::format::FileFormat;
use super::location::Location;
use crate::Error;
use std::path::Path;

/// Writes JSON Lines on disk as the wanted file: format and compression by its name (`.parquet`, `.csv`, `.jsonl.gz`,
/// `.jsonl.zst`, `.json` for an array), unless `format` says otherwise. The file appears whole or not at all; what stood
/// there before stays until then. Plain lines on the same file system are moved, so that `lines` is gone afterwards.
///
/// # Errors
/// [`Error::Location`] where it cannot be written; nothing is left behind then.
pub fn publish(lines: &Path, to: &Location, format: Option<FileFormat>) -> Result<(), Error> {
    publishable(to, format)?;
    let Some(path) = to.path() else { return Err(to.fault("cannot be written yet")) };
    std::fs::rename(lines, path).map_err(|error| to.refused("cannot be written", error))
}

/// Whether something can be written there, as far as can be told without writing; to be asked before the work.
///
/// # Errors
/// [`Error::Location`] where it is a folder, or in a folder that does not exist, or its name asks for what is not written.
pub fn publishable(to: &Location, _format: Option<FileFormat>) -> Result<(), Error> {
    let Some(path) = to.path() else { return Ok(()) };
    if path.is_dir() {
        return Err(to.fault("this is a folder; name a file in it, such as revised.jsonl"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.filter(|folder| !folder.is_dir()) {
        Some(folder) => Err(to.fault(format!("there is no folder {}; make it first", folder.display()))),
        None => Ok(()),
    }
}
