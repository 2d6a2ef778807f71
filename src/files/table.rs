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
    ended: bool,
}

impl<R: Read> Table<R> {
    /// The table that `input` holds, its cells separated by `delimiter`.
    pub(super) fn new(input: R, delimiter: u8) -> Self {
        let input = Metered { input, left: LONGEST };
        let reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(input);
        Self { reader, record: ByteRecord::new(), ended: false }
    }

    /// The names of the columns; one without a name is called by its place.
    pub(super) fn names(&mut self) -> Result<Vec<String>, String> {
        let header = self.reader.headers().map_err(|error| match error.kind() {
            csv::ErrorKind::Utf8 { .. } => "the header is not UTF-8; save the table as UTF-8".to_owned(),
            _ => format!("the header cannot be read: {}", said(&error)),
        })?;
        let named = |(name, place): (&str, usize)| match name.trim() {
            "" => format!("column {place}"),
            name => name.to_owned(),
        };
        let names: Vec<_> = header.iter().zip(1..).map(named).collect();
        match names.as_slice() {
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
            match self.reader.read_byte_record(&mut self.record) {
                Ok(true) if self.is_blank() && header.names.len() > 1 => {}
                Ok(true) => return Some(self.read(header)),
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    let line = self.reader.position().line();
                    return Some(Err(fault(line, format!("the table cannot be read further: {}", said(&error)))));
                }
            }
        }
    }

    fn is_blank(&self) -> bool {
        self.record.len() == 1 && self.record[0].trim_ascii().is_empty()
    }

    /// The record as a row.
    fn read(&self, header: &Header) -> Result<Entry, Error> {
        let line = self.record.position().map_or(0, csv::Position::line);
        let (wanted, found) = (header.names.len(), self.record.len());
        if wanted != found {
            let why = "a cell that holds commas, quotes or line ends must stand in double quotes";
            return Err(fault(line, format!("the header has {wanted} cells and this row has {found}; {why}")));
        }
        let mut fields = Map::new();
        for (name, cell) in header.names.iter().zip(&self.record).filter(|(_, cell)| !cell.is_empty()) {
            let words = std::str::from_utf8(cell).map_err(|_| fault(line, format!("column `{name}` is not UTF-8")))?;
            fields.insert(name.clone(), Value::String(words.to_owned()));
        }
        header.row(usize::try_from(line).unwrap_or(0), fields)
    }
}

fn fault(line: u64, detail: String) -> Error {
    Error::Record { line: usize::try_from(line).ok(), field: None, detail }
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
