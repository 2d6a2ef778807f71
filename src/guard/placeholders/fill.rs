//! A text as somebody reads it once its placeholders are filled.

use super::find::spans;
use super::tag::{Part, part};
use std::borrow::Cow;

/// The text as somebody reads it once the placeholders are filled: a name stands for each value, blanks for each block
/// tag. Every other byte stays where it is.
pub(crate) fn valued(text: &str) -> Cow<'_, str> {
    let spans = spans(text);
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for span in spans {
        out.push_str(&text[done..span.start]);
        out.push_str(&filler(span.of(text)));
        done = span.end;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// As many bytes that read as a name, or as nothing.
fn filler(placeholder: &str) -> String {
    let rest = placeholder.len().saturating_sub(1);
    if part(placeholder) == Part::Value && !placeholder.starts_with("</") {
        format!("X{}", "x".repeat(rest))
    } else {
        placeholder
            .chars()
            .map(|sign| if sign == '\n' { "\n".to_owned() } else { " ".repeat(sign.len_utf8()) })
            .collect()
    }
}
