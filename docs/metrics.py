"""Draws docs/metrics.svg: what Prometheus read from a real `attuned serve` while a played bot was busy for four minutes.

    cargo build --release && python3 docs/metrics.py

Needs `prometheus` (apt-get install prometheus). The upstream is played: it answers each conversation of fixtures/cases
with its draft, and with an error for twenty seconds in the third minute. The reviser is the built-in one, and every
number is measured. Half of the replies are streamed.
"""

import json
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from html import escape
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parent.parent
ATTUNED = ROOT / "target/release/attuned"
OURS, THEIRS, PROMETHEUS = 18780, 18781, 18790
SECONDS, CALLERS, STEP = 240, 16, 2
DOWN = (140, 160)
WIDTH, HEIGHT, GAP = 470, 190, 24
INK, FAINT, GROUND, RIM = "#e6e1d8", "#8d9099", "#1d1f23", "#4a4d54"
COLOURS = ["#93c3f1", "#8fd6a3", "#f0c064", "#d6a8ee", "#ff8f87", "#7cc4d4"]


def cases():
    """Conversations, and the draft that answers each."""
    found = {}
    for path in sorted((ROOT / "fixtures/cases").glob("*.jsonl")):
        for line in path.read_text().splitlines():
            case = json.loads(line)
            turns = [turn for turn in case.get("conversation", []) if turn["role"] == "user"]
            if turns:
                found[turns[-1]["content"]] = (case["conversation"], case["draft"])
    return found


CASES = cases()
BEGUN = time.monotonic()


