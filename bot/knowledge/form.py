"""A form: questions asked in turn, to be called back, to register, to take part."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.knowledge.piece import Id, Piece, Text

SlotKind = Literal["text", "phone", "place", "choice"]


class Slot(Piece):
    """One question of a form."""

    id: Literal["name", "phone", "place", "business", "need", "product", "event", "note"]
    """Which part of a lead it fills; the names are fixed so that digests can be composed."""
    kind: SlotKind = "text"
    label: Text
    """Its name in the review: *Số điện thoại*."""
    question: Text
    hint: Text | None = None
    """Said after an answer that cannot be used."""
    choices: tuple[Text, ...] = ()
    """For `choice`: what can be picked; other words are accepted too."""
    optional: bool = False
    """True: *bỏ qua* is an answer."""


class Form(Piece):
    """What is asked, for which purpose, and what is said at the end."""

    id: Annotated[str, StringConstraints(pattern=r"^form\.[a-z0-9_-]+$", max_length=80)]
    title: Text
    """On buttons: *Đăng ký hỗ trợ*."""
    ask: tuple[Text, ...] = ()
    """Ways to say that one wants it."""
    consent: Id
    """Key of the consent that is asked for first."""
    slots: tuple[Slot, ...] = Field(min_length=1)
    done: Text
    """The thank-you."""


class Consent(Piece):
    """The text somebody agrees to before any personal data is asked for."""

    id: Id
    version: Text
    """Raise it with every change of the text; a lead keeps the version it was given under."""
    purpose: Text
    """In a few words, kept with the lead: *cán bộ liên hệ lại để tư vấn*."""
    text: Text
