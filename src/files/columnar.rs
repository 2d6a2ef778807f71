//! Reads Parquet: some rows at a time become JSON, nested as they are, so that memory stays constant.

use super::header::Header;
use crate::whole::Temporary;
use crate::{Entry, Error};
use arrow_array::RecordBatch;
use arrow_json::LineDelimitedWriter;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use serde_json::Value;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::vec;

/// How many rows are decoded at once.
const ROWS: usize = 256;
const DAMAGED: &str = "it is damaged; copy or download it again";
const CODEC: &str = "it is packed with a codec that is not read here; write it anew with zstd, snappy or gzip";

/// The rows of a Parquet file.
pub(super) struct Columnar {
    reader: ParquetRecordBatchReader,
    names: Vec<String>,
    decoded: vec::IntoIter<Value>,
    /// How many rows have been given.
    row: usize,
    ended: bool,
    /// The copy that is read, gone when this is.
    _copy: Option<Temporary>,
}

impl Columnar {
    /// The rows of this file; the error is words for after its name.
    pub(super) fn new(file: File, copy: Option<Temporary>) -> Result<Self, String> {
        // The types of Arrow beside those of Parquet itself only add ways to be wrong.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let builder = || ParquetRecordBatchReaderBuilder::try_new_with_options(file, options);
        let builder = guarded(builder).map_err(|error| why(&error))?;
        refuse_codecs(builder.metadata())?;
        let names = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
        let reader = guarded(|| builder.with_batch_size(ROWS).build()).map_err(|error| why(&error))?;
        Ok(Self { reader, names, decoded: Vec::new().into_iter(), row: 0, ended: false, _copy: copy })
    }

    /// The names of the columns.
    pub(super) fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    /// The next row.
    pub(super) fn row(&mut self, header: &Header) -> Option<Result<Entry, Error>> {
        loop {
            if let Some(value) = self.decoded.next() {
                self.row += 1;
                let Value::Object(fields) = value else { continue };
                return Some(header.row(self.row, fields));
            }
            if self.ended {
                return None;
            }
            match self.more() {
                Ok(Some(decoded)) => self.decoded = decoded.into_iter(),
                Ok(None) => self.ended = true,
                Err(detail) => {
                    self.ended = true;
                    let detail = format!("the rows from here on cannot be read: {detail}");
                    return Some(Err(Error::Record { line: Some(self.row + 1), field: None, detail }));
                }
            }
        }
    }

    /// The next rows as JSON.
    fn more(&mut self) -> Result<Option<Vec<Value>>, String> {
        let reader = &mut self.reader;
        let batch = guarded(|| reader.next().transpose().map_err(ParquetError::from)).map_err(|error| why(&error))?;
        batch.map(|batch| values(&batch)).transpose()
    }
}

/// Rows as JSON objects; an absent cell is no field.
fn values(batch: &RecordBatch) -> Result<Vec<Value>, String> {
    let write = || -> Result<Vec<u8>, ParquetError> {
        let mut lines = LineDelimitedWriter::new(Vec::new());
        lines.write(batch)?;
        lines.finish()?;
        Ok(lines.into_inner())
    };
    let lines = guarded(write).map_err(|error| why(&error))?;
    let values = serde_json::Deserializer::from_slice(&lines).into_iter();
    values.collect::<Result<_, _>>().map_err(|_| DAMAGED.to_owned())
}

/// A decoder of another's, fed with damaged bytes, may panic; one file must not end the run.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(ParquetError::EOF(DAMAGED.to_owned())))
}

/// What went wrong, in words of ours: those of the decoder may hold what was decoded.
fn why(error: &ParquetError) -> String {
    let words = error.to_string();
    match error {
        _ if words.contains("Disabled feature") => CODEC.to_owned(),
        ParquetError::NYI(_) => {
            "it uses a part of Parquet that is not read here; write it anew with usual settings".into()
        }
        ParquetError::External(error) => match error.downcast_ref::<std::io::Error>() {
            Some(error) => format!("the system refuses: {error}"),
            None => DAMAGED.to_owned(),
        },
        _ => DAMAGED.to_owned(),
    }
}

/// Refuses a file at once whose columns are packed in a way that is not read.
fn refuse_codecs(metadata: &ParquetMetaData) -> Result<(), String> {
    let mut columns = metadata.row_groups().iter().flat_map(|group| group.columns());
    match columns.any(|column| matches!(column.compression(), Compression::BROTLI(_) | Compression::LZO)) {
        true => Err(CODEC.to_owned()),
        false => Ok(()),
    }
}
