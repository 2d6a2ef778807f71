"""litellm as a library: completion, acompletion, streams, responses, and Anthropic's messages, all at our address.

with_litellm.py BASE_URL    such as http://127.0.0.1:8080
"""
import asyncio
import os
import sys

# Its table of prices comes with the package; nothing is fetched.
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

import litellm

from calls import KEY, call, run
from scenes import RULES, turns

litellm.suppress_debug_info = True
litellm.telemetry = False

PROSE = ("hours", "parts", "cancelled", "ceiling", "door", "danger")
OTHER = ("refused", "cited")
TRACK = {"type": "object", "properties": {"parcel": {"type": "string"}, "note": {"type": "string"}}, "required": ["parcel"]}
TOOL = {"type": "function", "function": {"name": "track", "description": "Where a parcel is.", "parameters": TRACK}}
FLAT = {"type": "function", "name": "track", "parameters": TRACK}
TICKET = {"type": "json_schema", "json_schema": {"name": "ticket", "strict": True, "schema": {
    "type": "object", "properties": {"summary": {"type": "string"}, "days": {"type": "integer"}, "urgent": {"type": "boolean"}},
    "required": ["summary", "days", "urgent"], "additionalProperties": False}}}


def asked(base, scene, provider, **more):
    """An OpenAI-compatible server, or Anthropic's, is a name before the model."""
    messages = [{"role": "system", "content": RULES}, *turns(scene)]
    base = base + "/v1" if provider == "openai" else base
    return {"model": f"{provider}/played-1", "api_base": base, "api_key": KEY, "messages": messages, "max_retries": 0,
            "num_retries": 0, **more}


def named(answer):
    """An answer without what is another each time: times and names that litellm makes up."""
    seen = answer.model_dump(mode="json", warnings=False)
    for name in ("created", "id") if seen.get("object", "").startswith("chat.completion") else ():
        seen.pop(name, None)
    return seen


def flow(chunks):
    """A stream as litellm gives it: what each choice says, and what it says of tools."""
    seen = [named(chunk) for chunk in chunks]
    choices = [choice for one in seen for choice in one["choices"]]
    return {"parts": [one["delta"].get("content") or "" for one in choices],
            "calls": calls(choices),
            "ends": [one["finish_reason"] for one in choices if one["finish_reason"]],
            "usage": next((one["usage"] for one in seen if one.get("usage")), None),
            "models": sorted({one["model"] for one in seen})}


def calls(choices):
    """The calls of tools in a stream, put together."""
    made = {}
    for one in choices:
        for piece in one["delta"].get("tool_calls") or []:
            name, given = made.get(piece["index"], ("", ""))
            made[piece["index"]] = (name + (piece["function"]["name"] or ""), given + (piece["function"]["arguments"] or ""))
    return sorted(made.items())


def each(*scenes, stream=False):
    """Registers a call for both kinds of server."""

    def keep(function):
        for provider in ("openai", "anthropic"):
            call(*scenes, stream=stream, provider=provider)(function)
        return function

    return keep


@each(*PROSE, "refused")
def completion(base, provider, scene):
    return named(litellm.completion(**asked(base, scene, provider)))


@each(*PROSE, "refused", stream=True)
def completion_streamed(base, provider, scene):
    return flow(litellm.completion(**asked(base, scene, provider, stream=True, stream_options={"include_usage": True})))


@each("parcels", "bare_call")
def tools(base, provider, scene):
    return named(litellm.completion(**asked(base, scene, provider, tools=[TOOL])))


@each("parcels", "bare_call", stream=True)
def tools_streamed(base, provider, scene):
    return flow(litellm.completion(**asked(base, scene, provider, tools=[TOOL], stream=True)))


@each("form")
def structured(base, provider, scene):
    return named(litellm.completion(**asked(base, scene, provider, response_format=TICKET)))


@each(*PROSE)
async def acompletion(base, provider, scene):
    return named(await litellm.acompletion(**asked(base, scene, provider)))


@each(*PROSE, stream=True)
async def acompletion_streamed(base, provider, scene):
    return flow([chunk async for chunk in await litellm.acompletion(**asked(base, scene, provider, stream=True))])


@call("cancelled", "hours")
def several(base, scene):
    return named(litellm.completion(**asked(base, scene, "openai", n=2, logprobs=True)))


def given(base, scene, **more):
    return {"model": "openai/played-1", "api_base": base + "/v1", "api_key": KEY, "input": turns(scene), "instructions": RULES, **more}


@call(*PROSE, *OTHER)
def responses(base, scene):
    return plain(litellm.responses(**given(base, scene)))


@call(*PROSE, stream=True)
def responses_streamed(base, scene):
    events = flown(base, scene, "gpt-4o")
    return {"kinds": [one["type"] for one in events], "parts": parts(events), "output": events[-1]["response"]["output"]}


@call(*PROSE)
def responses_as_if_streamed(base, scene):
    """litellm asks models that it does not know for the whole, and cuts it itself."""
    events = flown(base, scene, "played-1")
    return {"parts": parts(events), "output": events[-1]["response"]["output"]}


def flown(base, scene, model):
    return [plain(event) for event in litellm.responses(**given(base, scene, stream=True) | {"model": f"openai/{model}"})]


def parts(events):
    return [one["delta"] for one in events if one["type"].endswith("text.delta")]


@call("parcels")
def responses_tools(base, scene):
    return plain(litellm.responses(**given(base, scene, tools=[FLAT])))


def plain(answer):
    """litellm wraps the name of an answer in its own, which holds a name of the run."""
    seen = answer.model_dump(mode="json", warnings=False)
    for one in (seen, seen.get("response") or {}):
        one.pop("id", None)
    return seen


@each()
def failing(base, provider):
    return [failed(base, provider, status) for status in (400, 401, 404, 429, 500)]


def failed(base, provider, status):
    try:
        return named(litellm.completion(**asked(base, "cancelled", provider) | {"model": f"{provider}/fails-{status}"}))
    except Exception as error:
        return {"failed": type(error).__name__, "status": getattr(error, "status_code", None), "words": str(error)}


if __name__ == "__main__":
    base = sys.argv[1]
    asyncio.run(run(base, base))
