//! Character references: `&amp;`, `&nbsp;`, `&#8217;`, `&copy` without its end.

use html5gum::{Token, Tokenizer};

/// The usual ones, without asking the table of all 2,231.
const USUAL: &[(&str, &str)] =
    &[("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&quot;", "\""), ("&#39;", "'")];

/// How many bytes a reference has at most, `&CounterClockwiseContourIntegral;` and more.
const LONGEST: usize = 40;

/// How long the reference is that a text begins with, and what it stands for.
pub(crate) fn reference(text: &str) -> Option<(usize, String)> {
    if let Some((name, sign)) = USUAL.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((name.len(), (*sign).to_owned()));
    }
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = 1 + text.bytes().skip(1).take(LONGEST).take_while(name).count();
    let length = length + usize::from(text[length..].starts_with(';'));
    let (source, decoded) = (&text[..length], decoded(&text[..length]));
    if source == decoded {
        return None;
    }
    let rest = source.bytes().rev().zip(decoded.bytes().rev()).take_while(|(one, other)| one == other).count();
    // "&semi;" ends in what it stands for.
    let rest = if rest == decoded.len() { 0 } else { rest };
    let sign = decoded.get(..decoded.len() - rest)?;
    Some((length - rest, sign.to_owned()))
}

/// A text without tags, decoded.
fn decoded(text: &str) -> String {
    let words = |token| match token {
        Ok(Token::String(words)) => String::from_utf8_lossy(&words).into_owned(),
        _ => String::new(),
    };
    Tokenizer::new(text).map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stand_for_signs() {
        for (text, length, sign) in [
            ("&amp; b", 5, "&"),
            ("&nbsp;b", 6, "\u{a0}"),
            ("&#8217;s", 7, "\u{2019}"),
            ("&#x1F600;", 9, "\u{1f600}"),
            ("&copyright", 5, "\u{a9}"),
            ("&ampamp", 4, "&"),
            ("&semi;", 6, ";"),
            ("&eacute;t&eacute;", 8, "\u{e9}"),
            ("&fjlig;", 7, "fj"),
        ] {
            assert_eq!(reference(text), Some((length, sign.to_owned())), "{text}");
        }
    }

    #[test]
    fn an_ampersand_alone_is_one() {
        for text in ["& b", "&", "&b", "&;", "&#", "&#;", "&\u{e9}", "&unknown;"] {
            assert_eq!(reference(text), None, "{text}");
        }
    }
}
