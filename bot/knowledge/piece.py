"""What every piece of the knowledge has in common: read once, checked strictly, never changed."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Piece(BaseModel):
    """One thing that an administrator wrote in YAML."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Text = Annotated[str, StringConstraints(min_length=1)]
"""Something that must not be empty."""

ID_PATTERN = r"^[a-z0-9]+([._-][a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
"""A stable name, used in tests, links and reports: `fair.booth`, `nd-45-2012`."""


def read_day(written: object) -> object:
    """A date as it is written in YAML.  Pydantic alone would take `86400`, seconds since 1970."""
    if not isinstance(written, str):
        return written
    try:
        if ISO_DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:  # 2026-02-30
        pass
    raise PydanticCustomError("day", "not a day of the calendar, year-month-day")


Day = Annotated[date, BeforeValidator(read_day)]
"""A day of the calendar: `2026-12-31`."""
