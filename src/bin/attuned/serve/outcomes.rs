//! The file of shadow mode: a line for each outcome, as `attuned batch` writes it, so that `attuned pairs` reads it.

use crate::batch::Row;
use anyhow::Context;
use attuned::{Outcome, Record, Sink};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Lines that may wait for the disk.
const WAITING: usize = 1024;
/// How long a line may wait in memory.
const SETTLE: Duration = Duration::from_secs(1);
/// How long the last lines may take.
const LAST: Duration = Duration::from_secs(2);

/// What the writing thread is told.
enum Word {
    Line(Vec<u8>),
    /// The file may have been moved away: open it again under its name.
    Reopen,
    End,
}

/// The file, written by a thread of its own: neither traffic nor revisions wait for a disk.
pub(super) struct Outcomes {
    words: SyncSender<Word>,
    thread: Option<JoinHandle<()>>,
}

impl Outcomes {
    /// Opens the file, to add to it.
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let file = append(path).with_context(|| {
            format!("cannot write outcomes to {}; name a file that can be written with --shadow", path.display())
        })?;
        let (words, coming) = sync_channel(WAITING);
        let mut writing = Writing { path: path.to_owned(), out: Some(BufWriter::new(file)) };
        let thread = std::thread::spawn(move || writing.go(&coming));
        Ok(Self { words, thread: Some(thread) })
    }

    /// Where outcomes go.
    pub(super) fn sink(&self) -> Sink {
        let (words, said) = (self.words.clone(), AtomicBool::new(false));
        Arc::new(move |record: &Record, outcome: &Outcome| {
            let Ok(mut line) = serde_json::to_vec(&Row::new(record, outcome, &[])) else { return };
            line.push(b'\n');
            if words.try_send(Word::Line(line)).is_err() && !said.swap(true, Ordering::Relaxed) {
                tracing::warn!(target: "attuned::shadow", "outcomes are lost: the disk takes them too slowly");
            }
        })
    }

    /// Opens the file again under its name, as after a rotation.
    pub(super) fn reopen(&self) {
        let _ = self.words.try_send(Word::Reopen);
    }
}

impl Drop for Outcomes {
    fn drop(&mut self) {
        let _ = self.words.try_send(Word::End);
        let end = Instant::now() + LAST;
        while self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// The file as the thread has it; none once it cannot be written.
struct Writing {
    path: PathBuf,
    out: Option<BufWriter<File>>,
}

impl Writing {
    /// Writes until the end, and settles what waits each second.
    fn go(&mut self, coming: &Receiver<Word>) {
        let mut settle = Instant::now() + SETTLE;
        loop {
            let word = match coming.recv_timeout(settle.saturating_duration_since(Instant::now())) {
                Ok(Word::End) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(word) => Some(word),
                Err(RecvTimeoutError::Timeout) => None,
            };
            match word {
                Some(Word::Line(line)) => self.attempt(|out| out.write_all(&line)),
                Some(Word::Reopen) => self.reopen(),
                _ => {}
            }
            if Instant::now() >= settle {
                self.attempt(BufWriter::flush);
                settle = Instant::now() + SETTLE;
            }
        }
        self.attempt(BufWriter::flush);
    }

    /// Does something with the file; where that fails, outcomes end and the traffic goes on.
    fn attempt(&mut self, what: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) {
        let failed = self.out.as_mut().and_then(|out| what(out).err());
        if let Some(error) = failed {
            self.stop(&error);
        }
    }

    fn reopen(&mut self) {
        self.attempt(BufWriter::flush);
        match append(&self.path) {
            Ok(file) => self.out = Some(BufWriter::new(file)),
            Err(error) => self.stop(&error),
        }
    }

    fn stop(&mut self, error: &std::io::Error) {
        if let Some(out) = self.out.take() {
            // What waits would only fail again.
            drop(out.into_parts());
            let path = self.path.display();
            tracing::warn!(target: "attuned::shadow", "no more outcomes go to {path}: {error}; the traffic goes on; SIGHUP opens it again");
        }
    }
}

/// A file opened to add to it. A line that was cut off, as by a full disk, ends here, so that the next one is whole.
fn append(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true).read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    // What is no plain file, such as a pipe, has no end to look at.
    if file.metadata()?.is_file() && file.metadata()?.len() > 0 {
        let mut last = [0];
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            file.write_all(b"\n")?;
        }
    }
    Ok(file)
}
