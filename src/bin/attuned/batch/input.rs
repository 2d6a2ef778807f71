//! The records of a run: read, cut into shards, and from where the run had come to.

use super::options::Input;
use crate::input::Item;
use anyhow::bail;
use attuned::{Columns, Entry, Error, Failure, Record, Recovered};
use serde_json::Value;

type Rows = Box<dyn Iterator<Item = Result<Entry, Error>> + Send>;
/// The records of a run, one after the other.
pub(crate) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// The records of the input that are in the shard.
pub(crate) fn records(input: &Input) -> anyhow::Result<Items> {
    let rows: Rows = attuned::rows(&input.input, input.from, &Columns::new(&input.map)?)?;
    let (name, shard) = (input.input.to_string(), input.shard);
    let mine = rows.zip(0..).filter(move |(_, place)| shard.is_none_or(|shard| shard.has(*place)));
    Ok(Box::new(mine.map(move |(row, _)| record(row, &name))))
}

/// What stands in a row.
fn record(row: Result<Entry, Error>, name: &str) -> Item {
    let failure = |error: Error, known: Failure| crate::input::failure(name, &error, known);
    let entry = row.map_err(|error| failure(error, Failure::default()))?;
    let known = Failure::about(&entry.value);
    Record::read(entry.value, entry.line).map_err(|error| failure(error, known))
}

/// The records behind those that are done. The last of these must be the one that the run had done last.
pub(crate) fn behind(mut items: Items, done: &Recovered) -> anyhow::Result<Items> {
    let count = done.tally.records();
    let last = usize::try_from(count).ok().and_then(|count| count.checked_sub(1)).map(|before| items.nth(before));
    match (last, &done.last) {
        (Some(Some(item)), Some(line)) if !made_from(line, &item) => {
            bail!("the input is not what it was: its record {count} is another; --fresh begins anew")
        }
        (Some(None), _) => bail!("the input has fewer records than the {count} that are done; --fresh begins anew"),
        _ => Ok(items),
    }
}

/// Whether a line of the output was made from this item.
fn made_from(line: &Value, item: &Item) -> bool {
    match item {
        Ok(record) => {
            let text = line.get("draft").or_else(|| line.get("text")).and_then(Value::as_str);
            line.get("id").cloned().unwrap_or_default() == record.id.clone().unwrap_or_default()
                && text == Some(record.draft.text.as_str())
        }
        Err(Failure { .. }) => line.get("error").is_some(),
    }
}

/// How many records there are, where that is quickly found out: lines of a file of JSON Lines.
pub(crate) fn count(input: &Input) -> Option<u64> {
    let path = input.input.path().filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))?;
    let mut file = std::fs::File::open(path).ok()?;
    let (mut lines, mut buffer) = (0, vec![0; 1 << 20]);
    loop {
        match std::io::Read::read(&mut file, &mut buffer).ok()? {
            0 => return Some(input.shard.map_or(lines, |shard| lines.div_ceil(shard.parts))),
            read => lines += buffer[..read].iter().filter(|byte| **byte == b'\n').count() as u64,
        }
    }
}
