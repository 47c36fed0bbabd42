"""A fact about an owner's case: the question that is asked for it, and how it may be answered."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from bot.knowledge.piece import Id, Piece, Text

FactKind = Literal["choice", "yes_no", "number", "place"]
YES, NO = "yes", "no"


class Choice(Piece):
    """One way to answer."""

    id: Id
    """`yes` and `no` where the fact is a matter of yes or no."""
    title: Text
    """On the button."""
    words: tuple[Text, ...] = ()
    """What people type for it, alone or within a sentence: *mua máy cũ*, *hkd*."""
    alone: tuple[Text, ...] = ()
    """What says it only where nothing else is said: *máy cũ*; *hơn máy cũ* says something else."""


class Fact(Piece):
    """A question that is asked once, whichever programs want to know."""

    id: Id
    label: Text
    """In two or three words: *Loại hình*."""
    question: Text
    help: Text | None = None
    """Said after an answer that cannot be used, and to whoever does not understand the question."""
    help_for: tuple[Text, ...] = ()
    """Words of theirs after which the help is said with the question: *công ty*."""
    unknown: tuple[Text, ...] = ()
    """What people type who cannot say: *chưa có máy cũ*."""
    kind: FactKind = "choice"
    """`place` is free text; no condition can be put on it."""
    choices: tuple[Choice, ...] = ()
    unit: Text | None = None
    """Of a number: *lần*."""
    least: int | None = Field(default=None, ge=0)
    most: int | None = Field(default=None, ge=0)
    usual: Id | None = None
    """The choice that most people make; it tells which question to put first, nothing else."""
    general: bool = False
    """True: it is about the facility itself, and is asked also where all programs are checked."""
    changeable: bool = False
    """True: the owner can still do it differently, so the result may say what would help."""

    @model_validator(mode="after")
    def _has_its_choices(self) -> Fact:
        ids = [choice.id for choice in self.choices]
        if self.kind == "yes_no" and sorted(ids) != [NO, YES]:
            raise ValueError('câu hỏi yes_no cần đúng hai lựa chọn (choices): "yes" và "no"')
        if self.kind == "choice" and len(ids) < 2:  # noqa: PLR2004 - what makes it a choice
            raise ValueError("câu hỏi choice cần từ hai lựa chọn (choices) trở lên")
        if self.kind in {"number", "place"} and ids:
            raise ValueError(f"câu hỏi {self.kind} không có lựa chọn; hãy bỏ choices")
        if twice := sorted({one for one in ids if ids.count(one) > 1}):
            raise ValueError(f'lựa chọn "{twice[0]}" có hai lần; hãy đặt mã khác')
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"least: {self.least} lớn hơn most: {self.most}; hãy đổi chỗ")
        if self.usual and self.usual not in ids:
            raise ValueError(f'usual: "{self.usual}" không có trong choices')
        return self

    def value_of(self, choice: str) -> str | bool:
        """What is remembered when this choice is made."""
        return choice == YES if self.kind == "yes_no" else choice

    def accepts(self, value: object) -> bool:
        """Whether it can be an answer, today: choices come and go."""
        if self.kind == "place":
            return isinstance(value, str)
        if self.kind == "number":
            return isinstance(value, int) and self._is_within(value)
        return any(self.value_of(choice.id) == value for choice in self.choices)

    def _is_within(self, number: int) -> bool:
        if isinstance(number, bool):  # Python counts True among the numbers
            return False
        return number >= (self.least or 0) and (self.most is None or number <= self.most)

    def title_of(self, value: str | bool | int) -> str:  # noqa: FBT001 - an answer may be yes or no
        """How an answer is told back."""
        for choice in self.choices:
            if self.value_of(choice.id) == value:
                return choice.title
        return f"{value} {self.unit or ''}".strip()
