//! Template placeholders stay byte for byte: each as often as in the draft, block tags in order, each in its block.

use super::words::{Pattern, pattern};
use super::{Check, Side};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every syntax that delimits itself; ICU messages and `[NAME]` need more than a pattern.
static DELIMITED: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\{\{\{[^{}\n]*\}\}\}|\{\{[^{}\n]*\}\}", // Zendesk, Liquid, Front, Go, Handlebars
        r"|\{%[^\n]*?%\}|<%[^\n]*?%>|\[%[^\n]*?%\]", // Jinja, Liquid tags, ERB, Template Toolkit
        r"|</?attribute\b[^<>]*>|<<[^<>\n]{1,80}>>", // Intercom HTML, guillemets in ASCII
        r"|[#%$]\{[^{}\n]+\}|\{![^{}\n]+\}|\{\$[^{}\n]+\}", // Ruby, Zammad, shells, Salesforce
        r"|\*\|[^|\n]{1,80}\|\*|%[A-Z][A-Z0-9_]+%", // Mailchimp, batch files
        r"|\{[A-Za-z0-9_][\w .:|\-]*\}",          // {name}, {0}, {first name}; see `prose`
        r"|\[\[[^\[\]\n]{1,80}\]\]",              // wiki slugs
        r"|%\(\w+\)[sdif]\b|%(?:\d+\$)?[-+0#]*\d*(?:\.\d+)?(?:[sdifux]\b|@)", // printf
    ))
});

/// The head of an ICU message; its end is found by counting braces.
static ICU: Pattern = LazyLock::new(|| {
    pattern(r"\{\s*[\w.]+\s*,\s*(?:plural|select|selectordinal|number|date|time|spellout|ordinal|duration)\b")
});

/// Square brackets around a few words.
static BRACKETS: Pattern = LazyLock::new(|| pattern(r"\[([^\[\]\n]{2,40})\]"));

/// What follows the brackets of a Markdown link: a target without blanks, a reference or a definition.
static TARGET: Pattern = LazyLock::new(|| pattern(r#"^(?:\([^\s()]*(?:\s+"[^"\n]*")?\)|\[|:\s*\S+[./]\S*)"#));

/// Words that make `[like this]` a slot to fill.
const SLOTS: &[&str] = &[
    "address",
    "agent",
    "amount",
    "app",
    "city",
    "client",
    "company",
    "customer",
    "date",
    "email",
    "employee",
    "id",
    "insert",
    "item",
    "link",
    "location",
    "manager",
    "name",
    "number",
    "order",
    "phone",
    "product",
    "recipient",
    "sender",
    "signature",
    "team",
    "ticket",
    "time",
    "title",
    "url",
    "your",
];

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

/// ICU messages, outermost braces first.
fn messages(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for head in ICU.find_iter(text) {
        let inside = out.last().is_some_and(|one| head.start() < one.end);
        if let Some(end) = (!inside).then(|| closing(text, head.start())).flatten() {
            out.push(Span::new(head.start(), end));
        }
    }
    out
}

/// The end of the braces that open at `start`; given up after a few kilobytes.
fn closing(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().skip(start).take(4000) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether `[words]` is a slot: shouted, joined by underscores, or named like a field; never the text of a link.
fn slot(text: &str, start: usize, found: &str) -> bool {
    let after = &text[start + found.len()..];
    let link = TARGET.is_match(after) || text[..start].ends_with([']', '!']);
    let inner = found.trim_matches(['[', ']']);
    !link && (shouted(inner) || field(inner))
}

/// All capitals, such as `NAME` or `ORDER NUMBER`.
fn shouted(inner: &str) -> bool {
    inner.starts_with(|sign: char| sign.is_ascii_uppercase())
        && inner.chars().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit() || " _-/.'".contains(sign))
}

/// A field in words, such as `first_name`, `your name` or `Agent Name`.
fn field(inner: &str) -> bool {
    let words: Vec<String> = inner.split([' ', '_', '-', '.', '/']).map(str::to_lowercase).collect();
    let plain = inner.chars().all(|sign| sign.is_alphanumeric() || " _-/.'’".contains(sign));
    let joined = inner.contains('_') && !inner.contains(' ');
    plain && words.len() <= 5 && (joined || words.iter().any(|word| SLOTS.contains(&word.trim_end_matches("'s"))))
}

/// What a placeholder does to the text around it.
#[derive(PartialEq, Eq)]
enum Part {
    Value,
    Opens,
    Splits,
    Closes,
}

const OPENERS: &[&str] = &[
    "if", "unless", "for", "case", "capture", "comment", "block", "with", "raw", "range", "each", "ifnot", "tablerow",
];
const SPLITTERS: &[&str] = &["else", "elsif", "elif", "elseif", "when"];

/// Reads the first word of a tag.
fn part(placeholder: &str) -> Part {
    let dressed = ["{{", "{%", "<%", "*|", "[%"].iter().any(|open| placeholder.starts_with(open));
    let inner = placeholder.trim_start_matches(['{', '%', '<', '*', '|', '[', '-', '~', ' ']).to_lowercase();
    let word: String = inner.chars().take_while(|sign| sign.is_alphanumeric()).collect();
    let lone = inner.chars().nth(word.chars().count()).is_none_or(|next| " :%-~}|".contains(next));
    match inner.chars().next() {
        Some('#' | '^') if dressed => Part::Opens,
        Some('/') if dressed => Part::Closes,
        _ if !dressed || !lone => Part::Value,
        _ if OPENERS.contains(&word.as_str()) => Part::Opens,
        _ if SPLITTERS.contains(&word.as_str()) => Part::Splits,
        _ if word.starts_with("end") => Part::Closes,
        _ => Part::Value,
    }
}

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

/// Block tags in order, and how often each value stands in which blocks.
#[derive(Default)]
struct Layout<'a> {
    tags: Vec<&'a str>,
    values: BTreeMap<&'a str, usize>,
    places: BTreeMap<(Vec<&'a str>, &'a str), usize>,
}

/// Reads the layout of a text.
fn layout(side: &Side) -> Layout<'_> {
    let mut out = Layout::default();
    let mut path: Vec<&str> = Vec::new();
    for placeholder in side.placeholders().iter().map(|span| span.of(&side.source)) {
        match part(placeholder) {
            Part::Value => {
                *out.values.entry(placeholder).or_default() += 1;
                *out.places.entry((path.clone(), placeholder)).or_default() += 1;
                continue;
            }
            Part::Opens => path.push(placeholder),
            Part::Splits => {
                path.pop();
                path.push(placeholder);
            }
            Part::Closes => {
                path.pop();
            }
        }
        out.tags.push(placeholder);
    }
    out
}

