"""An upstream that is played: OpenAI's and Anthropic's APIs in shape, the same answer to the same request.

upstream.py [PORT]    serves at 127.0.0.1 until it is stopped; what it is asked and answers stands in scenes.json
"""
import gzip
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from speaks import chat, messages, other, responses

DIALECTS = {"/v1/chat/completions": ("chat", chat), "/v1/responses": ("responses", responses),
            "/v1/messages": ("messages", messages)}
HEADERS = [("server", "played/1"), ("x-request-id", "req_played"), ("request-id", "req_played"),
           ("openai-organization", "brook-vale"), ("openai-processing-ms", "41"), ("openai-version", "2020-10-01"),
           ("x-ratelimit-limit-requests", "10000"), ("x-ratelimit-remaining-requests", "9999"),
           ("anthropic-organization-id", "0b1f-played"), ("anthropic-ratelimit-requests-limit", "4000"),
           ("set-cookie", "__cf_bm=one; path=/; HttpOnly"), ("set-cookie", "_cfuvid=two; path=/; Secure"),
           ("strict-transport-security", "max-age=31536000"), ("x-content-type-options", "nosniff")]


class Asked(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        path = urlsplit(self.path).path
        self.taken()
        if path == "/v1/models":
            anthropic = self.headers.get("anthropic-version")
            self.give(200, other.listed_by_anthropic() if anthropic else other.listed())
        elif path == "/v1/files/file-played/content":
            self.give(200, other.PICTURE, {"content-type": "application/octet-stream"})
        else:
            self.give(*self.unknown())

    def do_DELETE(self):
        self.taken()
        self.give(200, b'{"id": "file-played", "object": "file", "deleted": true}')

    def do_POST(self):
        path, body = urlsplit(self.path).path, self.taken()
        if path in DIALECTS:
            return self.speak(*DIALECTS[path], body)
        if path == "/v1/files":
            return self.give(200, other.kept(body))
        if path == "/v1/messages/count_tokens":
            return self.give(200, other.measured(body))
        say = {"/v1/embeddings": other.embedded, "/v1/completions": other.completed}.get(path)
        return self.give(200, say(json.loads(body))) if say else self.give(*self.unknown())

    def unknown(self):
        return 404, other.spoiled("chat", "invalid_request_error", "unknown_url", "not_found_error", "Unknown URL."), {}

    def speak(self, name, dialect, body):
        read = json.loads(body)
        model = read["model"]
        first = self.headers.get("x-stainless-retry-count", "0") == "0"
        if model.startswith("fails-") or (model == "busy-once" and first):
            status, headers, text = other.failure("fails-429" if model == "busy-once" else model, name)
            return self.give(status, text, headers)
        if read.get("stream"):
            return self.stream(name, dialect.streamed(body, read), model)
        return self.give(200, dialect.whole(body, read))

    def taken(self):
        """The body, remembered with the rest of what was asked."""
        if self.headers.get("transfer-encoding", "").lower() == "chunked":
            body = b"".join(iter(self.chunk, b""))
        else:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = sorted((name.lower(), value) for name, value in self.headers.items())
        with self.server.lock:
            self.server.seen.append({"line": f"{self.command} {self.path}", "headers": headers, "body": body})
        return body

    def chunk(self):
        size = int(self.rfile.readline().split(b";")[0], 16)
        data = self.rfile.read(size)
        self.rfile.readline()
        return data

    def head(self, status, headers):
        self.send_response_only(status)
        self.send_header("date", self.date_time_string())
        for name, value in [*HEADERS, *headers.items()]:
            self.send_header(name, value)

    def give(self, status, body, headers=None):
        headers = {"content-type": "application/json", **(headers or {})}
        if "gzip" in self.headers.get("accept-encoding", "") and len(body) > 64:
            body, headers = gzip.compress(body, mtime=0), {**headers, "content-encoding": "gzip"}
        self.head(status, headers)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, name, events, model):
        self.head(200, {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache"})
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for number, event in enumerate(events):
            if number == 12 and model == "cut-off":
                self.close_connection = True
                return
            if number == 12 and model == "breaks-off":
                self.send(other.broken(name))
                break
            self.flow(number, event)
        self.wfile.write(b"0\r\n\r\n")

    def flow(self, number, event):
        """Sends an event, each fifth in two pieces, cut within a character if there is one to cut."""
        if number % 5:
            return self.send(event)
        cut = next((at for at, byte in enumerate(event) if byte & 0xC0 == 0x80), len(event) // 2)
        self.send(event[:cut])
        time.sleep(0.001)
        return self.send(event[cut:])

    def send(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))


class Upstream(ThreadingHTTPServer):
    """Listens at a port of this machine, any that is free, and remembers what it was asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Asked)
        self.lock, self.seen = threading.Lock(), []
        self.address = f"http://127.0.0.1:{self.server_port}"

    def start(self):
        """Serves beside whoever asks for it."""
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def forget(self):
        """Gives back what it was asked so far, and forgets it."""
        with self.lock:
            seen, self.seen = self.seen, []
        return seen

    def handle_error(self, *_):
        """Clients may go away."""


if __name__ == "__main__":
    upstream = Upstream(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    print(upstream.address, flush=True)
    upstream.serve_forever()
