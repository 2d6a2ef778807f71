//! Where a file is: a path, standard input or output, or an object in a store.

use crate::Error;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The schemes of object stores, and how their addresses look.
const STORES: [&str; 7] = ["s3", "s3a", "gs", "az", "azure", "abfs", "abfss"];
const TEACH: &str = "expected a path, `-`, or an address such as s3://bucket/key, gs://bucket/key, az://container/key \
                     or file:///path";

/// A file, standard input or output (`-`), or an object in a store (`s3://bucket/key`, `gs://`, `az://`, `file:///`).
///
/// ```
/// let place: attuned::Location = "s3://archive/2026/replies.jsonl.zst".parse()?;
/// assert!(place.is_remote() && place.name() == "replies.jsonl.zst");
/// # Ok::<(), attuned::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Location {
    place: Place,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Place {
    Standard,
    File(PathBuf),
    Remote(String),
}

impl Location {
    /// The file at this path, whatever the path looks like.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { place: Place::File(path.into()) }
    }

    /// Whether it is standard input or output.
    pub fn is_standard(&self) -> bool {
        self.place == Place::Standard
    }

    /// Whether it is in an object store.
    pub fn is_remote(&self) -> bool {
        matches!(self.place, Place::Remote(_))
    }

    /// The path, where it is a file on this machine.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::File(path) => Some(path),
            _ => None,
        }
    }

    /// The last part of it, by which its format is known: `replies.csv`; `-` for standard input or output.
    pub fn name(&self) -> &str {
        match &self.place {
            Place::Standard => "-",
            Place::File(path) => path.file_name().and_then(|name| name.to_str()).unwrap_or(""),
            Place::Remote(url) => bare(url).rsplit('/').next().unwrap_or(""),
        }
    }

    /// Whether something is there already; standard input and output never are.
    ///
    /// # Errors
    /// [`Error::Location`] where the store cannot be asked.
    pub fn exists(&self) -> Result<bool, Error> {
        match &self.place {
            Place::Standard => Ok(false),
            Place::File(path) => Ok(path.symlink_metadata().is_ok()),
            #[cfg(feature = "stores")]
            Place::Remote(url) => super::store::exists(self, url),
            #[cfg(not(feature = "stores"))]
            Place::Remote(_) => Err(self.fault(super::NO_STORES)),
        }
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// An [`Error::Location`] about it.
    pub(super) fn fault(&self, detail: impl Into<String>) -> Error {
        Error::Location { name: self.to_string(), detail: detail.into(), source: None }
    }

    /// The same, with what the system said.
    pub(super) fn refused(&self, detail: impl fmt::Display, source: std::io::Error) -> Error {
        let detail = match source.kind() {
            std::io::ErrorKind::StorageFull => "no space is left there; free some, or write elsewhere".to_owned(),
            std::io::ErrorKind::QuotaExceeded => {
                "your quota there is used up; free some, or write elsewhere".to_owned()
            }
            _ => format!("{detail}: {source}"),
        };
        Error::Location { name: self.to_string(), detail, source: Some(source) }
    }
}

/// An address without what may be secret: its query and whoever logs in.
fn bare(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or("")
}

impl FromStr for Location {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self, Error> {
        let fault = |detail: String| Error::Location { name: bare(given).to_owned(), detail, source: None };
        if given.is_empty() {
            return Err(Error::Location { name: "\"\"".to_owned(), detail: TEACH.to_owned(), source: None });
        }
        let place = match given.split_once("://") {
            _ if given == "-" => Place::Standard,
            Some(("file", path)) if path.starts_with('/') => Place::File(PathBuf::from(decoded(path))),
            Some(("file", _)) => return Err(fault("write file:///path, with three strokes".to_owned())),
            Some((scheme, rest)) if STORES.contains(&scheme) => remote(given, rest).map_err(fault)?,
            Some((scheme, _))
                if scheme.chars().all(|one| one.is_ascii_alphanumeric()) && !Path::new(given).exists() =>
            {
                return Err(fault(format!("no store is called {scheme}; {TEACH}")));
            }
            _ => Place::File(PathBuf::from(given)),
        };
        Ok(Self { place })
    }
}

/// An object in a store: it needs a bucket and a key, and no secret.
fn remote(given: &str, rest: &str) -> Result<Place, String> {
    let (bucket, key) = bare(rest).split_once('/').unwrap_or((rest, ""));
    match () {
        () if bucket.contains('@') && bucket.contains(':') => {
            Err("keep secrets out of the address; the usual environment variables hold them".to_owned())
        }
        () if bucket.is_empty() || key.is_empty() || key.ends_with('/') => {
            Err("name one object: the bucket, a stroke, and the object's whole key".to_owned())
        }
        () => Ok(Place::Remote(given.to_owned())),
    }
}

/// A path of an address, its `%20` and the like as characters.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, behind @ ..] = rest {
        let coded = behind.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match coded.filter(|_| *first == b'%') {
            Some(byte) => (bytes.push(byte), rest = &behind[2..]).1,
            None => (bytes.push(*first), rest = behind).1,
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Standard => out.write_str("-"),
            Place::File(path) => path.display().fmt(out),
            Place::Remote(url) => out.write_str(bare(url)),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Location({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &str) -> Result<Location, String> {
        given.parse().map_err(|error: Error| error.to_string())
    }

    #[test]
    fn paths_streams_and_objects_are_told_apart() {
        assert!(read("-").expect("a place").is_standard());
        assert_eq!(read("a/b.csv.gz").expect("a place").name(), "b.csv.gz");
        assert_eq!(
            read("file:///tmp/my%20replies.csv").expect("a place").path(),
            Some(Path::new("/tmp/my replies.csv"))
        );
        let object = read("az://box/a/b.parquet?sig=secret").expect("a place");
        assert!(object.is_remote() && object.name() == "b.parquet");
        assert_eq!(format!("{object} {object:?}"), "az://box/a/b.parquet Location(az://box/a/b.parquet)");
    }

    #[test]
    fn what_is_no_place_says_what_would_be() {
        for (given, words) in [
            ("", "expected a path"),
            ("s3://bucket", "name one object"),
            ("s3://bucket/folder/", "name one object"),
            ("s3://key:secret@bucket/x", "keep secrets out"),
            ("ftp://host/x", "no store is called ftp"),
            ("file://x", "three strokes"),
        ] {
            let error = read(given).expect_err(given);
            assert!(error.contains(words), "{error}");
        }
    }
}
