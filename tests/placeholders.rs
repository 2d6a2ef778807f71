//! Placeholders of every syntax say nothing by themselves: no finding where there is none, none less where there is one.

use attuned::{Conversation, Draft, detect};
use proptest::prelude::*;

/// Every syntax that help desks, mailers and translators use, with words in it that would be findings in prose.
const PLACEHOLDERS: &[&str] = &[
    "{{ticket.requester.first_name}}",
    "{{dc.customer_regret}}",
    "{{user.name|fallback:\"there\"}}",
    "{{ contact.first_name | default: \"valued customer\" }}",
    "<attribute key=\"user.name\" default=\"there\"/>",
    "{{recipient.first_name}}",
    "{{.FirstName}}",
    "{{ customer.cancelled_at }}",
    "#{ticket.customer.firstname}",
    "%{name}",
    "%{customer}",
    "{name}",
    "{0}",
    "{customer}",
    "{count, plural, one {# day} other {# days}}",
    "{kind, select, a {was declined} other {was cancelled}}",
    "%s",
    "%1$s",
    "%2$d",
    "${total}",
    "[NAME]",
    "[CUSTOMER NAME]",
    "[your name]",
    "[[slug]]",
    "<<name>>",
    "<<customer>>",
    "<%= name %>",
    "<%= claim.declined_on %>",
    "{!Contact.FirstName}",
    "*|FNAME|*",
    "{%customer.fullName%}",
];

/// Plain good sentences; `@` is where a value can stand.
const GOOD: &[&str] = &[
    "Hi @,",
    "Your order @ arrives on @.",
    "We have sent @ to you.",
    "You can track it at @ until Friday.",
    "We refunded @ to your card.",
    "I am sorry that we delivered @ late.",
    "@ is ready for you.",
    "Please bring @ and your receipt.",
    "We cannot refund @, because the sale ended on @.",
    "Write to me if @ does not work.",
    "I checked @, and the fault is ours.",
    "We open at @.",
    "Your appointment with @ is on @ at @.",
    "@",
];

/// Sentences that fail whoever gets them.
const FAILING: &[&str] = &[
    "Your claim @ has been declined.",
    "We are sorry if you felt ignored about @.",
    "Please be advised that your request @ was rejected.",
    "It is regretted that your order @ was cancelled.",
    "Your appeal @ was rejected and cannot be reopened.",
];

/// Rules and severities of what is found, with these values in the slots of a text.
fn found(text: &str, values: &[&str]) -> Vec<String> {
    let mut parts = text.split('@');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        whole += values[at % values.len()];
        whole += part;
    }
    let report = detect(&Draft::canned(&*whole));
    for one in &report.findings {
        assert_eq!(one.quote.text, one.quote.span.of(&whole));
        assert!(!one.message.contains("Xx"), "{}", one.message);
    }
    report.findings.iter().map(|one| format!("{} {}", one.rule, one.severity.name())).collect()
}

#[test]
fn every_placeholder_in_every_place_of_a_good_sentence_is_silent() {
    for sentence in GOOD {
        for placeholder in PLACEHOLDERS {
            assert_eq!(found(sentence, &[placeholder]), Vec::<String>::new(), "{sentence} with {placeholder}");
        }
    }
}

#[test]
fn a_failing_sentence_keeps_its_findings_whatever_stands_in_it() {
    for sentence in FAILING {
        let plain = found(sentence, &["Ashdown"]);
        assert!(!plain.is_empty(), "{sentence}");
        for placeholder in PLACEHOLDERS {
            assert_eq!(found(sentence, &[placeholder]), plain, "{sentence} with {placeholder}");
        }
    }
}

#[test]
fn block_tags_are_read_over() {
    let plain = "Hi,\n\nYour claim has been declined.\n\nWe can look again.";
    let tagged =
        "Hi,\n\n{% if declined %}Your claim has been declined.{% endif %}\n\n{{#if vip}}We can look again.{{/if}}";
    let rules = |text: &str| detect(&Draft::canned(text)).findings.iter().map(|one| one.rule).collect::<Vec<_>>();
    assert_eq!(rules(plain), rules(tagged));
    assert!(!rules(plain).is_empty());
}

#[test]
fn what_is_found_quotes_the_placeholder_itself() {
    let draft = Draft::new(
        Conversation::from_user("You declined my claim twice and I am furious. Why?"),
        "Your claim {{claim.id}} has been declined.",
    );
    let report = detect(&draft);
    let one = report.findings.iter().find(|one| one.rule.starts_with("LD")).expect("a finding");
    assert!(one.quote.text.contains("{{claim.id}}") && one.message.contains("{{claim.id}}"), "{one:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_good_letter_with_any_placeholders_has_no_findings(
        sentences in prop::collection::vec(prop::sample::select(GOOD), 1..7),
        values in prop::collection::vec(prop::sample::select(PLACEHOLDERS), 1..5),
    ) {
        prop_assert_eq!(found(&sentences.join("\n"), &values), Vec::<String>::new());
        prop_assert_eq!(found(&sentences.join(" "), &values), Vec::<String>::new());
    }

    #[test]
    fn a_letter_has_the_findings_that_it_has_with_any_value(
        good in prop::collection::vec(prop::sample::select(GOOD), 0..4),
        failing in prop::sample::select(FAILING),
        values in prop::collection::vec(prop::sample::select(PLACEHOLDERS), 1..4),
    ) {
        let text = format!("{}\n{failing}", good.join(" "));
        prop_assert_eq!(found(&text, &values), found(&text, &["Ashdown"]));
    }
}
