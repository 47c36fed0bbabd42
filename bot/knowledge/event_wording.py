"""What the bot says of events, as administrators word it."""

from __future__ import annotations

from pydantic import Field

from bot.knowledge.piece import Piece, Text


class EventWording(Piece):
    """Sentences about events.  `{...}` is filled in; each field names what it may use.

    The descriptions are read by the check of placeholders.  They are no docstrings, because to find
    those in the source would take a tenth of a second of every start.
    """

    state_unannounced: Text
    state_deadline_only: Text = Field(
        description="{closes}: the close is known, the opening is not."
    )
    state_upcoming: Text = Field(description="{opens}, {left}.")
    state_open: Text = Field(description="{closes}, {left}, {working}.")
    state_endless: Text = Field(description="Open, and the close is not announced.")
    state_closing: Text = Field(description="{closes}, {left}, {working}.")
    state_last_day: Text = Field(description="{closes}.")
    state_closed: Text = Field(description="{closes}.")
    state_scheduled: Text
    state_running: Text
    state_over: Text
    state_plan_over: Text = Field(
        description="The time for which it was planned is over; nobody knows whether it took place."
    )
    state_cancelled: Text
    extended: Text = Field(description="{before}: the close that was announced first.")
    held: Text = Field(description="{when}.")
    held_unknown: Text
    place: Text = Field(description="{place}.")
    place_unknown: Text
    quota: Text = Field(description="{quota}.")
    who: Text = Field(description="{who}.")

    day: Text = Field(description="{day}: a day, in the middle of a sentence.")
    minute: Text = Field(description="{time}, {day}.")
    whole_day: Text = Field(description="{day}: a day that counts to its midnight.")
    days: Text = Field(description="{first}, {last}.")
    days_unknown_end: Text = Field(description="{first}: when it ends is not announced.")
    end_only: Text = Field(description="{last}: when it begins is not announced.")
    month: Text = Field(description="{month}.")
    quarter: Text = Field(description="{quarter}, {year}.")
    year: Text = Field(description="{year}.")
    coming: Text = Field(description="*sắp tới*.")
    count_days: Text = Field(description="{n}.")
    count_hours: Text = Field(description="{n}.")
    count_minutes: Text = Field(description="{n}.")
    count_working: Text = Field(description="{n}: working days.")
    today: Text

    list_title: Text = Field(description="{when}, {where}: above the list.")
    list_open: Text = Field(
        description="{when}, {where}: the same of what people can register for."
    )
    list_line: Text = Field(description="{title}, {state}, {held}.")
    list_more: Text = Field(description="{n}: so many are not shown.")
    list_none: Text = Field(
        description="{when}, {where}: nothing then or there, but something else, which follows."
    )
    list_place: Text = Field(description="{place}: fills {where}.")
    lunar: Text = Field(description="Somebody named a lunar date.")
    working_until: Text = Field(description="{day}, {working}, {left}.")

    form_upcoming: Text = Field(
        description="{title}, {opens}, {left}: registration is not open yet."
    )
    form_unannounced: Text = Field(description="{title}.")
    form_closed: Text = Field(description="{title}, {closes}, {late}: somebody came too late.")
    form_over: Text = Field(description="{title}.")
    form_cancelled: Text = Field(description="{title}.")
    form_running: Text = Field(description="{title}: it takes place already.")
    form_which: Text = Field(description="People can register for these, which follow as buttons.")
    form_done: Text = Field(description="{title}: the thank-you of a registration.")
    form_noted: Text = Field(
        description="The thank-you of whoever wants to be told of the next one."
    )
    button_register: Text
    button_next: Text = Field(description="Tell me of the next one.")
    button_tell: Text = Field(description="Tell me when it opens.")
