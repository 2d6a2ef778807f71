//! TRL, unpaired, for KTO: one reply and a label that stands for itself. Splitting a pair in two would call the better
//! of two bad replies good (huggingface/trl#2543).

use super::{Known, Needs, PairFormat, Row, reply};
use crate::pairs::columns::object;
use serde_json::json;

pub(super) const KTO: Known = Known {
    format: PairFormat::Kto,
    name: "kto",
    about: "TRL unpaired: one reply and its label",
    needs: Needs::Turns,
    columns: true,
    row: Row::Label(|one, turns| {
        object(json!({"prompt": turns.messages(), "completion": [reply(&one.text)], "label": one.good}))
    }),
};
