"""Moments, spans and durations in the administrators' words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogue.wording import fill
from bot.events.span import Word
from bot.events.state import days_until, wall
from bot.events.workdays import working_days

if TYPE_CHECKING:
    from datetime import datetime

    from bot.events.span import Span
    from bot.knowledge.event import Event
    from bot.knowledge.moment import Moment
    from bot.knowledge.snapshot import Knowledge

DAY = "%d/%m/%Y"
MINUTES = timedelta(minutes=1)
FORESEEN = 60
"""Days; so far ahead working days are counted in a sentence."""


class EventWords:
    """What is said of time, with one knowledge at one moment."""

    def __init__(self, knowledge: Knowledge, now: datetime) -> None:
        self._knowledge = knowledge
        self._now = now
        self._words = knowledge.event_wording

    def fill(self, sentence: str, **values: object) -> str:
        """A sentence with its braces filled in; of what is empty no space is left."""
        filled = fill(sentence, self._knowledge, **values)
        return "\n".join(" ".join(line.split()) for line in filled.split("\n"))

    def moment(self, moment: Moment) -> str:
        """*ngày 15/12/2026*, *16:30 ngày 15/12/2026*, *tháng 12/2026*, *năm 2026*."""
        start = moment.start
        match moment.precision:
            case "minute":
                return self.fill(self._words.minute, time=f"{start:%H:%M}", day=f"{start:{DAY}}")
            case "day":
                return self.fill(self._words.day, day=f"{start:{DAY}}")
            case "month":
                return self.fill(self._words.month, month=f"{start.month}/{start.year}")
            case "year":
                return self.fill(self._words.year, year=start.year)

    def close(self, moment: Moment) -> str:
        """The same of a deadline: a day counts to its midnight."""
        if moment.precision == "day":
            return self.fill(self._words.whole_day, day=f"{moment.start:{DAY}}")
        return self.moment(moment)

    def held(self, event: Event) -> str:
        """When it takes place; empty when that is not known."""
        since, last, words = event.held.since, event.held.last, self._words
        if since and (last in {since, since.day}):
            return self.moment(since)
        if since and last:
            return self.fill(words.days, first=self.moment(since), last=self.moment(last))
        if since:
            return self.fill(words.days_unknown_end, first=self.moment(since))
        return self.fill(words.end_only, last=self.moment(last)) if last else ""

    def left(self, moment: Moment) -> str:
        """How long it is until then: days of the calendar, on the last of them hours or minutes."""
        days = days_until(moment, self._now)
        if days > 0:
            return self.fill(self._words.count_days, n=days)
        return self.duration(moment.start - wall(self._now))

    def late(self, moment: Moment) -> str:
        """How long it is over."""
        return self.duration(wall(self._now) - moment.end)

    def duration(self, time: timedelta) -> str:
        """Days and hours, hours and minutes, or minutes; one minute at least."""
        words, minutes = self._words, max(1, time // MINUTES)
        days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
        parts = [(words.count_days, days), (words.count_hours, hours)]
        parts += [(words.count_minutes, minutes)] if not days else []
        return " ".join(self.fill(sentence, n=count) for sentence, count in parts if count)

    def working(self, moment: Moment, foreseen: int = FORESEEN) -> str:
        """How many working days are left; empty where nobody has decreed them yet."""
        if days_until(moment, self._now) > foreseen:
            return ""
        own, today = self._knowledge.working_days, self._now.date()
        count = working_days(today, moment.last_day.date(), own)
        return self.fill(self._words.count_working, n=count)

    def span(self, span: Span) -> str:
        """*tháng 12/2026*, *từ 24/11/2026 đến 04/12/2026*."""
        words, first, last = self._words, span.first, span.last
        match span.word:
            case Word.COMING:
                return self.fill(words.coming)
            case Word.MONTH:
                return self.fill(words.month, month=f"{first.month}/{first.year}")
            case Word.QUARTER:
                return self.fill(words.quarter, quarter=last.month // 3, year=first.year)
            case Word.YEAR:
                return self.fill(words.year, year=first.year)
            case Word.DATE:
                return self.fill(words.day, day=f"{first:{DAY}}")
            case _:
                return self.fill(words.days, first=f"{first:{DAY}}", last=f"{last:{DAY}}")
