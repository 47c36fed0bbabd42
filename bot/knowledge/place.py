"""The places: units of today and the former ones that people still name."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.knowledge.piece import Piece, Text


class Part(Piece):
    """What a unit of today was made from, per former district."""

    district: Text
    """`huyện Trảng Bom`, `TP Biên Hòa`: the key that collaborators' areas may use."""
    communes: tuple[Text, ...]
    """Former communes with their kind: `X. Giang Điền`, `P. Tân Vạn`, `TT. Trảng Bom`."""


class Unit(Piece):
    """A commune or ward of today."""

    code: str = Field(pattern=r"^\d{5}$")
    name: Text
    """With its kind: `Phường Trảng Bom`."""
    region: Literal["Đồng Nai cũ", "Bình Phước cũ"]
    was: tuple[Part, ...] = Field(min_length=1)


class SplitCommune(Piece):
    """A former commune of which the data disagree whether it went to one unit or two."""

    commune: Text
    district: Text
    units: tuple[str, ...]
    """Codes of the units it may lie in; a person at the Centre decides."""
