//! TRL, preference, standard: three texts. The prompt is the person's one turn: a transcript of several would need a
//! template, which is what `trl-chat` is for.

use super::{Known, Needs, PairFormat, Row};
use crate::pairs::columns::object;
use serde_json::json;

pub(super) const TRL: Known = Known {
    format: PairFormat::Trl,
    name: "trl",
    about: "TRL preference, plain text, one turn",
    needs: Needs::OneTurn,
    columns: true,
    row: Row::Pair(|pair, turns| {
        object(json!({"prompt": turns.last(), "chosen": pair.chosen.trim(), "rejected": pair.rejected.trim()}))
    }),
};
