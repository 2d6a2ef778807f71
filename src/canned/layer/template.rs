//! Tags of template languages whose signs markup would misread: `{{ a | default: "<b>" }}`, `{% if a < b %}`, `<%= a %>`,
//! `<<name>>`. What is inside them is neither text nor markup.

use std::ops::Range;

/// How they open and close; what is longer stands first.
const PAIRS: &[(&str, &str)] =
    &[("{{{", "}}}"), ("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<%", "%>"), ("<<", ">>"), ("[%", "%]")];

/// How many bytes the inside of a tag has at most.
const LONGEST: usize = 400;

/// Where the tags of templates stand in a text, in order.
pub(crate) fn templates(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = text[at..].find(['{', '<', '[']) {
        let start = at + next;
        let length = template(&text[start..]);
        if let Some(length) = length {
            found.push(start..start + length);
        }
        at = start + length.unwrap_or(1);
    }
    found
}

/// How long the tag is that a text begins with.
pub(crate) fn template(text: &str) -> Option<usize> {
    PAIRS.iter().filter(|(open, _)| text.starts_with(open)).find_map(|(open, close)| {
        let inner = &text.as_bytes()[open.len()..];
        let window = &inner[..inner.len().min(LONGEST + close.len())];
        let end = window.windows(close.len()).position(|bytes| bytes == close.as_bytes())?;
        fits(open, &text[open.len()..open.len() + end]).then_some(open.len() + end + close.len())
    })
}

/// Whether this may stand inside a tag: another tag, or the end of an element or a comment, says that it is none.
fn fits(open: &str, inner: &str) -> bool {
    let name = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '.' | '-' | ' ');
    match open {
        "<<" => !inner.is_empty() && inner.chars().all(name),
        _ => !["{{", "<%", "</", "-->", "\n\n"].iter().any(|other| inner.contains(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        templates(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn tags_of_all_languages_are_whole() {
        for tag in [
            "{{ticket.requester.first_name}}",
            "{{ contact.first_name | default: \"<friend>\" }}",
            "{{{ raw }}}",
            "{{.FirstName}}",
            "{% if a < b %}",
            "{%- endif -%}",
            "<%= name %>",
            "<<First Name>>",
            "[% user.name %]",
            "{{< figure src=\"a.png\" >}}",
        ] {
            assert_eq!(found(&format!("Hi {tag}, <b>hello</b>.")), [tag]);
        }
    }

    #[test]
    fn what_only_looks_like_a_tag_is_text() {
        for text in ["a << b", "{{ open", "{{ a </b> }}", "<<b>x</b>>", "{}", "<", "{{", "é{{é"] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
