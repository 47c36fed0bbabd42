from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo_oa.writing import BUTTONS, LIMIT, write
from bot.message import SHARE_PHONE, Button, Reply
from bot.rehearsal.fakes.zalo_oa_values import fault_in
from bot.services.offer import SHARE


def test_a_plain_text() -> None:
    """Nothing around it."""
    assert [part.message for part in write(Reply("Dạ"))] == [{"text": "Dạ"}]


def test_a_press_comes_back_as_the_words_on_the_button() -> None:
    """So a person who scrolls up reads what they said."""
    [part] = write(Reply("Chọn", (Button("Hội chợ", "fair.overview"),)))
    assert part.message["attachment"] == {
        "type": "template",
        "payload": {
            "buttons": [{"title": "Hội chợ", "type": "oa.query.show", "payload": "Hội chợ"}]
        },
    }


def test_pages_and_telephones_open() -> None:
    """By what the button's target begins with."""
    buttons = (Button("Trang", "https://example.org/a"), Button("Gọi", "tel:+84 251 3822"))
    [part] = write(Reply("Xem", buttons))
    page, telephone = part.message["attachment"]["payload"]["buttons"]
    assert (page["type"], page["payload"]) == ("oa.open.url", {"url": "https://example.org/a"})
    assert telephone["type"] == "oa.open.phone"
    assert telephone["payload"] == {"phone_code": "842513822"}


def test_more_buttons_than_there_is_room_for_are_numbered() -> None:
    """All of them, so that the numbers are those of the dialogue."""
    buttons = tuple(Button(f"Mục {number}", f"e.{number}") for number in range(1, 9))
    [part] = write(Reply("Chọn", buttons))
    assert part.message["text"].endswith("\n7. Mục 7\n8. Mục 8")
    assert len(part.message["attachment"]["payload"]["buttons"]) == BUTTONS


def test_the_number_is_asked_for_beside_the_question() -> None:
    """As a message of its own, which Zalo may refuse without harm."""
    text, contact = write(Reply("Số điện thoại?", (SHARE, Button("Huỷ", "cancel"))), "https://x/a")
    assert [one["title"] for one in text.message["attachment"]["payload"]["buttons"]] == ["Huỷ"]
    payload = contact.message["attachment"]["payload"]
    assert payload["template_type"] == "request_user_info"
    assert payload["elements"][0]["image_url"] == "https://x/a"
    assert (text.is_extra, contact.is_extra) == (False, True)
    [_, without] = write(Reply("Số điện thoại?", (SHARE,)))
    assert "image_url" not in without.message["attachment"]["payload"]["elements"][0]


TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs"]), min_size=1, max_size=150)
TARGETS = st.sampled_from(["menu", SHARE_PHONE, "https://a.example", "tel:+84251", "place.1"])
REPLIES = st.builds(
    Reply,
    st.text(st.sampled_from("ab \n😀ạ"), min_size=1, max_size=6000).filter(str.strip),
    st.lists(st.builds(Button, TITLES, TARGETS), max_size=9).map(tuple),
)


@given(REPLIES)
def test_zalo_takes_whatever_we_write(reply: Reply) -> None:
    """By the fake's checks of length, number and shape; and no word is lost."""
    parts = write(reply)
    assert [fault_in(one.message) for one in parts if not one.is_extra].count(None) == sum(
        not one.is_extra for one in parts
    )
    texts = [one.message["text"] for one in parts if not one.is_extra]
    assert all(len(text) <= LIMIT for text in texts)
    squeezed = "".join("".join(texts).split())
    assert squeezed.startswith("".join(reply.text.split()))
