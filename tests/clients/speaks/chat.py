"""/v1/chat/completions, whole and streamed, in the shape of OpenAI's answers."""
import json
from itertools import zip_longest

from scenes import Ask, answered, counted, pieces

CREATED = 1764230400


def asked(body, read):
    last = read["messages"][-1]
    tools = [one["function"]["name"] for one in read.get("tools", [])]
    choice = read.get("tool_choice")
    return Ask(
        body,
        next(words(one) for one in reversed(read["messages"]) if one["role"] == "user"),
        tools,
        choice["function"]["name"] if isinstance(choice, dict) else tools[0] if choice == "required" else None,
        read.get("response_format", {}).get("type", "text") != "text",
        last["role"] == "tool",
        read.get("n") or 1,
    )


def words(message):
    content = message["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def whole(body, read):
    ask = asked(body, read)
    said = answered(ask)
    answer = {
        "id": ask.id("chatcmpl-"),
        "object": "chat.completion",
        "created": CREATED,
        "model": read["model"] + "-2026-01-15",
        "choices": [choice(at, one, ask, read) for at, one in enumerate(said)],
        "usage": usage(ask, said),
        "service_tier": "default",
        "system_fingerprint": "fp_c1e1d5b7a0",
        "x_played": {"unknown": [1.50, "field", None]},
    }
    # OpenAI's whole answers come in lines, with what is not ASCII escaped.
    return (json.dumps(answer, indent=2) + "\n").encode()


def choice(at, one, ask, read):
    message = {"role": "assistant", "content": one.text, "refusal": one.refusal,
               "annotations": [annotation(one.cites)] if one.cites else []}
    if one.calls:
        message["tool_calls"] = [call(number, name, given, ask) for number, (name, given) in enumerate(one.calls)]
    logprobs = {"content": tokens(one.text), "refusal": None} if read.get("logprobs") and one.text else None
    return {"index": at, "message": message, "logprobs": logprobs, "finish_reason": ending(one)}


def ending(one):
    return "tool_calls" if one.calls else "stop"


def call(number, name, given, ask):
    given = json.dumps(given, ensure_ascii=False)
    return {"id": ask.id(f"call_{number}")[:24], "type": "function", "function": {"name": name, "arguments": given}}


def annotation(cites):
    place = {"start_index": cites["start"], "end_index": cites["end"], "title": cites["title"], "url": cites["url"]}
    return {"type": "url_citation", "url_citation": place}


def tokens(text):
    return [{"token": one, "logprob": -0.125, "bytes": list(one.encode()),
             "top_logprobs": [{"token": one, "logprob": -0.125, "bytes": list(one.encode())}]} for one in pieces(text)]


def usage(ask, said):
    prompt, completion = counted(ask.body), sum(counted(one.text or one.refusal or "") for one in said)
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion,
            "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0,
                                          "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0}}


def streamed(body, read):
    """The events, each as its bytes."""
    ask = asked(body, read)
    said = answered(ask)
    counts = (read.get("stream_options") or {}).get("include_usage")
    head = {"id": ask.id("chatcmpl-"), "object": "chat.completion.chunk", "created": CREATED,
            "model": read["model"] + "-2026-01-15", "service_tier": "default", "system_fingerprint": "fp_c1e1d5b7a0"}
    for number, part in enumerate(parts(said, ask, read)):
        yield event({**head, "choices": [part], **({"usage": None} if counts else {}), "obfuscation": "a1B2"[number % 4:]})
    if counts:
        yield event({**head, "choices": [], "usage": usage(ask, said), "obfuscation": "x"})
    yield b"data: [DONE]\n\n"


def event(value):
    return b"data: " + json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n"


def parts(said, ask, read):
    """The deltas of all choices, their texts side by side as they come from a server."""
    for at, one in enumerate(said):
        yield delta(at, {"role": "assistant", "content": "" if one.text else None, "refusal": None})
    for round in zip_longest(*(spoken(at, one, read) for at, one in enumerate(said))):
        yield from filter(None, round)
    for at, one in enumerate(said):
        yield from called(at, one, ask)
        if one.cites:
            yield delta(at, {"annotations": [annotation(one.cites)]})
        yield delta(at, {}, ending(one))


def spoken(at, one, read):
    for piece in pieces(one.text):
        logprobs = {"content": tokens(piece), "refusal": None} if read.get("logprobs") else None
        yield {**delta(at, {"content": piece}), "logprobs": logprobs}
    for piece in pieces(one.refusal):
        yield delta(at, {"refusal": piece})


def called(at, one, ask):
    for number, (name, given) in enumerate(one.calls):
        whole = call(number, name, given, ask)
        given = whole["function"].pop("arguments")
        yield delta(at, {"tool_calls": [{"index": number, **whole, "function": {"name": name, "arguments": ""}}]})
        for piece in pieces(given):
            yield delta(at, {"tool_calls": [{"index": number, "function": {"arguments": piece}}]})


def delta(at, delta, finish=None):
    return {"index": at, "delta": delta, "logprobs": None, "finish_reason": finish}
