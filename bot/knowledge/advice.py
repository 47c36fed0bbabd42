"""What is not wrong but should be better: few lines, each worth an administrator's time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.age import aged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.knowledge.entry import Entry
    from bot.knowledge.material import Material
    from bot.knowledge.mistake import Mistake
    from bot.knowledge.snapshot import Knowledge

FEW_PHRASINGS = 5
FEW_TESTS = 2
LONG_ANSWER = 900
"""Characters; more does not fit on a phone's screen."""


def advise(material: Material) -> Iterator[Mistake]:
    """At most one line per entry."""
    has_registry = bool(material.documents)
    for entry in material.entries:
        reasons = list(reasons_of(entry.piece, has_registry=has_registry))
        if reasons:
            yield entry.mark("id").warning(f'mục "{entry.piece.id}" {"; ".join(reasons)}')


def reasons_of(entry: Entry, *, has_registry: bool) -> Iterator[str]:
    """What the entry lacks.  Sources are missed only once there is a registry to cite from; whoever
    writes `sources: []` says that the answer states no fact.
    """
    if len(entry.ask) < FEW_PHRASINGS:
        yield f"mới có {len(entry.ask)} cách hỏi, nên có từ {FEW_PHRASINGS}"
    if len(entry.tests) < FEW_TESTS:
        yield f"mới có {len(entry.tests)} câu thử (tests), nên có từ {FEW_TESTS}"
    says_none = "sources" not in entry.model_fields_set
    if has_registry and entry.status == "live" and entry.kind == "answer" and says_none:
        yield "chưa ghi nguồn (sources)"
    if len(entry.answer) > LONG_ANSWER:
        yield (
            f"trả lời dài {len(entry.answer)} ký tự, nên dưới {LONG_ANSWER};"
            " phần chi tiết có thể chuyển sang more"
        )


def age_warnings(knowledge: Knowledge, today: date) -> tuple[Mistake, ...]:
    """What somebody wanted to look at again by now, or rests on what is no longer in force."""
    return tuple(one.warning for one in aged(knowledge, today))
