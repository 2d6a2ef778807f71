//! TRL, preference, conversational, with an explicit prompt.

use super::{Known, Needs, PairFormat, Row, reply};
use crate::pairs::columns::object;
use serde_json::json;

pub(super) const CHAT: Known = Known {
    format: PairFormat::TrlChat,
    name: "trl-chat",
    about: "TRL preference, messages",
    needs: Needs::Turns,
    columns: true,
    row: Row::Pair(|pair, turns| {
        let [chosen, rejected] = [&pair.chosen, &pair.rejected].map(|text| [reply(text)]);
        object(json!({"prompt": turns.messages(), "chosen": chosen, "rejected": rejected}))
    }),
};
