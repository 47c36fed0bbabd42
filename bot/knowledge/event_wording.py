"""What the bot says of events, as administrators word it."""

from __future__ import annotations

from pydantic import ConfigDict

from bot.knowledge.piece import Piece, Text


class EventWording(Piece):
    """Sentences about events.  `{...}` is filled in; each field names what it may use."""

    model_config = ConfigDict(use_attribute_docstrings=True)
    # The words in braces below the fields are read by the check of placeholders.

    state_unannounced: Text
    state_deadline_only: Text
    """{closes}: the close is known, the opening is not."""
    state_upcoming: Text
    """{opens}, {left}."""
    state_open: Text
    """{closes}, {left}, {working}."""
    state_endless: Text
    """Open, and the close is not announced."""
    state_closing: Text
    """{closes}, {left}, {working}."""
    state_last_day: Text
    """{closes}."""
    state_closed: Text
    """{closes}."""
    state_scheduled: Text
    state_running: Text
    state_over: Text
    state_plan_over: Text
    """The time for which it was planned is over; nobody knows whether it took place."""
    state_cancelled: Text
    extended: Text
    """{before}: the close that was announced first."""
    held: Text
    """{when}."""
    held_unknown: Text
    place: Text
    """{place}."""
    place_unknown: Text
    quota: Text
    """{quota}."""
    who: Text
    """{who}."""

    day: Text
    """{day}: a day, in the middle of a sentence."""
    minute: Text
    """{time}, {day}."""
    whole_day: Text
    """{day}: a day that counts to its midnight."""
    days: Text
    """{first}, {last}."""
    days_unknown_end: Text
    """{first}: when it ends is not announced."""
    end_only: Text
    """{last}: when it begins is not announced."""
    month: Text
    """{month}."""
    quarter: Text
    """{quarter}, {year}."""
    year: Text
    """{year}."""
    coming: Text
    """*sắp tới*."""
    count_days: Text
    """{n}."""
    count_hours: Text
    """{n}."""
    count_minutes: Text
    """{n}."""
    count_working: Text
    """{n}: working days."""
    today: Text

    list_title: Text
    """{when}, {where}: above the list."""
    list_open: Text
    """{when}, {where}: the same of what people can register for."""
    list_line: Text
    """{title}, {state}, {held}."""
    list_more: Text
    """{n}: so many are not shown."""
    list_none: Text
    """{when}, {where}: nothing in that time or place, but something else, which follows."""
    list_place: Text
    """{place}: fills {where}."""
    lunar: Text
    """Somebody named a lunar date."""
    working_until: Text
    """{day}, {working}, {left}."""

    form_upcoming: Text
    """{title}, {opens}, {left}: registration is not open yet."""
    form_unannounced: Text
    """{title}."""
    form_closed: Text
    """{title}, {closes}, {late}: somebody came too late."""
    form_over: Text
    """{title}."""
    form_cancelled: Text
    """{title}."""
    form_running: Text
    """{title}: it takes place already."""
    form_which: Text
    """People can register for these, which follow as buttons."""
    form_done: Text
    """{title}: the thank-you of a registration."""
    form_noted: Text
    """The thank-you of whoever wants to be told of the next one."""
    button_register: Text
    button_next: Text
    """Tell me of the next one."""
    button_tell: Text
    """Tell me when it opens."""
