"""Runs each client directly against the played upstream and through `attuned serve`, and says what should not differ.

compare.py ATTUNED FOLDER MODES CLIENT...    MODES: all, or some with commas between: gate,buffer,pass,held,shadow,model
CLIENT: openai anthropic langchain litellm node-openai node-anthropic bytes
FOLDER holds the environments that `run` makes, and takes what the clients saw and said.
"""
import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import controls
from calls import KEY
from differences import Meant, differences
from proxy import HELD, MODES, proxy
from reviser import COSTS, Reviser
from scenes import NAMED, SCENES
from upstream import Upstream

HERE = Path(__file__).parent
# How each client is started, and what it wants behind the address.
CLIENTS = {
    "bytes": (sys.executable, "with_bytes.py", ""),
    "openai": ("venv/light/bin/python", "with_openai.py", "/v1"),
    "anthropic": ("venv/light/bin/python", "with_anthropic.py", ""),
    "langchain": ("venv/langchain/bin/python", "with_langchain.py", ""),
    "litellm": ("venv/litellm/bin/python", "with_litellm.py", ""),
    "node-openai": ("node", "with_openai.mjs", "/v1"),
    "node-anthropic": ("node", "with_anthropic.mjs", ""),
}
# Clients that show token counts as they came, and whose streams are compared event by event.
COUNT = ("openai", "anthropic", "node-openai", "node-anthropic")
# Headers of a request that belong to one connection, or that the proxy sets because it must read the answer.
FREE = {"host", "connection", "accept-encoding", "content-length", "transfer-encoding"}
FORMS = ("POST /v1/files",)


def main(attuned, folder, modes, names):
    modes = list(MODES) if modes == "all" else modes.split(",")
    tally = Counter(passed=len(controls.CONTROLS) - len(controls.failed()), failed=len(controls.failed()))
    for name in controls.failed():
        print(f"control not as it should be: {name}")
    revisions = revised(attuned)
    for name in names:
        tally += client(attuned, Path(folder), name, modes, revisions)
    print(f"{tally['passed']} passed, {tally['failed']} failed")
    return 1 if tally["failed"] else 0


