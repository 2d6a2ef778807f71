use super::*;
use crate::detect::{Finding, detect};
use crate::serve::dialect::Dialect;
use crate::serve::sse::Cutter;
use crate::text::{Draft, Quote, Span};
use proptest::prelude::*;
use serde_json::{Value, json};

/// An event of a chat, as a frame.
fn frame(event: &Value) -> (Frame, Option<Event>) {
    let frame = Cutter::new(usize::MAX).feed(format!("data: {event}\n\n").as_bytes()).remove(0);
    let event = Dialect::Chat.event(frame.data().unwrap_or_default());
    (frame, event)
}

fn says(index: u64, text: &str) -> Value {
    json!({"choices": [{"index": index, "delta": {"content": text}}]})
}

fn stops(index: u64) -> Value {
    json!({"choices": [{"index": index, "delta": {}, "finish_reason": "stop"}]})
}

/// A report that finds something at each of these places.
fn found(text: &str, places: impl IntoIterator<Item = usize>) -> Report {
    let one = detect(&Draft::canned("It is regretted that the surgery was cancelled.")).findings.remove(0);
    let at = |start: usize| Finding { quote: Quote::cut(text, Span::new(start, text.len())), ..one.clone() };
    Report { findings: places.into_iter().map(at).collect(), ..Report::default() }
}

/// A gate that finds something wherever a text says `bad`.
fn feed(gate: &mut Gate, event: &Value) -> String {
    let (frame, read) = frame(event);
    gate.feed(frame, read, &mut |text, _| found(text, text.match_indices("bad").map(|(at, _)| at)));
    flowed(gate)
}

/// The text in what flows now.
fn flowed(gate: &mut Gate) -> String {
    gate.flow().iter().map(|one| spoken(&one.raw, None)).collect()
}

/// What a frame says, of one choice or of all.
fn spoken(raw: &[u8], index: Option<u64>) -> String {
    let Some(event) = raw.strip_prefix(b"data: ").and_then(|data| serde_json::from_slice::<Value>(data).ok()) else {
        return String::new();
    };
    let choices = event["choices"].as_array().cloned().unwrap_or_default();
    let mine = choices.iter().filter(|choice| index.is_none_or(|index| choice["index"] == index));
    mine.filter_map(|choice| choice["delta"]["content"].as_str()).collect()
}

fn revised(text: &str) -> Decision {
    Decision { seen: Seen::Revised, why: None, text: Some(text.to_owned()), ..Decision::passed(Why::Sent) }
}

#[test]
fn a_sentence_flows_when_it_is_over_and_nothing_is_found() {
    let mut gate = Gate::new(Mode::Gate, 10_000);
    assert_eq!(feed(&mut gate, &says(0, "All")), "");
    assert_eq!(feed(&mut gate, &says(0, " is well. ")), "");
    assert_eq!(feed(&mut gate, &says(0, "We")), "All is well. ");
    assert_eq!(feed(&mut gate, &stops(0)), "We");
    assert!(!gate.waits() && gate.decisions()[0].seen == Seen::Clean);
}

#[test]
fn from_the_first_finding_on_everything_waits_and_what_flowed_stays() {
    let mut gate = Gate::new(Mode::Gate, 10_000);
    feed(&mut gate, &says(0, "All is well. "));
    assert_eq!(feed(&mut gate, &says(0, "This is bad. Then ")), "All is well. ");
    assert_eq!(feed(&mut gate, &says(1, "Another. One")), "", "the order is kept");
    assert_eq!(feed(&mut gate, &stops(0)), "");
    let asking = gate.asking().remove(0);
    assert_eq!((asking.text.as_str(), asking.sent), ("All is well. This is bad. Then ", 13));
    assert!(gate.asking().is_empty(), "each is asked about once");
    gate.decide(asking.slot, revised("All is well. This is good. "));
    assert_eq!(flowed(&mut gate), "This is good. ");
    assert_eq!(feed(&mut gate, &stops(1)), "Another. One");
}

#[test]
fn what_is_harmless_in_its_place_flows_when_that_is_seen() {
    let mut gate = Gate::new(Mode::Gate, 10_000);
    let mut look = |event: &Value| {
        let (frame, read) = frame(event);
        gate.feed(frame, read, &mut |text, _| found(text, text.find("bad").filter(|_| !text.contains("not"))));
        flowed(&mut gate)
    };
    assert_eq!(look(&says(0, "This is bad. ")), "");
    assert_eq!(look(&says(0, "Or is it? ")), "");
    assert_eq!(look(&says(0, "It is not. Now")), "This is bad. Or is it? ");
}

