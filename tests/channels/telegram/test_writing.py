from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.channels.telegram.writing import write
from bot.message import SHARE_PHONE, Address, Button, Reply
from bot.ports import Delivery
from bot.text.splitting import LIMIT, units
from tests.fakes import NOON

AN = Address("telegram", "7")
GROUP = Address("telegram", "-100")
SHARE = Button("Gửi số của tôi", SHARE_PHONE)
CANCEL = Button("Huỷ", "cancel")


def told(text: str, *buttons: Button, to: Address = AN) -> Delivery:
    return Delivery(12, "k", to, Reply(text, buttons), "sending", 1, NOON)


def test_nothing_of_the_text_becomes_markup() -> None:
    """Whatever an administrator or a person wrote."""
    [part] = write(told('1 < 2 & "3" > <b>0</b>'))
    assert part.html == '1 &lt; 2 &amp; "3" &gt; &lt;b&gt;0&lt;/b&gt;'
    assert part.keyboard is None


def test_the_source_is_set_apart() -> None:
    """In italics, escaped as well."""
    [part] = write(told("Tối đa 50%.\nNguồn: Thông tư <28>."))
    assert part.html == "Tối đa 50%.\n<i>Nguồn: Thông tư &lt;28&gt;.</i>"


@given(st.text(alphabet=st.sampled_from("a<&> \nNguồn:👍"), min_size=1), st.integers(1, 400))
def test_no_part_is_too_long_or_broken(text: str, times: int) -> None:
    """Every part is whole HTML and within Telegram's limit once it is read."""
    for part in write(told((text + "\nNguồn: a<b ") * times)):
        assert part.html.count("<i>") == part.html.count("</i>")
        bare = unescape(re.sub("</?i>", "", part.html))
        assert "<i>" not in bare
        assert units(bare) <= LIMIT


def test_buttons_stand_under_the_last_part() -> None:
    """Each carries its target."""
    first, last = write(told("dạ " * 2000, Button("Hồ sơ", "machinery.papers"), CANCEL))
    assert first.keyboard is None
    assert isinstance(last.keyboard, InlineKeyboardMarkup)
    shown = [(one.text, one.callback_data) for [one] in last.keyboard.inline_keyboard]
    assert shown == [("Hồ sơ", "machinery.papers"), ("Huỷ", "cancel")]


def test_a_link_is_opened_and_sends_nothing() -> None:
    """Telegram knows such buttons."""
    [part] = write(told("dạ", Button("Lịch", "https://bot.example.org/lich/mau.ics"), CANCEL))
    assert isinstance(part.keyboard, InlineKeyboardMarkup)
    shown = [(one.url, one.callback_data) for [one] in part.keyboard.inline_keyboard]
    assert shown == [("https://bot.example.org/lich/mau.ics", None), (None, "cancel")]


@pytest.mark.parametrize("target", ["place." + "-".join(["26311"] * 12), "#1.2", "ă" * 33])
def test_a_target_that_is_too_long_is_named_by_its_place(target: str) -> None:
    """The row of the outbox and the number of the button."""
    [part] = write(told("dạ", CANCEL, Button("Nơi này", target)))
    assert isinstance(part.keyboard, InlineKeyboardMarkup)
    assert part.keyboard.inline_keyboard[1][0].callback_data == "#12.1"


def test_a_number_is_shared_from_a_keyboard_of_its_own() -> None:
    """The other buttons stand there too, and send their titles."""
    [part] = write(told("Số điện thoại?", SHARE, CANCEL))
    assert isinstance(part.keyboard, ReplyKeyboardMarkup)
    shown = [(one.text, one.request_contact) for [one] in part.keyboard.keyboard]
    assert shown == [("Gửi số của tôi", True), ("Huỷ", None)]


def test_a_group_has_no_such_keyboard() -> None:
    """There the number is typed, or better not."""
    [part] = write(told("Số điện thoại?", SHARE, CANCEL, to=GROUP))
    assert isinstance(part.keyboard, InlineKeyboardMarkup)
    assert [one.text for [one] in part.keyboard.inline_keyboard] == ["Huỷ"]
