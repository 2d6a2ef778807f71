//! OpenAI and Azure OpenAI preference files: only the last turn differs, and unknown fields are refused.

use super::{Known, Needs, PairFormat, Row, reply};
use crate::pairs::columns::object;
use serde_json::json;

pub(super) const OPENAI: Known = Known {
    format: PairFormat::Openai,
    name: "openai",
    about: "OpenAI and Azure preference files",
    needs: Needs::Turns,
    columns: false,
    row: Row::Pair(|pair, turns| {
        object(json!({
            "input": {"messages": turns.messages(), "tools": [], "parallel_tool_calls": true},
            "preferred_output": [reply(&pair.chosen)],
            "non_preferred_output": [reply(&pair.rejected)],
        }))
    }),
};
