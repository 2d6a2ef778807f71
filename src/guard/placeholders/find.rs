//! Where the placeholders of a text stand.

use super::icu::messages;
use super::slot::{BRACKETS, slot};
use super::syntax::DELIMITED;
use crate::text::Span;

/// Where the placeholders stand, in order, none overlapping another.
pub(crate) fn spans(text: &str) -> Vec<Span> {
    // Each syntax has one of these signs, and most texts have none of them.
    if !text.bytes().any(|byte| matches!(byte, b'{' | b'<' | b'[' | b'|' | b'%')) {
        return Vec::new();
    }
    let span = |found: regex::Match<'_>| Span::new(found.start(), found.end());
    let delimited = DELIMITED.find_iter(text);
    let delimited =
        delimited.filter(|found| !prose(found.as_str()) && !percentage(text, found.start(), found.as_str()));
    let brackets = BRACKETS.find_iter(text).filter(|found| slot(text, found.start(), found.as_str()));
    with(with(messages(text), delimited.map(span)), brackets.map(span))
}

/// Spans, in order and apart, with those of others that overlap none of them, which are in order and apart as well.
fn with(known: Vec<Span>, others: impl Iterator<Item = Span>) -> Vec<Span> {
    let free = |span: &Span| {
        let behind = known.partition_point(|one| one.end <= span.start);
        known.get(behind).is_none_or(|one| !one.overlaps(*span))
    };
    let mut all: Vec<Span> = others.filter(free).collect();
    all.extend(&known);
    all.sort_unstable();
    all
}

/// `{name}` has a few words; a sentence in braces is text. Counted here, as a bounded repetition of so wide a class takes
/// the pattern fifty milliseconds to compile.
fn prose(found: &str) -> bool {
    const LONGEST: usize = 83;
    let named =
        found.starts_with('{') && found[1..].starts_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '_');
    named && found.chars().count() > LONGEST
}

/// "100%d" is a percentage that was typed badly, not a placeholder.
fn percentage(text: &str, start: usize, found: &str) -> bool {
    found.starts_with('%') && !found.starts_with("%{") && text[..start].ends_with(|sign: char| sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        spans(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn every_syntax_is_recognised_whole() {
        for placeholder in [
            "{{ticket.requester.first_name}}",
            "{{dc.key}}",
            "{{user.name|fallback:\"there\"}}",
            "{{ contact.first_name | default: \"there\" }}",
            "<attribute key=\"user.name\" default=\"there\"/>",
            "{{recipient.first_name}}",
            "{{.FirstName}}",
            "#{ticket.customer.firstname}",
            "%{name}",
            "{name}",
            "{0}",
            "{count, plural, one {# day} other {# days}}",
            "%s",
            "%1$s",
            "%2$d",
            "${total}",
            "[NAME]",
            "[[slug]]",
            "<<name>>",
            "<%= name %>",
            "{% if vip %}",
            "{% endif %}",
            "{{#if vip}}",
            "{{/if}}",
            "{!Contact.FirstName}",
            "*|FNAME|*",
            "{%customer.fullName%}",
            "[ORDER NUMBER]",
            "[your name]",
            "[first_name]",
            "{{{raw}}}",
            "%@",
            "{n, select, a {{b, plural, one {x} other {y}}} other {z}}",
            "%(name)s",
        ] {
            assert_eq!(found(&format!("Hi {placeholder}, hello.")), [placeholder]);
        }
    }

    #[test]
    fn prose_and_links_are_no_placeholders() {
        for text in [
            "See [NAME](https://shop.example/a) for more.",
            "Read [the guide](/help) or [FAQ][1].",
            "Done [x] and [ ] too.",
            "He wrote [sic] and [...] here.",
            "50% discount, 100%sure",
            "a < b and b > a",
            "Note [1] applies.",
            "![NAME](/logo.png)",
            "{ }",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(found("Dear [NAME] (customer)"), ["[NAME]"]);
        assert_eq!(found("Dear [NAME](our customer)"), ["[NAME]"]);
    }
}
