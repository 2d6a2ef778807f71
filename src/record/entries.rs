//! Cuts a stream into JSON values: an array's elements, or lines, or records that are printed over many lines.

use super::fault;
use super::scan::Depth;
use super::source::{LONGEST, Line, Source, text, too_long};
use crate::Error;
use serde_json::Value;
use std::io::BufRead;

const TEACH: &str = "this is text, not JSON; give the text of one draft with `--draft @FILE`, \
                     or one JSON record a line such as {\"draft\": \"...\"}";

/// One JSON value of the input.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// The line where it starts, counted from 1.
    pub line: usize,
    /// The value, whatever it is.
    pub value: Value,
}

/// Where in the stream we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Lines,
    Array,
    End,
}

/// The JSON values of a stream, not yet read as records; for callers who want to say which record was at fault.
#[derive(Debug)]
pub struct Entries<R> {
    source: Source<R>,
    place: Place,
    /// Whether a value has been read; before that, what is no JSON is probably plain text.
    any: bool,
    /// Whether the rest of a broken record is being passed over.
    lost: bool,
}

impl<R: BufRead> Entries<R> {
    /// The values that `input` holds.
    pub fn new(input: R) -> Self {
        Self { source: Source::new(input), place: Place::Start, any: false, lost: false }
    }

    /// Looks at the first bytes: a byte order mark goes, a bracket means an array.
    fn start(&mut self) -> Result<(), Error> {
        for mark in *b"\xef\xbb\xbf" {
            if self.source.peek()? == Some(mark) {
                self.source.step(mark);
            }
        }
        let first = self.source.skip(|byte| byte.is_ascii_whitespace())?;
        self.place = match first {
            Some(b'[') => Place::Array,
            Some(_) => Place::Lines,
            None => Place::End,
        };
        if first == Some(b'[') {
            self.source.step(b'[');
        }
        Ok(())
    }

    /// The next value among lines.
    fn line(&mut self) -> Option<Result<Entry, Error>> {
        loop {
            match self.source.line() {
                Ok(Some(line)) if self.lost && !line.begins_record() => {}
                Ok(Some(line)) => return Some(self.begin(line)),
                Ok(None) => return None,
                Err(error) => return Some(self.end(error)),
            }
        }
    }

    /// The value that starts on this line.
    fn begin(&mut self, line: Line) -> Result<Entry, Error> {
        self.lost = false;
        match serde_json::from_str(text(&line.bytes, line.number)?) {
            Ok(value) => Ok(self.entry(line.number, value)),
            Err(wrong) if wrong.is_eof() && line.begins_record() || line.bytes == b"{" => self.gather(line),
            Err(_) if !self.any && !line.begins_record() => {
                self.lost = true;
                Err(fault(line.number, TEACH))
            }
            Err(wrong) => {
                self.lost = line.begins_record() && !Depth::of(&line.bytes).is_closed();
                Err(broken(line.number, &wrong))
            }
        }
    }

    /// A record that goes on over further lines, up to its closing brace.
    fn gather(&mut self, first: Line) -> Result<Entry, Error> {
        let mut whole = first.bytes;
        let mut depth = Depth::of(&whole);
        while !depth.is_closed() {
            // No JSON text runs over the end of a line, so an open one was cut off.
            let next = if depth.is_in_text() { None } else { self.source.line()? };
            let Some(next) = next else {
                self.lost = true;
                return Err(fault(first.number, "the record is cut off before its closing brace"));
            };
            if next.begins_record() && begins_anew(&whole, &next) {
                self.source.give_back(next);
                return Err(fault(first.number, "the record is cut off before its closing brace"));
            }
            whole.push(b'\n');
            next.bytes.iter().for_each(|byte| depth.take(*byte));
            whole.extend(next.bytes);
            if whole.len() > LONGEST {
                return Err(self.end_with(fault(first.number, too_long())));
            }
        }
        let value = serde_json::from_str(text(&whole, first.number)?);
        value.map(|value| self.entry(first.number, value)).map_err(|wrong| broken(first.number, &wrong))
    }

