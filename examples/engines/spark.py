#!/usr/bin/env python3
"""Revises a file of records with `attuned batch` on the partitions of Spark, in the order of the records.

spark.py IN.jsonl OUT [OPTION OF ATTUNED BATCH...]

OUT is a folder, as Spark writes it: part-00000 and so on, in the order of the input. Each partition goes through one
process of the binary, by standard input and output, so every worker needs `attuned` on its path, or ATTUNED to name it;
BLOCKS is the least number of partitions (16). With KEEP, a folder, paid answers stay there, and a partition that is
tried again does not pay again. Needs pyspark and Java. Without `spark-submit --master ...` it runs on this machine.
"""

import hashlib
import os
import subprocess
import sys

from pyspark.sql import SparkSession


def revise(binary, keep, options):
    """A function from the lines of a partition to their outcomes, one for one."""

    def run(lines):
        lines = list(lines)
        if not lines:
            return []
        text = "".join(line + "\n" for line in lines).encode()
        cache = ["--cache", os.path.join(keep, hashlib.sha256(text).hexdigest())] if keep else []
        command = [binary, "batch", "-", "-o", "-", "--isolated", "-q", *cache, *options]
        done = subprocess.run(command, input=text, stdout=subprocess.PIPE)
        outcomes = done.stdout.decode().split("\n")[:-1]
        # 2 with a line for each record means that some are error records, which are outcomes too.
        if done.returncode not in (0, 2) or len(outcomes) != len(lines):
            raise RuntimeError(f"attuned ended with {done.returncode} after {len(outcomes)} of {len(lines)} records")
        return outcomes

    return run


def main(source, target, *options):
    spark = SparkSession.builder.appName("attuned").getOrCreate().sparkContext
    work = revise(os.environ.get("ATTUNED", "attuned"), os.environ.get("KEEP"), options)
    lines = spark.textFile(source, int(os.environ.get("BLOCKS", "16"))).filter(str.strip)
    # Written at once and looked at nowhere else: what sorts or counts first would revise twice, and pay twice.
    lines.mapPartitions(work).saveAsTextFile(target)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
