"""The package openai: chat and responses in files of their own; async clients, errors, and what is no chat here.

with_openai.py BASE_URL    such as http://127.0.0.1:8080/v1
"""
import asyncio
import sys

import openai

import openai_chat
import openai_responses
from calls import KEY, call, run
from openai_asks import PROSE, asked, chat, told

# Their calls are registered as they are read.
assert openai_chat and openai_responses


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