    /// The next element of the array.
    fn element(&mut self) -> Option<Result<Entry, Error>> {
        match self.source.skip(|byte| byte.is_ascii_whitespace() || byte == b',') {
            Ok(Some(b']')) => self.behind_array().err().map(|error| self.end(error)),
            Ok(Some(byte)) if !self.any && !may_begin(byte) => Some(self.end(fault(self.source.line_number(), TEACH))),
            Ok(Some(_)) => Some(self.cut()),
            Ok(None) => {
                let line = self.source.line_number();
                Some(self.end(fault(line, "the array is cut off before its closing bracket")))
            }
            Err(error) => Some(self.end(error)),
        }
    }

    /// One element, up to the comma or bracket behind it.
    fn cut(&mut self) -> Result<Entry, Error> {
        let line = self.source.line_number();
        let mut bytes = Vec::new();
        let mut depth = Depth::default();
        loop {
            let byte = self.source.peek().map_err(|error| self.end_with(error))?;
            if byte.is_none() && depth.is_closed() && !bytes.is_empty() {
                break;
            }
            let Some(byte) = byte.filter(|byte| !(*byte == b'\n' && depth.is_in_text())) else {
                return Err(self.end_with(fault(line, "the array is cut off inside this element")));
            };
            if depth.is_closed() && matches!(byte, b',' | b']') && !bytes.is_empty() {
                break;
            }
            if bytes.len() >= LONGEST {
                return Err(self.end_with(fault(line, too_long())));
            }
            self.source.step(byte);
            depth.take(byte);
            bytes.push(byte);
        }
        let value = serde_json::from_str(text(&bytes, line)?);
        value.map(|value| self.entry(line, value)).map_err(|wrong| broken(line, &wrong))
    }

    /// Nothing may stand behind the array.
    fn behind_array(&mut self) -> Result<(), Error> {
        self.source.step(b']');
        self.place = Place::End;
        match self.source.skip(|byte| byte.is_ascii_whitespace())? {
            None => Ok(()),
            Some(_) => Err(fault(self.source.line_number(), "something stands behind the array's closing bracket")),
        }
    }

    fn entry(&mut self, line: usize, value: Value) -> Entry {
        self.any = true;
        Entry { line, value }
    }

    /// The last item: the rest of the stream cannot be read.
    fn end(&mut self, error: Error) -> Result<Entry, Error> {
        Err(self.end_with(error))
    }

    fn end_with(&mut self, error: Error) -> Error {
        self.place = Place::End;
        error
    }
}

impl<R: BufRead> Iterator for Entries<R> {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.place == Place::Start
            && let Err(error) = self.start()
        {
            return Some(self.end(error));
        }
        match self.place {
            Place::Lines => self.line(),
            Place::Array => self.element(),
            Place::Start | Place::End => None,
        }
    }
}

/// Whether a whole record stands on `next` that does not belong to the one so far, as after a line that was cut off.
fn begins_anew(so_far: &[u8], next: &Line) -> bool {
    let alone = serde_json::from_slice::<serde::de::IgnoredAny>(&next.bytes);
    let joined = [so_far, b"\n", &next.bytes].concat();
    let together = serde_json::from_slice::<serde::de::IgnoredAny>(&joined);
    alone.is_ok() && together.is_err_and(|wrong| !wrong.is_eof())
}

/// Whether a JSON value may begin with this byte.
fn may_begin(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
}

/// What is wrong with a value that starts on `line`. The parser's words for untyped JSON never repeat the input.
fn broken(line: usize, wrong: &serde_json::Error) -> Error {
    let words = wrong.to_string();
    let words = words.split(" at line ").next().unwrap_or("broken");
    let line = line + wrong.line().saturating_sub(1);
    fault(line, format!("not JSON at byte {} of the line: {words}", wrong.column()))
}