#[test]
fn a_decision_that_takes_back_what_was_sent_changes_nothing() {
    let mut gate = Gate::new(Mode::Gate, 10_000);
    feed(&mut gate, &says(0, "All is well. "));
    feed(&mut gate, &says(0, "This is bad."));
    feed(&mut gate, &stops(0));
    let asking = gate.asking().remove(0);
    gate.decide(asking.slot, revised("Nothing is well."));
    assert_eq!(flowed(&mut gate), "This is bad.");
    assert_eq!((gate.decisions()[0].seen, gate.decisions()[0].text.clone()), (Seen::Kept, None));
}

#[test]
fn a_text_that_goes_on_behind_its_end_flows_as_it_is() {
    let mut gate = Gate::new(Mode::Buffer, 10_000);
    feed(&mut gate, &says(0, "bad"));
    feed(&mut gate, &stops(0));
    let asking = gate.asking().remove(0);
    assert_eq!(feed(&mut gate, &says(0, " and worse")), "bad and worse");
    gate.decide(asking.slot, revised("good"));
    assert_eq!(gate.decisions()[0].why, Some(Why::Unreadable));
}

/// One step of a stream: which choice, and what it says; an empty text is an event without.
type Steps = Vec<(u64, String)>;

fn steps() -> impl Strategy<Value = Steps> {
    proptest::collection::vec((0_u64..2, "(bad|All is\\.|[a\u{e9}. \n]){0,4}"), 0..24)
}

/// What comes out of a gate, frame by frame, and what each choice should say.
fn run(mode: Mode, largest: usize, steps: &Steps, new: &str, late: bool) -> (Vec<Bytes>, [String; 2]) {
    let mut gate = Gate::new(mode, largest);
    let mut out = Vec::new();
    let mut texts = [String::new(), String::new()];
    let all = steps.iter().map(|(index, text)| says(*index, text)).chain([stops(1), stops(0)]);
    for event in all {
        let (frame, read) = frame(&event);
        gate.feed(frame, read, &mut |text, _| found(text, text.match_indices("bad").map(|(at, _)| at)));
        out.extend(gate.flow().into_iter().map(|one| one.raw));
        if !late {
            decide(&mut gate, new);
        }
        out.extend(gate.flow().into_iter().map(|one| one.raw));
    }
    gate.end(&mut |text, _| found(text, []));
    decide(&mut gate, new);
    out.extend(gate.flow().into_iter().map(|one| one.raw));
    assert!(!gate.waits());
    for (index, text) in texts.iter_mut().enumerate() {
        let slot = Slot { item: index as u64, part: 0 };
        let said: String =
            steps.iter().filter(|(one, _)| *one == index as u64).map(|(_, text)| text.as_str()).collect();
        let decision = gate.texts.get(&slot).and_then(|text| text.decision().cloned());
        *text = decision.and_then(|decision| decision.text).unwrap_or(said);
    }
    (out, texts)
}

fn decide(gate: &mut Gate, new: &str) {
    for asking in gate.asking() {
        let text = asking.text[..asking.sent].to_owned() + new;
        gate.decide(asking.slot, revised(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn frames_keep_their_order_and_texts_are_what_was_decided(
        steps in steps(), new in "[a\u{e9}b ]{0,20}", late in any::<bool>(), buffer in any::<bool>(), small in any::<bool>(),
    ) {
        let mode = if buffer { Mode::Buffer } else { Mode::Gate };
        let (out, texts) = run(mode, if small { 300 } else { 100_000 }, &steps, &new, late);
        prop_assert_eq!(out.len(), steps.len() + 2);
        for (raw, (index, _)) in out.iter().zip(&steps) {
            let index = format!("\"index\":{index}");
            prop_assert!(String::from_utf8_lossy(raw).contains(&index));
        }
        for (index, text) in texts.iter().enumerate() {
            let came: String = out.iter().map(|raw| spoken(raw, Some(index as u64))).collect();
            prop_assert_eq!(&came, text);
        }
    }

    #[test]
    fn odd_streams_come_out_as_they_went_in(
        cuts in any::<[u8; 2]>(),
        parts in proptest::collection::vec(
            prop_oneof![
                Just("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"".to_owned()),
                Just("It was regretted. Why? ".to_owned()),
                Just("\"},\"finish_reason\":\"stop\"}]}\n\n".to_owned()),
                Just("\"}}]}\r\n\r\n".to_owned()),
                Just("data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"".to_owned()),
                Just("\"}}\n\n".to_owned()),
                "[a\n\r:\"\\\\{}]{0,4}",
            ],
            0..20,
        ),
    ) {
        crate::serve::fuzzing::events(&[&cuts[..], parts.concat().as_bytes()].concat());
    }

    #[test]
    fn what_only_flows_is_not_touched(steps in steps()) {
        let (out, _) = run(Mode::Flow, 100_000, &steps, "new", true);
        let sent = steps.iter().map(|(index, text)| frame(&says(*index, text)).0.raw);
        prop_assert_eq!(out[..steps.len()].to_vec(), sent.collect::<Vec<_>>());
    }
}
