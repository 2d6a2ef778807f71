"""A Python tool over drafts: `lint.py vader|proselint FILE PASSES` prints what `run` reads."""

import json
import sys
import time


def vader():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer().polarity_scores


def proselint():
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)
    return lambda draft: LintFile("draft", draft).lint()


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    name, path, passes = sys.argv[1:]
    drafts = [json.loads(line)["draft"] for line in open(path, encoding="utf-8")]
    made = []
    load = seconds(lambda: made.append({"vader": vader, "proselint": proselint}[name]()))
    read = made[0]
    load += seconds(lambda: read(drafts[0]))
    print("bytes", sum(len(draft.encode()) for draft in drafts))
    print("load", load)
    work = lambda: [read(draft) for draft in drafts]
    work()
    for _ in range(int(passes)):
        print("pass", seconds(work), flush=True)


main()
