"""Logs: one line an event, for people or for machines."""

from __future__ import annotations

import io
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO, cast

import structlog

if TYPE_CHECKING:
    from structlog.typing import Processor


def configure_logs(level: str, style: str, stream: TextIO) -> None:
    """Write events of this level and above to the stream; `style` is `text` or `json`."""
    shown: list[Processor] = (
        [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        if style == "json"
        else [
            structlog.dev.ConsoleRenderer(
                colors=stream.isatty(),
                # The richer kind shows the values of variables: people's words, tokens.
                exception_formatter=structlog.dev.plain_traceback,
            )
        ]
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=False),
            *shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", _Unfailing(stream))),
    )


class _Unfailing(io.TextIOBase):
    """A stream whose failures stop nobody: the log may lie on the disk that is full, and whoever
    reports that must not end of it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write it if that can be done."""
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """The same."""
        with suppress(OSError):
            self._stream.flush()
