//! Every answer that was paid for, on disk under a key of all that shaped it.

use super::Spent;
use crate::Error;
use crate::model::{ModelError, Reply};
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// Answers by their keys, as JSON.
const ANSWERS: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("answers");
/// What each run has spent, as JSON, by the run's id.
const SPENT: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("spent");
/// Pages that are kept in memory; the crate's own default is a gigabyte.
const MEMORY: usize = 32 << 20;
/// How long answers are gathered before they are made durable together.
const GATHERED: Duration = Duration::from_millis(4);
/// The most answers made durable together.
const TOGETHER: usize = 512;

/// The key of an answer: SHA-256 of all that shaped it.
pub(super) type Key = [u8; 32];

/// A key written as hexadecimal digits.
pub(super) fn key(text: &str) -> Option<Key> {
    let digits = (0..text.len()).step_by(2).map(|place| u8::from_str_radix(text.get(place..place + 2)?, 16).ok());
    digits.collect::<Option<Vec<u8>>>()?.try_into().ok()
}

/// What a model answered: a reply, or that it refuses or has nothing to say, which was paid for as well.
pub(super) type Answer = Result<Reply, ModelError>;

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(flatten)]
    reply: Reply,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    refused: bool,
}

impl Stored {
    fn of(answer: &Answer) -> Self {
        let refused = matches!(answer, Err(ModelError::Refused));
        Self { reply: answer.clone().unwrap_or_default(), refused }
    }

    fn answer(self) -> Answer {
        match self.reply.text.is_empty() {
            _ if self.refused => Err(ModelError::Refused),
            true => Err(ModelError::Empty),
            false => Ok(self.reply),
        }
    }
}

/// The answers on disk. One process at a time has them open; clones share it, and the last one to go closes it.
#[derive(Clone)]
pub struct Archive {
    path: PathBuf,
    shelf: Arc<Shelf>,
    broken: Arc<OnceLock<String>>,
}

/// The open file and the thread that writes it.
struct Shelf {
    database: Arc<Database>,
    writes: Option<Sender<Write>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Shelf {
    /// Waits for what is being written, so that the file is free for whoever comes next.
    fn drop(&mut self) {
        // Without a sender the thread comes to its end.
        drop(self.writes.take());
        let _ended = self.thread.take().map(JoinHandle::join);
    }
}

/// An answer on its way to the disk.
struct Write {
    run: Arc<str>,
    key: Key,
    answer: Vec<u8>,
    spent: Spent,
    done: oneshot::Sender<()>,
}

impl Archive {
    /// Opens the archive, or begins one.
    ///
    /// # Errors
    /// [`Error::Archive`] where another process has it open, where it is none, or where the disk refuses.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let fault = |why: String| Error::Archive { path: path.to_owned(), detail: why };
        let mut builder = Database::builder();
        builder.set_cache_size(MEMORY);
        let database = builder.create(path).map_err(|error| fault(opening(&error)))?;
        tables(&database).map_err(|error| fault(error.to_string()))?;
        let (database, broken) = (Arc::new(database), Arc::new(OnceLock::new()));
        let (writes, incoming) = channel();
        let (writing, failed) = (Arc::clone(&database), Arc::clone(&broken));
        let thread = std::thread::spawn(move || keep(&writing, &incoming, &failed));
        let shelf = Arc::new(Shelf { database, writes: Some(writes), thread: Some(thread) });
        Ok(Self { path: path.to_owned(), shelf, broken })
    }

    /// The answer under this key.
    pub(super) fn find(&self, key: &Key) -> Option<Answer> {
        let table = self.shelf.database.begin_read().ok()?.open_table(ANSWERS).ok()?;
        let stored = table.get(key.as_slice()).ok()??;
        serde_json::from_slice::<Stored>(stored.value()).ok().map(Stored::answer)
    }

    /// Keeps an answer; returns when it would survive a loss of power.
    ///
    /// # Errors
    /// [`Error::Archive`] where the disk refused, now or before.
    pub(super) async fn keep(&self, run: &Arc<str>, key: Key, answer: &Answer) -> Result<(), Error> {
        let (done, kept) = oneshot::channel();
        let spent = answer.as_ref().map_or(Spent::new(1, 0, 0), Spent::on);
        let answer = serde_json::to_vec(&Stored::of(answer)).unwrap_or_default();
        let write = Write { run: Arc::clone(run), key, answer, spent, done };
        let sent = self.shelf.writes.as_ref().is_some_and(|writes| writes.send(write).is_ok());
        if sent && kept.await.is_ok() { Ok(()) } else { Err(self.fault()) }
    }

