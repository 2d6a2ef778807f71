//! Our own record: everything that is known of a pair, unchanged, with the ranked list where there are candidates.

use super::{Known, Needs, PairFormat, Row};
use crate::pairs::columns::object;
use crate::pairs::pair::Pair;
use serde_json::{Value, json};

pub(super) const RECORD: Known = Known {
    format: PairFormat::Record,
    name: "record",
    about: "everything known of the pair, with ranked candidates",
    needs: Needs::Nothing,
    columns: true,
    row: Row::Pair(|pair, turns| {
        let prompt = turns.turns.last().map_or("", |turn| &turn.content);
        object(json!({
            "id": pair.origin.id,
            "sender": pair.origin.sender.as_deref().unwrap_or(""),
            "conversation": turns.turns,
            "prompt": prompt,
            "chosen": pair.chosen,
            "rejected": pair.rejected,
            "answers": answers(pair),
            "hunks": pair.hunks,
        }))
    }),
};

/// All replies, the best first with rank 1: the candidates, or the two sides.
fn answers(pair: &Pair) -> Vec<Value> {
    let sides = [pair.chosen.clone(), pair.rejected.clone()];
    let ranked = if pair.ranked.is_empty() { &sides[..] } else { &pair.ranked };
    ranked.iter().zip(1..).map(|(answer, rank)| json!({"answer": answer, "rank": rank})).collect()
}
