//! The lines that are done, on disk while the run goes on: one a record, in the order of the input.

use crate::Error;
use serde::Deserialize;
use serde_json::Value;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often lines are made to survive a loss of power.
const SETTLED: Duration = Duration::from_secs(2);
const BUFFER: usize = 1 << 20;

/// How the records of a run ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Tally {
    /// Better than the draft.
    pub revised: u64,
    /// Nothing to do.
    pub clean: u64,
    /// Tried, nothing acceptable came.
    pub kept: u64,
    /// Left to a person.
    pub held: u64,
    /// Error records.
    pub failed: u64,
}

impl Tally {
    /// One more that ended with this verdict; none means that it failed.
    pub fn count(&mut self, verdict: Option<&str>) {
        match verdict {
            Some("revised") => self.revised += 1,
            Some("clean") => self.clean += 1,
            Some("held") => self.held += 1,
            Some(_) => self.kept += 1,
            None => self.failed += 1,
        }
    }

    /// All of them.
    pub fn records(&self) -> u64 {
        self.revised + self.clean + self.kept + self.held + self.failed
    }
}

/// The lines that are done.
#[derive(Debug)]
pub struct Spool {
    path: PathBuf,
    out: BufWriter<File>,
    settled: Instant,
}

/// What an interrupted run had done.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Recovered {
    /// How its records ended.
    pub tally: Tally,
    /// The last record, to be compared with the input.
    pub last: Option<Value>,
}

/// As much of a line as is looked at.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    verdict: Option<std::borrow::Cow<'a, str>>,
}

impl Spool {
    /// Opens the lines of a run, or begins them. A line that was cut off goes, and so does all behind it.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses, or where another run writes there.
    pub fn open(path: &Path) -> Result<(Self, Recovered), Error> {
        let fault = |source| Error::File { path: path.to_owned(), source };
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(fault)?;
        file.try_lock().map_err(|error| fault(locked(error)))?;
        let (end, recovered) = recover(&file).map_err(fault)?;
        file.set_len(end).map_err(fault)?;
        (&file).seek(SeekFrom::Start(end)).map_err(fault)?;
        let out = BufWriter::with_capacity(BUFFER, file);
        Ok((Self { path: path.to_owned(), out, settled: Instant::now() }, recovered))
    }

    /// One line more, without its end.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses; the lines before are safe.
    pub fn add(&mut self, line: &[u8]) -> Result<(), Error> {
        let written = self.out.write_all(line).and_then(|()| self.out.write_all(b"\n"));
        written.map_err(|source| self.fault(source))?;
        if self.settled.elapsed() >= SETTLED { self.settle() } else { Ok(()) }
    }

    /// Makes the lines so far survive a loss of power.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses.
    pub fn settle(&mut self) -> Result<(), Error> {
        self.settled = Instant::now();
        let settled = self.out.flush().and_then(|()| self.out.get_ref().sync_data());
        settled.map_err(|source| self.fault(source))
    }

    /// Begins anew.
    ///
    /// # Errors
    /// [`Error::File`] where the disk refuses.
    pub fn clear(&mut self) -> Result<(), Error> {
        let file = self.out.get_mut();
        let cleared = file.set_len(0).and_then(|()| file.rewind());
        cleared.map_err(|source| self.fault(source))
    }

    fn fault(&self, source: std::io::Error) -> Error {
        Error::File { path: self.path.clone(), source }
    }
}

fn locked(error: std::fs::TryLockError) -> std::io::Error {
    match error {
        std::fs::TryLockError::WouldBlock => std::io::Error::other("another run writes there; wait for it to end"),
        std::fs::TryLockError::Error(error) => error,
    }
}

/// Where the last whole line ends, and what the lines say.
fn recover(file: &File) -> std::io::Result<(u64, Recovered)> {
    let mut lines = BufReader::with_capacity(BUFFER, file);
    let (mut end, mut recovered, mut last) = (0, Recovered::default(), Vec::new());
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let whole = line.strip_suffix(b"\n").and_then(|text| serde_json::from_slice::<Line<'_>>(text).ok());
        let Some(read) = whole else { break };
        recovered.tally.count(read.verdict.as_deref());
        end += line.len() as u64;
        std::mem::swap(&mut line, &mut last);
        line.clear();
    }
    recovered.last = serde_json::from_slice(&last).ok();
    Ok((end, recovered))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(spool: &mut Spool, lines: &[&str]) {
        lines.iter().for_each(|line| spool.add(line.as_bytes()).unwrap());
    }

    #[test]
    fn a_line_that_was_cut_off_goes_wherever_it_was_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.partial");
        let (mut spool, nothing) = Spool::open(&path).unwrap();
        assert_eq!(nothing, Recovered::default());
        add(&mut spool, &[r#"{"id":1,"verdict":"clean"}"#, r#"{"id":2,"error":{}}"#]);
        spool.settle().unwrap();
        drop(spool);
        let whole = std::fs::read(&path).unwrap();
        for cut in 0..=whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let (_, recovered) = Spool::open(&path).unwrap();
            let lines = whole[..cut].iter().filter(|byte| **byte == b'\n').count();
            assert_eq!(recovered.tally.records(), lines as u64, "cut at {cut}");
        }
    }

    #[test]
    fn what_a_loss_of_power_left_as_zeros_is_no_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.partial");
        std::fs::write(&path, b"{\"id\":1,\"verdict\":\"kept\"}\n\0\0\0\0\0\n{\"id\":3}\n").unwrap();
        let (mut spool, recovered) = Spool::open(&path).unwrap();
        assert_eq!((recovered.tally.kept, recovered.tally.records()), (1, 1));
        add(&mut spool, &[r#"{"id":2,"verdict":"held"}"#]);
        spool.settle().unwrap();
        drop(spool);
        let (_, recovered) = Spool::open(&path).unwrap();
        assert_eq!((recovered.tally.held, recovered.last.unwrap()["id"].clone()), (1, Value::from(2)));
    }

    #[test]
    fn two_runs_do_not_write_to_the_same_lines() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.partial");
        let _first = Spool::open(&path).unwrap();
        assert!(Spool::open(&path).is_err());
    }
}
