"""The package openai: chat and responses, plain, streamed, with tools, several choices, structured; sync and async.

with_openai.py BASE_URL    such as http://127.0.0.1:8080/v1
"""
import asyncio
import sys

import openai
from pydantic import BaseModel

from calls import KEY, call, headers, run
from scenes import RULES, turns

MODEL = "played-1"
PROSE = ("hours", "parts", "cancelled", "ceiling", "door", "danger")
OTHER = ("refused", "cited")
TRACK = {"type": "object", "properties": {"parcel": {"type": "string"}, "note": {"type": "string"}},
         "required": ["parcel", "note"], "additionalProperties": False}
TOOL = {"type": "function", "function": {"name": "track", "parameters": TRACK, "strict": True}}
FLAT = {"type": "function", "name": "track", "parameters": TRACK, "strict": True}


class Ticket(BaseModel):
    summary: str
    days: int
    urgent: bool


def chat(scene, **more):
    return {"model": MODEL, "messages": [{"role": "system", "content": RULES}, *turns(scene)], **more}


def asked(scene, **more):
    return {"model": MODEL, "instructions": RULES, "input": turns(scene), **more}


def told(response):
    return {"headers": headers(response), "answer": response.parse()}


@call(*PROSE, *OTHER)
def chat_whole(client, scene):
    return told(client.chat.completions.with_raw_response.create(**chat(scene)))


@call(*PROSE)
def chat_several(client, scene):
    return client.chat.completions.create(**chat(scene, n=2, logprobs=True, top_logprobs=1))


@call(*PROSE, *OTHER, stream=True)
def chat_streamed(client, scene):
    return {"events": list(client.chat.completions.create(**chat(scene, stream=True)))}


@call(*PROSE, stream=True)
def chat_streamed_several(client, scene):
    more = {"n": 2, "logprobs": True, "stream_options": {"include_usage": True}}
    return {"events": list(client.chat.completions.create(**chat(scene, stream=True, **more)))}


@call("cancelled", "hours", stream=True)
def chat_streamed_headers(client, scene):
    response = client.chat.completions.with_raw_response.create(**chat(scene, stream=True))
    return {"headers": headers(response), "events": list(response.parse())}


@call(*PROSE, *OTHER, stream=True)
def chat_accumulated(client, scene):
    with client.chat.completions.stream(**chat(scene)) as stream:
        kinds = [event.type for event in stream if event.type.endswith("done")]
        return {"kinds": kinds, "answer": stream.get_final_completion()}


@call("parcels", "bare_call")
def chat_tools(client, scene):
    return client.chat.completions.create(**chat(scene, tools=[TOOL], parallel_tool_calls=True))


@call("parcels", "bare_call", stream=True)
def chat_tools_streamed(client, scene):
    return {"events": list(client.chat.completions.create(**chat(scene, tools=[TOOL], stream=True)))}


@call("parcels", "bare_call", stream=True)
def chat_tools_accumulated(client, scene):
    with client.chat.completions.stream(**chat(scene, tools=[TOOL])) as stream:
        return {"answer": stream.get_final_completion()}


def returned(client, scene):
    """The conversation once the tools have answered."""
    first = client.chat.completions.create(**chat(scene, tools=[TOOL])).choices[0].message
    results = [{"role": "tool", "tool_call_id": one.id, "content": "in Derby"} for one in first.tool_calls]
    # What went out as text differs with and without revision; the model is shown none of it.
    asked = {"role": "assistant", "content": None, "tool_calls": [one.to_dict() for one in first.tool_calls]}
    return chat(scene, tools=[TOOL]) | {"messages": [*chat(scene)["messages"], asked, *results]}


@call("parcels")
def chat_tools_returned(client, scene):
    return client.chat.completions.create(**returned(client, scene))


@call("parcels", stream=True)
def chat_tools_returned_streamed(client, scene):
    return {"events": list(client.chat.completions.create(**returned(client, scene), stream=True))}


@call("form")
def chat_parsed(client, scene):
    return client.chat.completions.parse(**chat(scene, response_format=Ticket))


@call("form", stream=True)
def chat_parsed_streamed(client, scene):
    with client.chat.completions.stream(**chat(scene, response_format=Ticket)) as stream:
        return {"answer": stream.get_final_completion()}


@call(*PROSE, *OTHER)
def responses_whole(client, scene):
    return told(client.responses.with_raw_response.create(**asked(scene)))


@call("cancelled", "hours")
def responses_of_text(client, scene):
    return client.responses.create(**asked(scene) | {"input": turns(scene)[-1]["content"]})


@call("cancelled", "hours")
def responses_reasoned(client, scene):
    more = {"reasoning": {"summary": "auto"}, "include": ["message.output_text.logprobs"]}
    return client.responses.create(**asked(scene, **more))


