"""Checks of what programs require: each condition fits the fact that it names."""

from __future__ import annotations

import re
from collections import Counter
from math import prod
from typing import TYPE_CHECKING

from bot.knowledge.fact import NO, YES
from bot.knowledge.node import (
    MappingNode,
    SequenceNode,
    find,
    locate,
    locate_key,
    text_at,
    texts_at,
)
from bot.knowledge.suggestion import suggest
from bot.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.knowledge.entry import Validity
    from bot.knowledge.material import Material
    from bot.knowledge.mistake import Mistake
    from bot.knowledge.node import Node
    from bot.knowledge.pieces import Placed
    from bot.knowledge.program import Requirement, SharedRequirement, WrittenProgram
    from bot.knowledge.sections import Sections

NUMBERS = ("at_least", "at_most", "within")
DIGITS = 9
NUMBER = re.compile(rf"0|[1-9][0-9]{{,{DIGITS - 1}}}")
LIMIT = 2_000
"""Combinations of answers to what hangs together; more would make people wait."""


def check_conditions(sections: Sections) -> Iterator[Mistake]:
    """Every condition of every requirement, shared or not."""
    facts = {text_at(node, "id") or "": node for node in sections.lists["facts"]}
    own = (find(program, ("requires",)) for program in sections.lists["programs"])
    items = [item for node in own if isinstance(node, SequenceNode) for item in node.items]
    for requirement in (*sections.lists["requirements"], *items):
        for key in ("when", "officer_when"):
            condition = find(requirement, (key,))
            if condition is not None:
                yield from check_condition(condition, facts)


def check_condition(node: Node, facts: Mapping[str, Node]) -> Iterator[Mistake]:
    """The fact exists, and the condition can be put to it; so for all that it joins."""
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from check_condition(item, facts)
        return
    if not isinstance(node, MappingNode):
        return
    for joining in ("all", "any", "not"):
        if joining in node.values:
            yield from check_condition(node.values[joining], facts)
    name = text_at(node, "fact")
    if name and name not in facts:
        hint = suggest(name, facts) or "; hãy thêm vào phần facts hoặc sửa lại"
        why = f'không có câu hỏi nào mang mã "{name}"{hint}'
        yield locate(node, ("fact",)).mistake(why)
    elif name:
        yield from check_atom(node, facts[name])


def check_atom(node: MappingNode, fact: Node) -> Iterator[Mistake]:
    """What is asked of the fact fits its kind."""
    kind, name = text_at(fact, "kind") or "choice", text_at(fact, "id")
    numeric = [key for key in NUMBERS if key in node.values]
    if kind == "place":
        why = f'"{name}" là nơi chốn, bot không xét; hãy dùng "officer" và "about: {name}"'
        yield locate_key(node, ("fact",)).mistake(why)
    elif kind != "number" and numeric:
        why = f'"{name}" không phải con số; hãy dùng is hoặc one_of thay cho {numeric[0]}'
        yield locate_key(node, (numeric[0],)).mistake(why)
    else:
        yield from check_values(node, fact, kind)


def check_values(node: MappingNode, fact: Node, kind: str) -> Iterator[Mistake]:
    """The answers that are named can be given."""
    known = {text for _, text in texts_at(fact, ("choices", "id"))} or {YES, NO}
    for key in ("is", "one_of"):
        for mark, written in texts_at(node, (key,)):
            if kind == "number" and not NUMBER.fullmatch(written):
                why = f'"{text_at(fact, "id")}" là con số, nhiều nhất {DIGITS} chữ số'
                yield mark.mistake(f"{why}; hãy viết ví dụ: {key}: 2")
            elif kind != "number" and written not in known:
                hint = suggest(written, known) or f"; chỉ có: {', '.join(sorted(known))}"
                why = f'câu hỏi "{text_at(fact, "id")}" không có lựa chọn "{written}"{hint}'
                yield mark.mistake(why)


