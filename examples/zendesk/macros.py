#!/usr/bin/env python3
"""Fetches the macros of a Zendesk into a file that attuned reads, and sends back those that you changed.

Needs Python 3.8 or later and nothing else. Three steps:

1. Who you are. An administrator makes an API token in the Admin Center, under Apps and integrations, APIs. Then, in the
   terminal (in PowerShell: $env:ZENDESK_EMAIL = "you@example.com"):

     export ZENDESK_EMAIL=you@example.com
     export ZENDESK_API_TOKEN=...          # leave it out and you are asked; it is never printed or written down

2. Fetch, and improve. With https://yours.zendesk.com the name is "yours":

     python3 macros.py pull --subdomain yours -o macros.json
     attuned studio macros.json

3. Send back. Nothing but the macros whose words you changed goes out, and nothing before you say yes:

     python3 macros.py push macros.json --dry-run
     python3 macros.py push macros.json

Beside macros.json lies macros.original.json, the macros as they were fetched: keep it. To take everything back, copy it
over macros.json and push again. macros.pushed.json remembers what was sent, so that a push that was interrupted, or of
which a part failed, is simply run again.

Exit codes: 0 done; 1 some macros were refused or failed, or you said no; 2 an error, which says what to do.
"""

import argparse
import base64
import difflib
import getpass
import hashlib
import http.client
import json
import os
import re
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timezone
from pathlib import Path

TRIES = 5  # of one request, where Zendesk says to wait or the line is down
LONGEST = 600  # seconds that one wait may take
TIMEOUT = 60  # seconds for one answer


class Trouble(Exception):
    """What went wrong, for people; `code` is the status of the answer, where there was one."""

    def __init__(self, words, code=None):
        super().__init__(words)
        self.code = code


class StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the token goes to the address that was named and to no other."""

    def redirect_request(self, *_):
        return None


class Zendesk:
    """The macros of one Zendesk."""

    def __init__(self, base):
        self.base = base
        email = os.environ.get("ZENDESK_EMAIL", "").strip()
        if not email:
            raise Trouble("ZENDESK_EMAIL is not set; it is the e-mail address with which you sign in to Zendesk")
        token = os.environ.get("ZENDESK_API_TOKEN", "").strip()
        if not token and sys.stdin.isatty():
            token = getpass.getpass("API token of Zendesk (not shown): ").strip()
        if not token:
            raise Trouble("ZENDESK_API_TOKEN is not set; make one in the Admin Center, Apps and integrations, APIs")
        name = email if email.endswith("/token") else email + "/token"
        self.key = base64.b64encode(f"{name}:{token}".encode()).decode()
        self.opener = urllib.request.build_opener(StayHere)

    def macros(self, access=None):
        """Every macro, page after page, by cursor or, where the answer knows no cursor, by number."""
        query = {"page[size]": "100", **({"access": access} if access else {})}
        path, seen, macros = "/api/v2/macros.json?" + urllib.parse.urlencode(query), set(), {}
        while path:
            if path in seen:
                raise Trouble("Zendesk led in a circle from page to page; nothing was written, try again")
            seen.add(path)
            page = self.ask("GET", path)
            if not isinstance(page.get("macros"), list):
                raise Trouble("the answer holds no macros; is this the address of a Zendesk?")
            macros.update((one["id"], one) for one in page["macros"])
            say(f"{len(macros)} macros")
            meta, links = page.get("meta") or {}, page.get("links") or {}
            following = links.get("next") if meta.get("has_more") else None if meta else page.get("next_page")
            if meta.get("has_more") and not following:
                raise Trouble("Zendesk says that there are more macros, but not where; nothing was written")
            path = following and urllib.parse.urlunsplit(("", "", *urllib.parse.urlsplit(following)[2:4], ""))
        return list(macros.values())

    def macro(self, number):
        return self.one(self.ask("GET", f"/api/v2/macros/{number}.json"))

    def put(self, number, actions):
        # Zendesk replaces the whole list: the actions beside the words have to go along.
        return self.one(self.ask("PUT", f"/api/v2/macros/{number}.json", {"macro": {"actions": actions}}))

    @staticmethod
    def one(answer):
        if not isinstance(answer.get("macro"), dict):
            raise Trouble("the answer holds no macro")
        return answer["macro"]

    def ask(self, method, path, body=None):
        """One answer, after as many tries as it takes, within reason."""
        data = None if body is None else json.dumps(body).encode()
        head = {"Authorization": "Basic " + self.key, "Accept": "application/json", "User-Agent": "attuned-macros"}
        if data is not None:
            head["Content-Type"] = "application/json"
        for left in reversed(range(TRIES)):
            request = urllib.request.Request(self.base + path, data=data, headers=head, method=method)
            try:
                with self.opener.open(request, timeout=TIMEOUT) as answer:
                    value = json.loads(answer.read().decode("utf-8"))
                if not isinstance(value, dict):
                    raise Trouble("the answer is none of Zendesk's; is the address right?")
                return value
            except urllib.error.HTTPError as error:
                if error.code not in (429, 503) or not left:
                    raise Trouble(meaning(error), error.code) from None
                wait = seconds(error.headers.get("Retry-After"))
                say(f"Zendesk asks to wait: going on in {wait} s")
            except ValueError:
                raise Trouble("the answer is no JSON; is this the address of a Zendesk?") from None
            except (OSError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", None) or error
                if not left:
                    raise Trouble(f"{self.base} cannot be reached: {reason}") from None
                wait = 2 ** (TRIES - 1 - left)
                say(f"no answer ({reason}): trying again in {wait} s")
            time.sleep(wait)
        raise Trouble("no answer")


def seconds(after):
    """How long Zendesk wants us to wait; a minute where it does not say in seconds."""
    return min(int(after), LONGEST) if (after or "").strip().isdigit() else 60


def meaning(error):
    """What an answer that is no success means, and what to do."""
    known = {
        401: "Zendesk does not take this e-mail address and API token; are both right, and is token access switched on?",
        403: "this user may not do that; it wants an administrator, or an agent who may manage macros",
        404: "there is no such macro or no such Zendesk; check the subdomain",
        429: "Zendesk asks to wait again and again; try later",
    }
    if error.code in known:
        return known[error.code]
    if 300 <= error.code < 400:
        return "Zendesk sends us to another address; name the subdomain under which it is really at home"
    try:
        value = json.loads(error.read(100_000).decode("utf-8"))
        words = [value.get("description"), json.dumps(value["details"]) if value.get("details") else value.get("error")]
        said = ": ".join(str(one) for one in words if one)
    except (AttributeError, ValueError, OSError, http.client.HTTPException):
        said = ""
    return f"Zendesk answered {error.code}" + (f": {said[:500]}" if said else "")


def say(words):
    """Talk goes to standard error."""
    print(words, file=sys.stderr, flush=True)


def home(asked, pulled_from=None):
    """The address of the Zendesk."""
    if asked.base_url:
        base = asked.base_url.rstrip("/")
    elif asked.subdomain:
        name = re.sub(r"^https?://|\.zendesk\.com.*$|/+$", "", asked.subdomain.strip().lower())
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
            raise Trouble(f"{asked.subdomain!r} is no subdomain; of https://yours.zendesk.com it is yours")
        base = f"https://{name}.zendesk.com"
    elif pulled_from:
        base = pulled_from
    else:
        raise Trouble("name your Zendesk with --subdomain; of https://yours.zendesk.com it is yours")
    parts = urllib.parse.urlsplit(base)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")):
        raise Trouble(f"{base} is no https address; the token would be open to everybody on the way")
    if pulled_from and base != pulled_from:
        raise Trouble(f"these macros were pulled from {pulled_from}, not from {base}; pull from there first")
    return base


def beside(path, what):
    """The file beside a file of macros: macros.json has macros.original.json."""
    return path.with_name(f"{path.stem}.{what}.json")


def read(path):
    """An object of JSON with macros."""
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Trouble(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise Trouble(f"{path} is no JSON: {error}") from None
    macros = value.get("macros") if isinstance(value, dict) else None
    if not isinstance(macros, list) or not all(isinstance(one, dict) and "id" in one for one in macros):
        raise Trouble(f"{path} holds no macros as `pull` writes them")
    return value


def write(path, value):
    """Writes a file whole or not at all."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:  # half a character, which only an escape can hold
        data = (json.dumps(value, indent=2) + "\n").encode("ascii")
    number, new = tempfile.mkstemp(dir=str(path.parent), prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(new, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(new, str(path))
    except BaseException:
        if os.path.exists(new):
            os.unlink(new)
        raise


def digest(actions):
    return hashlib.sha256(json.dumps(actions, sort_keys=True).encode()).hexdigest()


class Work:
    """A file of macros, what they were when they were pulled, and what was sent since."""

    def __init__(self, path):
        self.path, self.value, self.original = path, read(path), read(beside(path, "original"))
        self.sent = {}
        try:
            sent = json.loads(beside(path, "pushed").read_text(encoding="utf-8"))
            self.sent = sent["macros"] if sent["pulled_at"] == self.original.get("pulled_at") else {}
        except FileNotFoundError:
            pass
        except (ValueError, KeyError, TypeError):
            raise Trouble(f"{beside(path, 'pushed')} is broken; pull into another file and make the changes there") from None

    def changed(self):
        """The macros whose actions are other than what Zendesk has, as far as we know: each as it was and as it is."""
        before = {one["id"]: one for one in self.original["macros"]}
        for one in self.value["macros"]:
            old = before.get(one["id"])
            if old is None:
                say(f"{title(one)}: was not pulled, so it is left alone")
                continue
            known = self.sent.get(str(one["id"]), {"actions": digest(old.get("actions"))})
            if digest(one.get("actions")) != known["actions"]:
                yield old, one

    def stamp(self, old):
        """When the macro was changed last, as far as we know."""
        return self.sent.get(str(old["id"]), old).get("updated_at")

    def remember(self, one, live):
        self.sent[str(one["id"])] = {"updated_at": live.get("updated_at"), "actions": digest(one.get("actions"))}
        write(beside(self.path, "pushed"), {"pulled_at": self.original.get("pulled_at"), "macros": self.sent})


def title(one):
    return f"{one.get('title') or 'without a title'} ({one['id']})"


def pull(asked):
    path = Path(asked.output)
    if not path.parent.is_dir():
        raise Trouble(f"there is no folder {path.parent}")
    if path.exists():
        if not beside(path, "original").exists():
            raise Trouble(f"{path} is there already, and not from here; name another with -o")
        waiting = len(list(Work(path).changed()))
        if waiting:
            raise Trouble(f"{path} holds changes to {waiting} macros that were not pushed; push them, or name another file")
    base = home(asked)
    macros = Zendesk(base).macros(asked.access)
    now = datetime.now(timezone.utc).isoformat(timespec="microseconds")
    # In this order nothing is lost, wherever it is interrupted: an older original only makes `push` look twice.
    write(path, {"macros": macros, "count": len(macros)})
    write(beside(path, "original"), {"pulled_from": base, "pulled_at": now, "macros": macros, "count": len(macros)})
    if beside(path, "pushed").exists():
        beside(path, "pushed").unlink()
    say(f"wrote {len(macros)} macros to {path}, and the same to {beside(path, 'original')}, which stays as it is")
    return 0


def texts(macro):
    """The lines of all actions that hold text."""
    values = [one.get("value") for one in macro.get("actions") or [] if isinstance(one, dict)]
    flat = [part for value in values for part in (value if isinstance(value, list) else [value])]
    return [line for part in flat if isinstance(part, str) for line in part.splitlines()]


def show(old, new):
    """The title of a macro, and the lines that change."""
    print(title(new))
    for line in difflib.unified_diff(texts(old), texts(new), lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            print("  " + "".join(sign if sign.isprintable() else "?" for sign in line[:1] + " " + line[1:]))


def push(asked):
    path = Path(asked.file)
    work = Work(path)
    base = home(asked, work.original.get("pulled_from"))
    changes = list(work.changed())
    if not changes:
        print(f"nothing to send: the actions of all {len(work.value['macros'])} macros are as Zendesk has them")
        return 0
    for old, new in changes:
        show(old, new)
    zendesk = Zendesk(base)
    many = f"{len(changes)} macro" + ("" if len(changes) == 1 else "s")
    if not asked.dry_run and not asked.yes and not agreed(f"Send {many} to {base}? [y/N] "):
        print("nothing was sent")
        return 1
    print(f"\n{'Would be sent' if asked.dry_run else 'Sending'} to {base}:")
    failed = 0
    for old, new in changes:
        try:
            print(f"  {title(new)}: {send(zendesk, work, old, new, asked.dry_run)}", flush=True)
        except Trouble as trouble:
            failed += 1
            print(f"  {title(new)}: NOT SENT: {trouble}", flush=True)
            if trouble.code == 401:
                raise
    done = len(changes) - failed
    print(f"{done} of {many}" + (" would be sent" if asked.dry_run else " sent") + (f", {failed} not" if failed else ""))
    return 1 if failed else 0


def agreed(question):
    if not sys.stdin.isatty():
        raise Trouble("there is nobody to ask; look at it with --dry-run, then send it with --yes")
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def send(zendesk, work, old, new, dry):
    """Sends one macro, unless somebody else changed it; what became of it."""
    live = zendesk.macro(new["id"])
    if live.get("updated_at") != work.stamp(old):
        if live.get("actions") != new.get("actions"):
            raise Trouble(
                f"somebody changed it in Zendesk at {live.get('updated_at')}, after it was pulled; "
                "pull into another file and make your change there"
            )
        if not dry:
            work.remember(new, live)
        return "is there already"
    if dry:
        return "yes"
    work.remember(new, zendesk.put(new["id"], new["actions"]))
    return "sent"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", metavar="{pull,push}")
    one = commands.add_parser("pull", help="fetch all macros into a file", description="Fetches all macros, page by page, "
                              "into one file, and keeps a copy beside it. Whole or not at all: a page that fails writes nothing.")
    one.add_argument("-o", "--output", default="macros.json", metavar="FILE", help="where to [macros.json]")
    one.add_argument("--access", choices=["shared", "personal", "agents", "account"],
                     help="only these; without it all that you may see, for administrators also the agents' personal ones")
    two = commands.add_parser("push", help="send back the macros that changed", description="Sends the macros whose actions "
                              "differ from what was pulled, one by one, each after a look whether somebody changed it in "
                              "Zendesk meanwhile. Titles and everything else stay as they are there; nothing is made or deleted.")
    two.add_argument("file", nargs="?", default="macros.json", metavar="FILE", help="the file that was pulled [macros.json]")
    two.add_argument("--dry-run", action="store_true", help="send nothing; say what would be sent, and what would be refused")
    two.add_argument("-y", "--yes", action="store_true", help="do not ask")
    for each in (one, two):
        each.add_argument("--subdomain", metavar="NAME", help="of https://NAME.zendesk.com; `push` knows it from `pull`")
        each.add_argument("--base-url", metavar="URL", help="the whole address instead, for tests")
    asked = parser.parse_args()
    if not asked.command:
        parser.print_help()
        sys.exit(2)
    return asked


def main():
    for stream in (sys.stdout, sys.stderr):  # a console that lacks a sign shows another for it
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    asked = arguments()
    try:
        return pull(asked) if asked.command == "pull" else push(asked)
    except Trouble as trouble:
        say(f"macros.py: {trouble}")
    except OSError as error:
        say(f"macros.py: {error}")
    except KeyboardInterrupt:
        say("\nmacros.py: stopped; run the same again")
    return 2


if __name__ == "__main__":
    sys.exit(main())
