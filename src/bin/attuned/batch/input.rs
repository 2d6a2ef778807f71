//! The records of a run: read, cut into shards, and from where the run had come to.

use super::options::Input;
use super::work::Line;
use crate::failure::Failure;
use crate::input::Item;
use attuned::{Columns, Entry, Error, Record};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;

/// What is worked on: a record, or a line of the run before that stays.
pub(crate) enum Piece {
    Record(Item),
    Line(Line),
}

type Rows = Box<dyn Iterator<Item = Result<Entry, Error>> + Send>;

/// The records of the input that are in the shard.
pub(crate) fn records(input: &Input) -> anyhow::Result<impl Iterator<Item = Item> + Send + 'static> {
    let rows: Rows = attuned::rows(&input.input, input.from, &Columns::new(&input.map)?)?;
    let (name, shard) = (input.input.to_string(), input.shard);
    let mine = rows.zip(0..).filter(move |(_, place)| shard.is_none_or(|shard| shard.has(*place)));
    Ok(mine.map(move |(row, _)| record(row, &name)))
}

/// What stands in a row.
fn record(row: Result<Entry, Error>, name: &str) -> Item {
    let failure = |error: Error, known: &Value| crate::input::failure(name, &error, known);
    let entry = row.map_err(|error| failure(error, &Value::Null))?;
    let known = crate::input::known(&entry.value);
    Record::read(entry.value, entry.line).map_err(|error| failure(error, &known))
}

/// The same with the lines of the run before: one that did not fail stays.
pub(crate) fn with_previous(
    records: impl Iterator<Item = Item> + Send + 'static,
    previous: &Path,
) -> anyhow::Result<Box<dyn Iterator<Item = Piece> + Send>> {
    let mut lines = match File::open(previous) {
        Ok(file) => Some(BufReader::new(file).lines()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(anyhow::Error::new(error).context(format!("cannot read {}", previous.display()))),
    };
    Ok(Box::new(records.map(move |item| match kept(lines.as_mut()) {
        Some(line) => Piece::Line(line),
        None => Piece::Record(item),
    })))
}

/// The next line of the run before, if its record was done.
fn kept(lines: Option<&mut Lines<BufReader<File>>>) -> Option<Line> {
    let json = lines?.next()?.ok()?;
    let verdict = match serde_json::from_str::<Verdict>(&json).ok()?.verdict?.as_str() {
        "revised" => "revised",
        "clean" => "clean",
        "held" => "held",
        _ => "kept",
    };
    Some(Line { verdict: Some(verdict), json: json.into_bytes(), failure: None })
}

#[derive(serde::Deserialize)]
struct Verdict {
    verdict: Option<String>,
}

/// Whether a line of the output was made from this item: the last one that was done is compared before a run goes on.
pub(crate) fn made_from(line: &Value, item: &Item) -> bool {
    match item {
        Ok(record) => {
            let text = line.get("draft").or_else(|| line.get("text")).and_then(Value::as_str);
            line.get("id").cloned().unwrap_or_default() == record.id.clone().unwrap_or_default()
                && text == Some(record.draft.text.as_str())
        }
        Err(Failure { .. }) => line.get("error").is_some(),
    }
}
