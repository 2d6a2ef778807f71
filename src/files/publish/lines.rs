//! The finished lines, read again one by one.

use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

/// Calls `each` for every line that holds anything, without its end.
fn each_line(lines: &Path, mut each: impl FnMut(usize, &[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut input = BufReader::with_capacity(256 << 10, File::open(lines)?);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let trimmed = line.trim_ascii();
        if !trimmed.is_empty() {
            each(number, trimmed)?;
        }
    }
    Ok(())
}

/// Calls `each` for every record, with the length of its line in bytes.
pub(super) fn each(lines: &Path, mut each: impl FnMut(Map<String, Value>, usize) -> io::Result<()>) -> io::Result<()> {
    each_line(lines, |number, line| match serde_json::from_slice(line) {
        Ok(Value::Object(fields)) => each(fields, line.len()),
        _ => Err(io::Error::new(io::ErrorKind::InvalidData, format!("line {number} of the results is no JSON object"))),
    })
}

/// Writes the lines as one array.
pub(super) fn array(lines: &Path, out: &mut impl Write) -> io::Result<()> {
    let mut before: &[u8] = b"[\n";
    each_line(lines, |_, line| {
        out.write_all(before)?;
        before = b",\n";
        out.write_all(line)
    })?;
    out.write_all(if before == b"[\n" { b"[]\n" } else { b"\n]\n" })
}
