//! Axolotl, `chat_template.default`: all turns in `messages`, and the lines of its config. `*.argilla_chat` would take
//! the whole conversation on both sides, and was for one turn only for long.

use super::{Beside, Known, Needs, PairFormat, Row, dataset, reply};
use crate::pairs::columns::object;
use serde_json::json;
use std::fmt::Write;

pub(super) const AXOLOTL: Known = Known {
    format: PairFormat::Axolotl,
    name: "axolotl",
    about: "Axolotl chat_template.default, with its config lines",
    needs: Needs::Turns,
    columns: true,
    row: Row::Pair(|pair, turns| {
        let [chosen, rejected] = [&pair.chosen, &pair.rejected].map(|text| reply(text));
        object(json!({"messages": turns.messages(), "chosen": chosen, "rejected": rejected}))
    }),
};

const FIELDS: &str = "    type: chat_template.default
    field_messages: messages
    field_chosen: chosen
    field_rejected: rejected
";

/// The lines to put into an Axolotl config: the first file to train on, the others to test.
pub(super) fn beside(files: &[(String, String)]) -> Beside {
    let mut text =
        "# Lines for the config of Axolotl; the paths are relative to where it is started.\nrl: dpo\n".to_owned();
    for (place, (split, file)) in files.iter().enumerate() {
        let list = match place {
            0 => "datasets:\n",
            1 => "test_datasets:\n",
            _ => "",
        };
        let split = if split.is_empty() { "" } else { split };
        let note = if split.is_empty() { String::new() } else { format!("  # {split}") };
        let kind = if file.ends_with(".parquet") { "parquet" } else { "json" };
        // A local file is one split, `train`, whatever ours is called.
        let _ = write!(text, "{list}  - path: {file}{note}\n    ds_type: {kind}\n    split: train\n{FIELDS}");
    }
    let name = files.first().map_or_else(|| "pairs".to_owned(), |(_, file)| dataset(file));
    Beside { name: format!("{name}.axolotl.yml"), text }
}
