"""distilabel reads the file, and its own formatting step makes the same columns of the same replies and ratings."""

from tally import close, held, path, rows

from distilabel.pipeline import Pipeline
from distilabel.steps import FormatChatGenerationDPO, LoadDataFromFileSystem

COLUMNS = ["prompt", "prompt_id", "chosen", "chosen_model", "chosen_rating", "rejected", "rejected_model",
           "rejected_rating"]
ENDINGS = {"jsonl": "json", "parquet": "parquet"}
with Pipeline():
    FORMAT = FormatChatGenerationDPO()
FORMAT.load()


def read(ending):
    """The rows that distilabel's step for files gives."""
    with Pipeline():
        step = LoadDataFromFileSystem(data_files=str(path("distilabel", ending)), split="train", batch_size=1000,
                                      filetype=ENDINGS[ending])
    step.load()
    return [row for batch, _ in step.process() for row in batch]


def formatted(row):
    """What distilabel makes of both replies, the rejected one first so that the order decides nothing."""
    given = {"messages": row["chosen"][:-1], "generations": [row[side][-1]["content"] for side in ("rejected", "chosen")],
             "ratings": [row["rejected_rating"], row["chosen_rating"]],
             "generation_models": [row["rejected_model"], row["chosen_model"]]}
    return next(FORMAT.process([given]))[0]


def same(row):
    made = formatted(row)
    return all(made[column] == row[column] for column in COLUMNS)


written = rows("distilabel")
for ending in ENDINGS:
    found = read(ending)
    held(f"{ending}: {len(found)} rows read", len(found) == len(written))
    held(f"{ending}: the rows are those of the file", [
        [row[column] for column in COLUMNS] for row in found] == [[row[column] for column in COLUMNS] for row in written])
wrong = {column for row in written for column in COLUMNS if formatted(row)[column] != row[column]}
held("distilabel's own formatting step makes the same columns", not wrong, f"other: {sorted(wrong)}")
held("not the same: ratings the wrong way round", not same(
    {**written[0], "chosen_rating": written[0]["rejected_rating"], "rejected_rating": written[0]["chosen_rating"]}))
held("not the same: the id of another prompt", not same({**written[0], "prompt_id": "0" * 64}))
close()
