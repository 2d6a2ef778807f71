"""The requests of a file, so many at once, with the package openai and asyncio: what one would write oneself.

plain.py ADDRESS REQUESTS OUT AT_ONCE
"""

import asyncio
import json
import sys
from pathlib import Path

from openai import AsyncOpenAI


async def worker(client, requests, out):
    """Takes one request after the other from what all workers share; the iterator says which is whose."""
    for place, body in requests:
        answer = await client.chat.completions.create(**json.loads(body))
        said = json.loads(answer.choices[0].message.content)
        out.write(json.dumps({"place": place, "reply": said["reply"]}, ensure_ascii=False) + "\n")


async def main(address, path, into, at_once):
    async with AsyncOpenAI(base_url=address, api_key="none") as client:
        with Path(path).open(encoding="utf-8") as bodies, Path(into).open("w", encoding="utf-8") as out:
            requests = enumerate(bodies)
            await asyncio.gather(*(worker(client, requests, out) for _ in range(at_once)))


asyncio.run(main(*sys.argv[1:4], int(sys.argv[4])))
