"""langchain-openai (chat and responses) and langchain-anthropic: invoke, stream, batch, tools, structured output.

with_langchain.py BASE_URL    such as http://127.0.0.1:8080
"""
import asyncio
import functools
import operator
import sys

from langchain_anthropic import ChatAnthropic
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

from calls import KEY, call, run
from scenes import NAMED, RULES, turns

PROSE = ("hours", "parts", "cancelled", "ceiling", "door", "danger")
OTHER = ("refused", "cited")


class Ticket(BaseModel):
    """A ticket."""
    summary: str
    days: int
    urgent: bool


@tool
def track(parcel: str, note: str) -> str:
    """Where a parcel is."""
    return "in Derby"


def models(base):
    common = {"base_url": base + "/v1", "api_key": KEY, "max_retries": 0}
    return {
        "chat": ChatOpenAI(model="played-1", stream_usage=True, **common),
        "responses": ChatOpenAI(model="played-1", use_responses_api=True, **common),
        "messages": ChatAnthropic(model="played-1", base_url=base, api_key=KEY, max_retries=0, max_tokens=2048),
    }


def asked(scene):
    return [{"role": "system", "content": RULES}, *turns(scene)]


def still(message):
    """A message without the name of its run, which is another each time."""
    seen = message.model_dump(mode="json")
    if str(seen.get("id")).startswith("lc_run-"):
        del seen["id"]
    return seen


def summed(chunks):
    return still(functools.reduce(operator.add, chunks))


def said(chunk):
    return chunk.text if isinstance(chunk.text, str) else chunk.text()


class Listens(BaseCallbackHandler):
    """Takes each piece as it comes, as an interface does that shows it."""

    def __init__(self):
        self.parts = []

    def on_llm_new_token(self, token, *, chunk=None, **_):
        self.parts.append(said(chunk.message))


def each(*scenes, stream=False):
    """Registers a call for each of the three models."""

    def keep(function):
        for name in ("chat", "responses", "messages"):
            call(*scenes, stream=stream, model=name)(function)
        return function

    return keep


@each(*PROSE, *OTHER)
def invoke(models, model, scene):
    return still(models[model].invoke(asked(scene)))


@each(*PROSE, *OTHER, stream=True)
def stream(models, model, scene):
    chunks = list(models[model].stream(asked(scene)))
    return {"answer": summed(chunks), "parts": [said(one) for one in chunks]}


@each(*PROSE, stream=True)
def stream_listened(models, model, scene):
    listens = Listens()
    list(models[model].stream(asked(scene), config={"callbacks": [listens]}))
    return {"parts": listens.parts}


@each("cancelled", "hours", stream=True)
def chain_streamed(models, model, scene):
    """A prompt, a model and a parser in a row, as most applications have them."""
    chain = ChatPromptTemplate.from_messages([("system", RULES), ("human", "{says}")]) | models[model] | StrOutputParser()
    return {"parts": list(chain.stream({"says": NAMED[scene]["says"]}))}


@each()
def batch(models, model):
    return [still(one) for one in models[model].batch([asked(scene) for scene in PROSE], config={"max_concurrency": 4})]


@each("parcels", "bare_call")
def tools(models, model, scene):
    return still(models[model].bind_tools([track]).invoke(asked(scene)))


@each("parcels", "bare_call", stream=True)
def tools_streamed(models, model, scene):
    chunks = list(models[model].bind_tools([track]).stream(asked(scene)))
    return {"answer": summed(chunks), "calls": functools.reduce(operator.add, chunks).tool_calls}


@each("form")
def structured(models, model, scene):
    return models[model].with_structured_output(Ticket, method="json_schema").invoke(asked(scene))


@each("form")
def structured_by_tool(models, model, scene):
    return models[model].with_structured_output(Ticket, method="function_calling").invoke(asked(scene))


@each(*PROSE)
async def ainvoke(models, model, scene):
    return still(await models[model].ainvoke(asked(scene)))


@each(*PROSE, stream=True)
async def astream(models, model, scene):
    chunks = [chunk async for chunk in models[model].astream(asked(scene))]
    return {"answer": summed(chunks), "parts": [said(one) for one in chunks]}


@each()
async def abatch(models, model):
    return [still(one) for one in await models[model].abatch([asked(scene) for scene in PROSE])]


def failing(models, model, fails):
    return still(models[model].model_copy(update={"model_name" if model != "messages" else "model": fails}).invoke(asked("cancelled")))


for name in ("chat", "responses", "messages"):
    for status in (400, 401, 429, 500):
        call(model=name, fails=f"fails-{status}")(failing)


if __name__ == "__main__":
    made = models(sys.argv[1])
    asyncio.run(run(made, made))
