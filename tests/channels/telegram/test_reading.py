from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram.reading import Myself, address_asked, read, stands_for
from bot.message import Address, Message
from bot.rehearsal.fakes.telegram import ME, FakeTelegram, Sent, person
from tests.fakes import NOON

MYSELF = Myself(ME["id"], "KhuyencongBot")
AN = 7
GROUP = {"id": -100, "type": "supergroup", "title": "Xã Phú Lý"}
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]


def understood(raw: dict[str, Any], myself: Myself = MYSELF) -> Message | None:
    update = Update.de_json(raw, None)
    assert update is not None
    return read(update, myself, NOON)


def heard(raw: dict[str, Any]) -> tuple[str, str | None] | None:
    """The words and the target."""
    message = understood(raw)
    return None if message is None else (message.text, message.target)


def test_words_are_a_message() -> None:
    """The number of the Update is the event, the chat is the address."""
    message = understood(FakeTelegram().say(AN, " mua máy\x00 "))
    assert message == Message(Address("telegram", "7"), "1001", "mua máy", NOON)


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("/start", "greeting"),
        ("/menu", "menu"),
        ("/MENU", "menu"),
        ("/dulieu@KhuyencongBot", "show_data"),
        ("/xoadulieu", "delete_data"),
        ("/lienhe ngay", "person"),
        ("/khong_co", "help"),
        ("/start fair__booth", "link.fair__booth"),
        ("/start fair__booth--cho-dau-moi", "link.fair__booth--cho-dau-moi"),
        ("/start form.support", "greeting"),
        ("/start step__agree", "link.step__agree"),
        (f"/start {'a' * 65}", "greeting"),
    ],
)
def test_commands_and_links_lead_somewhere(said: str, target: str) -> None:
    """What a link carries is left to the dialogue; what no link can carry is a plain start."""
    understood_as = heard(FakeTelegram().say(AN, said))
    assert understood_as is not None
    assert understood_as[1] == target
    assert not understood_as[0].startswith("/")


def test_a_path_is_not_a_command() -> None:
    """Nor is a date."""
    assert heard(FakeTelegram().say(AN, "/a/b nghĩa là gì")) == ("/a/b nghĩa là gì", None)


def test_a_press_says_what_stands_on_the_button() -> None:
    """And carries its target."""
    fake = FakeTelegram()
    rows = [[{"text": "Hồ sơ", "callback_data": "machinery.papers"}]]
    shown = Sent(1, AN, "Mua máy…", {"inline_keyboard": rows}, 0.0)
    pressed = fake.press_data(AN, shown, "machinery.papers")
    assert heard(pressed) == ("Hồ sơ", "machinery.papers")


def test_a_press_on_a_message_that_is_too_old_still_counts() -> None:
    """Telegram no longer shows it to us, only what the button carries."""
    fake = FakeTelegram()
    pressed = fake.press_data(AN, Sent(1, AN, "", {}, 0.0), "menu")
    old = {"chat": {"id": AN, "type": "private"}, "message_id": 1, "date": 0}
    assert heard(pressed | {"callback_query": pressed["callback_query"] | {"message": old}}) == (
        "menu",
        "menu",
    )


def test_a_long_target_is_spelled_out_later() -> None:
    """The press names the row and the place."""
    assert stands_for("#12.1") == (12, 1)
    for other in (None, "menu", "#12", "#a.1", "#1.2.3"):
        assert stands_for(other) is None


def test_a_shared_contact_is_its_number() -> None:
    """As if it had been typed."""
    assert heard(FakeTelegram().share_contact(AN, "84912345678")) == ("84912345678", None)


def test_a_correction_is_read_as_what_it_says_now() -> None:
    """But a location that moves says nothing."""
    fake = FakeTelegram()
    assert heard(fake.push(edited_message=fake.message(AN, text="mua máy"))) == ("mua máy", None)
    place = {"latitude": 11.0, "longitude": 107.0}
    assert heard(fake.push(edited_message=fake.message(AN, location=place))) is None


