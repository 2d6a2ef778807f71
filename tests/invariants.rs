//! What detection promises for any text at all: it never fails, its spans cut the draft, its order and numbers are sane,
//! and it says the same twice.

use attuned::{Conversation, Draft, Mechanism, Message, Report, Role, Severity, detect};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Pieces that texts are made of: words that rules look for, and everything that has ever broken an offset.
const PIECES: &[&str] = &[
    "We are sorry for any inconvenience caused. ",
    "Your application was declined. ",
    "We understand your frustration. ",
    "My father died on Friday and you sent a bill! ",
    "Why did you do that? ",
    "I'm so happy!!! ",
    "Noted. ",
    "it has been decided that ",
    "the cancellation of the service",
    "Please be advised",
    "Dr. Osei, e.g. at 8.30 p.m. ",
    "can\u{2019}t ",
    "\u{201c}quoted\u{201d} ",
    "«marked» ",
    "\n",
    "\r\n",
    "\r",
    "\n\n- item\n",
    "\n1. step\n",
    "```\ncode",
    "**bold",
    "> quote\n",
    "| a | b\n",
    "[link](http://",
    "`",
    "{{name}} ",
    "{% if",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2028}",
    "\u{ad}",
    "\u{a0}",
    "שלום עולם ",
    "مرحبا بالعالم ",
    "日本語の文。",
    "e\u{301}",
    "İstanbul ",
    "ß ﬁ Ǆ ",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦",
    "🇩🇪🇫🇷",
    "👍🏽 ",
    "…",
    "—",
    "?!?!",
    "12,000.50 ",
    "a",
    " ",
    "\t",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..30).prop_map(|pieces| pieces.concat());
    let mixed = (any::<String>(), prop::sample::select(PIECES), any::<String>())
        .prop_map(|(head, piece, tail)| format!("{head}{piece}{tail}"));
    let long = (prop::sample::select(PIECES), 1_usize..400).prop_map(|(piece, times)| piece.repeat(times));
    prop_oneof![4 => pieces, 2 => any::<String>(), 2 => mixed, 1 => long]
}

fn message() -> impl Strategy<Value = Message> {
    let role =
        prop::sample::select(vec![Role::User, Role::User, Role::User, Role::Assistant, Role::System, Role::Tool]);
    (role, text()).prop_map(|(role, text)| Message::new(role, text))
}

/// Any draft; every other one with a message that is certainly about something, so that rules have work.
fn draft() -> impl Strategy<Value = Draft> {
    let plea = any::<bool>().prop_map(|plea| {
        plea.then(|| Message::new(Role::User, "I'm devastated. You promised me on Monday. Why did you cancel it?"))
    });
    (prop::collection::vec(message(), 0..4), plea, text()).prop_map(|(mut messages, plea, text)| {
        messages.extend(plea);
        Draft::new(Conversation { messages }, text)
    })
}

/// Everything that holds for a report, whatever the draft says.
fn is_sane(draft: &Draft, report: &Report) {
    for finding in &report.findings {
        let span = finding.quote.span;
        assert_eq!(draft.text.get(span.start..span.end), Some(finding.quote.text.as_str()), "{}", finding.rule);
        assert!(!span.is_empty(), "{}: an empty span", finding.rule);
        assert!((0.0..=1.0).contains(&finding.score), "{}: {}", finding.rule, finding.score);
        if let Some(source) = &finding.source {
            let said = draft.conversation.messages.get(source.message).expect("a source is one of the messages");
            let span = source.quote.span;
            assert_eq!(said.content.get(span.start..span.end), Some(source.quote.text.as_str()), "{}", finding.rule);
        }
    }
    let order: Vec<_> = report.findings.iter().map(|finding| (finding.quote.span, finding.mechanism)).collect();
    assert!(order.is_sorted(), "findings are not in the order of the draft");
    for mechanism in Mechanism::ALL {
        let presence = report.presence(mechanism);
        let greatest = report.of(mechanism).map(|finding| finding.severity).max();
        assert_eq!(presence.severity, greatest, "{}", mechanism.name());
        assert!((0.0..=1.0).contains(&presence.score), "{}: {}", mechanism.name(), presence.score);
    }
    assert_eq!(report.worst().is_some(), !report.findings.is_empty());
    assert!(report.supported || report.findings.is_empty(), "a language that is not supported is not judged");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_draft_has_a_sane_report(draft in draft()) {
        is_sane(&draft, &detect(&draft));
    }

    #[test]
    fn the_same_draft_has_the_same_report(draft in draft()) {
        prop_assert_eq!(detect(&draft), detect(&draft.clone()));
    }

    #[test]
    fn any_text_stands_as_a_canned_reply(text in text()) {
        let draft = Draft::canned(text);
        is_sane(&draft, &detect(&draft));
    }
}

#[test]
fn nothing_and_blanks_have_no_findings() {
    for text in ["", " ", "\n\n", "\0", "\u{feff}", "\u{200b}\u{200d}"] {
        let draft = Draft::new(Conversation::from_user("I'm devastated, you lost my mother's ring!"), text);
        assert!(detect(&draft).findings.is_empty(), "{text:?}");
    }
}

#[test]
fn a_finding_stays_on_its_words_among_wide_letters() {
    let failing = "We understand your frustration and we value your feedback.";
    let plea = "My father died in your care on 4 May, I begged you four times for his tablets, and I am furious.";
    for wide in ["👩\u{200d}👩\u{200d}👧 ", "é\u{301}ß — ", "\u{202e}\u{feff} ", "שלום ", "\r\n"] {
        let draft = Draft::new(Conversation::from_user(plea), format!("{wide}{failing}{wide}"));
        let report = detect(&draft);
        assert!(report.worst() >= Some(Severity::Mild), "{wide:?}: nothing found");
        is_sane(&draft, &report);
        let found = report.findings.iter().any(|finding| finding.quote.text.contains("we value your feedback"));
        assert!(found, "{wide:?}: {:?}", report.findings.iter().map(|finding| &finding.quote.text).collect::<Vec<_>>());
    }
}

/// Unoptimised builds are some ten times slower than what people run.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 3 });

/// Reads a draft of this many bytes, made of one shape, and demands that it does not take long.
fn is_read_in_time(shape: &str, bytes: usize) {
    let draft = Draft::new(
        Conversation::from_user("I'm furious. Why did you cancel my mother's operation?"),
        shape.repeat(bytes / shape.len()),
    );
    let start = Instant::now();
    let report = detect(&draft);
    assert!(start.elapsed() < PATIENCE, "{:?} for {bytes} bytes of {shape:?}", start.elapsed());
    is_sane(&draft, &report);
}

const SENTENCE: &str = "We are sorry for any inconvenience. Your application was declined because the form was late. ";
const POINT: &str = "\n- one more point of the list";

#[test]
fn a_megabyte_without_an_end_is_read_in_seconds() {
    for shape in ["no end and no full stop ", "?!", "👩\u{200d}👩\u{200d}👧", "\u{202e}\0"] {
        is_read_in_time(shape, 1_000_000);
    }
}

#[test]
fn a_long_letter_is_read_in_seconds() {
    is_read_in_time(SENTENCE, 60_000);
    is_read_in_time(POINT, 30_000);
}

#[test]
fn a_megabyte_of_sentences_is_read_in_seconds() {
    is_read_in_time(SENTENCE, 1_000_000);
    is_read_in_time(POINT, 1_000_000);
}
