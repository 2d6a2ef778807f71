"""TRL's own detection and chat templating, without torch."""

from tally import close, held, refused, rows
from tiny import tokenizer

from trl.data_utils import extract_prompt, is_conversational, maybe_apply_chat_template, maybe_extract_prompt

WORDS = tokenizer()
SIDES = {"trl": ("chosen", "rejected"), "trl-chat": ("chosen", "rejected"), "kto": ("completion",)}


def detected():
    for kind, talks in {"trl": False, "trl-chat": True, "kto": True}.items():
        # The detection looks at whichever column comes first out of a set: all must be of one kind.
        keys = ("prompt", *SIDES[kind])
        told = {is_conversational({key: row[key]}) for row in rows(kind) for key in keys}
        held(f"{kind}: every column is {'conversational' if talks else 'standard'}", told == {talks})
        held(f"{kind}: the prompt is explicit and stays", all(maybe_extract_prompt(row) == row for row in rows(kind)))


def rendered():
    """The reply is all that a trainer learns from: it starts where the template's prompt ends."""
    for kind in ("trl-chat", "kto"):
        for side in SIDES[kind]:
            held(f"{kind}: {side} is the reply alone after the template", all(
                said[side] == f"{row[side][-1]['content']}<|im_end|>\n"
                and said["prompt"].endswith("<|im_start|>assistant\n")
                for row in rows(kind) for said in [maybe_apply_chat_template(row, WORDS)]))
    held("trl: text stays as it is", all(
        maybe_apply_chat_template(row, WORDS) == row for row in rows("trl")))
    held("kto: labels are true or false, and both are there", {row["label"] for row in rows("kto")} == {True, False}
         and all(type(row["label"]) is bool for row in rows("kto")))


def implicit():
    """The columns of distilabel and the alignment handbook: the conversation stands in both sides."""
    told = [(row, extract_prompt(row)) for row in rows("distilabel")]
    held("distilabel: the prompt that both sides share is found", all(
        found["prompt"] == row["chosen"][:-1] and len(found["chosen"]) == len(found["rejected"]) == 1
        for row, found in told))


def controls():
    row = rows("trl-chat")[0]
    refused("a prompt that ends with the system's turn",
            lambda: maybe_apply_chat_template({**row, "prompt": [{"role": "system", "content": "Be brief."}]}, WORDS))
    refused("a pair without its rejected side",
            lambda: maybe_apply_chat_template({key: row[key] for key in ("prompt", "chosen")}, WORDS))
    held("not conversational: messages without a role",
         not is_conversational({"prompt": [{"from": "human", "value": "Hello?"}]}))


detected()
rendered()
implicit()
controls()
close()
