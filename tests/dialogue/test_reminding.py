from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.dialogue.understanding import Understanding
from bot.knowledge.event import Event
from tests.shipped import understood
from tests.talk import Talk

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def event(key: str, **fields: Any) -> Event:
    """An event with these fields."""
    return Event.model_validate({"id": key, "title": f"Hội chợ {key}", "kind": "fair"} | fields)


COMING = event("sap-mo", registration={"opens": "2027-02-01", "closes": "2027-03-10"})
PAST = event("da-qua", held={"since": "2020-04-02"})


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    """The shipped knowledge with two events of its own."""
    shipped = load_knowledge(shipped_knowledge()).knowledge
    return understood(replace(shipped, events={one.id: one for one in (COMING, PAST)}))


@pytest.fixture
def talk(understanding: Understanding) -> Talk:
    """Somebody who has said nothing yet."""
    return Talk(understanding, datetime(2027, 1, 20, 9, 0, tzinfo=ZONE))


def about(talk: Talk) -> list[str]:
    """What they want to be reminded of."""
    return [one.about for one in talk.conversation.subscriptions]


def test_from_the_event_to_the_consent(talk: Talk) -> None:
    """The button stands under the event; nothing is kept before they agree to that text."""
    talk.say("mở", "sap-mo")
    asked = talk.press("🔔 Nhắc tôi")
    [reply] = asked.replies
    for part in ("Hội chợ sap-mo", "NGUNG NHAC", "Mục đích", "giữ dữ liệu", "Thời gian lưu"):
        assert part in reply.text
    assert about(talk) == []
    done = talk.press("Đồng ý")
    assert done.subscribes is not None
    given = done.subscribes.consent
    assert (given.consent, given.version, given.given_at) == ("reminder", "2026-11", talk.now)
    assert given.event_id == f"m{talk.said}"
    assert about(talk) == ["sap-mo"]


def test_in_so_many_words(talk: Talk) -> None:
    """Typed without accents: of the event that was talked of, and stopped."""
    talk.say("mở", "sap-mo")
    talk.say("nhac toi")
    talk.say("dong y")
    assert about(talk) == ["sap-mo"]
    assert talk.say("ngung nhac").stops_reminders
    assert about(talk) == []
    assert not talk.say("NGUNG NHAC").stops_reminders


def test_without_an_event_a_kind_is_chosen(talk: Talk) -> None:
    """Each wish is a consent of its own."""
    assert talk.say("nhắc tôi").kind == "choice"
    talk.press("Các hội chợ, triển lãm")
    talk.press("Đồng ý")
    talk.say("nhắc tôi")
    talk.say("3")
    first = talk.conversation.reminding
    assert first is not None
    talk.say("đồng ý")
    assert about(talk) == ["*fair", "*course"]
    assert "rồi ạ" in talk.say("x", "remind.*fair").replies[0].text


def test_of_an_event_that_is_over_the_next_of_its_kind(talk: Talk) -> None:
    """There will be no news of itself."""
    talk.say("mở", "da-qua")
    assert "Các hội chợ" in talk.press("🔔 Nhắc tôi").replies[0].text


@pytest.mark.parametrize("no", ["không", "ko"])
def test_no_is_no(talk: Talk, no: str) -> None:
    """And a later yes is about something else."""
    talk.say("x", "remind.sap-mo")
    assert "không ghi gì" in talk.say(no).replies[0].text
    talk.say("đồng ý")
    assert about(talk) == []


def test_a_question_in_between_is_no_consent(talk: Talk) -> None:
    """Silence, and what has nothing to do with it, agree to nothing."""
    talk.say("x", "remind.sap-mo")
    talk.say("mua máy được hỗ trợ bao nhiêu")
    talk.say("đồng ý")
    assert about(talk) == []


def test_other_buttons_agree_to_other_things(talk: Talk) -> None:
    """An old *Đồng ý* of a form, or of an earlier question, does not count here."""
    talk.say("x", "remind.sap-mo")
    talk.say("Đồng ý", "step.agree")
    assert about(talk) == []
    talk.say("mua máy được hỗ trợ bao nhiêu")
    talk.say("Đồng ý", "step.remind")
    assert about(talk) == []


def test_a_text_that_was_edited_meanwhile_is_asked_again(
    talk: Talk, understanding: Understanding
) -> None:
    """They agreed to what they had read."""
    talk.say("x", "remind.sap-mo")
    known = understanding.knowledge
    edited = known.consents["reminder"].model_copy(update={"version": "2"})
    newer = replace(known, consents={**known.consents, "reminder": edited})
    talk.understanding = replace(understanding, knowledge=newer)
    assert talk.say("đồng ý").subscribes is None
    agreed = talk.say("đồng ý").subscribes
    assert agreed is not None
    assert agreed.consent.version == "2"


def test_a_form_goes_on_afterwards(talk: Talk) -> None:
    """Both for whoever begins and for whoever stops in the middle of one."""
    talk.say("gọi lại", "form.callback")
    talk.press("Đồng ý")
    talk.say("nhắc tôi")
    talk.press("Các hội chợ, triển lãm")
    done = talk.press("Đồng ý")
    assert talk.conversation.form is not None
    assert talk.conversation.form.step == "slot"
    assert len(done.replies) == 2
    talk.say("ngừng nhắc")
    assert talk.conversation.form is not None


def test_what_is_kept_is_shown(talk: Talk) -> None:
    """To whoever asks, with the day of the consent; also without any lead."""
    assert "không lưu phiếu" in talk.say("xem dữ liệu của tôi").replies[0].text
    talk.say("x", "remind.sap-mo")
    talk.say("đồng ý")
    shown = talk.say("xem dữ liệu của tôi").replies[0].text
    assert "Lời nhắc: Hội chợ sap-mo (đồng ý ngày 20/01/2027" in shown


def test_without_a_consent_text_nobody_is_reminded(
    talk: Talk, understanding: Understanding
) -> None:
    """And no button says otherwise."""
    known = understanding.knowledge
    bare = {key: one for key, one in known.consents.items() if key != "reminder"}
    talk.understanding = replace(understanding, knowledge=replace(known, consents=bare))
    offered = talk.say("mở", "sap-mo").conversation.offered
    assert "🔔 Nhắc tôi" not in [one.title for one in offered]
    assert "chưa nhận nhắc" in talk.say("nhắc tôi").replies[0].text
