"""What a log may say about an error: its kind and its way, not its words."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

import structlog

log = structlog.get_logger()


def trace(what: str, error: BaseException, **facts: object) -> None:
    """Log the error's type and the lines it passed, innermost last.
    Its text is left out, and so are values: they may quote a person.
    """
    frames = extract_tb(error.__traceback__)
    way = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    log.error(what, error=type(error).__name__, way=" > ".join(way), **facts)
