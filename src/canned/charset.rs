//! The bytes of a file as text: which encoding they are in, and how changed words are written in it.

use super::layer::{Edit, Layer};

/// How a file is encoded.
#[derive(Debug, Clone)]
pub(crate) struct Charset {
    /// Bytes before the text: a byte order mark.
    skipped: usize,
    /// The way back to the bytes, where they are not UTF-8.
    layer: Option<Layer>,
}

const MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of a file.
///
/// # Errors
/// Why it cannot be read, for people.
pub(crate) fn decoded(bytes: &[u8]) -> Result<(String, Charset), String> {
    let skipped = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
    let text = std::str::from_utf8(&bytes[skipped..]).map_err(|_| "it is not UTF-8; save it as UTF-8")?;
    Ok((text.to_owned(), Charset { skipped, layer: None }))
}

impl Charset {
    /// A change of the text as changes of the bytes.
    ///
    /// # Errors
    /// Why the words cannot stand there, for people.
    pub(crate) fn edit(&self, edit: Edit) -> Result<Vec<Edit>, String> {
        let edits = match &self.layer {
            Some(layer) => layer.edit(edit.place, &edit.text)?,
            None => vec![edit],
        };
        let moved =
            |Edit { place, text }: Edit| Edit { place: place.start + self.skipped..place.end + self.skipped, text };
        Ok(edits.into_iter().map(moved).collect())
    }
}
