//! Transcripts: an exchange as one text, each turn behind `Human:` or `Assistant:`, as some preference files hold it.

use serde_json::{Value, json};

/// How a turn begins, and whose it is.
const TURNS: [(&str, &str); 2] = [("\n\nHuman:", "user"), ("\n\nAssistant:", "assistant")];

/// A transcript as messages; anything else as it is.
pub(super) fn messages(value: Value) -> Value {
    let Some(text) = value.as_str().filter(|text| text.trim_start().starts_with("Human:")) else { return value };
    let text = format!("\n\n{}", text.trim_start());
    let mut turns = Vec::new();
    let mut rest = text.as_str();
    while let Some((role, behind)) = TURNS.iter().find_map(|(mark, role)| Some((role, rest.strip_prefix(mark)?))) {
        let end = TURNS.iter().filter_map(|(mark, _)| behind.find(mark)).min().unwrap_or(behind.len());
        turns.push(json!({"role": role, "content": behind[..end].trim()}));
        rest = &behind[end..];
    }
    if turns.len() > 1 { Value::Array(turns) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transcript_is_cut_into_turns_and_other_text_is_not() {
        let text = "\n\nHuman: The lift is out again.\n\nStill?\n\nAssistant: Since Monday.";
        let want = json!([{"role": "user", "content": "The lift is out again.\n\nStill?"},
            {"role": "assistant", "content": "Since Monday."}]);
        assert_eq!(messages(json!(text)), want);
        for other in ["Human: alone", "Say Human: x\n\nAssistant: y", ""] {
            assert_eq!(messages(json!(other)), json!(other));
        }
    }
}
