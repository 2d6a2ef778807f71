"""The calls of a client, and what each saw, printed as a JSON list. Every with_*.py is a list of calls over this."""
import asyncio
import inspect
import json
import sys
from functools import partial

CALLS = []
KEY = "sk-played-0123456789"
HIDDEN = {"date", "connection", "keep-alive"}


def call(*scenes, stream=False, **more):
    """Registers a call, once for each scene."""

    def keep(function):
        for scene in scenes or (None,):
            given = {**more, **({"scene": scene} if scene else {})}
            name = " ".join([function.__name__.replace("_", " "), *map(str, given.values())])
            CALLS.append((name, stream, partial(function, **given)))
        return function

    return keep


def headers(response):
    """The headers of an answer, all values of a name, without those of the connection."""
    return sorted([name, value] for name, value in pairs(response.headers) if name not in HIDDEN)


def pairs(headers):
    found = headers.multi_items() if hasattr(headers, "multi_items") else headers.items()
    return [(name.lower(), value) for name, value in found]


def plain(value):
    """What a client gave, as JSON."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", warnings=False)
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else repr(value)


def failed(error):
    """What a client made of an error."""
    response = getattr(error, "response", None)
    return {"failed": type(error).__name__, "words": str(error), "status": getattr(error, "status_code", None),
            "body": plain(getattr(error, "body", None)), "headers": headers(response) if response is not None else None}


async def saw(function, client, later):
    """Calls, waiting where the call is of an async client."""
    try:
        if inspect.iscoroutinefunction(function.func):
            return plain(await function(later))
        return plain(await asyncio.to_thread(function, client))
    except Exception as error:  # an error is something that a client saw
        return failed(error)


async def run(client, later):
    """Runs all calls; those of async clients get `later`."""
    seen = []
    for name, stream, function in CALLS:
        seen.append({"call": name, "stream": stream, "saw": await saw(function, client, later)})
    json.dump(seen, sys.stdout, ensure_ascii=False)
    print()
