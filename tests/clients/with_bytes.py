"""No client but the wire: every byte of every answer, which the packages hide behind their types.

with_bytes.py BASE_URL    such as http://127.0.0.1:8080
"""
import asyncio
import http.client
import json
import sys
from urllib.parse import urlsplit

from calls import HIDDEN, KEY, call, run
from scenes import NAMED, RULES, turns

SCENES = [name for name in NAMED if name != "form"]
# Streams in which a text changes are compared event by event with the packages.
STILL = [name for name in SCENES if NAMED[name]["verdict"] != "revised"]
REVISED = [name for name in SCENES if name not in STILL]
TOOL = {"type": "object", "properties": {"parcel": {"type": "string"}}}
SYSTEM = [{"role": "system", "content": RULES}]


def chat(scene, **more):
    tools = [{"type": "function", "function": {"name": "track", "parameters": TOOL}}]
    return "/v1/chat/completions", {"model": "played-1", "messages": [*SYSTEM, *turns(scene)], "tools": tools, **more}


def responses(scene, **more):
    tools = [{"type": "function", "name": "track", "parameters": TOOL}]
    return "/v1/responses", {"model": "played-1", "input": [*SYSTEM, *turns(scene)], "tools": tools, **more}


def messages(scene, **more):
    tools = [{"name": "track", "input_schema": TOOL}]
    return "/v1/messages?beta=true", {"model": "played-1", "max_tokens": 9, "messages": turns(scene), "tools": tools, **more}


def posted(base, path, body):
    """The status, the headers and the bytes of an answer; the request has fields and spaces that nobody sends."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    sent = json.dumps({**body, "x_unknown": {"b": 1.0, "a": [None, 1e2]}}, indent=1).replace("100.0", "1E+2").encode()
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/json; charset=utf-8", "x-mine": "kept"}
    connection.request("POST", path, sent, headers)
    response = connection.getresponse()
    read = response.read()
    named = sorted([name.lower(), value] for name, value in response.getheaders() if name.lower() not in HIDDEN)
    connection.close()
    return response.status, named, read.decode()


def whole(base, asked):
    status, headers, read = posted(base, *asked)
    return {"status": status, "headers": headers, "answer": {"raw": read}}


def streamed(base, asked):
    status, headers, read = posted(base, *asked)
    frames = read.split("\n\n")
    comments = [frame for frame in frames if frame.startswith(":")]
    return {"status": status, "headers": headers, "comments": comments,
            "raw": "\n\n".join(frame for frame in frames if not frame.startswith(":"))}


@call(*SCENES)
def chat_bytes(base, scene):
    return whole(base, chat(scene))


@call(*SCENES)
def responses_bytes(base, scene):
    return whole(base, responses(scene))


@call(*SCENES)
def messages_bytes(base, scene):
    return whole(base, messages(scene))


@call(*STILL, stream=True)
def chat_streamed_bytes(base, scene):
    return streamed(base, chat(scene, stream=True))


@call(*STILL, stream=True)
def responses_streamed_bytes(base, scene):
    return streamed(base, responses(scene, stream=True))


@call(*STILL, stream=True)
def messages_streamed_bytes(base, scene):
    return streamed(base, messages(scene, stream=True))


def ending(base, asked):
    """The comments of a stream alone: its texts change, which the packages look at."""
    seen = streamed(base, asked)
    return {name: seen[name] for name in ("status", "headers", "comments")}


@call(*REVISED, stream=True)
def chat_streamed_comments(base, scene):
    return ending(base, chat(scene, stream=True))


@call(*REVISED, stream=True)
def responses_streamed_comments(base, scene):
    return ending(base, responses(scene, stream=True))


@call(*REVISED, stream=True)
def messages_streamed_comments(base, scene):
    return ending(base, messages(scene, stream=True))


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], None))
