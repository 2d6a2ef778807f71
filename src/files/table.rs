//! Reads CSV and TSV: a header, then a record a row; constant memory, and a bad row does not take the others with it.

use super::header::Header;
use crate::record::LONGEST;
use crate::{Entry, Error};
use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};
use std::io::{self, Read};

/// The rows of a table.
pub(super) struct Table<R> {
    reader: Reader<Metered<R>>,
    record: ByteRecord,
    /// Whether lines end with a carriage return too.
    returns: bool,
    ended: bool,
}

impl<R: Read> Table<R> {
    /// The table that `input` holds, its cells separated by `delimiter`.
    pub(super) fn new(input: R, delimiter: u8) -> Self {
        let input = Metered { input, left: LONGEST };
        // The crate's own reading of carriage returns loses count of the lines.
        let end = csv::Terminator::Any(b'\n');
        let reader = ReaderBuilder::new().delimiter(delimiter).terminator(end).flexible(true).from_reader(input);
        Self { reader, record: ByteRecord::new(), returns: false, ended: false }
    }

    /// The names of the columns; one without a name is called by its place.
    pub(super) fn names(&mut self) -> Result<Vec<String>, String> {
        let header = self.reader.headers().map_err(|error| match error.kind() {
            csv::ErrorKind::Utf8 { .. } => "the header is not UTF-8; save the table as UTF-8".to_owned(),
            _ => format!("the header cannot be read: {}", said(&error)),
        })?;
        self.returns = header.iter().next_back().is_some_and(|last| last.ends_with('\r'));
        let named = |(name, place): (&str, usize)| match name.trim() {
            "" => format!("column {place}"),
            name => name.to_owned(),
        };
        let names: Vec<_> = header.iter().zip(1..).map(named).collect();
        match names.as_slice() {
            names if names.iter().any(|name| name.contains('\r')) => {
                Err("its lines end with carriage returns alone; save it with the usual line ends".to_owned())
            }
            [only] if only.contains(';') => {
                Err("its cells are separated by `;`; save the table with commas, or with tabs as .tsv".to_owned())
            }
            [only] if only.contains('\t') => Err("its cells are separated by tabs; say that it is tsv".to_owned()),
            _ => Ok(names),
        }
    }

    /// The next row.
    pub(super) fn row(&mut self, header: &Header) -> Option<Result<Entry, Error>> {
        loop {
            if self.ended {
                return None;
            }
            self.reader.get_mut().left = LONGEST;
            let start = self.reader.position().line();
            match self.reader.read_byte_record(&mut self.record) {
                Ok(true) if self.is_blank() && (self.returns || header.names.len() > 1) => {}
                Ok(true) => return Some(self.read(header, self.line(start))),
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    let line = usize::try_from(start).unwrap_or(0);
                    return Some(Err(fault(line, format!("the table cannot be read further: {}", said(&error)))));
                }
            }
        }
    }

    fn is_blank(&self) -> bool {
        self.record.len() == 1 && self.record[0].trim_ascii().is_empty()
    }

    /// The line of the record, whose reading began on the line `start`: empty lines before it are passed over.
    fn line(&self, start: u64) -> usize {
        let inside: usize = self.record.iter().map(|cell| cell.iter().filter(|byte| **byte == b'\n').count()).sum();
        let passed = usize::try_from(self.reader.position().line() - start).unwrap_or(0);
        usize::try_from(start).unwrap_or(0) + passed.saturating_sub(inside + 1)
    }

    /// The cells, without the line's end.
    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let last = self.record.len() - 1;
        let cut = |cell| if self.returns { <[u8]>::strip_suffix(cell, b"\r").unwrap_or(cell) } else { cell };
        self.record.iter().enumerate().map(move |(place, cell)| if place == last { cut(cell) } else { cell })
    }

    /// The record as a row.
    fn read(&self, header: &Header, line: usize) -> Result<Entry, Error> {
        let (wanted, found) = (header.names.len(), self.record.len());
        if wanted != found {
            let why = "a cell that holds commas, quotes or line ends must stand in double quotes";
            return Err(fault(line, format!("the header has {wanted} cells and this row has {found}; {why}")));
        }
        let mut fields = Map::new();
        for (name, cell) in header.names.iter().zip(self.cells()).filter(|(_, cell)| !cell.is_empty()) {
            let words = std::str::from_utf8(cell).map_err(|_| fault(line, format!("column `{name}` is not UTF-8")))?;
            fields.insert(name.clone(), Value::String(words.to_owned()));
        }
        header.row(line, fields)
    }
}

fn fault(line: usize, detail: String) -> Error {
    Error::Record { line: Some(line), field: None, detail }
}

/// What went wrong below, without a cell.
fn said(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => error.to_string(),
        _ => "it is damaged".to_owned(),
    }
}

/// Bytes of which no row may take more than a record may be long: an open quote would fill the memory.
struct Metered<R> {
    input: R,
    left: usize,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            let why = format!("a row is longer than {} MB; is a double quote left open?", LONGEST >> 20);
            return Err(io::Error::other(why));
        }
        let count = self.input.read(into)?;
        self.left = self.left.saturating_sub(count);
        Ok(count)
    }
}
