"""Invented drafts in any number, all different, each of which needs revision; run as a program, writes so many lines."""

import json
import sys

NAMES = ("Ada", "Bashir", "Carmen", "Dovid", "Esi", "Farah", "Goran", "Hanne", "Ines", "Jonas", "Kemal", "Lucia", "Mbali")
DAYS = tuple(f"{day} {month}" for month in ("March", "April", "May", "June") for day in range(2, 29))
CLOSES = ("Customer Care", "The Service Desk", "Correspondence Team", "Accounts Office", "Member Support")
CASES = (
    ("The wreath for my mother's funeral never came, order {order}. I stood at her grave with empty hands and I am so angry "
     "that I am shaking. What happened?",
     "Please be advised that order {order} was not sent. It was noted that the address on the card was incomplete. A refund "
     "of £{sum} can be requested until {day}. Any inconvenience caused is regretted."),
    ("I have {sum} euros left until the end of the month and you turned down claim {order}. I cried in the stairwell so that "
     "the children would not see. Why?",
     "Please be advised that claim {order} has been declined. It was noted that the second page of the form was missing. "
     "A review of the decision can be requested until {day}. Should you wish to proceed, form {order}-B must be submitted."),
    ("Nine nights without heating, ticket {order}, and my son is two. I am terrified of tonight. Is anybody coming?",
     "It is regretted that the visit for ticket {order} was cancelled. The part was not sent by the depot. An amount of £{sum} "
     "has been credited to the account, and a new visit can be requested until {day}."),
    ("I passed! Third go, after {sum} evenings at the kitchen table, candidate {order}. I am sitting on the floor laughing and "
     "crying and I wanted you to know first.",
     "Please be advised that the result for candidate {order} has been recorded. The certificate can be requested until {day} "
     "at a charge of £{sum}. Any inconvenience caused is regretted."),
    ("You lost my late father's watch at the repair counter, slip {order}. It is all I had of him and I feel sick. Where is it?",
     "It is regretted that the item on slip {order} could not be located. It was noted that the shelf was cleared on {day}. "
     "Please be advised that compensation of £{sum} can be requested until {day}."),
    ("My daughter's coach left without her, booking {order}. She is eleven and stood alone in the dark for two hours. I am "
     "furious. How could that happen?",
     "Please be advised that booking {order} was not sent to the driver. It was noted that the list was printed before {day}. "
     "A refund of £{sum} can be requested until {day}. Any inconvenience caused is regretted."),
)


def draft(place):
    """The draft at this place of the endless list: the same each time, like no other."""
    said, answered = CASES[place % len(CASES)]
    name, close = NAMES[place % len(NAMES)], CLOSES[place % len(CLOSES)]
    facts = {"order": 200_000 + place, "sum": 20 + place * 7 % 400, "day": DAYS[place % len(DAYS)]}
    text = f"Dear {name},\n\n{answered.format(**facts)}\n\n{close}"
    turn = {"role": "user", "content": f"{said.format(**facts)} {name}"}
    return {"id": f"draft-{place}", "conversation": [turn], "draft": text}


def write(path, count):
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(draft(place), ensure_ascii=False) + "\n" for place in range(count))
    return path


if __name__ == "__main__":
    for place in range(int(sys.argv[1])):
        print(json.dumps(draft(place), ensure_ascii=False))
