//! Names in one spelling, so that one meets itself wherever it stands.

use crate::guard::words::fold;
use std::collections::BTreeSet;

/// A name in one spelling: folded, without possessive.
pub(super) fn key(word: &str) -> String {
    let folded = fold(word);
    folded.strip_suffix("'s").unwrap_or(&folded).to_owned()
}

/// The next word from `from` on.
pub(super) fn next(line: &str, from: usize) -> Option<(usize, usize)> {
    let inner = |sign: char| sign.is_alphanumeric() || matches!(sign, '\'' | '’' | '-' | '&' | '_');
    let start = from + line.get(from..)?.find(char::is_alphanumeric)?;
    let end = start + line[start..].find(|sign| !inner(sign)).unwrap_or(line.len() - start);
    Some((start, start + line[start..end].trim_end_matches(['\'', '’', '-', '&', '_']).len()))
}

/// The words of a text as keys, with the pieces of compounds; the same cut as for names, so that a name meets itself.
pub(in crate::guard) fn keys(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in text.lines() {
        let mut from = 0;
        while let Some((start, end)) = next(line, from) {
            let word = key(&line[start..end]);
            if word.contains(['-', '&', '\'']) {
                out.extend(word.split(['-', '&']).map(key));
            }
            out.insert(word);
            from = end;
        }
    }
    out
}
