//! The text of a JSON string, with the way back to its escapes.

use crate::canned::layer::{Coding, Layer};
use std::ops::Range;

/// The string literal, with its quotes, that stands in `source[place]`.
pub(super) fn layer(source: &str, place: Range<usize>) -> Layer {
    let read = |ascii: bool| {
        let mut layer = Layer::new(Coding::Json { ascii });
        let (mut at, end) = (place.start + 1, place.end - 1);
        while at < end {
            let plain = source[at..end].find('\\').unwrap_or(end - at);
            layer.plain(source, at..at + plain);
            at += plain;
            if at < end {
                at += escape(&mut layer, at, &source[at..end]);
            }
        }
        layer
    };
    let layer = read(false);
    let escaped = source[place.clone()].is_ascii() && !layer.text().is_ascii();
    if escaped { read(true) } else { layer }
}

/// Adds the escape that the rest begins with, and says how long it is. Two halves of a character are one; half a
/// character alone stays as it is.
fn escape(layer: &mut Layer, at: usize, rest: &str) -> usize {
    let sign = |length: usize| -> Option<String> { serde_json::from_str(&format!("\"{}\"", rest.get(..length)?)).ok() };
    let lengths: &[usize] = if rest.as_bytes().get(1) == Some(&b'u') { &[6, 12] } else { &[2] };
    for length in lengths {
        if let Some(sign) = sign(*length) {
            layer.escape(at..at + length, &sign);
            return *length;
        }
    }
    let length = lengths[0].min(rest.len());
    layer.fixed(at..at + length, "\u{fffd}");
    length
}
