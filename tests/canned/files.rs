//! The files, and what is read from them.

use attuned::{CannedFile, CannedOptions};
use std::path::{Path, PathBuf};

/// A file and the format whose folder it is in.
pub(crate) struct Sample {
    pub(crate) format: String,
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
}

impl Sample {
    /// The file, read as anybody's would be.
    pub(crate) fn read(&self) -> CannedFile {
        self.parse(self.bytes.clone())
    }

    /// Other bytes under the same name.
    pub(crate) fn parse(&self, bytes: Vec<u8>) -> CannedFile {
        let options = CannedOptions::default();
        CannedFile::parse(&self.path, bytes, &options).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Its name, for those who read what failed.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// Every file of every format, in the order of their names.
pub(crate) fn samples() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/canned");
    let folders = entries(&root).into_iter().filter(|path| path.is_dir());
    folders.flat_map(|folder| entries(&folder).into_iter().map(sample)).collect()
}

fn sample(path: PathBuf) -> Sample {
    let folder = path.parent().and_then(Path::file_name).expect("a folder");
    Sample { format: folder.to_string_lossy().into_owned(), bytes: std::fs::read(&path).expect("a file"), path }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

#[test]
fn each_is_told_by_its_content() {
    for sample in samples() {
        let file = sample.read();
        assert_eq!(file.format().name(), sample.format, "{}", sample.name());
        assert!(!file.replies().is_empty(), "{} holds no reply", sample.name());
    }
}

#[test]
fn unchanged_they_are_the_same_bytes() {
    for sample in samples() {
        let file = sample.read();
        assert_eq!(file.bytes(), sample.bytes, "{}", sample.name());
        assert_eq!(file.with_texts(&[]).expect("no change"), sample.bytes, "{}", sample.name());
        let same: Vec<(usize, &str)> =
            file.replies().iter().enumerate().map(|(at, reply)| (at, reply.text.as_str())).collect();
        assert_eq!(file.with_texts(&same).expect("no change"), sample.bytes, "{}", sample.name());
    }
}

#[test]
fn ids_are_unique_and_stay() {
    for sample in samples() {
        let (file, again) = (sample.read(), sample.read());
        let ids: std::collections::BTreeSet<&str> = file.replies().iter().map(|reply| reply.id.as_str()).collect();
        assert_eq!(ids.len(), file.replies().len(), "{}", sample.name());
        assert!(again.replies().iter().all(|reply| ids.contains(reply.id.as_str())));
    }
}
