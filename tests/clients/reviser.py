"""A language model that is played: it gives back the revision that it was told, and says what that cost."""
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Tokens of a prompt and of its answer, whatever they say.
COSTS = (700, 80)
DRAFT = re.compile(r"<draft-([^>]*)>\n(.*?)\n</draft-\1>", re.DOTALL)


class Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        answer = json.dumps(completion(json.loads(body), self.server.revisions)).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


def completion(read, revisions):
    prompt = "\n".join(message["content"] for message in read["messages"])
    draft = DRAFT.search(prompt)
    draft = draft.group(2) if draft else ""
    said = {"critique": "", "free": "", "reply": revisions.get(draft, draft), "changes": []}
    message = {"role": "assistant", "content": json.dumps(said)}
    usage = {"prompt_tokens": COSTS[0], "completion_tokens": COSTS[1], "total_tokens": sum(COSTS)}
    return {"id": "chatcmpl-reviser", "object": "chat.completion", "created": 1764230400, "model": read["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}], "usage": usage}


class Reviser(ThreadingHTTPServer):
    """Listens at any free port of this machine."""

    daemon_threads = True

    def __init__(self, revisions):
        super().__init__(("127.0.0.1", 0), Asked)
        self.revisions = revisions
        self.address = f"http://127.0.0.1:{self.server_port}/v1"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        """The proxy may go away."""
