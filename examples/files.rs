//! Reads the records of any file or object, and writes them as any other: `files IN OUT [NAME=COLUMN …]`.
//!
//! `cargo run --features stores --example files -- replies.csv s3://bucket/replies.parquet draft=answer`

use attuned::{Columns, Location, publish, rows};
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, columns @ ..] = arguments.as_slice() else { return Err("expected IN OUT [NAME=COLUMN …]".into()) };
    let (from, to): (Location, Location) = (from.parse()?, to.parse()?);
    let lines = std::env::temp_dir().join(format!("attuned-files-{}.jsonl", std::process::id()));
    let mut out = BufWriter::new(File::create(&lines)?);
    let mut bad = 0_usize;
    for row in rows(&from, None, &Columns::new(columns)?)? {
        match row {
            Ok(row) => writeln!(out, "{}", row.value)?,
            Err(error) => bad += usize::from(writeln!(std::io::stderr(), "{error}").is_ok()),
        }
    }
    out.into_inner()?.sync_all()?;
    let done = publish(&lines, &to, None);
    // Plain lines are moved where that is possible.
    let _ = std::fs::remove_file(&lines);
    done?;
    if bad > 0 { Err(format!("{bad} bad rows were left out").into()) } else { Ok(()) }
}
