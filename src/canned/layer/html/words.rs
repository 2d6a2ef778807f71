//! How words are written in HTML: escaped where they must be, with spaces and breaks in the manner of the source.

use crate::canned::layer::template::templates;

/// How a source writes what HTML has several ways for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manner {
    /// A space that does not break: itself or a reference.
    space: &'static str,
    /// The tag of a line break.
    line: &'static str,
}

impl Manner {
    /// The manner of a source; the usual where it has none.
    pub(super) fn of(source: &str) -> Self {
        let used =
            |ways: &[&'static str], usual| ways.iter().find(|way| source.contains(*way)).copied().unwrap_or(usual);
        Self {
            space: used(&["&nbsp;", "&#160;", "&#xA0;", "&#xa0;"], "\u{a0}"),
            line: used(&["<br>", "<br />", "<br/>", "<BR>", "<BR/>", "<BR />"], "<br>"),
        }
    }

    /// The words as the source has them; tags of templates as they are.
    ///
    /// # Errors
    /// Why they cannot stand there, for people.
    pub(crate) fn encode(&self, words: &str) -> Result<String, String> {
        let (mut out, mut done) = (String::new(), 0);
        for place in templates(words) {
            self.escape(&words[done..place.start], &mut out)?;
            out.push_str(&words[place.clone()]);
            done = place.end;
        }
        self.escape(&words[done..], &mut out)?;
        Ok(out)
    }

    fn escape(&self, words: &str, out: &mut String) -> Result<(), String> {
        if words.contains("  ") || words.contains(['\t', '\r', '\u{c}']) {
            return Err("HTML shows several spaces, or a tab, as one space; write one".to_owned());
        }
        for sign in words.chars() {
            match sign {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\u{a0}' => out.push_str(self.space),
                '\n' => out.push_str(self.line),
                _ => out.push(sign),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_in_the_manner_of_the_source() {
        let (plain, old) = (Manner::of("a"), Manner::of("a&nbsp;b<br />"));
        let words = "R&D: 5 <\u{a0}6\n{{ a | default: \"<b>\" }}";
        assert_eq!(plain.encode(words).as_deref(), Ok("R&amp;D: 5 &lt;\u{a0}6<br>{{ a | default: \"<b>\" }}"));
        assert_eq!(old.encode(words).as_deref(), Ok("R&amp;D: 5 &lt;&nbsp;6<br />{{ a | default: \"<b>\" }}"));
    }

    #[test]
    fn what_would_not_be_seen_is_refused() {
        assert!(Manner::of("").encode("a  b").is_err());
        assert!(Manner::of("").encode("a\tb").is_err());
    }
}