@pytest.mark.parametrize(
    "content",
    [
        {"photo": PHOTO},
        {"location": {"latitude": 11.0, "longitude": 107.0}},
        {
            "sticker": {
                "file_id": "f", "file_unique_id": "u", "width": 1, "height": 1,
                "is_animated": False, "is_video": False, "type": "regular",
            }
        },
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
    ],
)  # fmt: skip
def test_what_is_no_text_gets_the_kind_answer(content: dict[str, Any]) -> None:
    """An empty text stands for it."""
    fake = FakeTelegram()
    assert heard(fake.push(message=fake.message(AN, **content))) == ("", None)


def test_the_words_under_a_picture_are_read() -> None:
    """They are the question, mostly."""
    fake = FakeTelegram()
    asked = fake.message(AN, photo=PHOTO, caption="máy này được hỗ trợ không")
    assert heard(fake.push(message=asked)) == ("máy này được hỗ trợ không", None)


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": None, "delete_chat_photo": True},
        {"text": "chào", "from": ME},
        {"text": "chào", "from": None},
        {"text": "@KhuyencongBot", "chat": {"id": -5, "type": "channel", "title": "Kênh"}},
    ],
)
def test_what_nobody_says_to_us_is_passed_over(content: dict[str, Any]) -> None:
    """Telegram's own remarks, other bots, channels."""
    fake = FakeTelegram()
    message = fake.message(AN) | content
    assert heard(fake.push(message={key: one for key, one in message.items() if one})) is None
    assert heard(fake.push(business_connection=None)) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"text": "mua máy"}, None),
        ({"text": "/menu"}, "danh mục"),
        ({"text": "/menu@khuyencongbot"}, "danh mục"),
        ({"text": "/menu@OtherBot"}, None),
        ({"text": "@khuyencongbot mua máy"}, "mua máy"),
        ({"text": "mua máy @KhuyencongBot"}, "mua máy"),
        ({"text": "mua máy @KhuyencongBotX"}, None),
        ({"photo": PHOTO}, None),
    ],
)
def test_a_group_is_heard_only_when_it_speaks_to_us(
    content: dict[str, Any], expected: str | None
) -> None:
    """By a command, or by name."""
    fake = FakeTelegram()
    understood_as = heard(fake.push(message=fake.message(AN, **content) | {"chat": GROUP}))
    assert (understood_as and understood_as[0]) == expected


def test_an_answer_to_our_words_is_for_us() -> None:
    """An answer to somebody else's is not."""
    fake = FakeTelegram()
    ours = fake.message(AN, text="Anh/chị…") | {"chat": GROUP, "from": ME}
    theirs = ours | {"from": person(8)}
    for original, expected in ((ours, ("hồ sơ", None)), (theirs, None)):
        said = fake.message(AN, text="hồ sơ", reply_to_message=original) | {"chat": GROUP}
        assert heard(fake.push(message=said)) == expected


def test_before_our_name_is_known_no_group_is_heard_by_name() -> None:
    """An empty name would match everybody."""
    fake = FakeTelegram()
    said = fake.message(AN, text="@ai đó ơi") | {"chat": GROUP}
    assert understood(fake.push(message=said), Myself(1)) is None


@pytest.mark.parametrize(
    ("content", "chat"),
    [
        ({"text": "/id"}, "7"),
        ({"text": "/ID@KhuyencongBot"}, "7"),
        ({"text": "/menu"}, None),
        ({"text": "id"}, None),
        ({"text": "/id", "chat": GROUP}, "-100"),
        ({"text": "/id@OtherBot", "chat": GROUP}, None),
        ({"photo": PHOTO}, None),
    ],
)
def test_whoever_asks_for_the_address_is_told(content: dict[str, Any], chat: str | None) -> None:
    """A collaborator gives it to the administrator."""
    fake = FakeTelegram()
    update = Update.de_json(fake.push(message=fake.message(AN) | content), None)
    assert update is not None
    assert address_asked(update, MYSELF) == chat
