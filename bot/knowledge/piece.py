"""What every piece of the knowledge has in common: read once, checked strictly, never changed."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Piece(BaseModel):
    """One thing that an administrator wrote in YAML."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Text = Annotated[str, StringConstraints(min_length=1)]
"""Something that must not be empty."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=80)]
"""A stable name, used in tests, links and reports: `fair.booth`, `nd-45-2012`."""
