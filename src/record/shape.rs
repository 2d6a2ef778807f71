//! From a JSON value to a record: the usual shapes, read by hand so that no error repeats what people wrote.

use super::{Record, transcript};
use crate::Error;
use crate::text::{Conversation, Draft, Message, Role};
use serde_json::{Map, Value};

/// A field at fault and what it should have been; the line is added once, at the rim.
pub(crate) type Fault = (Option<&'static str>, String);

const MESSAGES: &str = r#"expected a list of messages such as {"role": "user", "content": "..."}"#;
const SHAPES: &str = "expected `draft` (with `conversation`), or `messages` that end with the assistant's, \
                      or `prompt` with `completion` or `response`";

/// The names of a reply, in the order in which they are looked for.
const REPLIES: [&str; 10] = [
    "draft",
    "completion",
    "response",
    "reply",
    "answer",
    "output",
    "generated",
    "generation",
    "chosen",
    "preferred_output",
];
/// The names under which datasets hold what was said before, behind `conversation`, `messages` and `prompt`.
const CONVERSATIONS: [&str; 6] = ["conversations", "instruction", "question", "message", "input", "query"];

/// Reads a record that started on `line`.
pub(super) fn read(value: Value, line: usize) -> Result<Record, Error> {
    let Value::Object(fields) = value else {
        return Err(super::fault(line, format!("expected a record, an object in braces; this is {}", kind(&value))));
    };
    record(fields, line).map_err(|(field, detail)| Error::Record { line: Some(line), field, detail })
}

/// Takes our fields out of the object; what remains is carried along.
fn record(mut fields: Map<String, Value>, line: usize) -> Result<Record, Fault> {
    let id = id(&mut fields)?;
    let sender = sender(&mut fields)?;
    let (conversation, text) = exchange(&mut fields)?;
    let draft = Draft { conversation, text, sender, ..Draft::default() };
    Ok(Record { id, draft, rest: fields, line })
}

/// The id: any scalar, kept as it is.
fn id(fields: &mut Map<String, Value>) -> Result<Option<Value>, Fault> {
    match fields.shift_remove("id") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(_) | Value::Object(_)) => Err((Some("id"), "expected text or a number".to_owned())),
        scalar => Ok(scalar),
    }
}

/// Who sends the reply, in words.
fn sender(fields: &mut Map<String, Value>) -> Result<Option<String>, Fault> {
    match fields.shift_remove("sender") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(words)) => Ok(Some(words)),
        Some(other) => Err((Some("sender"), format!("expected text, got {}", kind(&other)))),
    }
}

/// The conversation and the draft, by whichever shape the fields have.
fn exchange(fields: &mut Map<String, Value>) -> Result<(Conversation, String), Fault> {
    let chat_ends = ends_with_reply(fields.get("messages"));
    let name = reply_name(fields);
    match (name, fields.contains_key("messages")) {
        (Some(name), messages) if name == "draft" || !messages || !chat_ends => answered(fields, name),
        (_, true) => chat("messages", fields.shift_remove("messages").unwrap_or_default()),
        (_, false) => {
            match ["conversations", "conversation"].into_iter().find(|name| ends_with_reply(fields.get(*name))) {
                Some(name) => chat(name, fields.shift_remove(name).unwrap_or_default()),
                None => Err((None, SHAPES.to_owned())),
            }
        }
    }
}

/// The first field that is the reply by its name, empty or not.
fn reply_name(fields: &Map<String, Value>) -> Option<&'static str> {
    REPLIES.into_iter().find(|name| fields.contains_key(*name))
}

/// A reply under this name, and the conversation before it.
fn answered(fields: &mut Map<String, Value>, name: &'static str) -> Result<(Conversation, String), Fault> {
    let mut value = fields.shift_remove(name).unwrap_or_default();
    let conversation = context(fields)?;
    if conversation.messages.is_empty() {
        // Preference files often hold the whole exchange under the reply.
        value = transcript::messages(value);
        if ends_with_reply(Some(&value)) {
            return chat(name, value);
        }
    }
    Ok((conversation, reply(name, value)?))
}

/// What was said before the draft, under the first of the usual names; nothing, for a canned reply.
fn context(fields: &mut Map<String, Value>) -> Result<Conversation, Fault> {
    for name in ["conversation", "messages", "prompt"] {
        match fields.shift_remove(name) {
            None | Some(Value::Null) => {}
            Some(Value::String(words)) if name == "prompt" => return Ok(Conversation::from_user(words)),
            Some(list) => return Ok(Conversation { messages: messages(name, list)? }),
        }
    }
    Ok(usual(fields))
}

/// What was said before the draft, under a name that datasets use for it; a field of another kind is left alone.
fn usual(fields: &mut Map<String, Value>) -> Conversation {
    for name in CONVERSATIONS {
        let list = fields.get(name).and_then(|list| messages(name, list.get("messages").unwrap_or(list).clone()).ok());
        let text = fields.get(name).and_then(Value::as_str).filter(|words| !words.trim().is_empty()).map(str::to_owned);
        if list.is_none() && text.is_none() {
            continue;
        }
        fields.shift_remove(name);
        let text = text.map(|words| if name == "instruction" { instructed(words, fields) } else { words });
        return text.map(Conversation::from_user).unwrap_or(Conversation { messages: list.unwrap_or_default() });
    }
    Conversation::default()
}

