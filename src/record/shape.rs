//! From a JSON value to a record: the three shapes, read by hand so that no error repeats what people wrote.

use super::Record;
use crate::Error;
use crate::text::{Conversation, Draft, Message, Role};
use serde_json::{Map, Value};

/// A field at fault and what it should have been; the line is added once, at the rim.
pub(crate) type Fault = (Option<&'static str>, String);

const MESSAGES: &str = r#"expected a list of messages such as {"role": "user", "content": "..."}"#;
const SHAPES: &str = "expected `draft` (with `conversation`), or `messages` that end with the assistant's, \
                      or `prompt` with `completion` or `response`";

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
    if let Some(draft) = fields.shift_remove("draft") {
        let text = reply("draft", draft)?;
        return Ok((context(fields)?, text));
    }
    if let Some(messages) = fields.shift_remove("messages") {
        return chat(messages);
    }
    let answer = ["completion", "response"].into_iter().find(|name| fields.contains_key(*name));
    match (fields.contains_key("prompt"), answer) {
        (true, Some(name)) => {
            let text = reply(name, fields.shift_remove(name).unwrap_or_default())?;
            Ok((context(fields)?, text))
        }
        _ => Err((None, SHAPES.to_owned())),
    }
}

/// What was said before the draft, under the first of the usual names; nothing, for a canned reply.
fn context(fields: &mut Map<String, Value>) -> Result<Conversation, Fault> {
    for name in ["conversation", "messages", "prompt"] {
        match fields.shift_remove(name) {
            None => {}
            Some(Value::Null) => return Ok(Conversation::default()),
            Some(Value::String(words)) if name == "prompt" => return Ok(Conversation::from_user(words)),
            Some(list) => return Ok(Conversation { messages: messages(name, list)? }),
        }
    }
    Ok(Conversation::default())
}

/// The chat form: the last message is the draft.
fn chat(list: Value) -> Result<(Conversation, String), Fault> {
    let mut messages = messages("messages", list)?;
    match messages.pop() {
        Some(last) if last.role == Role::Assistant => Ok((Conversation { messages }, last.content)),
        Some(last) => Err((
            Some("messages"),
            format!("expected the last message to be the assistant's, the draft; it is the {}'s", last.role.name()),
        )),
        None => Err((Some("messages"), "expected at least one message, the assistant's draft".to_owned())),
    }
}

/// The text of a draft: text, parts of a text, or messages that end with the assistant's.
pub(crate) fn reply(name: &'static str, value: Value) -> Result<String, Fault> {
    let fault = |value: &Value| (Some(name), format!("expected the text of the reply, got {}", kind(value)));
    match value {
        Value::String(words) => Ok(words),
        Value::Array(list) if list.last().is_some_and(|last| last.get("role").is_some()) => {
            let last = messages(name, Value::Array(list))?.pop();
            let last = last.filter(|last| last.role == Role::Assistant);
            last.map(|last| last.content).ok_or((Some(name), "expected the last message to be the assistant's".into()))
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
    let role = value.get("role").and_then(Value::as_str).ok_or("expected an object with `role` and `content`")?;
    let role = role_of(role).ok_or("`role` is none of user, assistant, system, tool")?;
    let content = value.get("content").unwrap_or(&Value::Null);
    // A message that only calls tools has no text.
    let words = if content.is_null() { Some(String::new()) } else { self::content(content) };
    Ok(Message::new(role, words.ok_or_else(|| format!("`content` is {}, expected text", kind(content)))?))
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
