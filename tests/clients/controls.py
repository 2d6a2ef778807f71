"""Differences that must be seen: what nothing can fail proves nothing."""
from differences import Meant, differences

DRAFT, BETTER = "Please be advised that it was lost.", "We lost it."
OLD = {"content": [2]}
MEANT = Meant({DRAFT: BETTER, "Please go.": "Please stay."}, "revised")
PAID = Meant(MEANT.revisions, "revised", (5, 2))


def whole(text, **more):
    choice = {"message": {"content": text, "tool_calls": [{"id": "call_1"}], "refusal": None}, "logprobs": None, "index": 0}
    return {"id": "chatcmpl-1", "choices": [choice | more], "usage": {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18}}


def told(text, verdict=None, length="40", **more):
    headers = [["content-length", length], ["x-request-id", "req"]]
    headers += [["x-attuned-verdict", verdict]] if verdict else []
    return {"headers": headers, "answer": whole(text, **more)}


def stream(*pieces, logprobs=None):
    events = [{"id": "c", "choices": [{"index": 0, "delta": {"content": piece}, "logprobs": known}]}
              for piece, known in zip(pieces, logprobs or [None] * len(pieces))]
    return {"events": events}


def counted(prompt, total, ours):
    return whole(BETTER) | {"usage": {"prompt_tokens": prompt, "completion_tokens": total - prompt, "total_tokens": total, **({"attuned": ours} if ours else {})}}


OURS = {"calls": 1, "prompt_tokens": 5, "completion_tokens": 2}
HALF, REST = DRAFT[:20], DRAFT[20:]

# Name, directly, through the proxy, whether it is as it should be.
CONTROLS = [
    ("revised", whole(DRAFT), whole(BETTER), True),
    ("not revised", whole(DRAFT), whole(DRAFT), False),
    ("revised otherwise", whole(DRAFT), whole("It is lost."), False),
    ("clean, untouched", whole("It is here."), whole("It is here."), True),
    ("clean, touched", whole("It is here."), whole("It is here"), False),
    ("logprobs dropped", whole(DRAFT, logprobs={"content": [1]}), whole(BETTER), True),
    ("logprobs kept", whole(DRAFT, logprobs={"content": [1]}), whole(BETTER, logprobs={"content": [1]}), False),
    ("logprobs of a clean text dropped", whole("Yes.", logprobs={"content": [1]}), whole("Yes."), False),
    ("tool call lost", whole(DRAFT), {**whole(BETTER), "choices": [{"message": {"content": BETTER}}]}, False),
    ("other id", whole(DRAFT), whole(BETTER) | {"id": "chatcmpl-2"}, False),
    ("further field", whole(DRAFT), whole(BETTER) | {"more": 1}, False),
    ("tokens added up", whole(DRAFT), counted(14, 25, OURS), True),
    ("tokens not added up", whole(DRAFT), counted(9, 18, OURS), False),
    ("tokens not named", whole(DRAFT), counted(9, 18, None), False),
    ("null for nothing", whole(DRAFT), whole(BETTER, index=None), False),
    ("1 for true", {"a": True}, {"a": 1}, False),
    ("headers", told(DRAFT), told(BETTER, "revised", "20"), True),
    ("length of a clean answer", told("Yes."), told("Yes.", "revised", "20"), False),
    ("verdict missing", told(DRAFT), told(BETTER, "clean"), False),
    ("stream revised", stream(HALF, REST), stream("We lost", " it."), True),
    ("stream revised in fewer pieces", stream(HALF, REST), stream(BETTER), False),
    ("stream half revised", stream(HALF, REST), stream("We lost", REST), False),
    ("stream not revised", stream(HALF, REST), stream(HALF, REST), False),
    ("stream with old logprobs", stream(HALF, REST, logprobs=[OLD, OLD]), stream("We", " lost it.", logprobs=[OLD, OLD]), False),
    ("stream with logprobs of what stayed", stream("Please", " go.", logprobs=[OLD, OLD]), stream("Please", " stay.", logprobs=[OLD, None]), True),
    ("stream with logprobs of what changed", stream("Please", " go.", logprobs=[OLD, OLD]), stream("Please", " stay.", logprobs=[OLD, OLD]), False),
    ("clean stream cut elsewhere", stream("It is ", "here."), stream("It ", "is here."), False),
]


def failed():
    """The controls that do not come out as they should."""
    return [name for name, direct, proxied, right in CONTROLS if right == bool(list(differences(direct, proxied, PAID if "tokens" in name else MEANT)))]
