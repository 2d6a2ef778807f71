//! Rows on disk until it is known which of them stay: memory holds none of them.

use anyhow::Context;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

/// Lines in a file that goes away with it.
#[derive(Debug)]
pub(super) struct Spool {
    path: PathBuf,
    out: BufWriter<File>,
}

impl Spool {
    /// The same without a name where the system allows that, so that nothing is left of it however we end.
    pub(super) fn nameless(path: PathBuf) -> anyhow::Result<Self> {
        let spool = Self::new(path)?;
        #[cfg(unix)]
        std::fs::remove_file(&spool.path).with_context(|| format!("cannot write {}", spool.path.display()))?;
        Ok(spool)
    }

    /// An empty file at this path, which must not be there.
    pub(super) fn new(path: PathBuf) -> anyhow::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path);
        let file = file.with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self { path, out: BufWriter::new(file) })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// One line more.
    pub(super) fn add(&mut self, line: &str) -> anyhow::Result<()> {
        let written = self.out.write_all(line.as_bytes()).and_then(|()| self.out.write_all(b"\n"));
        written.with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// Nothing is left in memory.
    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        self.out.flush().with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// The lines from the beginning.
    pub(super) fn lines(&mut self) -> anyhow::Result<impl Iterator<Item = std::io::Result<String>> + use<>> {
        self.flush()?;
        let again = self.out.get_ref().try_clone().and_then(|mut file| file.rewind().map(|()| file));
        let file = again.with_context(|| format!("cannot read {} again", self.path.display()))?;
        Ok(BufReader::new(file).lines())
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // It may have been moved to where it was wanted.
        let _ = std::fs::remove_file(&self.path);
    }
}