    /// What a run has spent so far.
    pub fn spent(&self, run: &str) -> Spent {
        let read = || {
            let table = self.shelf.database.begin_read().ok()?.open_table(SPENT).ok()?;
            serde_json::from_slice(table.get(run).ok()??.value()).ok()
        };
        read().unwrap_or_default()
    }

    /// How many answers there are.
    pub fn len(&self) -> u64 {
        use redb::ReadableTableMetadata;
        let count = || self.shelf.database.begin_read().ok()?.open_table(ANSWERS).ok()?.len().ok();
        count().unwrap_or(0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn fault(&self) -> Error {
        let detail = self.broken.get().cloned().unwrap_or_else(|| "it takes no more answers".to_owned());
        Error::Archive { path: self.path.clone(), detail }
    }
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Archive").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Reading wants the tables to be there.
fn tables(database: &Database) -> Result<(), redb::Error> {
    let transaction = database.begin_write()?;
    transaction.open_table(ANSWERS)?;
    transaction.open_table(SPENT)?;
    Ok(transaction.commit()?)
}

fn opening(error: &redb::DatabaseError) -> String {
    match error {
        redb::DatabaseError::DatabaseAlreadyOpen => {
            "another run has it open; wait for that run, or give this one its own with --cache".to_owned()
        }
        other => other.to_string(),
    }
}

/// Makes answers durable, some together, until nobody sends any.
fn keep(database: &Database, incoming: &Receiver<Write>, broken: &OnceLock<String>) {
    while let Ok(first) = incoming.recv() {
        let group = gather(first, incoming);
        match commit(database, &group) {
            Ok(()) => group.into_iter().for_each(told),
            Err(error) => {
                let _ = broken.set(format!("{error}; what was written before is safe"));
                return;
            }
        }
    }
}

/// Says that an answer is safe to whoever waits for it.
fn told(write: Write) {
    // A record that was given up waits no more.
    let _ = write.done.send(());
}

/// The first answer and those that come within a moment.
fn gather(first: Write, incoming: &Receiver<Write>) -> Vec<Write> {
    let (mut group, end) = (vec![first], Instant::now() + GATHERED);
    while group.len() < TOGETHER {
        match incoming.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(write) => group.push(write),
            Err(_) => break,
        }
    }
    group
}

fn commit(database: &Database, group: &[Write]) -> Result<(), redb::Error> {
    let transaction = database.begin_write()?;
    {
        let mut answers = transaction.open_table(ANSWERS)?;
        let mut totals = transaction.open_table(SPENT)?;
        for write in group {
            answers.insert(write.key.as_slice(), write.answer.as_slice())?;
            let before = totals.get(&*write.run)?.and_then(|stored| serde_json::from_slice(stored.value()).ok());
            let total = before.unwrap_or_else(Spent::default) + write.spent;
            totals.insert(&*write.run, serde_json::to_vec(&total).unwrap_or_default().as_slice())?;
        }
    }
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(text: &str) -> Answer {
        Ok(Reply { text: text.to_owned(), prompt_tokens: 10, completion_tokens: 2 })
    }

    #[tokio::test]
    async fn what_was_kept_is_there_when_it_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers");
        let run: Arc<str> = "r1".into();
        let archive = Archive::open(&path).unwrap();
        archive.keep(&run, [1; 32], &reply("one")).await.unwrap();
        archive.keep(&run, [2; 32], &reply("two")).await.unwrap();
        archive.keep(&run, [4; 32], &Err(ModelError::Refused)).await.unwrap();
        drop(archive);
        let archive = Archive::open(&path).unwrap();
        assert_eq!(archive.find(&[2; 32]), Some(reply("two")));
        assert_eq!((archive.find(&[3; 32]), archive.find(&[4; 32])), (None, Some(Err(ModelError::Refused))));
        assert_eq!((archive.len(), archive.spent("r1").calls, archive.spent("r1").prompt_tokens), (3, 3, 20));
    }

    #[tokio::test]
    async fn it_is_closed_once_its_last_clone_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers");
        for round in 0..50 {
            let archive = Archive::open(&path).unwrap_or_else(|error| panic!("round {round}: {error}"));
            archive.clone().keep(&"r1".into(), [round; 32], &reply("one")).await.unwrap();
        }
    }

    #[test]
    fn a_second_run_is_told_to_wait_or_to_take_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers");
        let _first = Archive::open(&path).unwrap();
        let words = Archive::open(&path).unwrap_err().to_string();
        assert!(words.contains("--cache"), "{words}");
    }

    #[test]
    fn a_file_of_another_kind_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letter.txt");
        std::fs::write(&path, "Dear reader, ".repeat(500)).unwrap();
        assert!(Archive::open(&path).is_err());
        assert!(std::fs::read_to_string(&path).unwrap().starts_with("Dear reader"));
    }
}
