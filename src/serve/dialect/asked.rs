//! What a request asks for.

use super::json::{Fields, list, lossy, text};
use super::{Asked, Dialect};
use crate::text::{Conversation, Message, Role};
use serde_json::value::RawValue;

/// The most turns that are read, counted from the end, and the most bytes of them.
const TURNS: usize = 24;
const BYTES: usize = 48 * 1024;

/// Fields with which servers are told to keep to a grammar or a schema (vLLM, SGLang, llama.cpp).
const GRAMMARS: [&str; 8] = [
    "guided_json",
    "guided_regex",
    "guided_choice",
    "guided_grammar",
    "structured_outputs",
    "grammar",
    "json_schema",
    "regex",
];

pub(super) fn asked(dialect: Dialect, body: &[u8]) -> Option<Asked> {
    let fields = Fields::of(body)?;
    let conversation = conversation(dialect, &fields)?;
    let stream = fields.get("stream").is_some_and(|raw| raw.get() == "true");
    Some(Asked { data: data(dialect, &fields) || continued(dialect, &fields), conversation, stream })
}

fn conversation(dialect: Dialect, fields: &Fields<'_>) -> Option<Conversation> {
    match dialect {
        Dialect::Chat | Dialect::Messages => fields.get("messages").and_then(list).map(|turns| last(&turns)),
        Dialect::Responses => Some(match fields.get("input") {
            None => Conversation::default(),
            Some(input) => match lossy(input) {
                Some(said) => capped(said).map(Conversation::from_user).unwrap_or_default(),
                None => last(&list(input)?),
            },
        }),
    }
}

/// The last turns that fit, oldest first. The very last is always there, its end if not all of it.
fn last(turns: &[&RawValue]) -> Conversation {
    let (mut messages, mut room) = (Vec::new(), BYTES);
    for message in turns.iter().rev().filter_map(|turn| message(turn)).take(TURNS) {
        if message.content.len() > room && !messages.is_empty() {
            break;
        }
        room = room.saturating_sub(message.content.len());
        messages.push(message);
    }
    messages.reverse();
    Conversation { messages }
}

/// A turn of the person's or the bot's, unless nothing was said in it.
fn message(turn: &RawValue) -> Option<Message> {
    let fields = Fields::read(turn)?;
    // Responses lists calls and their outputs beside messages.
    let role = match text(fields.get("role")?)?.as_ref() {
        "user" => Role::User,
        "assistant" => Role::Assistant,
        _ => return None,
    };
    let content = fields.get("content")?;
    let said = lossy(content).unwrap_or_else(|| parts(&list(content).unwrap_or_default()));
    capped(said).map(|said| Message::new(role, said))
}

/// The texts among the parts of a turn, a line each.
fn parts(parts: &[&RawValue]) -> String {
    let texts = parts.iter().filter_map(|part| {
        let fields = Fields::read(part)?;
        let kind = text(fields.get("type")?)?;
        ["text", "input_text", "output_text"].contains(&kind.as_ref()).then(|| fields.get("text").and_then(lossy))?
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// The end of a text that is too long; none of an empty one.
fn capped(mut said: String) -> Option<String> {
    if said.len() > BYTES {
        said.drain(..said.ceil_char_boundary(said.len() - BYTES));
    }
    (!said.trim().is_empty()).then_some(said)
}

/// Whether the answer is to have a form of the caller's.
fn data(dialect: Dialect, fields: &Fields<'_>) -> bool {
    let formed = |format: Option<Fields<'_>>| format.is_some_and(|format| !format.says("type", "text"));
    match dialect {
        Dialect::Chat => {
            formed(fields.object("response_format")) || GRAMMARS.iter().any(|name| fields.get(name).is_some())
        }
        Dialect::Responses => formed(fields.object("text").and_then(|text| text.object("format"))),
        Dialect::Messages => {
            let config = fields.object("output_config").and_then(|config| config.object("format"));
            formed(fields.object("output_format")) || formed(config)
        }
    }
}

/// Whether the answer goes on in the middle of a text that the caller began: it cannot be told apart from that text.
fn continued(dialect: Dialect, fields: &Fields<'_>) -> bool {
    match dialect {
        Dialect::Chat => fields.get("continue_final_message").is_some_and(|raw| raw.get() == "true"),
        Dialect::Responses => false,
        Dialect::Messages => {
            let last = fields.list("messages").last().and_then(|turn| Fields::read(turn));
            last.is_some_and(|turn| turn.says("role", "assistant"))
        }
    }
}
