"""What people say to the played upstream, and what it answers: scenes.json, read once."""
import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

SCENES = json.loads((Path(__file__).parent / "scenes.json").read_text(encoding="utf-8"))
NAMED = {scene["name"]: scene for scene in SCENES}

# What a caller tells the model; never part of the conversation that is looked at.
RULES = "You answer for Brook & Vale, who sell and repair houses' things. Be brief."


def turns(name):
    """The messages that play a scene, without instructions."""
    scene = NAMED[name]
    return [*scene.get("before", []), {"role": "user", "content": scene["says"]}]


@dataclass
class Said:
    """One choice of an answer."""
    text: str | None = None
    refusal: str | None = None
    calls: list = field(default_factory=list)
    cites: dict | None = None


@dataclass
class Ask:
    """What a request asks for, whatever its dialect."""
    body: bytes
    says: str
    tools: list
    forced: str | None = None
    data: bool = False
    after: bool = False
    choices: int = 1

    def id(self, prefix):
        return prefix + hashlib.sha256(self.body).hexdigest()[:24]


def answered(ask):
    """The choices that answer a request; the same for the same request."""
    scene = next((scene for scene in SCENES if scene["says"] == ask.says), NAMED["hours"])
    if ask.forced:
        return [Said(calls=[[ask.forced, NAMED["form"]["data"]]])]
    if ask.data:
        return [Said(text=json.dumps(NAMED["form"]["data"]))]
    if ask.after:
        return [Said(text=scene["after"])]
    calls = scene.get("calls", []) if ask.tools else []
    first = Said(scene.get("reply"), scene.get("refusal"), calls, scene.get("cites"))
    return [first, *(Said(scene["other"]) for _ in range(1, ask.choices))]


def pieces(text):
    """A text as a model would stream it."""
    return re.findall(r"\s*\S{1,6}|\s+$", text or "")


def counted(text):
    return max(1, len(text) // 4)
