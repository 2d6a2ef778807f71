//! Any JSON: the texts at paths such as `replies[].body`, or of fields that usually hold a reply.

use super::CannedOptions;
use crate::canned::layer::{Coding, Layer};
use crate::canned::reply::Canned;
use serde_json::value::RawValue;
use std::ops::Range;

/// Fields that usually hold a reply, where no path is given.
const USUAL: &[&str] = &["text", "body", "content", "reply", "message", "value"];

pub(super) fn read(text: &str, options: &CannedOptions) -> Result<Vec<Canned>, String> {
    let mut found = Vec::new();
    strings(text, &mut |path, layer| found.push((path.to_owned(), layer)))?;
    let wanted = |path: &str| match options.paths.as_slice() {
        [] => USUAL.iter().any(|name| path.rsplit('.').next() == Some(*name)),
        paths => paths.iter().any(|one| *one == general(path)),
    };
    found.retain(|(path, _)| wanted(path));
    Ok(found.into_iter().map(|(path, layer)| Canned::new(path, vec![layer])).collect())
}

/// A path without the numbers of elements.
fn general(path: &str) -> String {
    path.split_inclusive('[').map(|part| part.trim_start_matches(|sign: char| sign.is_ascii_digit())).collect()
}

/// Hands on every string of a document with its path and the layer that holds it.
pub(super) fn strings(text: &str, take: &mut impl FnMut(&str, Layer)) -> Result<(), String> {
    let raw: &RawValue =
        serde_json::from_str(text).map_err(|error| format!("line {}: this is no JSON", error.line()))?;
    walk(text, raw, "", take);
    Ok(())
}

fn walk(text: &str, raw: &RawValue, path: &str, take: &mut impl FnMut(&str, Layer)) {
    let start = raw.get().as_ptr() as usize - text.as_ptr() as usize;
    match raw.get().as_bytes().first() {
        Some(b'"') => take(path, string(text, start..start + raw.get().len())),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
            items.iter().enumerate().for_each(|(at, item)| walk(text, item, &format!("{path}[{at}]"), take));
        }
        Some(b'{') => {
            let fields: std::collections::BTreeMap<String, &RawValue> =
                serde_json::from_str(raw.get()).unwrap_or_default();
            let mut fields: Vec<_> = fields.into_iter().collect();
            fields.sort_by_key(|(_, raw)| raw.get().as_ptr() as usize);
            for (name, item) in fields {
                let path = if path.is_empty() { name } else { format!("{path}.{name}") };
                walk(text, item, &path, take);
            }
        }
        _ => {}
    }
}

/// The string literal, with its quotes, that stands in `text[place]`.
fn string(text: &str, place: Range<usize>) -> Layer {
    let mut layer = Layer::new(Coding::Json);
    let (mut at, end) = (place.start + 1, place.end - 1);
    while at < end {
        let rest = &text[at..end];
        let plain = rest.find('\\').unwrap_or(rest.len());
        layer.plain(text, at..at + plain);
        at += plain;
        if at < end {
            let length = escape(&text[at..end]);
            let sign: String = serde_json::from_str(&format!("\"{}\"", &text[at..at + length])).unwrap_or_default();
            layer.escape(at..at + length, &sign);
            at += length;
        }
    }
    layer
}

/// How long the escape is that a text begins with; two halves of a character are one.
fn escape(text: &str) -> usize {
    let half = |text: &str| text.get(2..4).is_some_and(|digits| matches!(digits.as_bytes()[0], b'd' | b'D'));
    match text.as_bytes().get(1) {
        Some(b'u') if half(text) && text.len() >= 12 => 12,
        Some(b'u') => 6.min(text.len()),
        _ => 2.min(text.len()),
    }
}