/// An instruction with the input that it is about.
fn instructed(words: String, fields: &mut Map<String, Value>) -> String {
    match fields.get("input").and_then(Value::as_str).map(str::to_owned) {
        Some(input) => {
            fields.shift_remove("input");
            if input.trim().is_empty() { words } else { format!("{words}\n\n{input}") }
        }
        None => words,
    }
}

/// Whether it is a list of messages of which the last is a reply.
fn ends_with_reply(list: Option<&Value>) -> bool {
    let last = list.and_then(Value::as_array).and_then(|list| list.last());
    last.and_then(|last| message(last).ok()).is_some_and(|last| last.role == Role::Assistant)
}

/// The column of a table that holds the reply, among these; `None` where only a chat form can hold it.
#[cfg(feature = "files")]
pub(crate) fn reply_column<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Option<&'static str> {
    let known = REPLIES.into_iter().find(|known| names.clone().any(|name| name == *known));
    known.filter(|known| *known == "draft" || names.clone().all(|name| name != "messages"))
}

/// Whether a table with these columns can hold a reply at all.
#[cfg(feature = "files")]
pub(crate) fn holds_reply<'a>(names: impl Iterator<Item = &'a str> + Clone) -> bool {
    let chats = ["messages", "conversations", "conversation"];
    reply_column(names.clone()).is_some() || names.clone().any(|name| chats.contains(&name))
}

/// Whether the column of this name may hold messages, so that text in it may be JSON.
#[cfg(feature = "files")]
pub(crate) fn may_hold_messages(name: &str) -> bool {
    ["conversation", "messages", "prompt"].contains(&name) || REPLIES.contains(&name) || CONVERSATIONS.contains(&name)
}

/// The chat form: the last message is the draft.
fn chat(name: &'static str, list: Value) -> Result<(Conversation, String), Fault> {
    let mut messages = messages(name, list)?;
    match messages.pop() {
        Some(last) if last.role == Role::Assistant => Ok((Conversation { messages }, last.content)),
        Some(last) => Err((
            Some(name),
            format!("expected the last message to be the assistant's, the draft; it is the {}'s", last.role.name()),
        )),
        None => Err((Some(name), "expected at least one message, the assistant's draft".to_owned())),
    }
}

/// The text of a draft: text, parts of a text, or messages that end with the assistant's.
pub(crate) fn reply(name: &'static str, value: Value) -> Result<String, Fault> {
    let fault = |value: &Value| (Some(name), format!("expected the text of the reply, got {}", kind(value)));
    match value {
        Value::String(words) => Ok(words),
        Value::Array(list) if list.last().is_some_and(|last| role(last).is_some()) => {
            let last = messages(name, Value::Array(list))?.pop();
            let last = last.filter(|last| last.role == Role::Assistant);
            last.map(|last| last.content).ok_or((Some(name), "expected the last message to be the assistant's".into()))
        }
        Value::Object(_) => {
            let last = message(&value).ok().filter(|last| last.role == Role::Assistant);
            last.map(|last| last.content).ok_or_else(|| fault(&value))
        }
        Value::Array(_) => content(&value).ok_or_else(|| fault(&value)),
        other => Err(fault(&other)),
    }
}

/// A list of messages.
fn messages(name: &'static str, list: Value) -> Result<Vec<Message>, Fault> {
    let Value::Array(list) = list else {
        return Err((Some(name), format!("{MESSAGES}, got {}", kind(&list))));
    };
    let numbered = list.iter().zip(1..);
    numbered.map(|(one, number)| message(one).map_err(|why| (Some(name), format!("message {number}: {why}")))).collect()
}

/// One message.
fn message(value: &Value) -> Result<Message, String> {
    let role = role(value).and_then(Value::as_str).ok_or("expected an object with `role` and `content`")?;
    let role = role_of(role).ok_or("`role` is none of user, assistant, system, tool")?;
    let content = value.get("content").or(value.get("value")).unwrap_or(&Value::Null);
    // A message that only calls tools has no text.
    let words = if content.is_null() { Some(String::new()) } else { self::content(content) };
    Ok(Message::new(role, words.ok_or_else(|| format!("`content` is {}, expected text", kind(content)))?))
}

/// Who wrote a message, as chat forms name it, or as ShareGPT does.
fn role(message: &Value) -> Option<&Value> {
    message.get("role").or(message.get("from"))
}

/// A role by any of its names, in any case.
fn role_of(name: &str) -> Option<Role> {
    serde_json::from_value(Value::String(name.trim().to_ascii_lowercase())).ok()
}

/// Text, or the texts of content parts, one under the other; pictures and sounds are passed over.
fn content(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Array(parts) => {
            let words: Option<Vec<Option<&str>>> = parts.iter().map(part).collect();
            Some(words?.into_iter().flatten().collect::<Vec<_>>().join("\n"))
        }
        _ => None,
    }
}

/// The text of a part, if it has one; `None` where it is no part at all.
fn part(value: &Value) -> Option<Option<&str>> {
    match value {
        Value::String(words) => Some(Some(words)),
        Value::Object(fields) => Some(fields.get("text").and_then(Value::as_str)),
        _ => None,
    }
}

/// The kind of a value, for messages that must not repeat it.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
