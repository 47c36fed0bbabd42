from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.arrival import LONGEST, Arrival, read_payload, target_of, write_payload
from bot.knowledge.piece import ID_PATTERN

if TYPE_CHECKING:
    from tests.talk import Talk

IDS = st.from_regex(ID_PATTERN.replace("$", r"\Z"))
PLACES = st.one_of(st.just(""), st.from_regex(r"\A[a-z0-9]+([_-][a-z0-9]+)*\Z"))


@given(IDS, PLACES)
def test_a_link_says_what_was_written_into_it(target: str, place: str) -> None:
    """Or it is not written: then it would be too long for Telegram."""
    arrival = Arrival(target, place)
    length = len(target) + target.count(".") + len(place and f"--{place}")
    if length > LONGEST:
        with pytest.raises(ValueError, match=re.escape(target.replace(".", "__"))):
            write_payload(arrival)
        return
    payload = write_payload(arrival)
    assert read_payload(payload) == arrival
    assert target_of(payload) == f"link.{payload}"


@pytest.mark.parametrize("payload", ["", "a.b", "a b", "a" * 65, "a--B", "a----b", "a--b--c", "ă"])
def test_no_link_of_ours_carries_that(payload: str) -> None:
    """What somebody wrote by hand is not taken for a source."""
    assert read_payload(payload) is None


def test_the_link_is_remembered_until_the_lead(talk: Talk) -> None:
    """What it names is shown at once; where it hung is told with the lead."""
    shown = talk.say("Xin chào", "link.fair__overview--cho-dau-moi")
    assert (shown.kind, shown.entry) == ("answer", "fair.overview")
    talk.wait(days=2)
    talk.say("gọi lại", "form.callback")
    talk.press("Đồng ý")
    talk.say("An")
    talk.say("0912 345 678")
    talk.press("Gửi phiếu")
    [lead] = talk.leads
    assert lead.source == "fair.overview (cho-dau-moi)"


def test_after_a_month_of_silence_the_poster_is_forgotten(talk: Talk) -> None:
    """Whoever comes back then comes by themselves."""
    talk.say("Xin chào", "link.fair__overview")
    talk.wait(days=31)
    assert talk.say("xin chào").conversation.source == ""


@pytest.mark.parametrize("link", ["step__agree", "slot__phone", "khong__co", "choice__1", "-"])
def test_a_link_to_nothing_is_a_greeting(talk: Talk, link: str) -> None:
    """A link that anybody may have written agrees to nothing, and is nobody's source."""
    talk.say("gọi lại", "form.callback")
    agreed = talk.say("Xin chào", f"link.{link}")
    assert agreed.conversation.form is not None
    assert agreed.conversation.form.consent is None
    assert agreed.conversation.source == ""


def test_a_link_deletes_nothing(talk: Talk) -> None:
    """It is asked about like a command that was typed."""
    talk.say("Xin chào", "link.delete_data")
    assert not talk.say("Xin chào", "link.yes").erases
