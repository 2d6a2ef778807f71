//! Writes finished lines as the file that was wanted, all or nothing.

mod columnar;
mod kind;
mod lines;
mod outcome;
mod sink;
mod table;

use super::format::{FileFormat, Packing, is_array, unpacked};
use super::location::{Location, Place};
#[cfg(feature = "stores")]
use super::store;
use crate::Error;
#[cfg(feature = "stores")]
use crate::whole::Temporary;
use crate::whole::{self, folder};
use sink::Sink;
use std::fs::File;
#[cfg(feature = "stores")]
use std::io::Seek;
use std::io::{self, Write};
use std::path::Path;

/// How the lines are to stand in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Lines(Packing),
    Array(Packing),
    Table(u8, Packing),
    Parquet,
}

/// Writes JSON Lines on disk as the wanted file: format and compression by its name (`.parquet`, `.csv`, `.jsonl.gz`,
/// `.jsonl.zst`, `.json` for an array), unless `format` says otherwise. The file appears whole or not at all; what stood
/// there before stays until then. Plain lines on the same file system are moved, so that `lines` is gone afterwards.
///
/// In Parquet and CSV a column whose values are of several kinds holds their JSON text.
///
/// # Errors
/// [`Error::Location`] where it cannot be written; nothing is left behind then.
pub fn publish(lines: &Path, to: &Location, format: Option<FileFormat>) -> Result<(), Error> {
    publishable(to, format)?;
    let form = form(to, format)?;
    match to.place() {
        Place::Standard => write(lines, form, io::stdout()).map(drop).map_err(|error| refused(to, error)),
        Place::File(path) if is_device(path) => device(lines, form, path).map_err(|error| refused(to, error)),
        Place::File(path) => file(lines, form, path).map_err(|error| refused(to, error)),
        Place::Remote(url) => remote(lines, form, to, url),
    }
}

/// Writes an object: plain lines as they are, anything else from a file beside the lines, where there is room for it.
#[cfg(feature = "stores")]
fn remote(lines: &Path, form: Form, to: &Location, url: &str) -> Result<(), Error> {
    let here = |error| Location::file(lines).refused("cannot be prepared for the store", error);
    if form == Form::Lines(Packing::Plain) {
        return store::write(File::open(lines).map_err(here)?, to, url);
    }
    let mut whole = Temporary::new(&folder(lines)).map_err(here)?;
    write(lines, form, &whole.file).map_err(here)?;
    whole.file.rewind().map_err(here)?;
    store::write(whole.file.try_clone().map_err(here)?, to, url)
}

#[cfg(not(feature = "stores"))]
fn remote(_: &Path, _: Form, to: &Location, _: &str) -> Result<(), Error> {
    Err(to.fault(super::NO_STORES))
}

/// Whether something can be written there, as far as can be told without writing; to be asked before the work.
///
/// # Errors
/// [`Error::Location`] where it is a folder, or in a folder that does not exist, or its name asks for what is not written.
pub fn publishable(to: &Location, format: Option<FileFormat>) -> Result<(), Error> {
    form(to, format)?;
    let path = match to.place() {
        Place::File(path) => path,
        Place::Standard => return Ok(()),
        #[cfg(feature = "stores")]
        Place::Remote(url) => return store::check(to, url),
        #[cfg(not(feature = "stores"))]
        Place::Remote(_) => return Err(to.fault(super::NO_STORES)),
    };
    if path.is_dir() {
        return Err(to.fault("this is a folder; name a file in it, such as revised.jsonl"));
    }
    match folder(path) {
        folder if folder.is_dir() => Ok(()),
        folder => Err(to.fault(format!("there is no folder {}; make it first", folder.display()))),
    }
}

/// The form that the option or the name asks for.
fn form(to: &Location, format: Option<FileFormat>) -> Result<Form, Error> {
    let (packing, _) = unpacked(to.name());
    match format.or_else(|| FileFormat::of_name(to.name())).unwrap_or(FileFormat::Json) {
        FileFormat::Json if is_array(to.name()) => Ok(Form::Array(packing)),
        FileFormat::Json => Ok(Form::Lines(packing)),
        FileFormat::Csv => Ok(Form::Table(b',', packing)),
        FileFormat::Tsv => Ok(Form::Table(b'\t', packing)),
        FileFormat::Parquet if packing == Packing::Plain => Ok(Form::Parquet),
        FileFormat::Parquet => Err(to.fault("Parquet is packed inside; give it a name that ends in .parquet")),
    }
}

/// An error on the way, with the place where it happened.
fn refused(to: &Location, error: io::Error) -> Error {
    to.refused("cannot be written", error)
}

/// Whether it is there and no ordinary file, such as a pipe or `/dev/null`, which cannot be replaced.
fn is_device(path: &Path) -> bool {
    path.metadata().is_ok_and(|there| !there.is_file())
}

fn device(lines: &Path, form: Form, path: &Path) -> io::Result<()> {
    write(lines, form, File::options().write(true).open(path)?).map(drop)
}

/// Writes beside the target, and moves it there when the disk has all of it.
fn file(lines: &Path, form: Form, path: &Path) -> io::Result<()> {
    if form == Form::Lines(Packing::Plain) && whole::moved(lines, path)? {
        return Ok(());
    }
    whole::fill(path, |new| write(lines, form, new).map(drop))
}

/// Writes the lines in their form.
fn write<W: Write + Send>(lines: &Path, form: Form, out: W) -> io::Result<W> {
    match form {
        Form::Lines(packing) => {
            let mut sink = Sink::new(out, packing)?;
            io::copy(&mut File::open(lines)?, &mut sink)?;
            sink.finish()
        }
        Form::Array(packing) => {
            let mut sink = Sink::new(out, packing)?;
            lines::array(lines, &mut sink)?;
            sink.finish()
        }
        Form::Table(delimiter, packing) => {
            let mut sink = Sink::new(out, packing)?;
            table::write(lines, delimiter, &mut sink)?;
            sink.finish()
        }
        Form::Parquet => {
            let mut sink = Sink::new(out, Packing::Plain)?;
            columnar::write(lines, &mut sink)?;
            sink.finish()
        }
    }
}