/// Counts, order and blocks agree with the draft.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let (draft, candidate) = (layout(&check.old), layout(&check.new));
    let mut out = counts(&draft, &candidate);
    if draft.tags != candidate.tags {
        out.push(format!("the block tags must stay in this order: {}", show(&draft.tags)));
    } else if out.is_empty() {
        let moved = draft.places.keys().filter(|place| !candidate.places.contains_key(place));
        out.extend(
            moved.map(|(_, value)| format!("the placeholder {value} has moved out of its block or into another")),
        );
    }
    out
}

/// Values that are gone, new, or there another number of times.
fn counts(draft: &Layout<'_>, candidate: &Layout<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for (value, &wanted) in &draft.values {
        match candidate.values.get(value).copied().unwrap_or(0) {
            0 => out.push(format!("the placeholder {value} is gone")),
            found if found != wanted => out.push(format!("the placeholder {value} stands {found} times, not {wanted}")),
            _ => {}
        }
    }
    let new = candidate.values.keys().filter(|value| !draft.values.contains_key(*value));
    out.extend(new.map(|value| format!("new placeholder: {value}")));
    out
}

/// A list of tags for people.
fn show(tags: &[&str]) -> String {
    if tags.is_empty() { "none".to_owned() } else { tags.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::trial::broken;

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

    #[test]
    fn lost_changed_doubled_and_new_ones_are_caught() {
        let draft = "Hi {{user.name}}, order %{id} is late.";
        for candidate in [
            "Hi, order %{id} is late.",
            "Hi {{ user.name }}, order %{id} is late.",
            "Hi {{user.name}}, order {id} is late.",
            "Hi {{user.name}}, {{user.name}}, order %{id} is late.",
            "Hi {{user.name}}, order %{id} is late. [DATE]",
        ] {
            assert!(!broken(look, "", draft, candidate).is_empty(), "{candidate}");
        }
        assert_eq!(broken(look, "use {{secret}}", "Hello.", "Hello {{secret}}."), ["new placeholder: {{secret}}"]);
    }

    #[test]
    fn block_tags_keep_order_pairs_and_contents() {
        let draft = "{% if vip %}Dear {{n}}{% else %}Hi{% endif %}, {{#each x}}{{y}}{{/each}}.";
        for candidate in [
            "{% if vip %}Dear {{n}}{% else %}Hi, {{#each x}}{{y}}{{/each}}.",
            "{{#each x}}{{y}}{{/each}} {% if vip %}Dear {{n}}{% else %}Hi{% endif %}.",
            "{% if vip %}Dear{% else %}Hi {{n}}{% endif %}, {{#each x}}{{y}}{{/each}}.",
        ] {
            assert!(!broken(look, "", draft, candidate).is_empty(), "{candidate}");
        }
    }

    #[test]
    fn words_around_placeholders_may_change_and_values_may_trade_places() {
        let kept = [
            ("Dear [NAME], it is noted that order {id} is late.", "Hi [NAME], we are late with order {id}."),
            ("Order {id}: please note, {name}.", "{name}, this is about order {id}."),
            ("{% if late %}Delays occur.{% endif %}", "{% if late %}We are late.{% endif %}"),
        ];
        for (draft, candidate) in kept {
            assert_eq!(broken(look, "", draft, candidate), Vec::<String>::new());
        }
    }
}
