"""What is wrong with rules that are well written: they never come to something, or ask in vain.

The sentences are for the administrator who wrote them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.eligibility.domain import Domains
from bot.eligibility.needless import needless
from bot.eligibility.offered import in_force
from bot.eligibility.outlook import look_ahead
from bot.eligibility.truth import Level
from bot.knowledge.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.knowledge.program import Program, Requirement
    from bot.knowledge.snapshot import Knowledge


def audit(knowledge: Knowledge, today: date) -> Iterator[Mistake]:
    """Everything that is wrong on that day; a requirement that is shared is told once."""
    told = set()
    for program in knowledge.programs.values():
        for mistake in _audit_program(program, knowledge, today):
            if mistake not in told:
                told.add(mistake)
                yield mistake
    yield from _audit_facts(knowledge, today)
    yield from _audit_shared(knowledge)


def _audit_program(program: Program, knowledge: Knowledge, today: date) -> Iterator[Mistake]:
    requirements = in_force(program, today)
    domains = Domains(program.asks, requirements)
    for requirement in program.requires:
        place = _place(requirement, program, knowledge)
        if requirement in requirements:
            for why in _wrong(requirement, domains, knowledge):
                yield _mistake(place, f'điều kiện "{requirement.id}" {why}')
        yield from _outdated(requirement, place, knowledge, today)
    place = knowledge.written_at[program.id]
    levels = look_ahead(requirements, {}, domains).levels
    if not any(requirement.when for requirement in requirements):
        why = f'chương trình "{program.id}" không có điều kiện nào bot tự xét (when) vào ngày này'
        is_by_calendar = any(requirement.when for requirement in program.requires)
        mend = "hãy thêm, hoặc để status: draft"
        yield _mistake(place, f"{why}; {mend}", is_warning=is_by_calendar)
    elif Level.HOLDS not in levels:
        why = (
            f'chương trình "{program.id}" không bao giờ ra "có thể đủ": các điều kiện loại trừ nhau'
        )
        yield _mistake(place, f"{why}; hãy xem lại when của từng điều kiện")
    elif Level.FAILS not in levels:
        why = f'chương trình "{program.id}" không bao giờ ra "chưa đủ"'
        yield _mistake(place, f"{why}; hãy xem có thiếu điều kiện không", is_warning=True)


def _wrong(requirement: Requirement, domains: Domains, knowledge: Knowledge) -> Iterator[str]:
    """What one requirement never comes to, and what it names in vain."""
    if requirement.when is None:
        return
    levels = look_ahead([requirement], {}, domains).levels
    if Level.HOLDS not in levels:
        yield "không bao giờ đạt, trả lời thế nào cũng vậy; hãy sửa when hoặc officer_when"
    elif len(levels) == 1:
        yield "lúc nào cũng đạt nên không loại ai; hãy sửa when hoặc bỏ điều kiện"
    if requirement.officer_when and Level.OFFICER not in levels:
        yield "không bao giờ đến lượt cán bộ; hãy sửa officer_when hoặc bỏ nó cùng officer"
    if requirement.otherwise and Level.FAILS not in levels:
        yield "có else mà không bao giờ bị chưa đạt; hãy bỏ else hoặc sửa when"
    for name in needless(requirement, knowledge.facts):
        yield f"ghi thừa ({name}): bỏ đi kết quả không đổi; hãy bỏ hoặc sửa lại"


def _outdated(
    requirement: Requirement, place: str, knowledge: Knowledge, today: date
) -> Iterator[Mistake]:
    valid = requirement.valid
    if valid.until and valid.until < today:
        why = f'điều kiện "{requirement.id}" đã thôi áp dụng từ sau ngày {valid.until}; hãy xóa'
        yield _mistake(place, why, is_warning=True)
    for citation in requirement.sources:
        document = knowledge.documents[citation.document]
        if document.in_force and valid.since and valid.since < document.in_force:
            yield _mistake(
                place,
                f'điều kiện "{requirement.id}" áp dụng từ {valid.since}, trước ngày hiệu lực'
                f" {document.in_force} của {document.id}; hãy sửa valid hoặc nguồn",
            )


def _audit_facts(knowledge: Knowledge, today: date) -> Iterator[Mistake]:
    """Questions whose answer never changes what a program comes to.  Where that is so by the
    calendar alone, it is no error.
    """
    deciding: set[str] = set()
    ended: set[str] = set()
    for program in knowledge.programs.values():
        requirements = in_force(program, today)
        domains = Domains(program.asks, requirements)
        deciding |= look_ahead(requirements, {}, domains).deciding
        deciding |= {requirement.about for requirement in requirements if requirement.about}
        for requirement in program.requires:
            if requirement not in requirements:
                is_over = requirement.valid.until and requirement.valid.until < today
                named = {*requirement.facts, requirement.about or ""}
                (ended if is_over else deciding).update(named)
    for fact in knowledge.facts:
        if fact not in deciding:
            why = f'câu hỏi "{fact}" không làm thay đổi kết quả của chương trình nào'
            if fact in ended:
                why += " nữa, vì điều kiện dùng nó đã thôi áp dụng"
            place = knowledge.written_at[f"facts#{fact}"]
            mend = "hãy dùng nó trong một điều kiện, hoặc xóa"
            yield _mistake(place, f"{why}; {mend}", is_warning=fact in ended)


def _audit_shared(knowledge: Knowledge) -> Iterator[Mistake]:
    """Shared requirements that nobody shares."""
    used = {key for program in knowledge.programs.values() for key in program.common}
    for key in knowledge.requirements:
        if key not in used:
            why = f'không chương trình nào dùng điều kiện chung "{key}" (common); hãy dùng hoặc xóa'
            yield _mistake(knowledge.written_at[f"requirements#{key}"], why)


def _place(requirement: Requirement, program: Program, knowledge: Knowledge) -> str:
    is_shared = requirement.id in program.common
    kind = "requirements" if is_shared else program.id
    return knowledge.written_at[f"{kind}#{requirement.id}"]


def _mistake(place: str, why: str, *, is_warning: bool = False) -> Mistake:
    file, line, column = place.rsplit(":", 2)
    return Mistake(file, int(line), int(column), why, is_warning=is_warning)
