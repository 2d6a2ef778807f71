"""Brings what the README and docs/review.md show up to date: docs/terminal.svg and the same as text, docs/pairs.svg, and
docs/review.svg.

    cargo build && python3 docs/terminal.py

The picture is the coloured output on a ground of its own, so that it reads on light and dark pages alike. The report is
photographed by hand: `attuned revise fixtures/drafts/scholarship-letter.json --format html`, 1280 by 1000 pixels.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import tempfile
import termios
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
DRAFT = "fixtures/drafts/scholarship-letter.json"
COLUMNS, CELL, LINE, MARGIN = 100, 8.4, 20, 20
INK, GROUND, RIM = "#e6e1d8", "#1d1f23", "#4a4d54"
COLOURS = {
    30: "#6d7078", 31: "#ff8f87", 32: "#8fd6a3", 33: "#f0c064", 34: "#93c3f1", 35: "#d6a8ee", 36: "#7cc4d4", 37: INK,
    90: "#8d9099", 91: "#ff8f87", 92: "#8fd6a3", 93: "#f0c064", 94: "#93c3f1", 95: "#d6a8ee", 96: "#7cc4d4", 97: "#fff",
}


def style(codes, now):
    """What is in force after the codes of one escape sequence."""
    now = dict(now)
    for code in codes:
        if code == 0:
            now = {}
        elif code == 1:
            now["font-weight"] = "700"
        elif code == 2:
            now["opacity"] = ".72"
        elif code == 3:
            now["font-style"] = "italic"
        elif code in (4, 9):
            now["text-decoration"] = "underline" if code == 4 else "line-through"
        elif code == 22:
            now.pop("font-weight", None), now.pop("opacity", None)
        elif code in (23, 24, 29):
            now.pop({23: "font-style"}.get(code, "text-decoration"), None)
        elif code == 39:
            now.pop("fill", None)
        elif code in COLOURS:
            now["fill"] = COLOURS[code]
    return now


def runs(line, now):
    """The stretches of a line with their column and style, and the style behind its end."""
    found, column = [], 0
    for part in re.split(r"(\x1b\[[\d;]*m)", line):
        if part.startswith("\x1b"):
            now = style([int(code or 0) for code in part[2:-1].split(";")], now)
        elif part:
            found.append((column, part, now))
            column += len(part)
    return found, now


def folded(line):
    """A line as rows of the terminal, broken at spaces; colours go on over the break."""
    rows, room = [""], COLUMNS
    for part in re.split(r"(\x1b\[[\d;]*m)", line):
        words = [part] if part.startswith("\x1b") else re.findall(r" +|[^ ]+", part)
        for word in words:
            size = 0 if word.startswith("\x1b") else len(word)
            if size > room:
                rows.append("")
                word, room = word.lstrip(" "), COLUMNS
            rows[-1] += word
            room -= min(size, len(word))
    return rows


def draw(lines):
    """The lines as SVG; each run is set to its width, so that columns stay columns in any font."""
    width, height = round(COLUMNS * CELL + 2 * MARGIN), len(lines) * LINE + 2 * MARGIN
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
           'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14">')
    yield f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="9" fill="{GROUND}" stroke="{RIM}"/>'
    now = {}
    for row, line in enumerate(lines):
        stretches, now = runs(line, now)
        for column, text, look in stretches:
            bare = text.strip(" ")
            if not bare:
                continue
            column += len(text) - len(text.lstrip(" "))
            looks = "".join(f' {name}="{value}"' for name, value in ({"fill": INK} | look).items())
            yield (f'<text x="{MARGIN + column * CELL:.1f}" y="{MARGIN + row * LINE + 14.5}" xml:space="preserve" '
                   f'textLength="{len(bare) * CELL:.1f}" lengthAdjust="spacingAndGlyphs"{looks}>{escape(bare)}</text>')
    yield "</svg>"


def output(color):
    """What the command prints about the draft."""
    command = [ROOT / "target/debug/attuned", "--isolated", "revise", DRAFT, "--engine", "builtin", "--color", color, "-q"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.rstrip("\n")


def on_a_terminal(command):
    """What a command writes to a terminal of our width, as it came."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    running = subprocess.Popen(command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm-256color"})
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    running.wait()
    return seen.decode("utf-8", "replace")


