//! From a server's answer to a reply. Tolerant: the text is what counts; ids, dates and unknown fields are not looked at.

use crate::model::{ModelError, Reply};
use serde_json::Value;

/// Reads a chat completion. An answer cut off by the token limit is still an answer: its reader decides.
///
/// # Errors
/// `Unreadable` where there is no choice, `Refused` where the model or a filter refused, `Empty` where there is no text.
pub(crate) fn reply(answer: &Value) -> Result<Reply, ModelError> {
    let choice = answer.pointer("/choices/0").filter(|choice| choice.is_object()).ok_or(ModelError::Unreadable)?;
    let message = choice.get("message").unwrap_or(choice);
    let text = content(message);
    if filtered(choice) || refused(message, &text) {
        return Err(ModelError::Refused);
    }
    if text.trim().is_empty() {
        return Err(ModelError::Empty);
    }
    Ok(Reply {
        text,
        prompt_tokens: tokens(answer, ["prompt_tokens", "input_tokens"]),
        completion_tokens: tokens(answer, ["completion_tokens", "output_tokens"]),
    })
}

/// The text of a message: one string, or parts in a list; `text` in completions of the old kind.
fn content(message: &Value) -> String {
    match message.get("content").or_else(|| message.get("text")) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => parts.iter().filter_map(part).collect(),
        _ => String::new(),
    }
}

/// The text of a part. Parts that hold a model's reasoning are no part of the answer.
fn part(part: &Value) -> Option<&str> {
    match part.get("type").and_then(Value::as_str) {
        None | Some("text" | "output_text") => part.as_str().or_else(|| part.get("text")?.as_str()),
        Some(_) => None,
    }
}

fn filtered(choice: &Value) -> bool {
    choice.get("finish_reason").and_then(Value::as_str) == Some("content_filter")
}

fn refused(message: &Value, text: &str) -> bool {
    let field = message.get("refusal").and_then(Value::as_str).is_some_and(|words| !words.trim().is_empty());
    let parts = message.get("content").and_then(Value::as_array).into_iter().flatten();
    let mut kinds = parts.filter_map(|part| part.get("type")?.as_str());
    field || (text.trim().is_empty() && kinds.any(|kind| kind == "refusal"))
}

/// A count of tokens, under either name, as a number of any kind; 0 where the server does not say.
fn tokens(answer: &Value, names: [&str; 2]) -> u64 {
    let usage = answer.get("usage");
    let count = names.iter().find_map(|name| usage?.get(name));
    // Casting saturates: a negative count is 0 and a huge one the largest.
    count.and_then(|count| count.as_u64().or_else(|| count.as_f64().map(|float| float as u64))).unwrap_or(0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(message: Value) -> Result<String, ModelError> {
        reply(&json!({"choices": [{"message": message}]})).map(|reply| reply.text)
    }

    #[test]
    fn text_comes_as_a_string_or_in_parts() {
        assert_eq!(read(json!({"content": "Hello"})).unwrap(), "Hello");
        assert_eq!(read(json!({"content": [{"type": "text", "text": "Hel"}, {"text": "lo"}]})).unwrap(), "Hello");
        assert_eq!(reply(&json!({"choices": [{"text": "Hello"}]})).unwrap().text, "Hello");
    }

    #[test]
    fn reasoning_is_no_part_of_the_answer() {
        assert_eq!(read(json!({"content": "Yes", "reasoning_content": "Hmm"})).unwrap(), "Yes");
        assert_eq!(read(json!({"content": "", "reasoning_content": "Hmm"})), Err(ModelError::Empty));
        let parts = json!([{"type": "thinking", "text": "Hmm"}, {"type": "text", "text": "Yes"}]);
        assert_eq!(read(json!({"content": parts})).unwrap(), "Yes");
    }

    #[test]
    fn a_refusal_is_one_wherever_it_stands() {
        assert_eq!(read(json!({"content": null, "refusal": "I cannot."})), Err(ModelError::Refused));
        assert_eq!(read(json!({"content": [{"type": "refusal", "refusal": "No."}]})), Err(ModelError::Refused));
        let filtered = json!({"choices": [{"message": {"content": "Half"}, "finish_reason": "content_filter"}]});
        assert_eq!(reply(&filtered), Err(ModelError::Refused));
        assert_eq!(read(json!({"content": "Fine", "refusal": null})).unwrap(), "Fine");
    }

    #[test]
    fn an_answer_cut_off_by_its_limit_is_still_given() {
        let cut = json!({"choices": [{"message": {"content": "{\"reply\": \"I am"}, "finish_reason": "length"}]});
        assert_eq!(reply(&cut).unwrap().text, "{\"reply\": \"I am");
    }

    #[test]
    fn what_is_no_chat_completion_is_unreadable() {
        for body in [json!({}), json!([]), json!("hi"), json!({"choices": []}), json!({"choices": [null]}), Value::Null]
        {
            assert_eq!(reply(&body), Err(ModelError::Unreadable), "{body}");
        }
        assert_eq!(read(json!({"content": 7})), Err(ModelError::Empty));
    }

    #[test]
    fn tokens_are_read_in_any_spelling() {
        let used = |usage: Value| {
            let reply = reply(&json!({"choices": [{"message": {"content": "x"}}], "usage": usage})).unwrap();
            (reply.prompt_tokens, reply.completion_tokens)
        };
        assert_eq!(used(json!({"prompt_tokens": 3, "completion_tokens": 4.0})), (3, 4));
        assert_eq!(used(json!({"input_tokens": 3, "output_tokens": 4})), (3, 4));
        assert_eq!(used(json!({"prompt_tokens": -3, "completion_tokens": "four"})), (0, 0));
        assert_eq!(used(Value::Null), (0, 0));
    }
}
