"""The rules once more, by another road: straight from the YAML to Python expressions.

Shares no code with the program: it knows no classes of answers, no parts and no pieces, it only
tries every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import yaml

Raw = Mapping[str, Any]
Answers = Mapping[str, Any]
UNKNOWN = "?"
"""The answer *không biết*; what is missing is not there."""


def read(directory: Path) -> tuple[dict[str, Raw], dict[str, Raw], list[Raw]]:
    """Facts and shared requirements by id, and programs."""
    found: dict[str, list[Raw]] = {"facts": [], "requirements": [], "programs": []}
    for path in sorted(directory.glob("dieu-kien-*.yaml")):
        written = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
        for section in found:
            found[section] += written.get(section, [])
    facts = {fact["id"]: fact for fact in found["facts"]}
    shared = {requirement["id"]: requirement for requirement in found["requirements"]}
    return facts, shared, found["programs"]


def answers_to(fact: Raw) -> list[Any]:
    """Every answer; of numbers some."""
    if fact.get("kind") == "number":
        return [0, 1, 2, 3, 50, 99]
    return [choice["id"] for choice in fact["choices"]]


def as_python(condition: Raw) -> str:  # noqa: PLR0911 - one for each way to write it
    """The condition as an expression over `f`."""
    match condition:
        case {"all": parts}:
            return "(" + " and ".join(map(as_python, parts)) + ")"
        case {"any": parts}:
            return "(" + " or ".join(map(as_python, parts)) + ")"
        case {"not": part}:
            return f"(not {as_python(part)})"
        case {"fact": fact, "one_of": choices}:
            return f"(f[{fact!r}] in {choices!r})"
        case {"fact": fact, "is": choice}:
            return f"(f[{fact!r}] == {choice!r})"
        case {"fact": fact, "at_most": number}:
            return f"(f[{fact!r}] <= {number})"
        case {"fact": fact, "at_least": number}:
            return f"(f[{fact!r}] >= {number})"
    raise AssertionError(condition)


def named(condition: Any) -> set[str]:
    """The facts in it."""
    if isinstance(condition, dict):
        inner = {fact for value in condition.values() for fact in named(value)}
        return inner | ({condition["fact"]} if "fact" in condition else set())
    if isinstance(condition, list):
        return {fact for value in condition for fact in named(value)}
    return set()


class Judge:
    """One program."""

    def __init__(self, program: Raw, shared: Mapping[str, Raw], facts: Mapping[str, Raw]) -> None:
        written = [shared[key] for key in program.get("common", [])] + program.get("requires", [])
        self.id = program["id"]
        self.rules = [self._rule(one) for one in written if "when" in one]
        needed = {fact for rule, _ in self.rules for fact in rule}
        self.facts = {key: answers_to(facts[key]) for key in facts if key in needed}

    @staticmethod
    def _rule(written: Raw) -> tuple[set[str], Callable[[Answers], str]]:
        worst = f"'holds' if {as_python(written['when'])} else 'fails'"
        if "officer_when" in written:
            worst = f"'officer' if {as_python(written['officer_when'])} else {worst}"
        names = named(written["when"]) | named(written.get("officer_when"))
        return names, eval(f"lambda f: {worst}")  # noqa: S307 - our own rules

    def everything(self) -> Iterator[dict[str, Any]]:
        """Every complete case."""
        for answers in product(*self.facts.values()):
            yield dict(zip(self.facts, answers, strict=True))

    def verdict(self, case: Answers) -> str:
        """Of any case; tries every answer that is missing."""
        missing = [fact for fact in self.facts if fact not in case]
        found = {
            self._settled({**case, **dict(zip(missing, answers, strict=True))})
            for answers in product(*(self.facts[fact] for fact in missing))
        }
        return found.pop() if len(found) == 1 else "open"

    def _settled(self, case: Answers) -> str:
        told = {self._told(names, rule, case) for names, rule in self.rules}
        if "fails" in told:
            return "not_yet"
        return "officer" if "officer" in told else "likely"

    def _told(self, names: set[str], rule: Callable[[Answers], str], case: Answers) -> str:
        unknown = [fact for fact in names if case[fact] == UNKNOWN]
        if not unknown:
            return rule(case)
        found = {
            rule({**case, **dict(zip(unknown, answers, strict=True))})
            for answers in product(*(self.facts[fact] for fact in unknown))
        }
        return found.pop() if len(found) == 1 else "officer"
