"""A real LiteLLM proxy before the played upstream, with attuned as its guardrail by litellm_guardrail.yaml alone.

litellm_guardrail.py FOLDER    what the servers said goes to FOLDER; ATTUNED names the binary
tests/clients/run litellm_guardrail    does it all: packages (0.8 GB), binary, servers
"""
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from proxy import MODES, free, proxy
from scenes import NAMED, turns
from upstream import Upstream

HERE = Path(__file__).parent
KEY = "sk-of-this-machine-only"
TALLY = {"passed": 0, "failed": 0}
# What people in danger are told. That it comes proves that attuned knew the conversation: the reply alone says nothing of it.
WORDS = "Please ring us on 555 0100, day or night."
MODES["guardrail"] = ["--on-held", "message", "--held-message", WORDS]


def main(folder):
    upstream = Upstream()
    upstream.start()
    with proxy(os.environ["ATTUNED"], upstream.address, "guardrail", f"{folder}/litellm_guardrail.attuned.log") as attuned:
        with litellm(upstream.address, attuned, f"{folder}/litellm_guardrail.litellm.log") as base:
            texts(base, attuned)
            danger(base)
            others(base, attuned)
    with litellm(upstream.address, f"http://127.0.0.1:{free()}", f"{folder}/litellm_guardrail.alone.log") as base:
        same("attuned is away", chat(base, "cancelled"), NAMED["cancelled"]["reply"])
    print(f"{TALLY['passed']} passed, {TALLY['failed']} failed")
    return 1 if TALLY["failed"] else 0


def texts(base, attuned):
    """Answers in chat, whole and streamed."""
    for scene in ["hours", "cancelled", "ceiling", "door"]:
        expected = revised(attuned, scene)
        assert (expected != NAMED[scene]["reply"]) == (scene != "hours"), f"scene {scene} is not what it was"
        same(f"chat, {scene}", chat(base, scene), expected)
        same(f"chat streamed, {scene}", chat(base, scene, stream=True), expected)


def danger(base):
    for more in [{}, {"stream": True}]:
        same("danger to someone", chat(base, "danger", **more), WORDS)


def others(base, attuned):
    """The other two ways of asking, which LiteLLM translates for this upstream."""
    expected = revised(attuned, "cancelled")
    said = turns("cancelled")
    answer = post(f"{base}/v1/messages", {"model": "played", "max_tokens": 300, "messages": said})
    same("messages", answer["content"][0]["text"], expected)
    answer = post(f"{base}/v1/responses", {"model": "played", "input": said[0]["content"]})
    same("responses", answer["output"][-1]["content"][0]["text"], expected)


def same(name, seen, expected):
    good = seen == expected
    TALLY["passed" if good else "failed"] += 1
    if not good:
        print(f"{name}: expected {expected!r}, saw {seen!r}")


def revised(attuned, scene):
    """What attuned makes of a scene's reply, asked directly."""
    return post(f"{attuned}/v1/revise", {"conversation": turns(scene), "draft": NAMED[scene]["reply"]})["text"]


def chat(base, scene, **more):
    asked = {"model": "played", "messages": turns(scene), **more}
    if not more.get("stream"):
        return post(f"{base}/v1/chat/completions", asked)["choices"][0]["message"]["content"]
    with sent(f"{base}/v1/chat/completions", asked) as answer:
        events = [line[6:] for line in answer.read().decode().splitlines() if line.startswith("data: {")]
    choices = [choice for event in events for choice in json.loads(event)["choices"]]
    return "".join(choice["delta"].get("content") or "" for choice in choices)


def post(address, body):
    with sent(address, body) as answer:
        return json.load(answer)


def sent(address, body):
    headers = {"content-type": "application/json", "authorization": f"Bearer {KEY}"}
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    try:
        return urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as error:
        sys.exit(f"{address}: {error.code} {error.read().decode()[:400]}")


@contextmanager
def litellm(upstream, attuned, log):
    """Starts LiteLLM's proxy, gives its address, and stops it."""
    port = free()
    command = [str(Path(sys.executable).parent / "litellm"), "--config", str(HERE / "litellm_guardrail.yaml"),
               "--host", "127.0.0.1", "--port", str(port)]
    # Prices come from the package: nothing is fetched.
    more = {"PLAYED_BASE": f"{upstream}/v1", "ATTUNED_BASE": attuned, "LITELLM_MASTER_KEY": KEY,
            "LITELLM_LOCAL_MODEL_COST_MAP": "True", "NO_PROXY": "127.0.0.1"}
    with open(log, "w", encoding="utf-8") as said:
        running = subprocess.Popen(command, env={**os.environ, **more}, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        try:
            waited(running, f"http://127.0.0.1:{port}", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(timeout=40)


def waited(running, base, log):
    """Waits until it answers; its first start takes a minute and more on a busy machine."""
    for _ in range(600):
        if running.poll() is not None:
            sys.exit(f"litellm ended with {running.returncode}; what it said is in {log}")
        try:
            urllib.request.urlopen(f"{base}/health/liveliness", timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    sys.exit(f"litellm did not answer within five minutes; what it said is in {log}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
