"""`datasets.load_dataset` reads every file, and every format says the same of the same pairs."""

from tally import FILES, close, held, path, refused, rows
from texts import SAYS

from datasets import Dataset, load_dataset

FORMATS = ["trl", "trl-chat", "kto", "openai", "vertex", "llamafactory", "llamafactory-kto", "axolotl", "distilabel", "record"]
READERS = {"jsonl": "json", "parquet": "parquet", "json": "json"}


def load(file, reader):
    return load_dataset(reader, data_files=str(file), split="train", cache_dir=str(FILES / "cache"))


def same(read, written):
    """Whether rows are what JSON says, but for fields that another row has and this one has not."""
    filled = [{key: value for key, value in row.items() if value is not None} for row in read]
    return len(filled) == len(written) and all(
        bare(one) == bare(other) for one, other in zip(filled, written, strict=True))


def bare(value):
    """A value without the nothings that a table fills in."""
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items() if one is not None and bare(one) != {}}
    if isinstance(value, list):
        return [bare(one) for one in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def mixed(read):
    """Columns whose rows disagree about their kind; they are read as free JSON, which no trainer takes."""
    return [name for name, kind in read.features.items() if "Json(" in str(kind)]


def each_file():
    for kind in FORMATS:
        written = rows(kind)
        held(f"{kind} has rows", len(written) > 0)
        for ending, reader in READERS.items():
            if path(kind, ending).exists():
                read = load(path(kind, ending), reader)
                held(f"{kind}.{ending}: {len(read)} rows, {len(read.column_names)} columns", same(read, written))
                held(f"{kind}.{ending}: each column is of one kind", not mixed(read), f"{mixed(read)} are not")


def each_format():
    """A format may leave rows out that its consumer refuses; what it has, all must agree on."""
    most = {SAYS["trl-chat"](row) for row in rows("trl-chat")}
    for kind, says in SAYS.items():
        said = {says(row) for row in rows(kind)}
        held(f"{kind} says what trl-chat says of {len(said)} of {len(most)} pairs", said and said <= most,
             f"{len(said - most)} are others")


def controls():
    made = FILES / "mixed.jsonl"
    made.write_text('{"prompt": "a", "chosen": "b"}\n{"prompt": ["a"], "chosen": "b"}\n', encoding="utf-8")
    held("not of one kind: text in one row and a list in the next", mixed(load(made, "json")) == ["prompt"])
    made.write_text('{"prompt": "a", "chosen": "b"}\n{"prompt": "a", "cho', encoding="utf-8")
    refused("a file that is cut off", lambda: load(made, "json"))
    held("not the same: a row with another word",
         not same(Dataset.from_list([{"chosen": "yes"}]), [{"chosen": "no"}]))


each_file()
each_format()
controls()
close()
