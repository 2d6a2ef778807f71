"""What a client saw directly beside what it saw through the proxy; every difference that is not meant is said.

Meant are: the text of a failing reply, which is its revision; logprobs of a text that changed, which are gone; token counts
with ours added and named apart; headers `x-attuned-*`; and no packing, since the proxy must read what it passes.
"""
import copy
import json

# Headers that say how an answer is packed, which the proxy decides itself where it reads the answer.
PACKED = {"content-encoding", "content-length", "transfer-encoding"}
COUNTS = {"prompt_tokens": ("prompt_tokens",), "completion_tokens": ("completion_tokens",),
          "input_tokens": ("prompt_tokens",), "output_tokens": ("completion_tokens",),
          "total_tokens": ("prompt_tokens", "completion_tokens")}


class Meant:
    """What may differ in one call."""

    def __init__(self, revisions, verdict=None, costs=None):
        self.revisions, self.verdict, self.costs = revisions, verdict, costs

    def text(self, text):
        return self.revisions.get(text, text)

    def changes(self, value):
        """Whether some text in a value is to change."""
        if isinstance(value, dict):
            return any(self.changes(one) for one in value.values())
        if isinstance(value, list):
            return any(map(self.changes, value))
        return isinstance(value, str) and self.spliced(value) != value

    def spliced(self, text):
        """A text that is revised, or bytes with the JSON string of each such text replaced."""
        if text in self.revisions:
            return self.text(text)
        for draft, better in self.revisions.items():
            for quoted in (json.dumps(draft), json.dumps(draft, ensure_ascii=False)):
                text = text.replace(quoted, json.dumps(better, ensure_ascii=False))
        return text


def differences(direct, proxied, meant, path="answer"):
    """Sentences, one for each difference that is not meant."""
    if isinstance(direct, dict) and isinstance(proxied, dict):
        yield from fields(direct, proxied, meant, path)
    elif isinstance(direct, list) and isinstance(proxied, list):
        if len(direct) != len(proxied):
            yield f"{path}: {len(direct)} directly, {len(proxied)} through the proxy"
        for at, (one, other) in enumerate(zip(direct, proxied)):
            yield from differences(one, other, meant, f"{path}[{at}]")
    else:
        wanted = meant.text(direct) if isinstance(direct, str) else direct
        if proxied != wanted or type(proxied) is not type(wanted):
            yield f"{path}: expected {short(wanted)}, and through the proxy it is {short(proxied)}"


def short(value):
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) < 300 else said[:297] + "..."


def fields(direct, proxied, meant, path):
    for name in sorted(set(direct) | set(proxied)):
        place = f"{path}.{name}"
        if name not in proxied:
            yield f"{place}: gone through the proxy, {short(direct[name])} directly"
        elif name not in direct:
            yield f"{place}: only through the proxy, {short(proxied[name])}"
        else:
            rest = {other: value for other, value in direct.items() if other != name}
            yield from SPECIAL.get(name, usual)(direct[name], proxied[name], meant, place, rest)


def usual(direct, proxied, meant, path, _):
    return differences(direct, proxied, meant, path)


def logprobs(direct, proxied, meant, path, beside):
    """Gone where the text beside them changed."""
    if not direct or not meant.changes(beside):
        yield from differences(direct, proxied, meant, path)
    elif proxied:
        yield f"{path}: still there, of a text that has changed"


def usage(direct, proxied, meant, path, beside):
    """Ours are in the sums, and apart, where the answer is not one that a client has put together itself."""
    if isinstance(proxied, dict) and isinstance(direct, dict) and meant.costs:
        ours = proxied.get("attuned") or guessed(direct, proxied, meant.costs)
        if meant.changes(beside) and not ours.get("calls"):
            yield f"{path}: the text has changed, and nothing says what that cost"
        proxied = {name: value - added(ours, name) if name in COUNTS else value for name, value in proxied.items() if name != "attuned"}
    yield from differences(direct, proxied, meant, path)


def guessed(direct, proxied, costs):
    """What our calls cost, as far as the sums tell; one that began before we counted has its prompt without ours."""
    prompt, completion = (more(direct, proxied, names) for names in (("input_tokens", "prompt_tokens"),
                                                                     ("output_tokens", "completion_tokens")))
    calls = completion // costs[1]
    return {"calls": calls, "prompt_tokens": calls * costs[0] if prompt else 0, "completion_tokens": calls * costs[1]}


