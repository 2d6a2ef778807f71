"""What `attuned lint` writes for other programs: SARIF under its published schema and GitHub's limits, reviewdog's lines under
theirs, JUnit, GitLab's report and annotations; all must say the same of the same replies, and their places must be right."""

import json
import re
from copy import deepcopy
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from tally import FILES, close, held

from jsonschema import Draft7Validator, FormatChecker

HERE = Path(__file__).resolve().parent / "schemas"
ROOT = FILES / "lint" / "repository"


def text(name):
    return (FILES / "lint" / name).read_text(encoding="utf-8")


def source(uri):
    """A file as lines, whatever their ends."""
    return (ROOT / unquote(uri)).read_bytes().decode("utf-8-sig").split("\n")


def cut(lines, region):
    """What stands in a region of SARIF, counted in letters."""
    first, last = region["startLine"] - 1, region["endLine"] - 1
    part = lines[first:last + 1]
    part[-1] = part[-1][:region["endColumn"] - 1]
    part[0] = part[0][region["startColumn"] - 1:]
    return "\n".join(part)


schema = Draft7Validator(json.loads((HERE / "sarif-2.1.0.json").read_text(encoding="utf-8")), format_checker=FormatChecker())


def github(log):
    """What GitHub refuses or cuts, of its page "SARIF support for code scanning" and of the issues that others met."""
    wrong = []
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        wrong += ["results"] if len(run["results"]) > 25_000 else []
        wrong += ["runs"] if len(log["runs"]) > 20 else []
        for rule in rules:
            wrong += ["rule"] if len(rule["id"]) > 255 or len(rule["name"]) > 255 else []
            wrong += ["rule text"] if len(rule["shortDescription"]["text"]) > 1024 or len(rule["fullDescription"]["text"]) > 1024 else []
            wrong += ["help"] if not rule["help"]["text"] else []
            wrong += ["tags"] if len(rule["properties"]["tags"]) > 10 else []
        for result in run["results"]:
            place = result["locations"][0]["physicalLocation"]
            uri, region = place["artifactLocation"]["uri"], place["region"]
            wrong += ["uri"] if re.match(r"[a-z]+:|/|\.\.", uri) else []
            wrong += ["lines"] if min(region.values(), key=lambda v: v if isinstance(v, int) else 9) in (0, -1) else []
            wrong += ["rule index"] if rules[result["ruleIndex"]]["id"] != result["ruleId"] else []
            wrong += ["fingerprint"] if not result["partialFingerprints"].get("primaryLocationLineHash") else []
            wrong += ["fixes"] if any(not fix.get("artifactChanges") for fix in result.get("fixes", [])) else []
    return wrong


def broken(log, change):
    """The same with something wrong in it."""
    log = deepcopy(log)
    change(log["runs"][0])
    return log


log = json.loads(text("all.sarif"))
errors = list(schema.iter_errors(log))
held("SARIF keeps its schema", not errors, "; ".join(f"{error.json_path} {error.validator}" for error in errors[:3]))
held("SARIF keeps GitHub's limits", not github(log), str(github(log)[:3]))
everything = json.loads(text("verbose.sarif"))
errors = list(schema.iter_errors(everything))
held("with -v, SARIF keeps its schema", not errors, "; ".join(f"{error.json_path} {error.validator}" for error in errors[:3]))
left_out = [result for result in everything["runs"][0]["results"] if result.get("suppressions")]
held("only with -v it holds what is suppressed, with the reason", left_out and all(one["suppressions"][0]["justification"] for one in left_out)
     and not any(result.get("suppressions") for result in log["runs"][0]["results"]))
states = {result["baselineState"] for result in json.loads(text("baseline.sarif"))["runs"][0]["results"]}
held("beside a baseline, SARIF says what is new", states == {"new", "unchanged"}, str(states))

results = log["runs"][0]["results"]
hashes = [(one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], one["partialFingerprints"]["primaryLocationLineHash"]) for one in results]
held("no two results are the same to GitHub, on a single line neither", len(set(hashes)) == len(hashes))
wrong = []
for result in results:
    place = result["locations"][0]["physicalLocation"]
    if cut(source(place["artifactLocation"]["uri"]), place["region"]) != place["region"]["snippet"]["text"]:
        wrong.append(place["region"])
