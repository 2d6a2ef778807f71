"""What a command costs: seconds, processor, memory, its children with it; and the server that counts what it is asked."""

import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path


def family(pid):
    """A process and all that came from it."""
    yield pid
    try:
        told = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return
    for child in " ".join(told).split():
        yield from family(int(child))


def shared_out(pid):
    """MB of a process now, pages that several share divided among them; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def cost(command, log, every=1.0):
    """Runs a command under GNU time. A look at its processes each second adds up those of a program that has several;
    the peak of a single one is exact."""
    with tempfile.NamedTemporaryFile("r") as told, log.open("w") as talk:
        timed = ["/usr/bin/time", "-o", told.name, "-f", "%e %U %S %M", *map(str, command)]
        running = subprocess.Popen(timed, stdout=talk, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        seen = 0
        while not ended(running, every):
            seen = max(seen, sum(map(shared_out, list(family(running.pid))[1:])))
        if running.returncode:
            sys.exit(f"{' '.join(timed[5:])} failed:\n{log.read_text()[-2000:]}")
        seconds, user, system, most = map(float, told.read().split())
    return {"seconds": seconds, "cpu": user + system, "memory": max(seen, most / 1024)}


def ended(running, within):
    try:
        running.wait(within)
    except subprocess.TimeoutExpired:
        return False
    return True


class Server:
    """The stub, started for one command, so that its count is of that one alone."""

    def __init__(self, program, **options):
        told = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        self.running = subprocess.Popen([program, *told], stdout=subprocess.PIPE, text=True)
        self.address = self.running.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.running.terminate()
        self.running.wait()

    def count(self):
        with urllib.request.urlopen(self.address.replace("/v1", "/count")) as answer:
            return json.load(answer)


def idle(seconds=2.0):
    """The share of the processors, 0 to 1, that nobody uses at the moment."""
    def look():
        numbers = list(map(int, Path("/proc/stat").read_text().splitlines()[0].split()[1:]))
        return numbers[3] + numbers[4], sum(numbers)
    before, start = look()
    time.sleep(seconds)
    after, end = look()
    return (after - before) / (end - start)
