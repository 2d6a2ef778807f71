//! How words are written in each style of YAML.

use super::Scalar;
use saphyr_parser::ScalarStyle;

/// The style of a text, and how its lines begin and end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manner {
    style: ScalarStyle,
    /// The spaces before its further lines.
    indent: usize,
    /// The end of a line.
    end: &'static str,
    /// Whether it is in a list or a map in brackets.
    inside: bool,
}

/// Words that are no text where they stand alone without quotes, in any version of YAML.
const OTHER: [&str; 13] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", ".nan", ".inf", ""];

impl Manner {
    pub(super) fn new(source: &str, scalar: &Scalar, indent: usize) -> Self {
        // The nearest line end tells; to look through the whole file for each text would take forever.
        let next = source[scalar.place.start..].find('\n').map(|at| scalar.place.start + at);
        let nearest = next.or_else(|| source[..scalar.place.start].rfind('\n')).unwrap_or(0);
        let end = if source[..nearest].ends_with('\r') { "\r\n" } else { "\n" };
        Self { style: scalar.style, indent, end, inside: scalar.inside }
    }

    /// The words as the source has them.
    pub(crate) fn encode(&self, words: &str) -> String {
        match self.style {
            ScalarStyle::Plain | ScalarStyle::Folded => self.lines(words, 1),
            ScalarStyle::SingleQuoted => self.lines(&words.replace('\'', "''"), 1),
            ScalarStyle::DoubleQuoted => escaped(words),
            ScalarStyle::Literal => self.lines(words, 0),
        }
    }

    /// The whole text in quotes, where it could not stand without them.
    pub(crate) fn anew(&self, text: impl FnOnce() -> String) -> Option<String> {
        if self.style != ScalarStyle::Plain {
            return None;
        }
        let text = text();
        if fits(&text, self.inside) {
            return None;
        }
        let double =
            text.contains(|sign: char| sign.is_control()) || text.contains('\'') && !text.contains(['"', '\\']);
        Some(if double { format!("\"{}\"", escaped(&text)) } else { format!("'{}'", text.replace('\'', "''")) })
    }

    /// The words with their lines indented, and so many line ends more than they have in a row.
    fn lines(&self, words: &str, more: usize) -> String {
        let (mut out, mut rest) = (String::new(), words);
        while let Some(at) = rest.find('\n') {
            let ends = rest[at..].bytes().take_while(|byte| *byte == b'\n').count();
            out.push_str(&rest[..at]);
            out.push_str(&self.end.repeat(ends + more));
            out.push_str(&" ".repeat(self.indent));
            rest = &rest[at + ends..];
        }
        out + rest
    }
}

/// Words inside double quotes.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for sign in words.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            sign if sign.is_control() => out.push_str(&format!("\\x{:02x}", u32::from(sign))),
            sign => out.push(sign),
        }
    }
    out
}

/// Whether a text may stand without quotes.
fn fits(text: &str, inside: bool) -> bool {
    let lower = text.to_lowercase();
    let number = !text.contains(|sign: char| !sign.is_ascii_digit() && !"+-._:eExoT".contains(sign));
    let split = [": ", " #", ":\n", "\n#", "\n-", "\n."].iter().any(|signs| text.contains(signs));
    let brackets = inside && text.contains([',', '[', ']', '{', '}']);
    let edges = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) || text.ends_with(':');
    let control = text.contains(|sign: char| sign.is_control() && sign != '\n');
    !(OTHER.contains(&lower.as_str()) || number || split || brackets || edges || control || begins_as_other(text))
}

/// Whether a text begins as something else than a text without quotes.
fn begins_as_other(text: &str) -> bool {
    let second = text.chars().nth(1);
    match text.chars().next() {
        Some('-' | '?' | ':') => {
            second.is_none_or(|sign| sign.is_whitespace() || sign == '-' || ",[]{}".contains(sign))
        }
        Some(first) => ",[]{}#&*!|>'\"%@`.".contains(first),
        None => true,
    }
}