class Upstream(BaseHTTPRequestHandler):
    """Answers with the draft, whole or in pieces."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if DOWN[0] < time.monotonic() - BEGUN < DOWN[1]:
            return self.answer(503, "application/json", b'{"error": {"message": "overloaded"}}')
        draft = CASES[asked["messages"][-1]["content"]][1]
        if not asked["stream"]:
            choice = {"index": 0, "message": {"role": "assistant", "content": draft}, "finish_reason": "stop"}
            return self.answer(200, "application/json", json.dumps({"id": "c", "choices": [choice]}).encode())
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        for at in range(0, len(draft), 24):
            choice = {"index": 0, "delta": {"content": draft[at : at + 24]}, "finish_reason": None}
            self.wfile.write(f"data: {json.dumps({'id': 'c', 'choices': [choice]})}\n\n".encode())
            time.sleep(0.01)
        last = {"id": "c", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
        self.wfile.write(f"data: {json.dumps(last)}\n\ndata: [DONE]\n\n".encode())
        self.close_connection = True

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def caller(number):
    """Asks again and again, more often in the second half of the time."""
    dice = random.Random(number)
    said = list(CASES)
    while (now := time.monotonic() - BEGUN) < SECONDS:
        time.sleep(dice.expovariate(2 if now < SECONDS / 2 else 5))
        messages = [turn for turn in CASES[dice.choice(said)][0]]
        while messages and messages[-1]["role"] != "user":
            messages.pop()
        body = json.dumps({"model": "m", "stream": dice.random() < 0.5, "messages": messages})
        connection = HTTPConnection("127.0.0.1", OURS, timeout=30)
        try:
            connection.request("POST", "/v1/chat/completions", body, {"content-type": "application/json"})
            connection.getresponse().read()
        except OSError as error:
            print(f"a caller got no answer: {error}", file=sys.stderr)
        finally:
            connection.close()


def series(question, begin, end):
    """What Prometheus says: a list of points for each label."""
    asked = urllib.parse.urlencode({"query": question, "start": begin, "end": end, "step": STEP})
    with urllib.request.urlopen(f"http://127.0.0.1:{PROMETHEUS}/api/v1/query_range?{asked}") as answer:
        rows = json.load(answer)["data"]["result"]
    points = lambda row: [(float(at) - begin, float(value)) for at, value in row["values"] if value not in ("NaN", "+Inf")]
    return {" ".join(row["metric"].values()): points(row) for row in rows}


def rate(metric, by, where=""):
    return f"sum by ({by}) (rate({metric}{where}[10s]))"


def quantile(part, metric):
    return f"1000 * histogram_quantile({part}, sum by (le) (rate({metric}_bucket[20s])))"


def panel(title, unit, lines, x, y):
    """One picture: lines over time, from zero to their greatest value."""
    most = max((value for points in lines.values() for _, value in points), default=1) or 1
    step = next(one for one in (m * 10**e for e in range(-4, 6) for m in (1, 2, 5)) if most / one <= 4)
    top = step * (int(most / step) + 1)
    left, right, low, high = x + 46, x + WIDTH - 8, y + HEIGHT - 46, y + 30
    at = lambda second: left + (right - left) * second / SECONDS
    up = lambda value: low - (low - high) * value / top
    out = [f'<text x="{x}" y="{y + 14}" fill="{INK}" font-weight="700">{escape(title)}</text>']
    for count in range(int(top / step) + 1):
        value = step * count
        out.append(f'<path d="M{left} {up(value):.1f}H{right}" stroke="{RIM}" stroke-width=".6"/>')
        out.append(f'<text x="{left - 6}" y="{up(value) + 4:.1f}" fill="{FAINT}" text-anchor="end">{value:g}</text>')
    out.append(f'<text x="{right}" y="{y + 14}" fill="{FAINT}" text-anchor="end">{escape(unit)}</text>')
    for minute in range(SECONDS // 60 + 1):
        out.append(f'<text x="{at(minute * 60):.1f}" y="{low + 16}" fill="{FAINT}" text-anchor="middle">{minute} min</text>')
    place = left
    for number, (name, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{'ML'[bool(index)]}{at(second):.1f} {up(value):.1f}" for index, (second, value) in enumerate(points))
        out.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>')
        out.append(f'<path d="M{place} {low + 32}h14" stroke="{colour}" stroke-width="3"/>')
        out.append(f'<text x="{place + 19}" y="{low + 36}" fill="{INK}">{escape(name)}</text>')
        place += 32 + 7 * len(name)
    return "\n".join(out)


def drawn(begin):
    """The four pictures in one."""
    end = begin + SECONDS
    verdicts = series(rate("attuned_replies_total", "verdict"), begin, end)
    found = series(rate("attuned_mechanisms_total", "mechanism"), begin, end)
    waits = {f"p{part}": series(quantile(part / 100, "attuned_added_seconds"), begin, end).get("", []) for part in (50, 90, 99)}
    status = series(rate("attuned_requests_total", "status", '{path="chat"}'), begin, end)
    panels = [
        ("Replies by verdict", "a second", verdicts),
        ("What a reply waited here", "milliseconds", waits),
        ("Mechanisms found", "replies a second", found),
        ("Answers by status; the upstream was down for 20 s", "a second", status),
    ]
    width, height = 2 * WIDTH + 3 * GAP, 2 * HEIGHT + 3 * GAP
    body = "\n".join(
        panel(*one, GAP + (WIDTH + GAP) * (number % 2), GAP + (HEIGHT + GAP) * (number // 2))
        for number, one in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="ui-sans-serif, system-ui, sans-serif" font-size="12">\n'
        f'<rect width="{width}" height="{height}" rx="8" fill="{GROUND}" stroke="{RIM}"/>\n{body}\n</svg>\n'
    )


def main():
    global BEGUN
    scrape = {"job_name": "attuned", "static_configs": [{"targets": [f"127.0.0.1:{OURS}"]}]}
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "prometheus.yml"
        # JSON is YAML.
        config.write_text(json.dumps({"global": {"scrape_interval": f"{STEP}s"}, "scrape_configs": [scrape]}))
        threading.Thread(target=ThreadingHTTPServer(("127.0.0.1", THEIRS), Upstream).serve_forever, daemon=True).start()
        upstream = f"http://127.0.0.1:{THEIRS}"
        serve = [ATTUNED, "serve", "--upstream", upstream, "--listen", f"127.0.0.1:{OURS}", "--isolated", "-q"]
        store = ["--storage.tsdb.path", f"{folder}/data", "--web.listen-address", f"127.0.0.1:{PROMETHEUS}"]
        watch = ["prometheus", "--config.file", str(config), "--log.level", "error", *store]
        servers = [subprocess.Popen(serve), subprocess.Popen(watch)]
        try:
            time.sleep(5)
            BEGUN, begin = time.monotonic(), time.time()
            callers = [threading.Thread(target=caller, args=(number,)) for number in range(CALLERS)]
            [one.start() for one in callers]
            [one.join() for one in callers]
            time.sleep(2 * STEP)
            (ROOT / "docs/metrics.svg").write_text(drawn(begin))
            for question in sys.argv[1:]:
                print(question, {name: points[-1:] for name, points in series(question, begin, begin + SECONDS).items()})
        finally:
            [server.terminate() for server in servers]
            [server.wait() for server in servers]


main()
