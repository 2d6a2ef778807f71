"""What the scripts of the package openai ask, and the tool and the form that they ask with."""
from pydantic import BaseModel

from calls import headers
from scenes import RULES, turns

MODEL = "played-1"
PROSE = ("hours", "parts", "cancelled", "ceiling", "door", "danger")
OTHER = ("refused", "cited")
TRACK = {"type": "object", "properties": {"parcel": {"type": "string"}, "note": {"type": "string"}},
         "required": ["parcel", "note"], "additionalProperties": False}
TOOL = {"type": "function", "function": {"name": "track", "parameters": TRACK, "strict": True}}
FLAT = {"type": "function", "name": "track", "parameters": TRACK, "strict": True}


class Ticket(BaseModel):
    summary: str
    days: int
    urgent: bool


def chat(scene, **more):
    return {"model": MODEL, "messages": [{"role": "system", "content": RULES}, *turns(scene)], **more}


def asked(scene, **more):
    return {"model": MODEL, "instructions": RULES, "input": turns(scene), **more}


def told(response):
    return {"headers": headers(response), "answer": response.parse()}
