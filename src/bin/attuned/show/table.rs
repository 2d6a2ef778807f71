//! Tables for a terminal, with names on the left and numbers on the right.

use owo_colors::OwoColorize;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// A row: its name, and its numbers.
pub(crate) type Row = (String, Vec<String>);

/// What a column of short numbers takes.
const COLUMN: usize = 8;

/// Writes a table; a head that begins with a line break has an empty line above it. A row without numbers is a head of
/// those below.
pub(crate) fn table(out: &mut impl Write, head: &str, heads: &[&str], rows: &[Row]) -> io::Result<()> {
    let name = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0).max(head.trim().width());
    let widths: Vec<usize> = (0..heads.len()).map(|at| width(at, heads, rows)).collect();
    let line =
        |cells: Vec<&str>| cells.iter().zip(&widths).map(|(cell, width)| right(cell, *width)).collect::<String>();
    let (above, head) = head.strip_prefix('\n').map_or(("", head), |head| ("\n", head));
    writeln!(out, "{above}{}{}", left(head, name).bold(), line(heads.to_vec()).dimmed())?;
    for (row, numbers) in rows {
        let line = line(numbers.iter().map(String::as_str).collect());
        writeln!(out, "{}", format!("{}{line}", left(row, name)).trim_end())?;
    }
    Ok(())
}

/// How wide a column is.
fn width(at: usize, heads: &[&str], rows: &[Row]) -> usize {
    let cells = rows.iter().filter_map(|(_, numbers)| numbers.get(at)).map(String::as_str);
    let widest = cells.chain([heads[at]]).map(UnicodeWidthStr::width).max().unwrap_or(0);
    if widest < COLUMN { COLUMN } else { widest + 2 }
}

fn left(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}
