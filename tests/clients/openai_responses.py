"""The package openai, responses: whole, streamed, with tools, structured."""
from calls import call
from openai_asks import FLAT, OTHER, PROSE, Ticket, asked, told
from scenes import turns


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
