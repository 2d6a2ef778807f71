//! Messages on two pipes: a header with a length, then JSON. What is no message costs itself and nothing behind it.

use lsp_server::Message;
use std::io::{BufRead, Error, Read, Result, Write};

/// The longest line of a header, in bytes; what is longer is no header.
const LINE: u64 = 4096;
/// The longest message, in bytes. Nobody sends one, and a length beyond it cannot be waited for.
const LONGEST: usize = 1 << 29;

/// What came.
pub(super) enum Received {
    /// A message.
    Message(Message),
    /// Something that is none.
    Garbage,
}

/// The next message; `None` where the editor is gone.
pub(super) fn read(from: &mut impl BufRead) -> Result<Option<Received>> {
    let Some(length) = length(from)? else { return Ok(None) };
    if length > LONGEST {
        return Err(Error::other("a message is too long to be one"));
    }
    let mut body = Vec::new();
    if from.by_ref().take(length as u64).read_to_end(&mut body)? < length {
        return Ok(None);
    }
    // What serde says may quote the document.
    Ok(Some(serde_json::from_slice(&body).map_or(Received::Garbage, Received::Message)))
}

/// The length that the next header gives; lines that are none are passed over.
fn length(from: &mut impl BufRead) -> Result<Option<usize>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if from.by_ref().take(LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        match line.trim().split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok().or(length);
            }
            None if line.trim().is_empty() && length.is_some() => return Ok(length),
            _ => {}
        }
    }
}

/// Sends a message.
pub(super) fn write(message: &Message) -> Result<()> {
    message.write(&mut std::io::stdout().lock())
}

/// Says that what came was no message; there is no id to answer to.
pub(super) fn refuse() -> Result<()> {
    let body = r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"this is no message of the protocol"}}"#;
    let mut out = std::io::stdout().lock();
    write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `m` for each message, `g` for each thing that is none.
    fn seen(bytes: &[u8]) -> String {
        let (mut from, mut seen) = (bytes, String::new());
        while let Some(one) = read(&mut from).expect("pipes do not break here") {
            seen.push(if matches!(one, Received::Message(_)) { 'm' } else { 'g' });
        }
        seen
    }

    #[test]
    fn what_is_no_message_costs_itself_alone() {
        let good = "Content-Length: 17\r\n\r\n{\"method\":\"exit\"}";
        assert_eq!(seen(format!("{good}{good}").as_bytes()), "mm");
        assert_eq!(seen(format!("Content-Length: 4\r\n\r\n{{\"x\"{good}").as_bytes()), "gm");
        assert_eq!(seen(format!("\r\n\r\nhello\nContent-Length: x\r\n\r\n{good}").as_bytes()), "m");
        assert_eq!(seen(format!("content-length:17\nContent-Type: y\n\n{}", &good[22..]).as_bytes()), "m");
        assert_eq!(seen([b"Content-Length: 2\r\n\r\n\xff\xff", good.as_bytes()].concat().as_slice()), "gm");
        assert_eq!(seen(&good.as_bytes()[..30]), "");
    }
}