def more(direct, proxied, names):
    return sum((proxied.get(name) or 0) - (direct.get(name) or 0) for name in names)


def added(ours, name):
    return sum(ours[one] for one in COUNTS.get(name, ()))


def headers(direct, proxied, meant, path, beside):
    if not isinstance(direct, list):
        yield from differences(direct, proxied, meant, path)
        return
    theirs = [one for one in proxied if not one[0].startswith("x-attuned-")]
    ours = dict(one for one in proxied if one[0].startswith("x-attuned-"))
    names = {name for name, _ in direct}
    free = PACKED if "content-encoding" in names or meant.changes(beside) else set()
    wanted = [one for one in direct if one[0] not in free]
    yield from listed(wanted, [one for one in theirs if one[0] not in free], path)
    if "answer" in beside and meant.verdict and ours.get("x-attuned-verdict") != meant.verdict:
        yield f"{path}: x-attuned-verdict should be {meant.verdict}, and is {ours.get('x-attuned-verdict')}"


def listed(direct, proxied, path):
    for one in direct:
        if one not in proxied:
            yield f"{path}: {one[0]}: {one[1]} is gone or changed"
    for one in proxied:
        if one not in direct:
            yield f"{path}: {one[0]}: {one[1]} comes only through the proxy"


def events(direct, proxied, meant, path, _):
    """A stream: the same events, whose pieces of text add up to the revision."""
    direct, proxied = copy.deepcopy(direct), copy.deepcopy(proxied)
    texts, revised = joined(direct), joined(proxied)
    yield from differences({str(slot): text for slot, text in texts.items()},
                           {str(slot): text for slot, text in revised.items()}, meant, f"{path} joined")
    changed = {slot for slot, text in texts.items() if meant.changes(text)}
    for one, other in zip(direct, proxied):
        for (slot, holder, name), (_, held, _) in zip(pieces(one), pieces(other)):
            if slot in changed:
                yield from cleared(one, other, holder[name] == held[name], path)
                holder[name] = held[name] = "…"
    yield from differences(direct, proxied, meant, path)


def cleared(one, other, same, path):
    """Takes the logprobs of a piece away from both; they may stay with a piece that is the same."""
    one, other = (side if "logprobs" in side else (side.get("choices") or [{}])[0] for side in (one, other))
    theirs, ours = one.pop("logprobs", None), other.pop("logprobs", None)
    if ours and (not same or ours != theirs):
        yield f"{path}: logprobs are still there, of a piece that has changed"


def joined(stream):
    texts = {}
    for event in stream:
        for slot, holder, name in pieces(event):
            texts[slot] = texts.get(slot, "") + holder[name]
    return texts


def pieces(event):
    """The pieces of text in an event: which text, what holds the piece, under which name."""
    kind = event.get("type")
    if kind == "response.output_text.delta":
        yield (event["output_index"], event["content_index"]), event, "delta"
    elif kind == "content_block_delta" and event["delta"]["type"] == "text_delta":
        yield (event["index"], 0), event["delta"], "text"
    for choice in event.get("choices") or []:
        if (choice.get("delta") or {}).get("content") is not None:
            yield (choice["index"], 0), choice["delta"], "content"


def parts(direct, proxied, meant, path, _):
    """Texts as they came, piece by piece: together they are the text."""
    yield from differences("".join(direct), "".join(proxied), meant, path)


def raw(direct, proxied, meant, path, _):
    """All bytes of an answer, with the JSON string of each text replaced."""
    wanted = meant.spliced(direct)
    if wanted != proxied:
        at = next((at for at, (one, other) in enumerate(zip(wanted, proxied)) if one != other), min(len(wanted), len(proxied)))
        yield f"{path}: from character {at} expected {short(wanted[at:at + 80])}, came {short(proxied[at:at + 80])}"


def comments(direct, proxied, meant, path, _):
    """One at the end says what became of the text; those that only say that something waits may come before."""
    last = proxied[-1] if proxied else ""
    if meant.verdict and f"verdict={meant.verdict}" not in last:
        yield f"{path}: the last should say verdict={meant.verdict}, and says {short(last)}"


SPECIAL = {"raw": raw, "comments": comments, "logprobs": logprobs, "usage": usage, "headers": headers, "events": events, "parts": parts}
