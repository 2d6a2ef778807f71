//! Opens a place for reading: unpacked, without a byte order mark, its first bytes looked at.

use super::format::{FileFormat, Packing};
use super::location::{Location, Place};
use super::magic::{self, MARK, PARQUET};
#[cfg(feature = "stores")]
use super::store;
use crate::Error;
use crate::whole::Temporary;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

/// How much is read at once.
const CHUNK: usize = 128 << 10;
/// How many bytes are enough to know a file by.
const HEAD: usize = 16;

/// Bytes that can be sent to another thread.
pub(super) type Input = Box<dyn BufRead + Send>;

/// A place that is open for reading.
pub(super) struct Opened {
    /// Its bytes, unpacked.
    pub(super) input: Input,
    /// What it is called in errors.
    name: String,
    /// What its name tells.
    by_name: Option<FileFormat>,
    /// Whether it begins as Parquet does.
    parquet: bool,
    /// Whether it was packed.
    packed: bool,
}

impl Opened {
    /// The format to read it in: as asked for, else as it begins, else as it is named.
    pub(super) fn format(&self, asked: Option<FileFormat>) -> Result<FileFormat, Error> {
        match (asked.or(self.by_name), self.parquet) {
            (Some(FileFormat::Parquet), false) => Err(self
                .fault("this is no Parquet file, for it does not begin with PAR1; name its format, or save it anew")),
            (Some(format), true) if asked.is_some() && format != FileFormat::Parquet => {
                Err(self.fault(format!("this is a Parquet file, not {format}")))
            }
            (_, true) => Ok(FileFormat::Parquet),
            (format, false) => Ok(format.unwrap_or(FileFormat::Json)),
        }
    }

    /// The bytes, taken out.
    pub(super) fn take(&mut self) -> Input {
        std::mem::replace(&mut self.input, Box::new(io::empty()))
    }

    /// A file that can be read from any byte: itself, or a copy that goes away.
    pub(super) fn seekable(&mut self, from: &Location) -> Result<(File, Option<Temporary>), Error> {
        if let Some(path) = from.path().filter(|path| path.is_file() && !self.packed) {
            return Ok((whole(file(from, path)?).map_err(|why| self.fault(why))?, None));
        }
        let failed = |error| from.refused("cannot be copied to a temporary file", error);
        let mut copy = Temporary::new(&std::env::temp_dir()).map_err(failed)?;
        io::copy(&mut self.input, &mut copy.file).map_err(failed)?;
        let file = copy.file.try_clone().map_err(failed)?;
        Ok((whole(file).map_err(|why| self.fault(why))?, Some(copy)))
    }

    /// An [`Error::Location`] about it.
    pub(super) fn fault(&self, detail: impl Into<String>) -> Error {
        Error::Location { name: self.name.clone(), detail: detail.into(), source: None }
    }
}

/// Opens it and looks at its first bytes.
pub(super) fn open(from: &Location) -> Result<Opened, Error> {
    let name = if from.is_standard() { "standard input".to_owned() } else { from.to_string() };
    let fault = |detail: String| Error::Location { name: name.clone(), detail, source: None };
    let (head, raw) = peek(bytes(from)?).map_err(|error| fault(why(&error)))?;
    let packing = magic::packing(&head);
    let (head, input) = peek(unpack(packing, raw)).map_err(|error| fault(why(&error)))?;
    if head.is_empty() {
        return Err(fault("nothing is in it; expected records as JSON Lines, JSON, CSV or Parquet".to_owned()));
    }
    if let Some(why) = magic::unreadable(&head) {
        return Err(fault(why.to_owned()));
    }
    let by_name = FileFormat::of_name(from.name());
    Ok(Opened { input, by_name, parquet: head.starts_with(PARQUET), packed: packing != Packing::Plain, name })
}

/// A Parquet file that ends as it begins; one that was cut off does not.
fn whole(mut file: File) -> Result<File, String> {
    let mut end = [0; PARQUET.len()];
    let read = file.seek(SeekFrom::End(-4)).and_then(|_| file.read_exact(&mut end));
    match read {
        Ok(()) if end == *PARQUET => Ok(file),
        _ => Err("this Parquet file is cut off: its end, where its columns are described, is missing; \
                  copy or download it again"
            .to_owned()),
    }
}

/// What is said where the first bytes cannot be read.
fn why(error: &io::Error) -> String {
    format!("cannot be read: {error}")
}

/// The bytes as they are.
fn bytes(from: &Location) -> Result<Box<dyn Read + Send>, Error> {
    match from.place() {
        Place::Standard => Ok(Box::new(io::stdin())),
        Place::File(path) => Ok(Box::new(file(from, path)?)),
        #[cfg(feature = "stores")]
        Place::Remote(url) => Ok(Box::new(store::read(from, url)?)),
        #[cfg(not(feature = "stores"))]
        Place::Remote(_) => Err(from.fault(super::NO_STORES)),
    }
}

/// A file of this machine.
pub(super) fn file(from: &Location, path: &Path) -> Result<File, Error> {
    if path.is_dir() {
        return Err(from.fault("this is a folder; name the files in it"));
    }
    File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => from.fault("no such file; is the path right, seen from the current folder?"),
        ErrorKind::PermissionDenied => from.fault("you may not read it; look at its owner and permissions"),
        _ => from.refused("cannot be read", error),
    })
}

/// The first bytes, and all of them behind a buffer; a byte order mark goes.
fn peek(mut raw: Box<dyn Read + Send>) -> io::Result<(Vec<u8>, Input)> {
    let mut head = vec![0; CHUNK];
    let mut filled = 0;
    // Not longer than needed: on a pipe the rest may come much later.
    while filled < HEAD {
        match raw.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    head.truncate(filled);
    if head.starts_with(MARK) {
        head.drain(..MARK.len());
    }
    let input = Cursor::new(head.clone()).chain(BufReader::with_capacity(CHUNK, raw));
    Ok((head, Box::new(input)))
}

/// The bytes unpacked; files packed one behind the other are one.
fn unpack(packing: Packing, raw: Input) -> Box<dyn Read + Send> {
    match packing {
        Packing::Plain => Box::new(raw),
        Packing::Gzip => Box::new(Whole { inner: flate2::bufread::MultiGzDecoder::new(raw), packing: "gzip" }),
        Packing::Zstd => match zstd::Decoder::with_buffer(raw) {
            Ok(inner) => Box::new(Whole { inner, packing: "zstd" }),
            Err(error) => Box::new(Failed(Some(error))),
        },
    }
}

/// Packed bytes, whose errors say what to do.
struct Whole<R> {
    inner: R,
    packing: &'static str,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.inner.read(into).map_err(|error| match error.kind() {
            ErrorKind::Interrupted => error,
            kind => io::Error::new(
                kind,
                format!("its {} data is cut off or damaged; copy or download it again", self.packing),
            ),
        })
    }
}

/// A reader that only says why there is none.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}
