"""LLaMA-Factory's own loader, converter and tokenizing, told by the `dataset_info.json` that stands beside the file."""

import json
import os
import shutil

from tally import FILES, close, held, refused, rows
from tiny import model

os.environ["DISABLE_VERSION_CHECK"] = "1"  # it refuses versions of torch and datasets newer than it knows
from llamafactory.data import get_dataset, get_template_and_fix_tokenizer
from llamafactory.hparams import get_train_args
from llamafactory.model import load_tokenizer

MODEL = model(FILES / "tiny-llamafactory")
FOLDER = FILES / "llamafactory"
ENTRIES = json.loads((FOLDER / "dataset_info.json").read_text(encoding="utf-8"))


def prepared(folder, name, stage="dpo"):
    asked = get_train_args({
        "model_name_or_path": MODEL, "stage": stage, "do_train": True, "finetuning_type": "full", "template": "qwen",
        "dataset": name, "dataset_dir": str(folder), "cutoff_len": 16384, "output_dir": str(FILES / "out"),
        "report_to": "none", "use_cpu": True, "overwrite_cache": True, "cache_dir": str(FILES / "cache-llamafactory")})
    model_args, data_args, training_args = asked[:3]
    words = load_tokenizer(model_args)
    template = get_template_and_fix_tokenizer(words["tokenizer"], data_args)
    stage = {"dpo": "rm"}.get(stage, stage)
    data = get_dataset(template, model_args, data_args, training_args, stage=stage, **words)["train_dataset"]
    return data, words["tokenizer"]


def reply(words, labels):
    return words.decode([one for one in labels if one >= 0]).split("<|im_end|>")[0]


def each_entry():
    for name, entry in ENTRIES.items():
        data, words = prepared(FOLDER, name)
        written = rows("llamafactory", entry["file_name"]) if entry["file_name"].endswith("l") else json.loads(
            (FOLDER / entry["file_name"]).read_text(encoding="utf-8"))
        held(f"{name}: {len(data)} of {len(written)} rows prepared", len(data) == len(written))
        held(f"{name}: what is learnt are the replies, all and alone", [
            (reply(words, one["chosen_labels"]), reply(words, one["rejected_labels"])) for one in data
        ] == [(row["chosen"]["value"], row["rejected"]["value"]) for row in written])


def spoilt(change, row=None):
    """A copy of the folder with one entry changed, or one row."""
    folder = FILES / "llamafactory-spoilt"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(FOLDER, folder)
    entry = {**next(iter(ENTRIES.values())), "file_name": "pairs.jsonl", **change}
    (folder / "dataset_info.json").write_text(json.dumps({"spoilt": entry}), encoding="utf-8")
    if row:
        (folder / "pairs.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def controls():
    row = rows("llamafactory")[0]
    twice = {**row, "conversations": [{"from": "human", "value": "Hello?"}, *row["conversations"]]}
    refused("an entry without ranking", lambda: prepared(spoilt({"ranking": False}), "spoilt"))
    refused("a conversation in which the person speaks twice", lambda: prepared(spoilt({}, twice), "spoilt"))


each_entry()
controls()
close()
