"""What a row of each format says: the person's last words, the reply to learn and the reply to unlearn."""


def last(messages, key="content"):
    return messages[-1][key] if isinstance(messages, list) else messages


def vertex(row):
    said = {one["score"]: one["completion"]["parts"][0]["text"] for one in row["completions"]}
    return row["contents"][-1]["parts"][0]["text"], said[1], said[0]


def whole(row):
    """Both sides hold the conversation too."""
    return row["chosen"][-2]["content"], last(row["chosen"]), last(row["rejected"])


SAYS = {
    "trl-chat": lambda row: (last(row["prompt"]), last(row["chosen"]), last(row["rejected"])),
    "openai": lambda row: (last(row["input"]["messages"]), last(row["preferred_output"]),
                           last(row["non_preferred_output"])),
    "vertex": vertex,
    "llamafactory": lambda row: (last(row["conversations"], "value"), row["chosen"]["value"], row["rejected"]["value"]),
    "axolotl": lambda row: (last(row["messages"]), row["chosen"]["content"], row["rejected"]["content"]),
    "distilabel": whole,
}
