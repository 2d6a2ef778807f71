"""The requests of a file as a pipeline of distilabel: a step that generates text, in batches of so many.

label.py ADDRESS REQUESTS OUT AT_ONCE
"""

import json
import sys
from pathlib import Path

from distilabel.models import OpenAILLM
from distilabel.pipeline import Pipeline
from distilabel.steps import LoadDataFromDicts
from distilabel.steps.tasks import TextGeneration


def row(line):
    """The two messages of a request; `TextGeneration` puts them together again."""
    system, user = json.loads(line)["messages"]
    return {"system_prompt": system["content"], "instruction": user["content"]}


def settings(line):
    """What else the request says, in the words of `OpenAILLM`; the schema goes past its own check of types."""
    body = json.loads(line)
    known = {"max_tokens": "max_new_tokens", "temperature": "temperature"}
    told = {ours: body[theirs] for theirs, ours in known.items() if theirs in body}
    return told | {"extra_body": {"response_format": body["response_format"]}}


def main(address, path, into, at_once):
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    llm = OpenAILLM(model="stub", base_url=address, api_key="none", generation_kwargs=settings(lines[0]))
    with Pipeline(name="beside-attuned") as pipeline:
        load = LoadDataFromDicts(data=[row(line) for line in lines], batch_size=at_once)
        generate = TextGeneration(llm=llm, input_batch_size=at_once)
        load >> generate
    found = pipeline.run(use_cache=False)
    found["default"]["train"].to_json(into)


if __name__ == "__main__":
    main(*sys.argv[1:4], int(sys.argv[4]))