def pairs():
    """One command from drafts to pairs: the bar half way, the summary, and the head of two rows."""
    with tempfile.TemporaryDirectory() as folder:
        drafts = Path(folder) / "drafts.jsonl"
        lines = (ROOT / "fixtures/pairs/drafts.jsonl").read_text(encoding="utf-8").splitlines()
        cases = [line for path in sorted((ROOT / "fixtures/cases").glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
        drafts.write_text("\n".join(lines + cases) + "\n", encoding="utf-8")
        command = [ROOT / "target/debug/attuned", "--isolated", "pairs", drafts, "-o", f"{folder}/dpo/pairs.jsonl", "--format", "trl-chat",
                   "--engine", "builtin", "--negatives"]
        seen = on_a_terminal(command)
        rows = (Path(folder) / "dpo/pairs.jsonl").read_text(encoding="utf-8").splitlines()[:2]
    frames = re.findall(r"[█░ ]*[█░][█░ ]* [\d,]+/[\d,]+ [^\r\n\x1b]*", seen)
    bar = frames[len(frames) // 2].rstrip()
    said = re.sub(r"\x1b\[\d*[A-Z]", "", seen.replace(folder + "/", ""))
    said = [line for line in re.split(r"[\r\n]+", said) if line.strip() and "█" not in line and "░" not in line]
    prompt = "\x1b[2m$\x1b[0m \x1b[1m"
    yield f"{prompt}attuned pairs drafts.jsonl -o dpo/pairs.jsonl --format trl-chat --negatives\x1b[0m"
    yield bar
    yield from said
    yield f"{prompt}head -2 dpo/pairs.jsonl\x1b[0m"
    for row in rows:
        yield row[:3 * COLUMNS - 1] + "…"


def review():
    """A change under review, as a screen of 84 columns shows it."""
    columns, rows = 84, 27
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "fernhill.json").write_bytes((ROOT / "fixtures/canned/zendesk/fernhill.json").read_bytes())
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        command = [ROOT / "target/debug/attuned", "--isolated", "review", "fernhill.json", "--words", "refund pending", "--engine", "builtin"]
        running = subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm-256color"})
        os.close(theirs)
        seen = b""
        while b"help" not in seen:
            seen += os.read(ours, 65536)
        os.write(ours, b"q")
        running.wait()
    frame = seen.decode("utf-8").rsplit("\x1b[1;1H", 1)[1]
    frame = re.split(r"\x1b\[\d+;1H", frame.split("\x1b[J")[0])
    yield "\x1b[2m$\x1b[0m \x1b[1mattuned review fernhill.json\x1b[0m"
    yield from (re.sub(r"\x1b\[\d*K", "", line) for line in frame)


def main():
    lines = [f"\x1b[2m$\x1b[0m \x1b[1mattuned revise {DRAFT}\x1b[0m", *output("always").split("\n")]
    picture = "\n".join(draw([row for line in lines for row in folded(line)]))
    (ROOT / "docs/terminal.svg").write_text(picture + "\n", encoding="utf-8")
    picture = "\n".join(draw([row for line in pairs() for row in folded(line)]))
    (ROOT / "docs/pairs.svg").write_text(picture + "\n", encoding="utf-8")
    picture = "\n".join(draw([row for line in review() for row in folded(line)]))
    (ROOT / "docs/review.svg").write_text(picture + "\n", encoding="utf-8")
    readme = ROOT / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split("```text\n", 1)
    readme.write_text(before + "```text\n" + output("never") + "\n```" + rest.split("\n```", 1)[1], encoding="utf-8")


main()
