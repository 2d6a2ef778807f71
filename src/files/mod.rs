//! Files of records in and out: JSON, CSV and Parquet, compressed or not, on this machine or in an object store.

mod columnar;
mod columns;
mod format;
mod header;
mod kinds;
mod location;
mod magic;
mod open;
mod publish;
#[cfg(feature = "stores")]
mod store;
mod table;

pub use columns::Columns;
pub use format::FileFormat;
pub use location::Location;
pub use publish::{publish, publishable};

use crate::{Entries, Entry, Error};
use columnar::Columnar;
use header::Header;
use open::Opened;
use table::Table;

/// Rows one after the other; nothing is read before it is asked for.
type Rows = Box<dyn Iterator<Item = Result<Entry, Error>> + Send>;

/// What is said of an object where nothing can reach it.
#[cfg(not(feature = "stores"))]
const NO_STORES: &str = "object stores are not built in; build with the feature `stores`, or copy the file";

/// The records of a file, of standard input or of an object, each as a value that [`Record::read`](crate::Record::read)
/// understands.
///
/// The format is the one that is given, else the one that the first bytes or the name tell; gzip and zstd are known by
/// their first bytes. A bad row is an `Err` item and the rest goes on; the line of a Parquet row is its number. Memory is
/// bounded by the longest record.
///
/// # Errors
/// [`Error::Location`] where nothing can be read, no column can be the draft, or a column that was named is not there.
pub fn rows(from: &Location, format: Option<FileFormat>, columns: &Columns) -> Result<Rows, Error> {
    let opened = open::open(from)?;
    match opened.format(format)? {
        FileFormat::Json => Ok(json(opened, columns)),
        FileFormat::Csv => table(opened, b',', columns),
        FileFormat::Tsv => table(opened, b'\t', columns),
        FileFormat::Parquet => columnar(from, opened, columns),
    }
}

/// JSON in any of its shapes.
fn json(opened: Opened, columns: &Columns) -> Rows {
    let columns = columns.clone();
    Box::new(Entries::new(opened.input).map(move |entry| columns.apply(entry?)))
}

/// Rows under a header.
fn table(mut opened: Opened, delimiter: u8, columns: &Columns) -> Result<Rows, Error> {
    let mut table = Table::new(opened.take(), delimiter);
    let header = table.names().and_then(|names| Header::new(names, columns)).map_err(|why| opened.fault(why))?;
    Ok(Box::new(std::iter::from_fn(move || table.row(&header))))
}

/// Parquet, read where it is, or from a copy where it cannot be read from its end.
fn columnar(from: &Location, mut opened: Opened, columns: &Columns) -> Result<Rows, Error> {
    let (file, copy) = opened.seekable(from)?;
    let mut rows = Columnar::new(file, copy).map_err(|why| opened.fault(why))?;
    let header = Header::new(rows.names(), columns).map_err(|why| opened.fault(why))?;
    Ok(Box::new(std::iter::from_fn(move || rows.row(&header))))
}

#[cfg(test)]
mod tests;
