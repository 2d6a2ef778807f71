"""The description of the API before a real validator, and the API before its own description.

openapi.py FOLDER    what the server said goes to FOLDER; ATTUNED names the binary
"""
import json
import os
import sys
import urllib.error
import urllib.request
from collections import Counter

from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from proxy import MODES, proxy
from upstream import Upstream

TALLY = Counter(passed=0, failed=0)
MODES["described"] = []
WRONG = [{"draft": 7}, {"conversation": "none", "draft": "Noted."}]


def main(folder):
    upstream = Upstream()
    upstream.start()
    with proxy(os.environ["ATTUNED"], upstream.address, "described", f"{folder}/openapi.attuned.log") as base:
        document = json.loads(answer(f"{base}/openapi.json")[1])
        told("the document", OpenAPIV31SpecValidator(document).iter_errors())
        told("a document without paths' answers must be refused", [] if spoiled(document) else ["it was not"])
        for path, methods in document["paths"].items():
            for operation in methods.values():
                endpoint(document, base, path, operation)
    print(f"{TALLY['passed']} passed, {TALLY['failed']} failed")
    return 1 if TALLY["failed"] else 0


def spoiled(document):
    """Whether the validator sees that an answer lost its description."""
    wrong = json.loads(json.dumps(document))
    del wrong["paths"]["/v1/check"]["post"]["responses"]["200"]["description"]
    return list(OpenAPIV31SpecValidator(wrong).iter_errors())


def endpoint(document, base, path, operation):
    """Sends an operation its example and wrong bodies, and holds what comes to the schemas."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if "example" not in content:
        if "requestBody" not in operation:
            fits(document, operation, f"GET {path}", *answer(base + path))
        return
    example = content["example"]
    told(f"{path}: its example", errors(document, content["schema"], example))
    fits(document, operation, f"POST {path}", *answer(base + path, example))
    for body in ["{", *([example, *WRONG] if "Record" in str(content["schema"]) else [{"texts": []}])]:
        fits(document, operation, f"POST {path} {str(body)[:30]}", *answer(base + path, body))
    if "Record" in str(content["schema"]):
        fits(document, operation, f"POST {path}, many", *answer(base + path, [example, *WRONG]))


def fits(document, operation, name, status, text, kind):
    """The answer is described, by status and by schema."""
    described = operation["responses"].get(str(status))
    if described is None:
        return told(name, [f"{status} is not described"])
    if "$ref" in described:
        described = document["components"]["responses"][described["$ref"].rsplit("/", 1)[1]]
    content = described["content"].get(kind)
    if content is None:
        return told(name, [f"{kind} is not described"])
    return told(name, errors(document, content["schema"], json.loads(text)) if kind == "application/json" else [])


def errors(document, schema, value):
    """Where a value breaks its schema; the references are those of the document."""
    return Draft202012Validator({**schema, "components": document["components"]}).iter_errors(value)


def told(name, wrong):
    wrong = [getattr(one, "message", str(one))[:300] for one in wrong]
    TALLY["failed" if wrong else "passed"] += 1
    for one in wrong:
        print(f"{name}: {one}")


def answer(address, body=None):
    data = None if body is None else (body if isinstance(body, str) else json.dumps(body)).encode()
    request = urllib.request.Request(address, data, {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as come:
            return come.status, come.read().decode(), come.headers.get_content_type()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers.get_content_type()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
