//! The records of a request: one, an array, or lines; told apart by what stands there and by the content type.

use super::{Refusal, refusal};
use crate::Error;
use crate::record::{Entries, Entry, Failure, Record};
use axum::http::{HeaderMap, header};
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Value};

/// Records in one request at most.
pub(super) const MOST: usize = 1000;

const SEND: &str = "send one record such as {\"conversation\": [{\"role\": \"user\", \"content\": \"...\"}], \
                    \"draft\": \"...\"}, an array of them, or one record a line";

/// Content types that say: one record a line.
const LINES: [&str; 4] = ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"];

/// How records come, and how they are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    One,
    Array,
    /// With the content type of the answer.
    Lines(&'static str),
}

/// A record, or why there is none.
pub(super) type Item = Result<Record, Failure>;

/// What was sent.
#[derive(Debug)]
pub(super) struct Sent {
    pub(super) form: Form,
    pub(super) items: Vec<Item>,
}

/// The content type of lines, where the request names one.
pub(super) fn lines(headers: &HeaderMap) -> Option<&'static str> {
    let named = headers.get(header::CONTENT_TYPE)?.to_str().ok()?.split(';').next()?.trim();
    LINES.into_iter().find(|known| known.eq_ignore_ascii_case(named))
}

/// Reads a body; `lines` is the content type that says so.
pub(super) fn read(body: &[u8], lines: Option<&'static str>) -> Result<Sent, Refusal> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let form = form(body, lines)?;
    let mut items = Vec::new();
    let mut any = false;
    for entry in Entries::new(body) {
        if items.len() == MOST {
            return Err(refusal::too_many(MOST));
        }
        // Before the first value, the reader's words are for people at a command line.
        items.push(item(entry.map_err(|error| if any { error } else { no_json(error) })));
        any |= items.last().is_some_and(|last| !is_no_json(last));
    }
    if !any && form != Form::Array {
        return Err(refusal::bad(format!("no record could be read; {SEND}")));
    }
    Ok(Sent { form, items })
}

/// Which of the three it is. What must be JSON as a whole is read through once, so that nothing is answered before that
/// is known.
fn form(body: &[u8], lines: Option<&'static str>) -> Result<Form, Refusal> {
    match (body.trim_ascii_start().first(), lines) {
        (None, _) => Err(refusal::bad(format!("the body is empty; {SEND}"))),
        (Some(b'['), _) => alone(body).map(|_| Form::Array),
        (Some(b'{'), Some(named)) => Ok(Form::Lines(named)),
        (Some(b'{'), None) => Ok(if alone(body)? { Form::One } else { Form::Lines(LINES[0]) }),
        (Some(_), _) => Err(refusal::bad(format!("the body is not JSON; {SEND}"))),
    }
}

/// Whether nothing stands behind the first value.
fn alone(body: &[u8]) -> Result<bool, Refusal> {
    let mut values = Deserializer::from_slice(body).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => Ok(body[values.byte_offset()..].trim_ascii().is_empty()),
        Some(Err(wrong)) => Err(broken(&wrong)),
        None => Err(refusal::bad(SEND)),
    }
}

/// What is wrong with a body. The parser's words for untyped JSON never repeat the input.
fn broken(wrong: &serde_json::Error) -> Refusal {
    refusal::bad(format!("the body is not JSON: {wrong}; {SEND}"))
}

/// A value as a record; a bad one with what is known of it.
fn item(entry: Result<Entry, Error>) -> Item {
    let entry = entry.map_err(|error| Failure::default().because(&error))?;
    let known = Failure::about(&entry.value);
    Record::read(entry.value, entry.line).map_err(|error| known.because(&error))
}

fn no_json(error: Error) -> Error {
    let line = if let Error::Record { line, .. } = error { line } else { None };
    Error::Record { line, field: None, detail: NO_JSON.to_owned() }
}

const NO_JSON: &str = "not a JSON record; send one a line, such as {\"draft\": \"...\"}";

fn is_no_json(item: &Item) -> bool {
    item.as_ref().is_err_and(|failure| failure.message.ends_with(NO_JSON))
}

/// A field of ours in a record's further fields, taken out of them.
pub(super) fn taken(record: &mut Record, name: &str) -> Option<Value> {
    record.rest.shift_remove(name)
}
