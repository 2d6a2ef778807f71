//! Events of streams: which text they add, which they say again, which ends with them.

use super::answers::written;
use super::counts::counted;
use super::json::{Fields, list, place, text};
use super::{Dialect, Event, Passage, Slot};
use serde_json::value::RawValue;

pub(super) fn event(dialect: Dialect, data: &[u8]) -> Option<Event> {
    let data = data.trim_ascii_end();
    if data.trim_ascii_start() == b"[DONE]" {
        return Some(Event { last: true, ..Event::default() });
    }
    // Whatever is no object is no part of an answer.
    if !data.trim_ascii_start().starts_with(b"{") {
        return Some(Event::default());
    }
    let fields = Fields::of(data)?;
    match dialect {
        Dialect::Chat => chat(data, &fields),
        Dialect::Responses => responses(data, &fields),
        Dialect::Messages => messages(data, &fields),
    }
}

/// A piece of a text at its place; nothing where it is empty. None where it is no text.
fn piece(data: &[u8], raw: Option<&RawValue>, slot: Slot) -> Option<Vec<Passage>> {
    let Some(raw) = raw else { return Some(Vec::new()) };
    let text = text(raw)?.into_owned();
    let one = Passage { slot, place: place(data, raw), text, stale: Vec::new(), cited: false };
    Some(if one.text.is_empty() { Vec::new() } else { vec![one] })
}

/// `choices`, each with what it adds to its message.
fn chat(data: &[u8], fields: &Fields<'_>) -> Option<Event> {
    let usage = fields.get("usage").and_then(|usage| counted(Dialect::Chat, data, usage));
    let mut event = Event { counted: usage, failed: fields.filled("error"), ..Event::default() };
    event.cited = fields.filled("citations");
    for (position, choice) in (0..).zip(fields.list("choices")) {
        let choice = Fields::read(choice)?;
        let slot = Slot { item: choice.number("index").unwrap_or(position), part: 0 };
        if choice.filled("message") {
            // It says the text again with each piece, and could not be made to agree.
            return None;
        }
        if let Some(delta) = choice.object("delta") {
            event.cited |= delta.filled("annotations") || delta.filled("citations") || delta.filled("context");
            let logprobs = choice.get("logprobs").map(|raw| (place(data, raw), "null"));
            for passage in added(data, delta.get("content"), slot)? {
                event.adds.push(Passage { stale: logprobs.clone().into_iter().collect(), ..passage });
            }
            // No model goes on talking behind a call.
            let called = delta.filled("tool_calls") || delta.filled("function_call");
            event.ends.extend(called.then_some(slot));
        }
        event.ends.extend(choice.get("finish_reason").map(|_| slot));
    }
    Some(event)
}

/// What a delta adds: a string, or parts of which some are texts.
fn added(data: &[u8], content: Option<&RawValue>, slot: Slot) -> Option<Vec<Passage>> {
    let Some(parts) = content.and_then(list) else { return piece(data, content, slot) };
    let mut passages = Vec::new();
    for part in parts {
        let part = Fields::read(part)?;
        if part.says("type", "text") {
            passages.extend(piece(data, part.get("text"), slot)?);
        }
    }
    Some(passages)
}

/// Each event has its type, and says where its text belongs.
fn responses(data: &[u8], fields: &Fields<'_>) -> Option<Event> {
    let slot = || {
        let number = |name| fields.number(name).unwrap_or(0);
        Slot { item: number("output_index"), part: number("content_index") }
    };
    let mut event = Event::default();
    match &*fields.get("type").and_then(text).unwrap_or_default() {
        "response.output_text.delta" => {
            event.adds = piece(data, fields.get("delta"), slot())?;
            event.adds.iter_mut().for_each(|one| one.stale.extend(logprobs(data, fields)));
        }
        "response.output_text.annotation.added" => event.cited = true,
        "response.output_text.done" => {
            event.repeats = piece(data, fields.get("text"), slot())?;
            event.repeats.iter_mut().for_each(|one| one.stale.extend(logprobs(data, fields)));
            event.ends.push(slot());
        }
        "response.content_part.added" => {
            let part = fields.object("part").filter(|part| part.says("type", "output_text"));
            event.adds = piece(data, part.and_then(|part| part.get("text")), slot())?;
        }
        "response.content_part.done" => {
            event.repeats.extend(fields.object("part").and_then(|part| written(data, &part, slot())));
            event.ends.push(slot());
        }
        "response.output_item.done" => event.repeats = output(data, fields.get("item"), slot().item),
        "response.completed" | "response.incomplete" => return completed(data, fields),
        "response.failed" | "error" => event.failed = true,
        _ => {}
    }
    Some(event)
}

fn logprobs(data: &[u8], fields: &Fields<'_>) -> Option<(std::ops::Range<usize>, &'static str)> {
    fields.get("logprobs").filter(|_| fields.filled("logprobs")).map(|raw| (place(data, raw), "[]"))
}

/// The texts of one item of the output.
fn output(data: &[u8], item: Option<&RawValue>, number: u64) -> Vec<Passage> {
    let item = item.and_then(Fields::read).filter(|item| item.says("type", "message"));
    let parts = item.map(|item| item.list("content")).unwrap_or_default();
    let texts = (0..).zip(parts).map(|(part, raw)| written(data, &Fields::read(raw)?, Slot { item: number, part }));
    texts.flatten().collect()
}

