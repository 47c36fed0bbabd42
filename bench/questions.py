"""How the whole bot does on questions that were written before their authors saw the knowledge.

    python -m bench.questions [--file bench/questions/development.tsv] [--wrong] [--json]
    python -m bench.questions --ablate    # a quarter of an hour: all of it without each step

Each line of a file: what was asked before it (only in `follow-ups`), the question, its scope (`in`
ours, `open` ours, but nobody has written the answer, `near` another agency's business, `out`
neither), and the entries whose answer would serve (`?`: none does, `-`: nothing of ours).
Two readers of the knowledge judged each question apart from each other, shown what four rankers
found for it in no order (for those of `later` the whole list of entries); of `examination`,
`ordinary`, `unusual`, `fresh` and `later` an entry counts where both chose it; `follow-ups` had one
reader.  Every question begins a conversation of its own, or goes on with what was asked before it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bench.ablation import OF_MANY, OF_TALK, PATCHES, patched
from bot.bootstrap.answering import load_knowledge
from bot.dialogue.conversation import Conversation, Turn
from bot.dialogue.engine import respond
from bot.dialogue.lessons import COURTESIES
from bot.dialogue.nearest import CALLS
from bot.dialogue.understanding import Understanding, understand
from bot.knowledge.entry import Entry
from bot.knowledge.snapshot import Knowledge
from bot.message import Address, Message
from bot.text.fold import fold

HERE = Path(__file__).parent / "questions"
NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SOMEBODY = Address("web", "somebody")
REFUSALS = {"unknown", "choice"}
OFFERING = {"menu", "form"}
"""What offers somebody who can answer; forms and *gặp cán bộ*."""
IN_SCOPE = (
    "right",
    "asked back, with it",
    "asked back, without it",
    "unknown",
    "referred",
    "wrong",
)
OTHERS = ("refused", "asked back", "referred", "false answer")
SCOPES = ("in", "open", "near", "out")
HEADS = ("first", "right", "wrong", "follow-ups", "foreign wrong")
"""What is told of the whole without each step: percents, of foreign questions how many."""


class Question(NamedTuple):
    """What somebody asked, and what would serve them."""

    text: str
    scope: str
    accepted: frozenset[str]
    before: str = ""


def read(file: Path) -> list[Question]:
    """The questions of a file."""
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines() if line]
    return [
        Question(text, scope, frozenset(accepted.split()), *before)
        for *before, text, scope, accepted in rows
    ]


def meet(understanding: Understanding, question: Question, text: str) -> tuple[str, str]:
    """What becomes of a question, and what the bot said to it."""
    talk = Conversation(SOMEBODY)
    if question.before:
        asked = Message(SOMEBODY, "0", question.before, NOW)
        talk = respond(understanding, talk, asked, NOW).conversation
    turn = respond(understanding, talk, Message(SOMEBODY, "1", text, NOW), NOW)
    said = f"{turn.kind} {turn.entry or ''} {turn.score or 0:.2f}"
    is_accepted = bool(_told(turn, understanding) & question.accepted)
    if question.scope == "in":
        is_bare = _is_bare(understanding, text)
        return _met_ours(turn, question, is_accepted=is_accepted, is_bare=is_bare), said
    if turn.kind == "unknown":
        return "refused", said
    if turn.kind == "choice" or (question.scope == "open" and turn.kind in OFFERING):
        return "asked back", said
    is_harmless = turn.kind in {"referral", "greeting", "menu"} or is_accepted
    return "referred" if is_harmless else "false answer", said


def _met_ours(turn: Turn, question: Question, *, is_accepted: bool, is_bare: bool) -> str:
    """What became of a question of ours; the menu of a bare topic is the reply to that."""
    is_offered = any(button.target in question.accepted for button in turn.conversation.offered)
    if is_accepted and turn.kind not in REFUSALS:
        return "right"
    if is_bare and is_offered and turn.kind == "choice":
        return "right"
    if turn.kind in {"choice", "menu"}:
        return f"asked back, {'with' if is_offered else 'without'} it"
    return {"unknown": "unknown", "referral": "referred"}.get(turn.kind, "wrong")


def _told(turn: Turn, understanding: Understanding) -> set[str | None]:
    """What a turn told or did, by all its names: a call back is what `person` asks for, a check
    of whatever program is a check, a greeting has no entry, and of two questions both are answered.
    """
    entries, said = understanding.knowledge.entries, turn.replies[0].text
    near = {match.entry for match in turn.matches[:2] if match.entry in entries}
    told = {turn.entry} | {
        one for one in near if turn.kind == "answer" and _opening(entries[one]) in said
    }
    if turn.entry in CALLS:
        told |= CALLS
    if turn.kind == "eligibility":
        told.add("eligibility.check")
    if turn.kind == "greeting":
        told |= {"greeting", "help", *COURTESIES}
    if turn.conversation.is_deleting:
        told.add("delete_data")
    return told


def _opening(entry: Entry) -> str:
    return entry.answer.split("\n", 1)[0]


def _is_bare(understanding: Understanding, text: str) -> bool:
    """Whether a topic is named and nothing asked of it."""
    subject = understanding.subjects.read(text)
    return subject.topic is not None and subject.is_bare


def tally(
    understanding: Understanding, questions: Sequence[Question], *, plain: bool
) -> dict[str, Counter[str]]:
    """How often each outcome came, by scope.  `plain`: all are asked without accents."""
    found: dict[str, Counter[str]] = {scope: Counter() for scope in SCOPES}
    for question in questions:
        text = fold(question.text) if plain else question.text
        found[question.scope][meet(understanding, question, text)[0]] += 1
    return found


def report(title: str, found: dict[str, Counter[str]]) -> None:
    """Print the shares."""
    print(title)
    for scope, counts in found.items():
        total = max(counts.total(), 1)
        order = IN_SCOPE if scope == "in" else OTHERS
        shares = ", ".join(f"{kind} {100 * counts[kind] / total:.1f} %" for kind in order)
        print(f"  {scope:5}{counts.total():4}: {shares}")


def ablate(knowledge: Knowledge, questions: Sequence[Question]) -> None:
    """Print what becomes of the questions, as they were typed, without each step."""
    print(f"{'without':32}" + "".join(f"{head:>16}" for head in HEADS))
    whole = understand(knowledge)
    _print_row("(the whole)", whole, questions)
    for step, patch in {**PATCHES, **OF_MANY}.items():
        with patched(patch):
            _print_row(step, understand(knowledge), questions)
    for step, patch in OF_TALK.items():
        with patched(patch):
            _print_row(step, whole, questions)


def _print_row(step: str, understanding: Understanding, questions: Sequence[Question]) -> None:
    alone = [one for one in questions if not one.before]
    going_on = [one for one in questions if one.before]
    found = tally(understanding, alone, plain=False)
    after = tally(understanding, going_on, plain=False)["in"]
    ours = [one for one in alone if one.scope == "in"]
    row = (
        100 * sum(_is_first(understanding, one) for one in ours) / max(len(ours), 1),
        *(100 * found["in"][outcome] / max(len(ours), 1) for outcome in ("right", "wrong")),
        100 * after["right"] / max(after.total(), 1),
        sum(found[scope]["false answer"] for scope in ("near", "out")),
    )
    print(f"{step:32}" + "".join(f"{number:16.1f}" for number in row), flush=True)


def _is_first(understanding: Understanding, question: Question) -> bool:
    """Whether the best entry serves, however sure it is."""
    best = understanding.best(question.text)
    return best is not None and best.entry in question.accepted


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--file", type=Path, action="append")
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    parser.add_argument("--wrong", action="store_true", help="list what went wrong")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--ablate", action="store_true", help="tell what each step is worth")
    options = parser.parse_args()
    files = options.file or sorted(HERE.glob("*.tsv"))
    if options.ablate:
        knowledge = load_knowledge(options.knowledge).knowledge
        ablate(knowledge, [one for file in files for one in read(file)])
        return
    understanding = understand(load_knowledge(options.knowledge).knowledge)
    for file in files:
        questions = read(file)
        found = {
            "as typed": tally(understanding, questions, plain=False),
            "without accents": tally(understanding, questions, plain=True),
        }
        if options.json:
            print(json.dumps({"file": file.name, **found}, ensure_ascii=False))
        else:
            for name, counts in found.items():
                report(f"{file.name}, {name}", counts)
        for question in questions if options.wrong else ():
            outcome, said = meet(understanding, question, question.text)
            if outcome in {"wrong", "false answer", "asked back, without it", "unknown"}:
                print(outcome, question.text, *sorted(question.accepted), said, sep=" | ")


if __name__ == "__main__":
    main()
