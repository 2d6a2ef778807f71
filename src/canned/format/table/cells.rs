//! Where the cells of a table stand: csv-core reads, and says how many bytes each cell has.

use crate::canned::layer::{Coding, Layer};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::ops::Range;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Where it stands, with its quotes.
    place: Range<usize>,
}

/// The rows of a table, and what stands between their cells.
pub(super) fn rows(source: &str) -> (Vec<Vec<Cell>>, char) {
    // Excel may say in a line of its own what it puts between cells.
    let said = source.get(..5).filter(|head| head.starts_with("sep=")).and_then(|head| head.chars().nth(4));
    let start = said.map_or(0, |_| source.find('\n').map_or(source.len(), |end| end + 1));
    let delimiter = said.filter(char::is_ascii).unwrap_or_else(|| guessed(&source[start..]));
    let reader = ReaderBuilder::new().delimiter(delimiter as u8).build();
    (read(reader, source, start), delimiter)
}

/// The delimiter that stands most often in the first row outside quotes; a comma where none does.
fn guessed(source: &str) -> char {
    let (mut counts, mut quoted) = ([0; 4], false);
    for sign in source.trim_start().chars() {
        match sign {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted => break,
            _ if !quoted => {
                DELIMITERS.iter().zip(&mut counts).for_each(|(one, count)| *count += usize::from(*one == sign))
            }
            _ => {}
        }
    }
    let most = counts.into_iter().max().unwrap_or(0);
    counts.iter().position(|count| *count == most).map_or(',', |at| DELIMITERS[at])
}

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

fn read(mut reader: Reader, source: &str, start: usize) -> Vec<Vec<Cell>> {
    let (mut rows, mut row, mut text) = (Vec::new(), Vec::new(), Vec::new());
    let mut out = vec![0; source.len() + 1];
    let (mut from, mut at) = (start, start);
    loop {
        // At the end an empty input closes the last cell.
        let (result, read, written) = reader.read_field(&source.as_bytes()[at..], &mut out);
        text.extend_from_slice(&out[..written]);
        at += read;
        match result {
            ReadFieldResult::InputEmpty => continue,
            ReadFieldResult::Field { record_end } => {
                let place = trimmed(source, from..at, row.is_empty(), read > 0);
                row.push(Cell { text: String::from_utf8_lossy(&std::mem::take(&mut text)).into_owned(), place });
                from = at;
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ReadFieldResult::OutputFull | ReadFieldResult::End => break,
        }
    }
    rows
}

/// A cell without the line ends before its row, and without what ended it.
fn trimmed(source: &str, place: Range<usize>, begins: bool, ended: bool) -> Range<usize> {
    let bytes = source.as_bytes();
    let blank = bytes[place.clone()].iter().take_while(|byte| begins && b"\r\n".contains(byte)).count();
    let start = place.start + blank;
    start..(place.end - usize::from(ended)).max(start)
}

impl Cell {
    /// The line of the quote that opens this cell, where none closes it.
    pub(super) fn open(&self, source: &str) -> Option<usize> {
        let quoted = source[self.place.clone()].strip_prefix('"')?;
        let is_closed = quoted.replace("\"\"", "").contains('"');
        (!is_closed).then(|| source[..self.place.start].matches('\n').count() + 1)
    }

    /// The layer of its text in the source. A cell that is quoted in an unusual way stays as it is.
    pub(super) fn layer(&self, source: &str, delimiter: char) -> Layer {
        let raw = &source[self.place.clone()];
        let layer = if raw.len() > 1 && raw.starts_with('"') && raw.ends_with('"') {
            self.quoted(source)
        } else {
            let mut layer = Layer::new(Coding::Bare { delimiter });
            layer.plain(source, self.place.clone());
            layer
        };
        if layer.text() == self.text {
            return layer;
        }
        let mut fixed = Layer::new(Coding::Plain);
        fixed.fixed(self.place.clone(), &self.text);
        fixed
    }

    fn quoted(&self, source: &str) -> Layer {
        let mut layer = Layer::new(Coding::Quoted);
        let (mut done, end) = (self.place.start + 1, self.place.end - 1);
        for (at, _) in source[done..end].match_indices("\"\"") {
            let at = self.place.start + 1 + at;
            layer.plain(source, done..at);
            layer.escape(at..at + 2, "\"");
            done = at + 2;
        }
        layer.plain(source, done..end);
        layer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(text: &str) -> Vec<Vec<&str>> {
        rows(text).0.iter().map(|row| row.iter().map(|cell| &text[cell.place.clone()]).collect()).collect()
    }

    #[test]
    fn cells_are_where_they_stand() {
        assert_eq!(sources("a,b\n1,\"x, \"\"y\"\"\"\n"), [vec!["a", "b"], vec!["1", "\"x, \"\"y\"\"\""]]);
        assert_eq!(sources("a;b\r\n\r\n1;2\r\n"), [["a", "b"], ["1", "2"]]);
        assert_eq!(sources("sep=|\na|b,c\n"), [["a", "b,c"]]);
        assert_eq!(sources("a\tb\n\t\n"), [["a", "b"], ["", ""]]);
        assert_eq!(sources("a,\"b\n"), [["a", "\"b\n"]]);
        assert_eq!(sources(""), Vec::<Vec<&str>>::new());
    }

    #[test]
    fn a_quote_that_nothing_closes_is_told() {
        let open = |text: &str| rows(text).0.last().and_then(|row| row.last()).and_then(|cell| cell.open(text));
        assert_eq!(open("a,b\n1,\"x\n2,y\n"), Some(2));
        assert_eq!(open("a\n\"x \"\" y\n"), Some(2));
        for text in ["a\n\"x\"\n", "a\n\"x \"\"\"\n", "a\n5\" wide\n", "a\n\"x\" y\n", "a\n\"\"\n", "a\n"] {
            assert_eq!(open(text), None, "{text}");
        }
    }

    fn changed(text: &str, old: &str, new: &str) -> String {
        let (rows, delimiter) = rows(text);
        let cell = rows.iter().flatten().find(|cell| cell.text.contains(old)).expect("a cell");
        let start = cell.text.find(old).expect("words");
        let edits = cell.layer(text, delimiter).edit(start..start + old.len(), new).expect("edits");
        let edits = edits.into_iter().map(|edit| (edit.place, edit.text.into_bytes())).collect();
        String::from_utf8(crate::splice::splice(text.as_bytes(), edits)).expect("text")
    }

    #[test]
    fn quotes_stay_and_come_only_where_they_are_needed() {
        assert_eq!(changed("a,b c\n", "b", "d"), "a,d c\n");
        assert_eq!(changed("a,b c\n", "b", "d, e"), "a,\"d, e c\"\n");
        assert_eq!(changed("a;5\" wide b\n", "b", "c;d"), "a;\"5\"\" wide c;d\"\n");
        assert_eq!(changed("a,\"b\"\n", "b", "say \"c\", d"), "a,\"say \"\"c\"\", d\"\n");
    }
}
