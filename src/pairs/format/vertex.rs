//! Vertex AI preference files: the last of `contents` is the person's, one completion scores 1 and one 0.

use super::{Known, Needs, PairFormat, Row};
use crate::pairs::columns::object;
use crate::text::Role;
use serde_json::{Value, json};

pub(super) const VERTEX: Known = Known {
    format: PairFormat::Vertex,
    name: "vertex",
    about: "Vertex AI preference files for Gemini",
    needs: Needs::PersonFirst,
    columns: false,
    row: Row::Pair(|pair, turns| {
        let role = |role| if role == Role::User { "user" } else { "model" };
        let contents: Vec<_> = turns.turns.iter().map(|turn| content(role(turn.role), &turn.content)).collect();
        let completion = |score, text: &str| json!({"score": score, "completion": content("model", text.trim())});
        let completions = [completion(1, &pair.chosen), completion(0, &pair.rejected)];
        let mut row = object(json!({"contents": contents, "completions": completions}));
        if let Some(words) = &turns.instructions {
            row.insert("system_instruction".to_owned(), json!({"parts": [{"text": words}]}));
        }
        row
    }),
};

fn content(role: &str, text: &str) -> Value {
    json!({"role": role, "parts": [{"text": text}]})
}
