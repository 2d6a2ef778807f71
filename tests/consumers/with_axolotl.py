"""Axolotl's own loader with the configuration that stands beside the file, through the strategy to rendered text."""

import os

import yaml
from tally import FILES, close, held, path, refused, rows
from tiny import model

os.environ["AXOLOTL_DO_NOT_TRACK"] = "1"
from axolotl.loaders import load_tokenizer
from axolotl.utils.data.rl import prepare_preference_datasets
from axolotl.utils.dict import DictDefault

MODEL = FILES / "tiny-axolotl"


def prepared(template, ending="jsonl", **change):
    """What training would see: the lines that `attuned pairs` wrote beside the file, and what they leave to people."""
    folder = path("axolotl", ending).parent
    config = yaml.safe_load((folder / "pairs.axolotl.yml").read_text(encoding="utf-8"))
    sources = [{**one, "path": str(folder / one["path"]), **change} for one in config["datasets"]]
    asked = DictDefault({**config, "datasets": sources, "base_model": str(MODEL), "tokenizer_config": str(MODEL),
                         "chat_template": template, "sequence_len": 16384, "is_preprocess": True,
                         "dataset_prepared_path": str(FILES / "prepared")})
    (FILES / "prepared").mkdir(exist_ok=True)
    return prepare_preference_datasets(asked, load_tokenizer(asked))[0]


def each_template():
    """Axolotl looks for the reply in the rendered text; templates that trim would hide one with blanks at its ends."""
    written = [(row["chosen"]["content"], row["rejected"]["content"]) for row in rows("axolotl")]
    for template, ends in {"chatml": "<|im_end|>", "llama3": "<|eot_id|>"}.items():
        for ending in ("jsonl", "parquet"):
            data = prepared(template, ending)
            held(f"{template}, {ending}: {len(data)} of {len(written)} rows prepared", len(data) == len(written))
            learnt = [(one["chosen"].removesuffix(ends), one["rejected"].removesuffix(ends)) for one in data]
            held(f"{template}, {ending}: what is learnt are the replies, all and alone", sorted(learnt) == sorted(written))
    shown = prepared("chatml")[0]["prompt"]
    held("the prompt ends where the assistant begins", shown.endswith("<|im_start|>assistant\n"))


def controls():
    refused("a type that there is not", lambda: prepared("chatml", type="chat_template.sharegpt"))
    refused("a column that there is not", lambda: prepared("chatml", field_chosen="preferred"))


# It saves what it prepared with processes of its own, which read this file again.
if __name__ == "__main__":
    model(MODEL)
    each_template()
    controls()
    close()
