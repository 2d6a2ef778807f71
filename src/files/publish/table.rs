//! Writes CSV and TSV: the columns of all records in a first pass, the cells in a second.

use super::lines::each;
use serde_json::Value;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

/// Writes the lines as a table. What is neither text nor a scalar becomes JSON.
pub(super) fn write(lines: &Path, delimiter: u8, out: &mut impl Write) -> io::Result<()> {
    let names = names(lines)?;
    if names.is_empty() {
        return Ok(());
    }
    let mut table = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    table.write_record(&names).map_err(refused)?;
    each(lines, |fields, _| {
        let cells = names.iter().map(|name| fields.get(name).map(cell).unwrap_or_default());
        table.write_record(cells).map_err(refused)
    })?;
    table.flush()
}

/// The names of all fields, in the order in which they first come.
fn names(lines: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    let mut seen = HashSet::new();
    each(lines, |fields, _| {
        for (name, _) in fields {
            if !seen.contains(&name) {
                names.push(name.clone());
                seen.insert(name);
            }
        }
        Ok(())
    })?;
    Ok(names)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

fn refused(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::Error::other("a row does not fit the header"),
    }
}
