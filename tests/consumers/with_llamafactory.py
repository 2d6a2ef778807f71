"""LLaMA-Factory's own loader, converter and tokenizing, told by the `dataset_info.json` that stands beside the file."""

import json
import os
import shutil
import sys
from contextlib import redirect_stdout
from itertools import product

from tally import FILES, close, held, path, refused, rows
from tiny import model

os.environ["DISABLE_VERSION_CHECK"] = "1"  # it refuses versions of torch and datasets newer than it knows
with redirect_stdout(sys.stderr):  # where its talk belongs
    from llamafactory.data import get_dataset, get_template_and_fix_tokenizer
    from llamafactory.hparams import get_train_args
    from llamafactory.model import load_tokenizer

MODEL = model(FILES / "tiny-llamafactory")
ENDINGS = ("jsonl", "json", "parquet")
LEARNT = {"llamafactory": "dpo", "llamafactory-kto": "kto"}


def prepared(folder, name, stage="dpo"):
    asked = get_train_args({
        "model_name_or_path": MODEL, "stage": stage, "do_train": True, "finetuning_type": "full", "template": "qwen",
        "dataset": name, "dataset_dir": str(folder), "cutoff_len": 16384, "output_dir": str(FILES / "out"),
        "report_to": "none", "use_cpu": True, "overwrite_cache": True, "cache_dir": str(FILES / "cache-llamafactory")})
    model_args, data_args, training_args = asked[:3]
    words = load_tokenizer(model_args)
    template = get_template_and_fix_tokenizer(words["tokenizer"], data_args)
    stage = {"dpo": "rm"}.get(stage, stage)
    with redirect_stdout(sys.stderr):
        data = get_dataset(template, model_args, data_args, training_args, stage=stage, **words)["train_dataset"]
    return data, words["tokenizer"]


def reply(words, labels):
    return words.decode([one for one in labels if one >= 0]).split("<|im_end|>")[0]


def entries(folder):
    return json.loads((folder / "dataset_info.json").read_text(encoding="utf-8"))


def each_file():
    """The entry that stands beside a file, and what LLaMA-Factory learns by it: replies, all and alone."""
    for kind, ending in product(LEARNT, ENDINGS):
        folder = path(kind, ending).parent
        for name in entries(folder):
            data, words = prepared(folder, name, LEARNT[kind])
            held(f"{kind}.{ending}: {len(data)} of {len(rows(kind))} rows prepared", len(data) == len(rows(kind)))
            held(f"{kind}.{ending}: what is learnt are the replies", SEEN[kind](words, data) == SAID[kind]())


def spoilt(change, row=None):
    """A copy of the folder with the entry changed, or with another row."""
    folder = FILES / "spoilt"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(path("llamafactory").parent, folder)
    entry = {**next(iter(entries(folder).values())), **change}
    (folder / "dataset_info.json").write_text(json.dumps({"spoilt": entry}), encoding="utf-8")
    if row:
        (folder / "pairs.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def controls():
    row = rows("llamafactory")[0]
    twice = {**row, "conversations": [{"from": "human", "value": "Hello?"}, *row["conversations"]]}
    refused("an entry without ranking", lambda: prepared(spoilt({"ranking": False}), "spoilt"))
    refused("a conversation in which the person speaks twice", lambda: prepared(spoilt({}, twice), "spoilt"))


SEEN = {
    "llamafactory": lambda words, data: [
        (reply(words, one["chosen_labels"]), reply(words, one["rejected_labels"])) for one in data],
    "llamafactory-kto": lambda words, data: [(reply(words, one["labels"]), one["kto_tags"]) for one in data],
}
SAID = {
    "llamafactory": lambda: [(row["chosen"]["value"], row["rejected"]["value"]) for row in rows("llamafactory")],
    "llamafactory-kto": lambda: [(row["conversations"][-1]["value"], row["kto_tag"])
                                 for row in rows("llamafactory-kto")],
}
each_file()
controls()
close()
