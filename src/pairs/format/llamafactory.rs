//! LLaMA-Factory: sharegpt rows whose turns alternate from the person to the person, and the entry of
//! `dataset_info.json` without whose `"ranking": true` pairs are silently read as something else.

use super::{Beside, Known, Needs, PairFormat, Row, Turns, dataset};
use crate::Error;
use crate::pairs::columns::object;
use crate::text::Role;
use serde_json::{Map, Value, json};

/// What LLaMA-Factory calls its list of datasets.
const LIST: &str = "dataset_info.json";

pub(super) const RANKING: Known = Known {
    format: PairFormat::Llamafactory,
    name: "llamafactory",
    about: "LLaMA-Factory ranking, with dataset_info.json",
    needs: Needs::PersonFirst,
    columns: true,
    row: Row::Pair(|pair, turns| {
        let [chosen, rejected] = [&pair.chosen, &pair.rejected].map(|text| said("gpt", text.trim()));
        object(json!({
            "conversations": conversations(turns), "chosen": chosen, "rejected": rejected, "system": system(turns),
        }))
    }),
};

pub(super) const KTO: Known = Known {
    format: PairFormat::LlamafactoryKto,
    name: "llamafactory-kto",
    about: "LLaMA-Factory KTO, with dataset_info.json",
    needs: Needs::PersonFirst,
    columns: true,
    row: Row::Label(|one, turns| {
        let mut all = conversations(turns);
        all.push(said("gpt", one.text.trim()));
        object(json!({"conversations": all, "kto_tag": one.good, "system": system(turns)}))
    }),
};

fn conversations(turns: &Turns) -> Vec<Value> {
    let from = |role| if role == Role::User { "human" } else { "gpt" };
    turns.turns.iter().map(|turn| said(from(turn.role), &turn.content)).collect()
}

fn said(from: &str, value: &str) -> Value {
    json!({"from": from, "value": value})
}

fn system(turns: &Turns) -> &str {
    turns.instructions.as_deref().unwrap_or("")
}

/// The list of datasets with an entry for each file; other entries stay.
pub(super) fn beside(
    files: &[(String, String)],
    labelled: bool,
    there: impl Fn(&str) -> Option<String>,
) -> Result<Beside, Error> {
    let mut list = match there(LIST) {
        Some(text) => entries(&text)?,
        None => Map::new(),
    };
    list.extend(files.iter().map(|(_, file)| (dataset(file), entry(file, labelled))));
    Ok(Beside { name: LIST.to_owned(), text: format!("{:#}\n", Value::from(list)) })
}

fn entries(text: &str) -> Result<Map<String, Value>, Error> {
    let list: Option<Map<_, _>> = serde_json::from_str(text).ok();
    list.ok_or_else(|| Error::Record {
        line: None,
        field: None,
        detail: format!("the {LIST} beside the output is no JSON object; mend it, or write to another folder"),
    })
}

fn entry(file: &str, labelled: bool) -> Value {
    let columns = match labelled {
        true => json!({"messages": "conversations", "kto_tag": "kto_tag", "system": "system"}),
        false => {
            json!({"messages": "conversations", "chosen": "chosen", "rejected": "rejected", "system": "system"})
        }
    };
    let mut entry = object(json!({"file_name": file, "formatting": "sharegpt"}));
    if !labelled {
        entry.insert("ranking".to_owned(), true.into());
    }
    entry.insert("columns".to_owned(), columns);
    entry.into()
}
