//! Writes Parquet with real nested types: the kinds of all columns in a first pass, the rows in a second.

use super::kind::{Kind, fit_fields};
use super::lines::each;
use super::outcome::complete;
use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{ArrowError, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use serde_json::{Map, Value};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// How many rows become columns at once, and how many bytes of lines at most.
const ROWS: usize = 512;
const BYTES: usize = 8 << 20;
/// How many rows a group holds, and how many bytes at most.
const GROUP_ROWS: usize = 8192;
const GROUP_BYTES: usize = 64 << 20;

/// Writes the lines as Parquet.
pub(super) fn write(lines: &Path, out: &mut (impl Write + Send)) -> io::Result<()> {
    let mut kind = Kind::record();
    each(lines, |fields, _| {
        kind.learn(&fields);
        Ok(())
    })?;
    complete(&mut kind);
    let mut rows = Rows::new(kind, out).map_err(refused)?;
    each(lines, |fields, length| rows.push(fields, length).map_err(refused))?;
    rows.finish().map_err(refused)
}

/// Rows on their way into columns.
struct Rows<W: Write + Send> {
    kind: Kind,
    decoder: Decoder,
    writer: ArrowWriter<W>,
    waiting: Vec<Map<String, Value>>,
    /// How long the lines of the waiting rows are.
    bytes: usize,
}

impl<W: Write + Send> Rows<W> {
    fn new(kind: Kind, out: W) -> Result<Self, ParquetError> {
        let schema = Arc::new(Schema::new(kind.columns()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .build();
        let decoder = ReaderBuilder::new(schema.clone()).with_batch_size(ROWS).build_decoder()?;
        let writer = ArrowWriter::try_new(out, schema, Some(properties))?;
        Ok(Self { kind, decoder, writer, waiting: Vec::new(), bytes: 0 })
    }

    fn push(&mut self, mut fields: Map<String, Value>, length: usize) -> Result<(), ParquetError> {
        if let Kind::Fields(kinds) = &self.kind {
            fit_fields(kinds, &mut fields);
        }
        self.waiting.push(fields);
        self.bytes += length;
        if self.waiting.len() == ROWS || self.bytes > BYTES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        self.decoder.serialize(&self.waiting)?;
        self.waiting.clear();
        self.bytes = 0;
        if let Some(batch) = self.decoder.flush()? {
            self.writer.write(&batch)?;
        }
        if self.writer.in_progress_size() > GROUP_BYTES { self.writer.flush() } else { Ok(()) }
    }

    fn finish(mut self) -> Result<(), ParquetError> {
        self.flush()?;
        self.writer.close().map(drop)
    }
}

/// The system's own error, where there is one; the words of the encoder may hold what was encoded.
fn refused(error: ParquetError) -> io::Error {
    let encoded = || io::Error::other("the records do not become columns; write JSON Lines instead");
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => match error.downcast::<ArrowError>() {
                Ok(error) if matches!(*error, ArrowError::IoError(..)) => io::Error::other("the disk refuses"),
                _ => encoded(),
            },
        },
        _ => encoded(),
    }
}
