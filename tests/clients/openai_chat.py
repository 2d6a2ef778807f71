"""The package openai, chat: whole, streamed, with tools, several choices, structured."""
from calls import call, headers
from openai_asks import OTHER, PROSE, TOOL, Ticket, chat, told


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
