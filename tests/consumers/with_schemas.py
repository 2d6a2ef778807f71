"""The published rules of OpenAI's, Azure's and Vertex's preference files, as JSON Schemas; broken rows must be refused."""

import json
from pathlib import Path

from tally import close, held, rows

from jsonschema import Draft202012Validator
from jsonschema.validators import extend

HERE = Path(__file__).resolve().parent / "schemas"


def last_item(validator, wanted, array, _schema):
    """What the last item must be; JSON Schema counts from the front only."""
    if validator.is_type(array, "array") and array:
        yield from validator.descend(array[-1], wanted, path=len(array) - 1)


Rules = extend(Draft202012Validator, {"lastItem": last_item})


def rules(kind):
    schema = json.loads((HERE / f"{kind}.json").read_text(encoding="utf-8"))
    Rules.check_schema(schema)
    return Rules(schema)


def broken(kind):
    """A line each: what is wrong, and the row."""
    with open(HERE / "refused" / f"{kind}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


for kind in ("openai", "vertex"):
    check = rules(kind)
    wrong = [f"row {place}: {error.json_path} breaks {error.validator}" for place, row in enumerate(rows(kind), 1)
             for error in check.iter_errors(row)]
    held(f"{kind}: {len(rows(kind))} rows keep the rules", not wrong, "; ".join(wrong[:3]))
    for case in broken(kind):
        held(f"{kind} refuses {case['wrong']}", not check.is_valid(case["row"]))
close()
