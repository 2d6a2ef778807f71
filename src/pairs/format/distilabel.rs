//! The columns of distilabel's `FormatChatGenerationDPO` and of the alignment handbook: both sides hold the whole
//! conversation, `prompt` is the person's first turn and `prompt_id` its sha256.
//!
//! A rating is 4 less the sum of the four scores, 0 to 4: how many of the four failures the reply is expected to avoid.

use super::{Known, Needs, PairFormat, Row, Turns, reply};
use crate::pairs::columns::object;
use crate::pairs::judgement::{Judgement, thousandths};
use crate::sha::hex;
use serde_json::{Value, json};

pub(super) const DISTILABEL: Known = Known {
    format: PairFormat::Distilabel,
    name: "distilabel",
    about: "columns of distilabel and of the alignment handbook",
    needs: Needs::Turns,
    columns: true,
    row: Row::Pair(|pair, turns| {
        let [good, bad] = [rating(&pair.after), rating(&pair.before)];
        object(json!({
            "prompt": turns.first(),
            "prompt_id": hex(turns.first().as_bytes()),
            "chosen": whole(turns, &pair.chosen),
            "chosen_model": pair.chosen_by,
            "chosen_rating": good,
            "rejected": whole(turns, &pair.rejected),
            "rejected_model": pair.rejected_by,
            "rejected_rating": bad,
            "score_chosen": good,
            "score_rejected": bad,
        }))
    }),
};

fn rating(judgement: &Judgement) -> f64 {
    thousandths(4.0 - judgement.burden())
}

fn whole(turns: &Turns, text: &str) -> Vec<Value> {
    turns.messages().iter().map(|message| json!(message)).chain([reply(text)]).collect()
}
