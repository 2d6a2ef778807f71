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
        let end = inside(&text.as_bytes()[open.len()..], close, *open == "<<")?;
        Some(open.len() + end + close.len())
    })
}

/// How long the inside of a tag is; nothing where it does not end, or something stands there that no tag holds.
fn inside(text: &[u8], close: &str, named: bool) -> Option<usize> {
    for at in 0..text.len().min(LONGEST) {
        let rest = &text[at..];
        if rest.starts_with(close.as_bytes()) {
            return (!named || at > 0).then_some(at);
        }
        let foreign = match named {
            true => !(rest[0].is_ascii_alphanumeric() || !rest[0].is_ascii() || b"_.- ".contains(&rest[0])),
            false => FOREIGN.iter().any(|signs| rest.starts_with(signs)),
        };
        if foreign {
            return None;
        }
    }
    None
}

/// What says that a tag has not ended where it should: another tag, the end of an element or a comment, a paragraph.
const FOREIGN: &[&[u8]] = &[b"{{", b"<%", b"</", b"-->", b"\n\n"];

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
