//! The bytes of a stream with their line numbers: one at a time, or a bounded line that can be given back.

use super::fault;
use crate::Error;
use std::io::{BufRead, ErrorKind, Read};

/// The longest record that is read; what is longer is hardly a reply and would only fill the memory.
pub(crate) const LONGEST: usize = 64 << 20;

/// A line without its end, and its number counted from 1.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) bytes: Vec<u8>,
}

impl Line {
    /// Whether it begins with an object that has a field.
    pub(super) fn begins_record(&self) -> bool {
        self.bytes.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
    }
}

/// Bytes that start on `line`, as text; an error names the line and the byte in it that are not UTF-8.
pub(super) fn text(bytes: &[u8], line: usize) -> Result<&str, Error> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(fault(line, "this is UTF-16; save it as UTF-8"));
    }
    std::str::from_utf8(bytes).map_err(|wrong| {
        let good = &bytes[..wrong.valid_up_to()];
        let below = good.iter().filter(|byte| **byte == b'\n').count();
        let column = good.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        fault(line + below, format!("byte {column} of the line is not UTF-8"))
    })
}

/// A stream and where in it we are.
#[derive(Debug)]
pub(super) struct Source<R> {
    input: R,
    line: usize,
    given_back: Option<Line>,
}

impl<R: BufRead> Source<R> {
    /// The stream from its beginning.
    pub(super) fn new(input: R) -> Self {
        Self { input, line: 1, given_back: None }
    }

    /// The line of the next byte, counted from 1.
    pub(super) fn line_number(&self) -> usize {
        self.line
    }

    /// The next byte, which stays where it is.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, Error> {
        loop {
            match self.input.fill_buf() {
                Ok(bytes) => return Ok(bytes.first().copied()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(unreadable(self.line, &error)),
            }
        }
    }

    /// Steps over the byte that was peeked at.
    pub(super) fn step(&mut self, byte: u8) {
        self.input.consume(1);
        self.line += usize::from(byte == b'\n');
    }

    /// Steps over bytes for as long as they are `unwanted`, and peeks at the first that is not.
    pub(super) fn skip(&mut self, unwanted: impl Fn(u8) -> bool) -> Result<Option<u8>, Error> {
        loop {
            match self.peek()? {
                Some(byte) if unwanted(byte) => self.step(byte),
                other => return Ok(other),
            }
        }
    }

    /// The next line that holds anything.
    pub(super) fn line(&mut self) -> Result<Option<Line>, Error> {
        if let Some(line) = self.given_back.take() {
            return Ok(Some(line));
        }
        loop {
            let number = self.line;
            let mut bytes = Vec::new();
            let read = (&mut self.input).take(LONGEST as u64 + 1).read_until(b'\n', &mut bytes);
            read.map_err(|error| unreadable(number, &error))?;
            if bytes.len() > LONGEST {
                return Err(fault(number, too_long()));
            }
            if bytes.is_empty() {
                return Ok(None);
            }
            self.line += usize::from(bytes.ends_with(b"\n"));
            if !bytes.trim_ascii().is_empty() {
                bytes.truncate(bytes.trim_ascii_end().len());
                return Ok(Some(Line { number, bytes }));
            }
        }
    }

    /// Lets the line be the next again.
    pub(super) fn give_back(&mut self, line: Line) {
        self.given_back = Some(line);
    }
}

/// What is said of a record that is too long.
pub(super) fn too_long() -> String {
    format!("the record is longer than {} MB", LONGEST >> 20)
}

/// What is said where the system refuses to read on.
fn unreadable(line: usize, error: &std::io::Error) -> Error {
    fault(line, format!("the input cannot be read further: {error}"))
}
