"""TRL's trainers prepare each file and take steps on it, with a model of a few thousand weights on the processor."""

from tally import FILES, close, held, path, refused, rows
from tiny import model

from datasets import load_dataset
from transformers import AutoTokenizer, PrinterCallback
from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer

MODEL = model(FILES / "tiny")
WORDS = AutoTokenizer.from_pretrained(MODEL)
# Nothing is cut off and nothing dropped: every byte of every row counts.
PLAIN = {"max_steps": 2, "per_device_train_batch_size": 2, "report_to": "none", "use_cpu": True, "bf16": False,
         "max_length": 16384, "save_strategy": "no", "disable_tqdm": True}


ENDINGS = {"jsonl": "json", "parquet": "parquet"}


def load(kind, ending):
    return load_dataset(ENDINGS[ending], data_files=str(path(kind, ending)), split="train",
                        cache_dir=str(FILES / "cache"))


def trained(kind, ending, trainer, config, data):
    """The trainer after two steps, whose losses must be numbers."""
    made = trainer(model=MODEL, args=config(output_dir=str(FILES / "out"), **PLAIN), train_dataset=data,
                   processing_class=WORDS)
    made.remove_callback(PrinterCallback)
    loss = made.train().training_loss
    held(f"{kind}.{ending}: {trainer.__name__} takes {len(made.train_dataset)} rows and two steps", loss == loss)
    return made.train_dataset


def reply(ids):
    return WORDS.decode(ids).split("<|im_end|>")[0]


def pairs(kind, said, drop=()):
    for ending in ENDINGS:
        prepared = trained(kind, ending, DPOTrainer, DPOConfig, load(kind, ending).remove_columns(list(drop)))
        learnt = [(reply(one["chosen_ids"]), reply(one["rejected_ids"])) for one in prepared]
        held(f"{kind}.{ending}: what is learnt are the replies, all and alone", learnt == [said(row) for row in rows(kind)])


def judged():
    for ending in ENDINGS:
        prepared = trained("kto", ending, KTOTrainer, KTOConfig, load("kto", ending))
        learnt = [(reply(one["completion_ids"]), one["label"]) for one in prepared]
        held(f"kto.{ending}: replies and labels are those of the file",
             learnt == [(row["completion"][0]["content"], row["label"]) for row in rows("kto")])


def last(row):
    return row["chosen"][-1]["content"], row["rejected"][-1]["content"]


pairs("trl", lambda row: (row["chosen"], row["rejected"]))
pairs("trl-chat", last)
# A prompt of text beside sides of messages would hide the conversation that they share: without it TRL finds that.
pairs("distilabel", last, drop=["prompt"])
judged()
refused("pairs in another format's columns",
        lambda: trained("openai", "jsonl", DPOTrainer, DPOConfig, load("openai", "jsonl")))
close()