held(f"{len(results)} regions cut what they say", not wrong, str(wrong[:2]))
fixes = [(result, fix) for result in results for fix in result.get("fixes", [])]
held("there are fixes", len(fixes) > 2, str(len(fixes)))
deleted = [(change["artifactLocation"]["uri"], one["deletedRegion"]) for _, fix in fixes for change in fix["artifactChanges"] for one in change["replacements"]]
held("each deletes something of its file", all(cut(source(uri), region) is not None for uri, region in deleted))

for what, change in {
    "a line 0": lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
    "a fix without changes": lambda run: fixes[0] and next(r for r in run["results"] if r.get("fixes"))["fixes"][0].pop("artifactChanges"),
    "a level of its own": lambda run: run["results"][0].update(level="clear"),
}.items():
    held(f"the schema refuses {what}", not schema.is_valid(broken(log, change)))
for what, change in {
    "an absolute address": lambda run: run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].update(uri="file:///x"),
    "no fingerprint": lambda run: run["results"][0]["partialFingerprints"].pop("primaryLocationLineHash"),
}.items():
    held(f"GitHub's limits refuse {what}", bool(github(broken(log, change))))

report = json.loads(text("all.json"))
findings = [one for one in report["findings"] if one["status"] == "new"]
key = lambda path, rule, line: (path, rule, line)
of_json = sorted(key(one["path"], one["rule"], one["place"]["line"]) for one in findings)
of_sarif = sorted(key(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r["ruleId"], r["locations"][0]["physicalLocation"]["region"]["startLine"]) for r in results)
held(f"SARIF says what JSON says, {len(of_json)} times", of_json == of_sarif)
held("the summary counts them", report["summary"]["findings"] == len(findings) and report["summary"]["fixable"] == sum(bool(one["fix"]) for one in findings))

rdf = [json.loads(line) for line in text("all.rdjsonl").splitlines()]
reviewdog = Draft7Validator(json.loads((HERE / "rdjsonl.json").read_text(encoding="utf-8")))
errors = [error for row in rdf for error in reviewdog.iter_errors(row)]
held("reviewdog's lines keep its form", rdf and not errors, "; ".join(f"{error.json_path} {error.message}" for error in errors[:3]))
held("reviewdog's lines say what JSON says", sorted(key(r["location"]["path"], r["code"]["value"], r["location"]["range"]["start"]["line"]) for r in rdf) == of_json)
held("another form is refused", not reviewdog.is_valid({"message": "x", "location": {"path": "x", "range": {"start": {"line": 0, "column": 1}}}}))


def taken(row):
    """The file with a suggestion taken, by reviewdog's count: columns are bytes."""
    lines = [line.encode() for line in source(row["location"]["path"])]
    suggestion = row["suggestions"][0]
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    head, tail = lines[start["line"] - 1][:start["column"] - 1], lines[end["line"] - 1][end["column"] - 1:]
    lines[start["line"] - 1:end["line"]] = [head + suggestion["text"].encode() + tail]
    return b"\n".join(lines).decode()


def changed(fix, path):
    """The file with the edits of JSON made: bytes of its text."""
    data = "\n".join(source(path)).encode()
    for edit in sorted(fix["edits"], key=lambda edit: -edit["place"]["span"]["start"]):
        span = edit["place"]["span"]
        data = data[:span["start"]] + edit["text"].encode() + data[span["end"]:]
    return data.decode()


pairs = [(row, one) for row, one in zip(rdf, findings) if row["suggestions"]]
held(f"{len(pairs)} suggestions for reviewdog make the edits of JSON", pairs and all(taken(row) == changed(one["fix"], one["path"]) for row, one in pairs))
for _, one in pairs:
    if one["path"].endswith(".json"):
        json.loads(changed(one["fix"], one["path"]))

suites = ElementTree.fromstring(text("all.xml").encode())
cases = suites.findall(".//testcase")
failing = {(one["path"], one["reply"]) for one in findings if one["severity"] >= 2}
held("JUnit has a case for each reply, failed where something clear was found", len(cases) == report["summary"]["replies"]
     and len(suites.findall(".//failure")) == len(failing) == int(suites.get("failures")))

gitlab = json.loads(text("all.gitlab.json"))
prints = [one["fingerprint"] for one in gitlab]
fields = all(one["description"] and one["check_name"] and one["location"]["path"] and one["location"]["lines"]["begin"] > 0
             and one["severity"] in {"info", "minor", "major", "critical", "blocker"} for one in gitlab)
held("GitLab's report has its fields, and no fingerprint twice", fields and len(set(prints)) == len(prints) == len(findings))
close()
