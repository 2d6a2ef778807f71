"""What is no chat: models, embeddings, files, the old completions; and errors in each API's shape."""
import base64
import json
import struct

MODELS = ["played-1", "played-1-small"]
PICTURE = bytes(range(256)) * 64

# Model names that are answered with an error: status, OpenAI's type and code, Anthropic's type, words.
FAILURES = {
    "fails-400": (400, "invalid_request_error", "unsupported_value", "invalid_request_error", "Unsupported value: 'colour'."),
    "fails-401": (401, "invalid_request_error", "invalid_api_key", "authentication_error", "Incorrect API key provided."),
    "fails-404": (404, "invalid_request_error", "model_not_found", "not_found_error", "The model does not exist."),
    "fails-429": (429, "requests", "rate_limit_exceeded", "rate_limit_error", "Please be advised that a limit was reached."),
    "fails-500": (500, "server_error", None, "api_error", "It was noted that something went wrong on our side."),
    "fails-529": (529, "server_error", "overloaded", "overloaded_error", "Overloaded"),
}
GATEWAY = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>It was decided to fail.</body>\r\n</html>\r\n"


def failure(model, dialect):
    """Status, headers and body of an error."""
    if model == "fails-502":
        return 502, {"content-type": "text/html"}, GATEWAY
    status, kind, code, named, words = FAILURES[model]
    headers = {"content-type": "application/json"}
    if status == 429:
        headers |= {"retry-after": "1", "retry-after-ms": "20"}
    if status in (500, 529):
        headers |= {"x-should-retry": "false"}
    return status, headers, spoiled(dialect, kind, code, named, words)


def spoiled(dialect, kind, code, named, words):
    if dialect == "messages":
        error = {"type": "error", "error": {"type": named, "message": words}, "request_id": "req_played"}
    else:
        error = {"error": {"message": words, "type": kind, "param": None, "code": code}}
    return json.dumps(error, indent=2).encode()


def broken(dialect):
    """The event by which a stream says that it cannot go on."""
    _, kind, code, named, words = FAILURES["fails-529"]
    data = json.loads(spoiled(dialect, kind, code, named, words))
    if dialect == "responses":
        data = {"type": "error", "sequence_number": 99, **data["error"]}
    name = b"" if dialect == "chat" else b"event: error\n"
    return name + b"data: " + json.dumps(data).encode() + b"\n\n"


def listed():
    data = [{"id": one, "object": "model", "created": 1764230400, "owned_by": "played"} for one in MODELS]
    return json.dumps({"object": "list", "data": data}, indent=2).encode()


def listed_by_anthropic():
    data = [{"type": "model", "id": one, "display_name": one, "created_at": "2026-01-15T00:00:00Z"} for one in MODELS]
    return json.dumps({"data": data, "has_more": False, "first_id": MODELS[0], "last_id": MODELS[-1]}).encode()


def embedded(read):
    given = read["input"] if isinstance(read["input"], list) else [read["input"]]
    data = [{"object": "embedding", "index": at, "embedding": vector(one, read)} for at, one in enumerate(given)]
    usage = {"prompt_tokens": len(given), "total_tokens": len(given)}
    return json.dumps({"object": "list", "data": data, "model": read["model"], "usage": usage}).encode()


def vector(said, read):
    numbers = [len(said) / 64, 0.5, -0.25]
    if read.get("encoding_format") != "base64":
        return numbers
    return base64.b64encode(struct.pack("<3f", *numbers)).decode()


def completed(read):
    """The old way to complete a text, at a path that nobody revises."""
    choice = {"text": "Please be advised that your order was cancelled.", "index": 0, "logprobs": None, "finish_reason": "stop"}
    usage = {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18}
    answer = {"id": "cmpl-played", "object": "text_completion", "created": 1764230400, "model": read["model"]}
    return json.dumps({**answer, "choices": [choice], "usage": usage}).encode()


def kept(body):
    """What is said of a file that came, boundaries of its form left out."""
    size = len(body)
    file = {"id": "file-played", "object": "file", "bytes": size, "created_at": 1764230400, "filename": "claims.jsonl",
            "purpose": "batch", "status": "processed"}
    return json.dumps(file).encode()


def measured(body):
    return json.dumps({"input_tokens": len(body) // 4}).encode()