def revised(attuned):
    """What the built-in reviser makes of the replies that may be revised; the command says it, not the proxy."""
    asked = [{"id": text, "conversation": [*scene.get("before", []), {"role": "user", "content": scene["says"]}], "draft": text}
             for scene in SCENES if scene["verdict"] in ("clean", "revised", "held")
             for text in (scene.get(one) for one in ("reply", "other", "after")) if text]
    lines = "\n".join(map(json.dumps, asked))
    command = [attuned, "revise", "--isolated", "--engine", "builtin", "--effort", "low", "--format", "jsonl", "-q", "-"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    outcomes = {one["id"]: one for one in map(json.loads, done.splitlines())}
    for scene in SCENES:
        verdict = outcomes.get(scene.get("reply"), {}).get("verdict", scene["verdict"])
        assert verdict == scene["verdict"], f"scene {scene['name']}: {verdict}, and scenes.json says {scene['verdict']}"
    return {text: one["text"] for text, one in outcomes.items() if one["text"] != text}


def client(attuned, folder, name, modes, revisions):
    """Runs a client directly and in these modes."""
    tally = Counter()
    reviser = Reviser(revisions)
    with upstream() as played:
        direct, asked = ran(folder, name, "direct", played.address), played.forget()
        for mode in (mode for mode in modes if name in COUNT or mode not in ("model", "held")):
            log = folder / f"{name}-{mode}-proxy.log"
            with proxy(attuned, played.address, mode, log, reviser.address) as address:
                seen = ran(folder, name, mode, address)
            tally += told(name, mode, direct, seen, [*requests(asked, played.forget()), *kept(mode, log)], revisions)
    return tally


@contextmanager
def upstream():
    played = Upstream()
    played.start()
    try:
        yield played
    finally:
        played.shutdown()
        played.server_close()


def ran(folder, name, mode, address):
    """What a client saw at an address."""
    program, script, path = CLIENTS[name]
    folder = folder.resolve()
    program = str(folder / program) if program.startswith("venv/") else program
    place = folder / "node" if program == "node" else HERE
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TMPDIR") if key in os.environ}
    said = folder / f"{name}-{mode}.log"
    with open(said, "w", encoding="utf-8") as log:
        done = subprocess.run([program, str(place / script), address + path], stdout=subprocess.PIPE, stderr=log, cwd=place,
                              env=kept | {"PYTHONDONTWRITEBYTECODE": "1", "NO_PROXY": "*"}, timeout=300)
    (folder / f"{name}-{mode}.json").write_bytes(done.stdout)
    if done.returncode:
        sys.exit(f"{name} {mode}: the client broke off; what it said is in {said}")
    return json.loads(done.stdout)


def told(name, mode, direct, seen, beside, revisions):
    """Prints what should not differ, and counts the calls; what is wrong beside them counts as one more."""
    wrong = {one["call"]: list(differences(one["saw"], other["saw"], meant(one, mode, revisions)))
             for one, other in zip(direct, seen, strict=True)}
    wrong["beside the calls"] = beside
    for call, sentences in wrong.items():
        for sentence in sentences[:4]:
            print(f"{name} {mode}, {call}: {sentence}")
        if len(sentences) > 4:
            print(f"{name} {mode}, {call}: and {len(sentences) - 4} more")
    failed = sum(map(bool, wrong.values()))
    print(f"{name} {mode}: {len(wrong) - failed} of {len(wrong)} as meant")
    return Counter(passed=len(wrong) - failed, failed=failed)


def meant(call, mode, revisions):
    scene = NAMED.get(call["call"].split()[-1], {})
    untouched = mode == "shadow" or mode == "pass" and call["stream"]
    verdict = scene.get("verdict") if not untouched and scene.get("verdict") != "none" else None
    if mode == "held":
        revisions = revisions | {scene[one]: HELD for scene in SCENES if scene["verdict"] == "held" for one in ("reply", "other")}
    return Meant({} if untouched else revisions, verdict, COSTS if mode == "model" else None)


def kept(mode, log):
    """What the proxy wrote beside the traffic: no words of it and no key in the log, outcomes in shadow mode."""
    said = log.read_text(encoding="utf-8")
    secrets = [KEY, *(scene[one][:30] for scene in SCENES for one in ("says", "reply", "other", "after") if one in scene)]
    yield from (f"the log holds {secret!r}" for secret in secrets if secret in said)
    outcomes = Path(f"{log}.jsonl")
    if mode == "shadow" and '"verdict":"revised"' not in outcomes.read_text(encoding="utf-8"):
        yield f"no outcome is in {outcomes}"
    outcomes.unlink(missing_ok=True)


def requests(asked, forwarded):
    """What the upstream was asked otherwise, or more or less often, than it was asked directly."""
    asked, forwarded = Counter(map(request, asked)), Counter(map(request, forwarded))
    lost, come = list((asked - forwarded).elements()), list((forwarded - asked).elements())
    for line, headers, body in lost:
        twin = next((one for one in come if (one[0], one[2]) == (line, body)), None)
        if twin:
            come.remove(twin)
            yield f"{line}: without {sorted(headers - twin[1])}, with {sorted(twin[1] - headers)}"
        else:
            yield f"{line} did not come, with {body[:200]!r}"
    for line, _, body in come:
        yield f"{line} came, with {body[:200]!r}"


def request(seen):
    """A request, comparable; the boundary of a form is another each time."""
    form = seen["line"] in FORMS
    free = FREE | ({"content-type"} if form else set())
    # No `accept` says what `*/*` says (RFC 9110, 12.5.1); reqwest writes it out.
    given = {"accept": "*/*", **dict(seen["headers"])}
    headers = frozenset(f"{name}: {value}" for name, value in given.items() if name not in free)
    return seen["line"], headers, str(len(seen["body"])) if form else seen["body"]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4], sys.argv[4:]))
