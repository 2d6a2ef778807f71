"""The package anthropic: messages, plain, streamed, with tools and thinking, structured; sync and async.

with_anthropic.py BASE_URL    such as http://127.0.0.1:8080
"""
import asyncio
import sys

import anthropic
from pydantic import BaseModel

from calls import KEY, call, headers, run
from scenes import RULES, turns

PROSE = ("hours", "parts", "cancelled", "ceiling", "door", "danger")
OTHER = ("refused", "cited")
TRACK = {"type": "object", "properties": {"parcel": {"type": "string"}, "note": {"type": "string"}}, "required": ["parcel"]}
TOOL = {"name": "track", "description": "Where a parcel is.", "input_schema": TRACK}
THINKS = {"thinking": {"type": "enabled", "budget_tokens": 1024}}


class Ticket(BaseModel):
    summary: str
    days: int
    urgent: bool


def asked(scene, **more):
    return {"model": "played-1", "max_tokens": 2048, "system": RULES, "messages": turns(scene), **more}


def told(response):
    return {"headers": headers(response), "answer": response.parse()}


@call(*PROSE, *OTHER)
def messages_whole(client, scene):
    return told(client.messages.with_raw_response.create(**asked(scene)))


@call("hours", "cancelled")
def messages_thought(client, scene):
    return client.messages.create(**asked(scene, **THINKS))


@call("hours", "cancelled")
def messages_of_parts(client, scene):
    parts = [{"type": "text", "text": turns(scene)[-1]["content"], "cache_control": {"type": "ephemeral"}}]
    return client.messages.create(**asked(scene) | {"messages": [{"role": "user", "content": parts}]})


@call("hours", "cancelled")
def messages_beta(client, scene):
    return client.beta.messages.create(**asked(scene, betas=["context-1m-2025-08-07"]))


@call(*PROSE, *OTHER, stream=True)
def messages_streamed(client, scene):
    return {"events": list(client.messages.create(**asked(scene, stream=True)))}


@call("hours", "cancelled", stream=True)
def messages_streamed_thought(client, scene):
    return {"events": list(client.messages.create(**asked(scene, stream=True, **THINKS)))}


@call("hours", "cancelled", stream=True)
def messages_streamed_headers(client, scene):
    response = client.messages.with_raw_response.create(**asked(scene, stream=True))
    return {"headers": headers(response), "events": list(response.parse())}


@call(*PROSE, stream=True)
def messages_text_stream(client, scene):
    with client.messages.stream(**asked(scene)) as stream:
        return {"text": "".join(stream.text_stream), "answer": stream.get_final_message()}


@call(*PROSE, *OTHER, stream=True)
def messages_accumulated(client, scene):
    with client.messages.stream(**asked(scene)) as stream:
        kinds = [event.type for event in stream]
        return {"kinds": kinds, "answer": stream.get_final_message()}


@call("parcels", "bare_call")
def messages_tools(client, scene):
    return client.messages.create(**asked(scene, tools=[TOOL]))


@call("parcels", "bare_call", stream=True)
def messages_tools_streamed(client, scene):
    return {"events": list(client.messages.create(**asked(scene, tools=[TOOL], stream=True)))}


@call("parcels", "bare_call", stream=True)
def messages_tools_accumulated(client, scene):
    with client.messages.stream(**asked(scene, tools=[TOOL])) as stream:
        return {"answer": stream.get_final_message()}


def returned(client, scene):
    """The conversation once the tools have answered."""
    calls = [one for one in client.messages.create(**asked(scene, tools=[TOOL])).content if one.type == "tool_use"]
    results = [{"type": "tool_result", "tool_use_id": one.id, "content": "in Derby"} for one in calls]
    more = [{"role": "assistant", "content": [one.to_dict() for one in calls]}, {"role": "user", "content": results}]
    return asked(scene, tools=[TOOL]) | {"messages": [*turns(scene), *more]}


@call("parcels")
def messages_tools_returned(client, scene):
    return client.messages.create(**returned(client, scene))


@call("parcels", stream=True)
def messages_tools_returned_streamed(client, scene):
    return {"events": list(client.messages.create(**returned(client, scene), stream=True))}


@call("form")
def messages_parsed(client, scene):
    return client.messages.parse(**asked(scene, output_format=Ticket))


@call("form", stream=True)
def messages_parsed_streamed(client, scene):
    with client.messages.stream(**asked(scene, output_format=Ticket)) as stream:
        return {"kinds": [event.type for event in stream], "answer": stream.get_final_message()}


@call(*PROSE)
async def messages_whole_async(client, scene):
    return await client.messages.create(**asked(scene))


@call(*PROSE, stream=True)
async def messages_streamed_async(client, scene):
    return {"events": [event async for event in await client.messages.create(**asked(scene, stream=True))]}


@call(*PROSE, stream=True)
async def messages_text_stream_async(client, scene):
    async with client.messages.stream(**asked(scene)) as stream:
        text = "".join([piece async for piece in stream.text_stream])
        return {"text": text, "answer": await stream.get_final_message()}


@call()
async def many_at_once(client):
    """Sixteen requests side by side, each with its own answer."""
    scenes = list(PROSE) * 3
    return await asyncio.gather(*(client.messages.create(**asked(scene)) for scene in scenes[:16]))


def messages_error(client, model):
    return client.with_options(max_retries=0).messages.create(**asked("cancelled") | {"model": model})


def messages_error_streamed(client, model):
    return list(client.with_options(max_retries=0).messages.create(**asked("cancelled", stream=True) | {"model": model}))


for status in (400, 401, 404, 429, 500, 502, 529):
    call(model=f"fails-{status}")(messages_error)
    call(model=f"fails-{status}")(messages_error_streamed)


@call("cancelled", "hours")
def messages_retried(client, scene):
    """429 with Retry-After, then an answer."""
    return told(client.messages.with_raw_response.create(**asked(scene) | {"model": "busy-once"}))


@call("cancelled", "hours", stream=True, model="breaks-off")
@call("cancelled", "hours", stream=True, model="cut-off")
def messages_streamed_until(client, scene, model):
    """The events of a stream that does not end well, and how it ends."""
    events = []
    try:
        for event in client.messages.create(**asked(scene, stream=True) | {"model": model}):
            events.append(event)
    except Exception as error:
        return {"events": events, "ended": type(error).__name__, "words": str(error)}
    return {"events": events, "ended": "as if it were whole"}


@call("hours")
def tokens_counted(client, scene):
    return client.messages.count_tokens(model="played-1", system=RULES, messages=turns(scene))


@call()
def models(client):
    return told(client.models.with_raw_response.list())


if __name__ == "__main__":
    base = sys.argv[1]
    asyncio.run(run(anthropic.Anthropic(base_url=base, api_key=KEY), anthropic.AsyncAnthropic(base_url=base, api_key=KEY)))