def check_words(material: Material) -> Iterator[Mistake]:
    """No word or title for two choices of one question, typed with accents or without."""
    for fact in material.facts:
        seen: dict[str, str] = {}
        for number, choice in enumerate(fact.piece.choices):
            first = seen.setdefault(fold(choice.title).casefold(), choice.id)
            if first != choice.id:
                why = f'"{choice.title}" đã là tên hay chữ của lựa chọn "{first}"; hãy đặt tên khác'
                yield fact.mark("choices", number, "title").mistake(why)
            for place, word in enumerate(choice.words):
                first = seen.setdefault(fold(word).casefold(), choice.id)
                if first != choice.id:
                    why = f'"{word}" đã là chữ của lựa chọn "{first}"; hãy bỏ ở một trong hai'
                    yield fact.mark("choices", number, "words", place).mistake(why)


def check_programs(material: Material) -> Iterator[Mistake]:
    """What does not go together by itself; whether rules make sense is for `bot/eligibility`."""
    for shared in material.requirements:
        yield from check_days(shared, shared.piece.valid, "valid")
    for program in material.programs:
        yield from check_days(program, program.piece.valid, "valid")
        yield from check_requires(program)
    yield from check_words(material)
    yield from check_sizes(material)


def check_requires(program: Placed[WrittenProgram]) -> Iterator[Mistake]:
    """The requirements of one program."""
    seen = set()
    if not program.piece.common and not program.piece.requires:
        why = f'chương trình "{program.piece.id}" chưa có điều kiện nào; hãy thêm requires'
        yield program.mark("id").mistake(why)
    for number, key in enumerate(program.piece.common):
        if key in seen:
            yield program.mark("common", number).mistake(f'"{key}" có hai lần; hãy xóa một')
        seen.add(key)
    for number, requirement in enumerate(program.piece.requires):
        yield from check_days(program, requirement.valid, "requires", number, "valid")
        if requirement.id in seen:
            why = f'điều kiện "{requirement.id}" có hai lần trong chương trình; hãy đặt mã khác'
            yield program.mark("requires", number, "id").mistake(why)
        seen.add(requirement.id)


def check_days(
    placed: Placed[WrittenProgram] | Placed[SharedRequirement], valid: Validity, *path: str | int
) -> Iterator[Mistake]:
    """The first day is not after the last."""
    if valid.since and valid.until and valid.since > valid.until:
        why = f"ngày bắt đầu {valid.since} sau ngày kết thúc {valid.until}; hãy đổi chỗ hai ngày"
        yield placed.mark(*path, "since").mistake(why)


def check_sizes(material: Material) -> Iterator[Mistake]:
    """What hangs together can be worked out at once."""
    choices = {fact.piece.id: len(fact.piece.choices) for fact in material.facts}
    shared = {placed.piece.id: placed.piece for placed in material.requirements}
    for program in material.programs:
        common = [shared[key] for key in program.piece.common if key in shared]
        requirements = [*common, *program.piece.requires]
        named = numbers_named(requirements)
        for group in groups_of(requirements):
            if prod(choices.get(name) or 3 * named[name] + 1 for name in group) > LIMIT:
                names = ", ".join(sorted(group))
                why = f"các điều kiện nối quá nhiều câu hỏi hay con số với nhau ({names})"
                yield program.mark("id").mistake(f"{why}; hãy tách ra")


def groups_of(requirements: Iterable[Requirement]) -> list[set[str]]:
    """The facts, those together that hang together by a requirement."""
    groups: list[set[str]] = []
    for requirement in requirements:
        group = set(requirement.facts)
        apart = [other for other in groups if not other & group]
        groups = [*apart, group.union(*(other for other in groups if other & group))]
    return groups


def numbers_named(requirements: Iterable[Requirement]) -> Counter[str]:
    """How many numbers the conditions name of each fact: answers before, at and after each of
    them may come to different things.
    """
    named: Counter[str] = Counter()
    for requirement in requirements:
        for condition in requirement.conditions:
            for atom in condition.atoms:
                span = 2 if atom.within else 1
                named[atom.fact or ""] += len(atom.one_of) if atom.one_of else span
    return named
