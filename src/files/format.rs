//! The formats of files, and how they are known by name.

use super::kinds::nearest;
use crate::Error;
use std::fmt;
use std::str::FromStr;

/// How records stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileFormat {
    /// JSON Lines, an array or a single record.
    Json,
    /// Rows under a header, cells separated by commas.
    Csv,
    /// Rows under a header, cells separated by tabs.
    Tsv,
    /// Apache Parquet.
    Parquet,
}

/// Each name and ending, and what it means.
const NAMES: [(&str, FileFormat); 8] = [
    ("jsonl", FileFormat::Json),
    ("json", FileFormat::Json),
    ("csv", FileFormat::Csv),
    ("tsv", FileFormat::Tsv),
    ("parquet", FileFormat::Parquet),
    ("ndjson", FileFormat::Json),
    ("tab", FileFormat::Tsv),
    ("pq", FileFormat::Parquet),
];

/// How a file is compressed as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl FileFormat {
    /// The format that the name of a file tells.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let ending = ending(unpacked(name).1)?;
        NAMES.iter().find(|(known, _)| ending == *known).map(|(_, format)| *format)
    }

    /// Its usual name.
    fn name(self) -> &'static str {
        NAMES.iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }
}

/// The compression that a name tells, and the name without it.
pub(super) fn unpacked(name: &str) -> (Packing, &str) {
    let cut = name.len() - ending(name).map_or(0, |ending| ending.len() + 1);
    match ending(name).as_deref() {
        Some("gz" | "gzip") => (Packing::Gzip, &name[..cut]),
        Some("zst" | "zstd") => (Packing::Zstd, &name[..cut]),
        _ => (Packing::Plain, name),
    }
}

/// Whether the name asks for one JSON array instead of lines.
pub(super) fn is_array(name: &str) -> bool {
    ending(unpacked(name).1).as_deref() == Some("json")
}

fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).filter(|ending| ending.is_ascii())
}

impl FromStr for FileFormat {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self, Error> {
        let asked = given.to_ascii_lowercase();
        let known = NAMES.iter().find(|(name, _)| *name == asked);
        known.map(|(_, format)| *format).ok_or_else(|| {
            let names = NAMES[..5].iter().map(|(name, _)| *name);
            Error::Choice { detail: format!("no format of files is called {given:?}{}", nearest(given, names)) }
        })
    }
}

impl fmt::Display for FileFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_format_and_compression() {
        assert_eq!(FileFormat::of_name("a.b.CSV.gz"), Some(FileFormat::Csv));
        assert_eq!(FileFormat::of_name("a.jsonl.zst"), Some(FileFormat::Json));
        assert_eq!(FileFormat::of_name("a.pq"), Some(FileFormat::Parquet));
        assert_eq!(FileFormat::of_name("csv"), None);
        assert_eq!(unpacked("x.json.GZ"), (Packing::Gzip, "x.json"));
        assert!(is_array("x.json.gz") && !is_array("x.jsonl"));
    }

    #[test]
    fn an_unknown_format_is_answered_with_the_nearest() {
        assert_eq!("JSON".parse::<FileFormat>().expect("known"), FileFormat::Json);
        let error = "parket".parse::<FileFormat>().expect_err("unknown").to_string();
        assert_eq!(
            error,
            "no format of files is called \"parket\"; did you mean parquet? There are jsonl, json, csv, tsv, parquet"
        );
    }
}
