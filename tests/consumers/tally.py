"""Counts what held and what did not; a check that could not fail would prove nothing, so `refused` wants a failure."""

import json
import os
import sys
from pathlib import Path

# Nothing here may go to a hub: what is not on this disk is not there.
os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", TRANSFORMERS_OFFLINE="1", CUDA_VISIBLE_DEVICES="",
                  HF_HUB_DISABLE_TELEMETRY="1", TOKENIZERS_PARALLELISM="false")
FILES = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
counts = {"passed": 0, "failed": 0}


def held(what, true, why=""):
    """Notes whether something is so; `why` is said where it is not."""
    counts["passed" if true else "failed"] += 1
    print(f"  {'ok' if true else 'FAILED'}  {what}{'' if true or not why else f': {why}'}", flush=True)


def refused(what, attempt):
    """Notes that something wrong is refused with an error."""
    try:
        attempt()
    except Exception as error:  # each consumer refuses with errors of its own
        return held(f"refused: {what} ({type(error).__name__})", True)
    held(f"refused: {what}", False, "it was taken")


def path(kind, ending="jsonl"):
    """The file of a format; each has a folder of its own, with what `attuned pairs` writes beside it."""
    return FILES / kind / ending / f"pairs.{ending}"


def rows(kind):
    """The rows of a format's JSON Lines, as they stand on disk."""
    with open(path(kind), encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def close():
    """Says how many held and ends; an empty list of checks is a failure as well."""
    counts["failed"] += not counts["passed"]
    print(f"{counts['passed']} passed, {counts['failed']} failed", flush=True)
    sys.exit(counts["failed"] > 0)
