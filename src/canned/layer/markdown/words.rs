//! How words are written in Markdown: what would become markup is escaped, placeholders stand as they are.

use super::locked::locked;
use crate::canned::layer::html::reference;

/// How a source writes what Markdown has several ways for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manner {
    /// The end of a line.
    end: &'static str,
    /// What stands before it where the line is to end in the text too.
    hard: &'static str,
}

impl Manner {
    /// The manner of a source; the usual where it has none.
    pub(super) fn of(source: &str) -> Self {
        let end = if source.contains("\r\n") { "\r\n" } else { "\n" };
        let backslash = source.contains("\\\n") || source.contains("\\\r\n");
        Self { end, hard: if backslash { "\\" } else { "  " } }
    }

    /// The words as the source has them.
    pub(crate) fn encode(&self, words: &str) -> String {
        let (mut out, mut done) = (String::new(), 0);
        for place in locked(words) {
            self.escape(words, done..place.start, &mut out);
            out.push_str(&words[place.clone()]);
            done = place.end;
        }
        self.escape(words, done..words.len(), &mut out);
        out
    }

    fn escape(&self, words: &str, part: std::ops::Range<usize>, out: &mut String) {
        for (at, sign) in words[part.clone()].char_indices() {
            let (before, rest) = words.split_at(part.start + at);
            match sign {
                '\n' => self.line(before, rest, out),
                _ if is_markup(before, sign, rest) => out.extend(['\\', sign]),
                _ => out.push(sign),
            }
        }
    }

    /// Two in a row begin a paragraph, one ends a line.
    fn line(&self, before: &str, rest: &str, out: &mut String) {
        if !before.ends_with('\n') && !rest[1..].starts_with('\n') {
            out.push_str(self.hard);
        }
        out.push_str(self.end);
    }
}

/// Whether a sign between these would be markup.
fn is_markup(before: &str, sign: char, rest: &str) -> bool {
    let next = rest[sign.len_utf8()..].chars().next();
    let word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    match sign {
        '\\' | '*' | '`' | '[' | ']' | '|' | '~' => true,
        '_' => !(word(before.chars().next_back()) && word(next)),
        '<' => next.is_none_or(|next| next.is_alphabetic() || matches!(next, '/' | '!' | '?')),
        '&' => reference(rest).is_some(),
        '#' | '>' | '+' => before.is_empty() || before.ends_with('\n'),
        '-' | '=' => before.ends_with('\n'),
        '.' | ')' => begins_number(before),
        _ => false,
    }
}

/// Whether a line of these words is a number so far.
fn begins_number(before: &str) -> bool {
    let line = before.rsplit_once('\n').map_or("", |(_, line)| line);
    !line.is_empty() && line.len() < 10 && line.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(words: &str) -> String {
        Manner::of("").encode(words)
    }

    #[test]
    fn what_would_become_markup_is_escaped() {
        for (words, source) in [
            ("5 * 3 *is* `it`", "5 \\* 3 \\*is\\* \\`it\\`"),
            ("snake_case _so_", "snake_case \\_so\\_"),
            ("[a](b) <b> a < b", "\\[a\\](b) \\<b> a < b"),
            ("R&D &copy; &amp;", "R&D \\&copy; \\&amp;"),
            ("# no heading\n- no item\n1. nor this - or 2.", "\\# no heading  \n\\- no item  \n1\\. nor this - or 2."),
            ("one\n\ntwo", "one\n\ntwo"),
        ] {
            assert_eq!(written(words), source);
        }
    }

    #[test]
    fn placeholders_stand_as_they_are() {
        for words in ["{{ a_b | x: \"*\" }}", "[NAME]", "*|FNAME|*", "<<name>>", "%{first_name}", "{{< tip \"*\" >}}"] {
            assert_eq!(written(words), words);
        }
    }

    #[test]
    fn lines_end_as_in_the_source() {
        assert_eq!(Manner::of("a\\\r\nb").encode("a\nb"), "a\\\r\nb");
    }
}
