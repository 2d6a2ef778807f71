#!/usr/bin/env python3
"""Revises a file of records with `attuned batch` on the blocks of Ray Data, in the order of the records.

ray_data.py IN OUT.jsonl [OPTION OF ATTUNED BATCH...]

IN is a file of JSON Lines or a folder of them; each file is read whole, by one task. Each block goes through one process
of the binary, by standard input and output, so every worker needs `attuned` on its path, or ATTUNED to name it; BLOCKS
is their number (16). With KEEP, a folder, paid answers stay there, and a block that is tried again does not pay again.
Needs ray[data]. Without a cluster Ray runs on this machine.
"""

import hashlib
import os
import subprocess
import sys

import pyarrow
import ray


class Revise:
    """A block of lines in, its outcomes out, one for one."""

    def __init__(self, binary, keep, options):
        self.command = [binary, "batch", "-", "-o", "-", "--isolated", "-q", *options]
        self.keep = keep

    def __call__(self, block):
        lines = block.column("text").to_pylist()
        text = "".join(line + "\n" for line in lines).encode()
        cache = ["--cache", os.path.join(self.keep, hashlib.sha256(text).hexdigest())] if self.keep else []
        done = subprocess.run([*self.command, *cache], input=text, stdout=subprocess.PIPE)
        outcomes = done.stdout.decode().split("\n")[:-1]
        # 2 with a line for each record means that some are error records, which are outcomes too.
        if done.returncode not in (0, 2) or len(outcomes) != len(lines):
            raise RuntimeError(f"attuned ended with {done.returncode} after {len(outcomes)} of {len(lines)} records")
        return pyarrow.table({"text": outcomes})


def lines(file):
    """The lines of a file; `read_text` would also cut where a text holds one of Unicode's other separators."""
    return [{"text": line} for line in file["bytes"].decode().split("\n") if line.strip()]


def main(source, target, *options):
    ray.init(include_dashboard=False, log_to_driver=False)
    # Blocks come out as they went in, whichever is done first.
    ray.data.DataContext.get_current().execution_options.preserve_order = True
    given = (os.environ.get("ATTUNED", "attuned"), os.environ.get("KEEP"), options)
    blocks = ray.data.read_binary_files(source).flat_map(lines).repartition(int(os.environ.get("BLOCKS", "16")))
    done = blocks.map_batches(Revise, fn_constructor_args=given, batch_format="pyarrow", batch_size=None,
                              compute=ray.data.ActorPoolStrategy(min_size=1, max_size=os.cpu_count()))
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        for row in done.iter_rows():
            file.write(row["text"] + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
