"""/v1/messages, whole and streamed, in the shape of Anthropic's answers."""
import json

from scenes import Ask, answered, counted, pieces

THOUGHT = "It was noted that the person is upset. Please be advised that this is private."


def asked(body, read):
    last = read["messages"][-1]
    choice = read.get("tool_choice") or {}
    tools = [one["name"] for one in read.get("tools", [])]
    forced = choice.get("name") if choice.get("type") == "tool" else tools[0] if choice.get("type") == "any" else None
    return Ask(
        body,
        next(said for said in map(words, reversed(read["messages"])) if said),
        tools,
        forced,
        bool(read.get("output_format") or (read.get("output_config") or {}).get("format")),
        isinstance(last["content"], list) and any(part["type"] == "tool_result" for part in last["content"]),
    )


def words(message):
    if message["role"] != "user":
        return ""
    content = message["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def whole(body, read):
    ask = asked(body, read)
    made = blocks(ask, read)
    answer = {**head(ask, read), "content": made, **ending(ask), "usage": usage(ask, made)}
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def head(ask, read):
    return {"model": read["model"], "id": ask.id("msg_"), "type": "message", "role": "assistant", "content": [],
            "stop_reason": None, "stop_sequence": None}


def ending(ask):
    one = answered(ask)[0]
    if one.refusal:
        stopped = {"type": "refusal", "category": "general_harms", "explanation": one.refusal}
        return {"stop_reason": "refusal", "stop_sequence": None, "stop_details": stopped}
    return {"stop_reason": "tool_use" if one.calls else "end_turn", "stop_sequence": None}


def blocks(ask, read):
    """The finished blocks of the answer."""
    one = answered(ask)[0]
    thinks = (read.get("thinking") or {}).get("type") in ("enabled", "adaptive")
    made = [{"type": "thinking", "thinking": THOUGHT, "signature": "EqQBCgIYAhIkYmF="}] if thinks else []
    if one.text:
        made.append({"type": "text", "text": one.text, **({"citations": [citation(one.cites)]} if one.cites else {})})
    for number, (name, given) in enumerate(one.calls):
        made.append({"type": "tool_use", "id": ask.id(f"toolu_{number}"), "name": name, "input": given})
    return made


def citation(cites):
    return {"type": "char_location", "cited_text": cites["words"], "document_index": 0, "document_title": cites["title"],
            "start_char_index": cites["start"], "end_char_index": cites["end"], "file_id": None}


def usage(ask, made, begun=False):
    return {"input_tokens": counted(ask.body), "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0,
            "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
            "output_tokens": 1 if begun else counted(json.dumps(made)), "service_tier": "standard"}


def streamed(body, read):
    """The events, each as its bytes."""
    for kind, fields in events(asked(body, read), read):
        data = json.dumps({"type": kind, **fields}, ensure_ascii=False, separators=(",", ":"))
        yield f"event: {kind}\ndata: {data}\n\n".encode()


def events(ask, read):
    made = blocks(ask, read)
    yield "message_start", {"message": {**head(ask, read), "usage": usage(ask, made, begun=True)}}
    for at, block in enumerate(made):
        bare = {"thinking": {"thinking": "", "signature": ""}, "text": {"text": ""}, "tool_use": {"input": {}}}[block["type"]]
        bare = {**bare, **({"citations": []} if block.get("citations") else {})}
        yield "content_block_start", {"index": at, "content_block": {**block, **bare}}
        if at == 0:
            yield "ping", {}
        for number, delta in enumerate(deltas(block)):
            yield "content_block_delta", {"index": at, "delta": delta}
            if number == 7:
                yield "ping", {}
        yield "content_block_stop", {"index": at}
    counts = {key: value for key, value in usage(ask, made).items() if key.endswith("_tokens")}
    yield "message_delta", {"delta": ending(ask), "usage": counts}
    yield "message_stop", {}


def deltas(block):
    if block["type"] == "thinking":
        for piece in pieces(block["thinking"]):
            yield {"type": "thinking_delta", "thinking": piece}
        yield {"type": "signature_delta", "signature": block["signature"]}
    if block["type"] == "text":
        for one in block.get("citations", []):
            yield {"type": "citations_delta", "citation": one}
        for piece in pieces(block["text"]):
            yield {"type": "text_delta", "text": piece}
    if block["type"] == "tool_use":
        yield {"type": "input_json_delta", "partial_json": ""}
        for piece in pieces(json.dumps(block["input"], ensure_ascii=False)):
            yield {"type": "input_json_delta", "partial_json": piece}
