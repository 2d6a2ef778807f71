//! The bytes of a file as text: which encoding they are in, and how changed words are written in it.

use super::layer::Edit;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::ops::Range;

/// How a file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Charset {
    /// Bytes before the text: a byte order mark.
    skipped: usize,
    units: Units,
}

/// What the bytes of a character are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Units {
    Utf8,
    /// Two bytes or four, the higher first where it is big.
    Utf16 {
        big: bool,
    },
    /// One byte each, as Windows has it in western Europe; every byte is a character.
    Western,
}

/// A stretch of bytes and what stands there instead.
type Splice = (Range<usize>, Vec<u8>);

/// The text of a file.
///
/// # Errors
/// Why it cannot be read, for people.
pub(crate) fn decoded(bytes: &[u8]) -> Result<(String, Charset), String> {
    let charset = guessed(bytes)?;
    let body = &bytes[charset.skipped..];
    let text = match charset.units {
        Units::Utf8 => String::from_utf8(body.to_vec()).ok(),
        units => units.encoding().decode_without_bom_handling_and_without_replacement(body).map(Into::into),
    };
    let text = text.ok_or("its UTF-16 is broken; save it as UTF-8")?;
    if text.contains('\0') { Err(NO_TEXT.to_owned()) } else { Ok((text, charset)) }
}

const NO_TEXT: &str = "it is no text; name a file of text, or save it as UTF-8";

fn guessed(bytes: &[u8]) -> Result<Charset, String> {
    let marked = |skipped, units| Ok(Charset { skipped, units });
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] if std::str::from_utf8(rest).is_ok() => marked(3, Units::Utf8),
        [0xff, 0xfe, ..] => marked(2, Units::Utf16 { big: false }),
        [0xfe, 0xff, ..] => marked(2, Units::Utf16 { big: true }),
        _ if wide(bytes, 1) => marked(0, Units::Utf16 { big: false }),
        _ if wide(bytes, 0) => marked(0, Units::Utf16 { big: true }),
        _ if std::str::from_utf8(bytes).is_ok() => marked(0, Units::Utf8),
        _ => western(bytes),
    }
}

/// Whether every second byte of the beginning, from this one on, is nought and no other is: western text in UTF-16.
fn wide(bytes: &[u8], from: usize) -> bool {
    let head = &bytes[..bytes.len().min(256)];
    let nought = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    bytes.len().is_multiple_of(2) && nought(from) * 4 > head.len() && nought(1 - from) == 0
}

/// One byte a character, unless the file is UTF-8 but for a few bytes, or no text at all.
fn western(bytes: &[u8]) -> Result<Charset, String> {
    let control = |byte: &u8| *byte < 32 && !b"\t\n\r\x0c\x1b".contains(byte);
    if bytes.iter().any(control) {
        return Err(NO_TEXT.to_owned());
    }
    let good: usize =
        bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|sign| !sign.is_ascii()).count()).sum();
    let broken = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    if good > broken {
        let before = bytes.utf8_chunks().next().map_or("", |first| first.valid());
        let line = before.matches('\n').count() + 1;
        return Err(format!("line {line}: a byte here is not UTF-8, as the rest is; write the sign anew"));
    }
    Ok(Charset { skipped: 0, units: Units::Western })
}

impl Units {
    fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16 { big: false } => UTF_16LE,
            Self::Utf16 { big: true } => UTF_16BE,
            Self::Western => WINDOWS_1252,
        }
    }

    /// The bytes of a text.
    fn encoded(self, text: &str) -> Result<Vec<u8>, String> {
        match self {
            Self::Utf8 => Ok(text.as_bytes().to_vec()),
            Self::Utf16 { big: false } => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16 { big: true } => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Western => match WINDOWS_1252.encode(text) {
                (bytes, _, false) => Ok(bytes.into_owned()),
                _ => {
                    Err("its encoding, windows-1252, lacks a sign of the new words; save it as UTF-8 first".to_owned())
                }
            },
        }
    }

    /// How many bytes a text has.
    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 { .. } => text.chars().map(char::len_utf16).sum::<usize>() * 2,
            Self::Western => text.chars().count(),
        }
    }
}

impl Charset {
    /// The bytes of changed words.
    ///
    /// # Errors
    /// Why they cannot stand there, for people.
    pub(crate) fn encoded(self, words: &str) -> Result<Vec<u8>, String> {
        self.units.encoded(words)
    }

    /// Changes of the text, in any order, as changes of the bytes.
    ///
    /// # Errors
    /// Why the words cannot stand there, for people.
    pub(crate) fn edits(self, text: &str, mut edits: Vec<Edit>) -> Result<Vec<Splice>, String> {
        edits.sort_by_key(|edit| edit.place.start);
        let (mut read, mut byte) = (0, self.skipped);
        let mut bytes = Vec::with_capacity(edits.len());
        for Edit { place, text: words } in edits {
            let (Some(kept), Some(old)) = (text.get(read..place.start), text.get(place.clone())) else { continue };
            let start = byte + self.units.length(kept);
            (read, byte) = (place.end, start + self.units.length(old));
            bytes.push((start..byte, self.encoded(&words)?));
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Süße Grüße 🙂 to «all»\n";

    fn changed(bytes: &[u8], old: &str, new: &str) -> Result<Vec<u8>, String> {
        let (text, charset) = decoded(bytes)?;
        let start = text.find(old).expect("words that are there");
        let edit = Edit { place: start..start + old.len(), text: new.to_owned() };
        Ok(crate::splice::splice(bytes, charset.edits(&text, vec![edit])?))
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        Units::Utf16 { big }.encoded(&format!("\u{feff}{text}")).expect("every sign")
    }

    #[test]
    fn words_change_in_every_encoding() {
        let new = TEXT.replace("Grüße", "Küsse 🙂");
        assert_eq!(changed(TEXT.as_bytes(), "Grüße", "Küsse 🙂"), Ok(new.clone().into_bytes()));
        for big in [true, false] {
            assert_eq!(changed(&utf16(TEXT, big), "Grüße", "Küsse 🙂"), Ok(utf16(&new, big)));
            assert_eq!(changed(&utf16("no mark", big)[2..], "mark", "🙂"), Ok(utf16("no 🙂", big)[2..].to_vec()));
        }
        assert_eq!(changed(b"\xef\xbb\xbfa b", "b", "c"), Ok(b"\xef\xbb\xbfa c".to_vec()));
        assert_eq!(changed(b"na\xefve caf\xe9 \x80", "café", "Straße"), Ok(b"na\xefve Stra\xdfe \x80".to_vec()));
    }

    #[test]
    fn what_is_no_text_says_so() {
        assert!(changed(b"caf\xe9", "caf", "🙂").expect_err("no such sign").contains("save it as UTF-8"));
        assert!(decoded(b"\x89PNG\r\n\x1a\n\0\0").expect_err("a picture").contains("no text"));
        assert!(decoded(b"\xff\xfea").expect_err("half a unit").contains("broken"));
        let broken = decoded("é\nü ö".as_bytes().iter().copied().chain(*b"\n\xe9").collect::<Vec<_>>().as_slice());
        assert!(broken.expect_err("one byte").starts_with("line 3"));
    }

    #[test]
    fn every_byte_is_a_western_sign() {
        let all: Vec<u8> = (32..=255).collect();
        let (text, charset) = decoded(&all).expect("a text");
        assert_eq!(charset.units, Units::Western);
        assert_eq!(charset.encoded(&text), Ok(all));
    }
}
