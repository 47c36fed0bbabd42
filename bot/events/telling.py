"""The dates of an event in people's words: what is known, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.event import Event
    from bot.knowledge.moment import Moment
    from bot.knowledge.sentences import Sentences


def dates_of(event: Event, sentences: Sentences) -> tuple[str, ...]:
    """When one registers, when and where it is held: a line for each that is known."""
    return tuple(_lines(event, sentences))


def has_day(event: Event) -> bool:
    """Whether there is a day to put into a calendar."""
    registration, since = event.registration, event.held.since
    if since is not None and since.precision in {"minute", "day"}:
        return True
    return registration.needed and (registration.opens or registration.closes) is not None


def _lines(event: Event, sentences: Sentences) -> Iterator[str]:
    opens, closes = event.registration.opens, event.registration.closes
    if event.registration.needed and closes is not None:
        known = {"closes": told_end(closes), "opens": told(opens) if opens else ""}
        wording = sentences.poster_registration if opens else sentences.poster_closes
        yield wording.format(**known)
    since, until = event.held.since, event.held.last
    if since is not None:
        ends = f" – {told(until)}" if until is not None and until != since else ""
        yield sentences.poster_held.format(held=told(since) + ends)
    if event.place is not None:
        yield sentences.poster_place.format(place=event.place)


def told(moment: Moment) -> str:
    """`08:00 ngày 15/12/2026`, `15/12/2026`, `12/2026`, `2026`."""
    start = moment.start
    match moment.precision:
        case "minute":
            return f"{start:%H:%M} ngày {start:%d/%m/%Y}"
        case "day":
            return f"{start:%d/%m/%Y}"
        case "month":
            return f"{start:%m/%Y}"
        case _:
            return f"năm {start:%Y}"


def told_end(moment: Moment) -> str:
    """The same for a close: that of midnight is the day before it, whole."""
    is_midnight = moment.precision == "minute" and moment.start == moment.start.replace(
        hour=0, minute=0
    )
    if is_midnight:
        return f"hết ngày {moment.start - timedelta(days=1):%d/%m/%Y}"
    return told(moment) if moment.precision == "minute" else f"hết ngày {told(moment)}"
