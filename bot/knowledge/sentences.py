"""The bot's own sentences: everything it says that is not an answer.  Kept in YAML, by key."""

from __future__ import annotations

from pydantic import ConfigDict

from bot.knowledge.piece import Piece, Text


class Sentences(Piece):
    """What the bot says around answers.  `{...}` is filled in; each field names what it may use."""

    model_config = ConfigDict(use_attribute_docstrings=True)
    # The words in braces below the fields are read by the check of placeholders.

    greeting: Text
    help: Text
    """What can you do."""
    menu: Text
    unknown: Text
    """No answer to this; offers a person."""
    choice: Text
    """Did you mean, above the buttons."""
    topic_menu: Text
    """{title}: only a topic was named; its entries follow as buttons."""
    thanks: Text
    goodbye: Text
    person: Text
    """Somebody asks for a human being; the call-back form follows."""
    nothing_more: Text
    too_long: Text
    """{limit}: characters."""
    not_text: Text
    """A picture, a sticker, nothing at all."""
    no_words: Text
    """Emoji or punctuation and not a single word."""
    one_letter: Text
    insult: Text
    """Somebody is angry; a person is offered."""
    not_vietnamese: Text
    """Another language; said in English as well."""
    no_question: Text
    """A long text, pasted perhaps, that asks nothing."""

    source: Text
    """{sources}: the line below an answer."""
    caveat_outdated: Text
    """{document}, {year}, {amended_by}."""
    caveat_summary: Text
    """{document}."""
    caveat_plan: Text
    """{document}, {year}."""
    caveat_history: Text
    """{document}, {replaced_by}."""
    caveat_unknown: Text
    """{document}."""
    unnamed_document: Text
    """Stands where the registry does not say what amended or replaced a document."""
    stale: Text
    """{date}: the information is of that day, and somebody should have looked at it again."""
    stale_undated: Text
    """{date}: the same where nobody wrote of which day it is; since then it waits for a look."""
    draft: Text
    """{title}: waiting for confirmation, a person is offered."""
    expired: Text
    """{title}, {date}."""
    not_yet: Text
    """{title}, {date}."""
    empty_setting: Text
    """Stands where a setting of the Centre is empty: *chưa có thông tin*."""

    place_now: Text
    """{typed}, {units}, {parts}: what a place is called today, and what that was made from."""
    place_district: Text
    """{typed}, {units}: the units that a former district became."""
    place_district_which: Text
    """{typed}: the same in a form, where one of the units has to be chosen; buttons follow."""
    place_which: Text
    """{typed}: the name is borne by several places; buttons follow."""
    place_unknown: Text
    """{typed}."""
    place_split: Text
    """{typed}, {units}: the data disagree; a person decides."""

    consent_again: Text
    """Where a consent stands above and has not been answered."""
    form_declined: Text
    form_review: Text
    """{lines}."""
    form_edit: Text
    form_resume: Text
    """{question}: after a question in the middle of a form."""
    form_cancelled: Text
    form_at_start: Text
    """*Quay lại* at the first question."""
    nothing_to_cancel: Text
    phone_invalid: Text
    slot_required: Text
    slot_too_long: Text
    """{limit}."""

    data_none: Text
    data_shown: Text
    """{leads}."""
    data_confirm: Text
    data_deleted: Text
    data_kept: Text
    sensitive: Text
    """Somebody sent an identity number; it was masked before anything was kept."""
    failed: Text
    """Something broke while we worked out an answer."""

    calendar_name: Text
    """Of a calendar that people subscribe to."""
    calendar_opens: Text
    """{title}: on the day on which registration opens."""
    calendar_closes: Text
    """{title}."""
    button_calendar: Text
    """Opens an event's calendar file."""
    remind_which: Text
    """Reminded of what; kinds of events follow as buttons."""
    remind_ask: Text
    """{title}: above the text of the consent."""
    remind_done: Text
    """{title}."""
    remind_already: Text
    """{title}."""
    remind_declined: Text
    remind_stopped: Text
    remind_none: Text
    """Nothing to stop."""
    remind_unavailable: Text
    """There is no text of consent, so nobody can be reminded."""
    remind_kept: Text
    """{title}, {day}: among what is kept about somebody."""
    remind_contest: Text
    """All contests, as a button and in the middle of a sentence; the next ones likewise."""
    remind_fair: Text
    remind_course: Text
    remind_title: Text
    remind_opens: Text
    """{title}: the news; the dates follow."""
    remind_closes: Text
    """{title}."""
    remind_extended: Text
    """{title}."""
    remind_cancelled: Text
    """{title}."""
    remind_stop: Text
    """The last line of a reminder."""
    button_remind: Text
    poster_scan: Text
    """On a poster, below the code."""
    poster_zalo: Text
    """{title}: the same for Zalo, where the code opens the chat and says nothing."""
    poster_registration: Text
    """{opens}, {closes}: when both are known."""
    poster_closes: Text
    """{closes}: when it is not known from when on."""
    poster_held: Text
    """{held}."""
    poster_place: Text
    """{place}."""

    button_agree: Text
    button_disagree: Text
    button_send: Text
    button_edit: Text
    button_none_of_these: Text
    button_delete: Text
    button_keep: Text


class DigestWording(Piece):
    """The words of a collaborator's digest."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    title: Text
    """{date}, {new}, {open}."""
    greeting: Text
    """{name}."""
    new: Text
    """Heading of leads that were not told yet.  {count}."""
    open: Text
    """Heading of leads told before and still open.  {count}."""
    lead: Text
    """{number}, {name}, {phone}, {what}, {place}, {when}, {question}, {id}."""
    source: Text
    """{source}: below a lead that a poster has brought."""
    closing: Text
    review: Text
    """{name}, {count}: heading of what its owner should look at again."""
    review_line: Text
    """{title}, {why}, {place}."""
    nothing: Text
    """{date}: there is nothing to tell."""
    held: Text = (
        "Không nhắn được cho {name} qua Zalo nữa (đã quá thời gian Zalo cho trả lời). "
        "Xin gọi điện: {phone}, phiếu số {id}."
    )
    """{name}, {phone}, {id}: the platform does not let us answer; to be called instead."""
    alarm: Text = (
        "Bot mất đăng nhập Zalo nên không gửi được tin trên Zalo. "
        "Nhờ người quản trị chạy: khuyencong zalo login"
    )
