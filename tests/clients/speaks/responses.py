"""/v1/responses, whole and streamed, in the shape of OpenAI's answers."""
import json

from scenes import Ask, answered, counted, pieces
from speaks.chat import CREATED

USAGE = ("input_tokens", "output_tokens", "total_tokens")


def asked(body, read):
    given = read["input"]
    items = [{"role": "user", "content": given}] if isinstance(given, str) else given
    choice = read.get("tool_choice")
    tools = [one["name"] for one in read.get("tools", [])]
    return Ask(
        body,
        next(words(one) for one in reversed(items) if one.get("role") == "user"),
        tools,
        choice["name"] if isinstance(choice, dict) else tools[0] if choice == "required" else None,
        ((read.get("text") or {}).get("format") or {}).get("type", "text") != "text",
        items[-1].get("type") == "function_call_output",
    )


def words(item):
    content = item["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def logged(read):
    return "message.output_text.logprobs" in (read.get("include") or [])


def whole(body, read):
    ask = asked(body, read)
    answer = response(ask, read, items(ask, read), "completed")
    return (json.dumps(answer, indent=2, ensure_ascii=False) + "\n").encode()


def response(ask, read, output, status):
    done = status == "completed"
    return {
        "id": ask.id("resp_"), "object": "response", "created_at": CREATED, "status": status, "background": False,
        "completed_at": CREATED + 2 if done else None, "error": None, "incomplete_details": None,
        "instructions": read.get("instructions"), "max_output_tokens": None, "max_tool_calls": None,
        "model": read["model"] + "-2026-01-15", "output": output, "parallel_tool_calls": True,
        "previous_response_id": None, "reasoning": {"effort": None, "summary": None}, "service_tier": "default",
        "store": True, "temperature": 1.0, "text": read.get("text") or {"format": {"type": "text"}, "verbosity": "medium"},
        "tool_choice": read.get("tool_choice", "auto"), "tools": read.get("tools", []), "top_logprobs": 0, "top_p": 1.0,
        "truncation": "disabled", "usage": usage(ask, output) if done else None, "user": None,
        "metadata": read.get("metadata") or {},
    }


def usage(ask, output):
    counts = counted(ask.body), counted(json.dumps(output))
    return {**dict(zip(USAGE, (*counts, sum(counts)))), "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0}}


def items(ask, read):
    """The finished items of the answer."""
    one = answered(ask)[0]
    made = [{"id": ask.id("rs_"), "type": "reasoning", "summary": [
        {"type": "summary_text", "text": "It was noted that the person is waiting."}]}] if read.get("reasoning") else []
    if one.text or one.refusal:
        made.append({"id": ask.id("msg_"), "type": "message", "status": "completed",
                     "content": [part(one, read)], "role": "assistant"})
    for number, (name, given) in enumerate(one.calls):
        made.append({"id": ask.id(f"fc_{number}"), "type": "function_call", "status": "completed",
                     "arguments": json.dumps(given, ensure_ascii=False), "call_id": ask.id(f"call_{number}"), "name": name})
    return made


def part(one, read):
    if one.refusal:
        return {"type": "refusal", "refusal": one.refusal}
    return {"type": "output_text", "annotations": [annotation(one.cites)] if one.cites else [],
            "logprobs": tokens(one.text) if logged(read) else [], "text": one.text}


def annotation(cites):
    return {"type": "url_citation", "start_index": cites["start"], "end_index": cites["end"],
            "title": cites["title"], "url": cites["url"]}


def tokens(text):
    return [{"token": one, "logprob": -0.25, "bytes": list(one.encode()), "top_logprobs": []} for one in pieces(text)]


def streamed(body, read):
    """The events, each as its bytes, numbered."""
    for number, (kind, fields) in enumerate(events(asked(body, read), read)):
        value = {"type": kind, "sequence_number": number, **fields}
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        yield f"event: {kind}\ndata: {data}\n\n".encode()


def events(ask, read):
    output = items(ask, read)
    yield "response.created", {"response": response(ask, read, [], "in_progress")}
    yield "response.in_progress", {"response": response(ask, read, [], "in_progress")}
    for at, item in enumerate(output):
        begun = {"reasoning": {"summary": []}, "message": {"content": [], "status": "in_progress"},
                 "function_call": {"arguments": "", "status": "in_progress"}}[item["type"]]
        yield "response.output_item.added", {"output_index": at, "item": {**item, **begun}}
        yield from {"reasoning": reasoned, "message": spoken, "function_call": called}[item["type"]](at, item, read)
        yield "response.output_item.done", {"output_index": at, "item": item}
    yield "response.completed", {"response": response(ask, read, output, "completed")}


def reasoned(at, item, _):
    place = {"item_id": item["id"], "output_index": at, "summary_index": 0}
    said = item["summary"][0]["text"]
    yield "response.reasoning_summary_part.added", {**place, "part": {"type": "summary_text", "text": ""}}
    for piece in pieces(said):
        yield "response.reasoning_summary_text.delta", {**place, "delta": piece, "obfuscation": "k9"}
    yield "response.reasoning_summary_text.done", {**place, "text": said}
    yield "response.reasoning_summary_part.done", {**place, "part": item["summary"][0]}


def spoken(at, item, read):
    place = {"item_id": item["id"], "output_index": at, "content_index": 0}
    part = item["content"][0]
    bare = {"refusal": ""} if part["type"] == "refusal" else {"text": "", "annotations": [], "logprobs": []}
    yield "response.content_part.added", {**place, "part": {**part, **bare}}
    yield from refused(place, part) if part["type"] == "refusal" else told(place, part, read)
    yield "response.content_part.done", {**place, "part": part}


def refused(place, part):
    for piece in pieces(part["refusal"]):
        yield "response.refusal.delta", {**place, "delta": piece}
    yield "response.refusal.done", {**place, "refusal": part["refusal"]}


def told(place, part, read):
    for piece in pieces(part["text"]):
        logprobs = tokens(piece) if logged(read) else []
        yield "response.output_text.delta", {**place, "delta": piece, "logprobs": logprobs, "obfuscation": "q7Zw"}
    for number, one in enumerate(part["annotations"]):
        yield "response.output_text.annotation.added", {**place, "annotation_index": number, "annotation": one}
    yield "response.output_text.done", {**place, "text": part["text"], "logprobs": part["logprobs"]}


def called(at, item, _):
    place = {"item_id": item["id"], "output_index": at}
    for piece in pieces(item["arguments"]):
        yield "response.function_call_arguments.delta", {**place, "delta": piece, "obfuscation": "Y"}
    yield "response.function_call_arguments.done", {**place, "arguments": item["arguments"], "name": item["name"]}