/// The last event says the whole answer again.
fn completed(data: &[u8], fields: &Fields<'_>) -> Option<Event> {
    let response = fields.object("response")?;
    let items = (0..).zip(response.list("output"));
    let repeats = items.flat_map(|(number, item)| output(data, Some(item), number)).collect();
    let counted = response.get("usage").and_then(|usage| counted(Dialect::Responses, data, usage));
    Some(Event { repeats, counted, last: true, ..Event::default() })
}

/// Blocks begin, grow and stop; the message ends behind them.
fn messages(data: &[u8], fields: &Fields<'_>) -> Option<Event> {
    let slot = Slot { item: 0, part: fields.number("index").unwrap_or(0) };
    let mut event = Event::default();
    match &*fields.get("type").and_then(text).unwrap_or_default() {
        "content_block_start" => {
            let block = fields.object("content_block").filter(|block| block.says("type", "text"));
            event.adds = piece(data, block.as_ref().and_then(|block| block.get("text")), slot)?;
            event.cited = block.is_some_and(|block| block.filled("citations"));
        }
        "content_block_delta" => {
            let delta = fields.object("delta")?;
            event.cited = delta.says("type", "citations_delta");
            if delta.says("type", "text_delta") {
                event.adds = piece(data, delta.get("text"), slot)?;
            }
        }
        "content_block_stop" => event.ends.push(slot),
        "message_delta" => event.counted = fields.get("usage").and_then(|one| counted(Dialect::Messages, data, one)),
        "message_stop" => event.last = true,
        "error" => event.failed = true,
        _ => {}
    }
    Some(event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn adds(dialect: Dialect, data: &str) -> Vec<(u64, u64, String)> {
        let event = event(dialect, data.as_bytes()).expect("an event");
        for one in &event.adds {
            assert_eq!(serde_json::from_str::<String>(&data[one.place.clone()]).expect("a string"), one.text);
        }
        event.adds.into_iter().map(|one| (one.slot.item, one.slot.part, one.text)).collect()
    }

    #[test]
    fn chat_adds_to_each_choice() {
        let data = r#"{"choices":[{"index":1,"delta":{"content":" \u00e9\n"},"logprobs":{"content":[]}},
            {"index":0,"delta":{"content":""}},{"index":2,"delta":{"content":[{"type":"text","text":"a"}]}}]}"#;
        assert_eq!(adds(Dialect::Chat, data), [(1, 0, " \u{e9}\n".into()), (2, 0, "a".into())]);
        let end = br#"{"choices":[{"index":3,"delta":{},"finish_reason":"stop"}]}"#;
        assert_eq!(event(Dialect::Chat, end).expect("an event").ends, [Slot { item: 3, part: 0 }]);
        let call = br#"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"x"}}]}}]}"#;
        let call = event(Dialect::Chat, call).expect("an event");
        assert!(call.adds.is_empty() && call.ends.len() == 1);
    }

    #[test]
    fn what_is_no_object_says_nothing_and_what_is_broken_is_not_read() {
        assert_eq!(event(Dialect::Chat, b"keepalive"), Some(Event::default()));
        assert!(event(Dialect::Chat, b"[DONE]").is_some_and(|event| event.last));
        for broken in
            [&b"{"[..], br#"{"choices":[{"delta":{"content":7}}]}"#, br#"{"choices":[{"delta":{"content":"\ud83d"}}]}"#]
        {
            assert_eq!(event(Dialect::Chat, broken), None);
        }
    }

    #[test]
    fn responses_say_texts_again() {
        let delta = r#"{"type":"response.output_text.delta","output_index":1,"content_index":2,"delta":"Hi"}"#;
        assert_eq!(adds(Dialect::Responses, delta), [(1, 2, "Hi".into())]);
        let data = br#"{"type":"response.completed","response":{"output":[{"type":"reasoning"},{"type":"message",
            "content":[{"type":"output_text","text":"Hi","annotations":[]}]}],"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}}"#;
        let last = event(Dialect::Responses, data).expect("an event");
        assert_eq!((last.repeats[0].slot, last.repeats[0].text.as_str()), (Slot { item: 1, part: 0 }, "Hi"));
        assert!(last.last && last.counted.is_some());
    }

    #[test]
    fn messages_grow_by_blocks() {
        let data = r#"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hi"}}"#;
        assert_eq!(adds(Dialect::Messages, data), [(0, 1, "Hi".into())]);
        let data =
            r#"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{}"}}"#;
        assert_eq!(adds(Dialect::Messages, data), []);
    }

    proptest! {
        #[test]
        fn no_bytes_break_it(
            bytes in proptest::collection::vec(any::<u8>(), 0..60),
            text in r#"\{("(type|choices|delta|content|index|response|output)":|"(error|response.completed)"|[\{\}\[\],:01]|null){0,12}\}?"#,
        ) {
            for dialect in [Dialect::Chat, Dialect::Responses, Dialect::Messages] {
                event(dialect, &bytes);
                event(dialect, text.as_bytes());
            }
        }
    }
}
