"""`attuned serve` before an upstream, in each of its modes."""
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

# Deadlines are long: what is compared is what comes, not when, and the machine may be busy.
COMMON = ["--effort", "low", "--deadline", "20s", "--isolated"]
HELD = "Somebody of ours will read this within the hour. If you are in danger now, ring 999."
BUILTIN = ["--engine", "builtin"]
MODES = {
    "gate": ["--stream-mode", "gate"],
    "buffer": ["--stream-mode", "buffer"],
    "pass": ["--stream-mode", "pass"],
    "held": ["--on-held", "message", "--held-message", HELD],
    # Watches, writes what it would have done beside its log, and changes nothing.
    "shadow": ["--shadow", "LOG.jsonl"],
    # Asks a language model, so that there are tokens to count.
    "model": ["--stream-mode", "buffer", "--engine", "llm", "--model", "played-reviser", "--base-url", "REVISER"],
}


@contextmanager
def proxy(attuned, upstream, mode, log, reviser=""):
    """Starts the proxy, gives its address, and asks it to stop."""
    port = free()
    options = [one.replace("LOG", str(log)).replace("REVISER", reviser) for one in MODES[mode]]
    options += [] if mode == "model" else BUILTIN
    command = [attuned, "serve", "--upstream", upstream, "--listen", f"127.0.0.1:{port}", *COMMON, *options]
    with open(log, "w", encoding="utf-8") as said:
        running = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=clean())
        try:
            waited(running, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(timeout=40)


def clean():
    """An environment that configures no model and no upstream."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI", "ANTHROPIC", "ATTUNED", "OTEL"))}


def free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def waited(running, port, log):
    """Waits until somebody listens."""
    for _ in range(200):
        if running.poll() is not None:
            sys.exit(f"attuned serve ended with {running.returncode}; what it said is in {log}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"attuned serve did not listen within ten seconds; what it said is in {log}")
