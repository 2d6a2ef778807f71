//! Input records: a draft with its conversation as other programs hand it over, in any of the usual shapes.

mod entries;
mod failure;
mod output;
mod scan;
mod shape;
mod source;
mod transcript;

pub use entries::{Entries, Entry};
pub use failure::Failure;
#[cfg(feature = "files")]
pub(crate) use shape::{holds_reply, may_hold_messages, reply_column};
pub(crate) use shape::{kind, reply};
#[cfg(feature = "files")]
pub(crate) use source::LONGEST;

use crate::Error;
use crate::text::Draft;
use serde_json::{Map, Value};
use std::io::BufRead;

/// One draft with what came along with it.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Record {
    /// Its id, any JSON scalar; `None` where it has none.
    pub id: Option<Value>,
    /// The draft in its conversation.
    pub draft: Draft,
    /// The fields that are not ours, in their order, to be carried to the output untouched.
    pub rest: Map<String, Value>,
    /// The line of the input where it starts, counted from 1; 0 where it came from elsewhere.
    pub line: usize,
}

impl Record {
    /// A record of this draft alone.
    pub fn new(draft: Draft) -> Self {
        Self { draft, ..Self::default() }
    }

    /// Reads one JSON value that started on `line`, in any of these shapes:
    ///
    /// - `{"conversation": [{"role", "content"}, …], "draft": "…"}`, with optional `id` and `sender`;
    /// - `{"messages": […]}` whose last message is the assistant's: the draft;
    /// - `{"prompt": …, "completion" | "response": …}`, both of them text or messages;
    /// - the usual names of datasets: `reply`, `answer`, `output`, `generated`, `generation`, `chosen` or
    ///   `preferred_output` for the draft; `conversations` (also `{"from", "value"}`), `instruction` with `input`,
    ///   `question`, `message`, `input` or `query` for what was said before. A reply that holds the whole exchange, as
    ///   messages or as a transcript of `Human:` and `Assistant:`, brings its conversation along.
    ///
    /// # Errors
    /// [`Error::Record`] names the line, the field and what was expected; never the text that stood there.
    pub fn read(value: Value, line: usize) -> Result<Self, Error> {
        shape::read(value, line)
    }
}

/// The records of a stream: one JSON record, an array of them, or JSON Lines, told apart by the first bytes.
///
/// A bad record is an `Err` item and the rest goes on. Memory is bounded by the longest record, not by the stream.
///
/// ```
/// let input = "{\"draft\": \"Noted.\"}\n{\"draft\": 7}\n{\"draft\": \"Thank you.\"}\n";
/// let records: Vec<_> = attuned::Records::new(input.as_bytes()).collect();
/// assert_eq!(records.len(), 3);
/// assert!(records[1].is_err() && records[2].is_ok());
/// ```
#[derive(Debug)]
pub struct Records<R> {
    entries: Entries<R>,
}

impl<R: BufRead> Records<R> {
    /// The records that `input` holds.
    pub fn new(input: R) -> Self {
        Self { entries: Entries::new(input) }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.entries.next()?;
        Some(entry.and_then(|entry| Record::read(entry.value, entry.line)))
    }
}

/// An [`Error::Record`] about a line.
fn fault(line: usize, detail: impl Into<String>) -> Error {
    Error::Record { line: Some(line), field: None, detail: detail.into() }
}

#[cfg(test)]
mod tests;
