"""Axolotl's own loader with the configuration that stands beside the file, through the strategy to rendered text."""

import os
from pathlib import Path

import yaml
from tally import FILES, close, held, refused, rows
from tiny import CHATML, model

os.environ["AXOLOTL_DO_NOT_TRACK"] = "1"
from axolotl.loaders import load_tokenizer
from axolotl.utils.data.rl import prepare_preference_datasets
from axolotl.utils.dict import DictDefault

MODEL = FILES / "tiny-axolotl"
FOLDER = FILES / "axolotl"


def told():
    """The configuration that `attuned pairs` wrote, or one of its own lines."""
    found = sorted(FOLDER.glob("*.y*ml"))
    return yaml.safe_load(found[0].read_text(encoding="utf-8")) if found else {"rl": "dpo", "datasets": [{
        "path": "pairs.jsonl", "ds_type": "json", "split": "train", "type": "chat_template.default",
        "field_messages": "messages", "field_chosen": "chosen", "field_rejected": "rejected"}]}


def prepared(template, name="pairs.jsonl", **change):
    """What training would see; the file is the one named, wherever the configuration was written for."""
    config = told()
    source = {**config["datasets"][0], "path": str(FOLDER / name), **change}
    source["ds_type"] = Path(name).suffix[1:].replace("jsonl", "json")
    asked = DictDefault({**config, "datasets": [source], "base_model": str(MODEL), "tokenizer_config": str(MODEL),
                         "chat_template": template, "sequence_len": 16384, "is_preprocess": True,
                         "dataset_prepared_path": str(FILES / "prepared"), "dataset_num_proc": 1})
    (FILES / "prepared").mkdir(exist_ok=True)
    return prepare_preference_datasets(asked, load_tokenizer(asked))[0]


def reply(text, ends):
    return text.removesuffix(ends)


def each_template():
    """Axolotl looks for the reply in the rendered text; templates that trim would hide one with blanks at its ends."""
    written = [(row["chosen"]["content"], row["rejected"]["content"]) for row in rows("axolotl")]
    for template, ends in {"chatml": "<|im_end|>", "llama3": "<|eot_id|>"}.items():
        for name in ("pairs.jsonl", "pairs.parquet"):
            data = prepared(template, name)
            held(f"{template}, {name}: {len(data)} of {len(written)} rows prepared", len(data) == len(written))
            learnt = [(reply(one["chosen"], ends), reply(one["rejected"], ends)) for one in data]
            held(f"{template}, {name}: what is learnt are the replies, all and alone", sorted(learnt) == sorted(written))
    shown = prepared("chatml")[0]["prompt"]
    held("the prompt ends where the assistant begins", shown.endswith("<|im_start|>assistant\n"), CHATML)


def controls():
    refused("a type that there is not", lambda: prepared("chatml", type="chat_template.sharegpt"))
    refused("a column that there is not", lambda: prepared("chatml", field_chosen="preferred"))


# It saves what it prepared with processes of its own, which read this file again.
if __name__ == "__main__":
    model(MODEL)
    each_template()
    controls()
    close()
