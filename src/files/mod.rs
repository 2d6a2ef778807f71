//! Files of records in and out: JSON, CSV and Parquet, compressed or not, on this machine or in an object store.

mod columns;
mod format;
mod kinds;
mod location;
mod magic;
mod open;
mod publish;

pub use columns::Columns;
pub use format::FileFormat;
pub use location::Location;
pub use publish::{publish, publishable};

use crate::{Entries, Entry, Error};
use open::Opened;

/// Rows one after the other; nothing is read before it is asked for.
type Rows = Box<dyn Iterator<Item = Result<Entry, Error>> + Send>;

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
        format => Err(opened.fault(format!("{format} cannot be read yet"))),
    }
}

/// JSON in any of its shapes.
fn json(opened: Opened, columns: &Columns) -> Rows {
    let columns = columns.clone();
    Box::new(Entries::new(opened.input).map(move |entry| columns.apply(entry?)))
}

#[cfg(test)]
mod tests;