@call(*PROSE, *OTHER, stream=True)
def responses_streamed(client, scene):
    more = {"reasoning": {"summary": "auto"}, "include": ["message.output_text.logprobs"]}
    return {"events": list(client.responses.create(**asked(scene, stream=True, **more)))}


@call(*PROSE, *OTHER, stream=True)
def responses_accumulated(client, scene):
    with client.responses.stream(**asked(scene)) as stream:
        kinds = [event.type for event in stream]
        answer = stream.get_final_response()
        return {"kinds": kinds, "answer": answer, "text": answer.output_text}


@call("parcels", "bare_call")
def responses_tools(client, scene):
    return client.responses.create(**asked(scene, tools=[FLAT]))


@call("parcels", "bare_call", stream=True)
def responses_tools_streamed(client, scene):
    return {"events": list(client.responses.create(**asked(scene, tools=[FLAT], stream=True)))}


@call("parcels")
def responses_tools_returned(client, scene):
    calls = [one for one in client.responses.create(**asked(scene, tools=[FLAT])).output if one.type == "function_call"]
    results = [{"type": "function_call_output", "call_id": one.call_id, "output": "in Derby"} for one in calls]
    return client.responses.create(**asked(scene, tools=[FLAT]) | {"input": [*turns(scene), *map(dict, calls), *results]})


@call("form")
def responses_parsed(client, scene):
    return client.responses.parse(**asked(scene, text_format=Ticket))


@call("form", stream=True)
def responses_parsed_streamed(client, scene):
    with client.responses.stream(**asked(scene, text_format=Ticket)) as stream:
        return {"kinds": [event.type for event in stream], "answer": stream.get_final_response()}


@call(*PROSE)
async def chat_whole_async(client, scene):
    return await client.chat.completions.create(**chat(scene))


@call(*PROSE, stream=True)
async def chat_streamed_async(client, scene):
    return {"events": [event async for event in await client.chat.completions.create(**chat(scene, stream=True))]}


@call(*PROSE, stream=True)
async def responses_streamed_async(client, scene):
    return {"events": [event async for event in await client.responses.create(**asked(scene, stream=True))]}


@call()
async def many_at_once(client):
    """Sixteen requests side by side, each with its own answer."""
    scenes = list(PROSE) * 3
    return await asyncio.gather(*(client.chat.completions.create(**chat(scene)) for scene in scenes[:16]))


def failing(function, model):
    call(model=model)(function)


def chat_error(client, model):
    return client.with_options(max_retries=0).chat.completions.create(**chat("cancelled") | {"model": model})


def chat_error_streamed(client, model):
    return list(client.with_options(max_retries=0).chat.completions.create(**chat("cancelled", stream=True) | {"model": model}))


def responses_error(client, model):
    return client.with_options(max_retries=0).responses.create(**asked("cancelled") | {"model": model})


for status in (400, 401, 404, 429, 500, 502, 529):
    for function in (chat_error, chat_error_streamed, responses_error):
        failing(function, f"fails-{status}")


@call("cancelled", "hours")
def chat_retried(client, scene):
    """429 with Retry-After, then an answer."""
    return told(client.chat.completions.with_raw_response.create(**chat(scene) | {"model": "busy-once"}))


@call("cancelled", "hours", stream=True, model="breaks-off")
@call("cancelled", "hours", stream=True, model="cut-off")
def chat_streamed_until(client, scene, model):
    return until(client.chat.completions.create(**chat(scene, stream=True) | {"model": model}))


@call("cancelled", "hours", stream=True, model="breaks-off")
@call("cancelled", "hours", stream=True, model="cut-off")
def responses_streamed_until(client, scene, model):
    return until(client.responses.create(**asked(scene, stream=True) | {"model": model}))


def until(stream):
    """The events of a stream that does not end well, and how it ends."""
    events = []
    try:
        for event in stream:
            events.append(event)
    except Exception as error:
        return {"events": events, "ended": type(error).__name__, "words": str(error)}
    return {"events": events, "ended": "as if it were whole"}


@call()
def models(client):
    return told(client.models.with_raw_response.list())


@call()
def embeddings(client):
    return client.embeddings.create(model="played-e", input=["one", "two words"])


@call()
def old_completions(client):
    return client.completions.create(model="played-0", prompt="Please be advised that")


@call()
def file_sent(client):
    # Nine megabytes; the form's boundary is of a fixed length, so that the size is the same each time.
    return client.files.create(file=("claims.jsonl", b'{"custom_id": "1"}\n' * 500_000), purpose="batch")


@call()
def file_fetched(client):
    return client.files.content("file-played").content.hex()


@call()
def unknown_address(client):
    return client.get("/nowhere", cast_to=object)


if __name__ == "__main__":
    base = sys.argv[1]
    asyncio.run(run(openai.OpenAI(base_url=base, api_key=KEY), openai.AsyncOpenAI(base_url=base, api_key=KEY)))
