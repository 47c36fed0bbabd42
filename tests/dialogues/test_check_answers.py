"""What owners typed to the questions of the check, and what it must not be taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.dialogue.conversation import CheckState, Conversation, Told
from tests.talk import AN, Talk

if TYPE_CHECKING:
    from bot.dialogue.conversation import Turn
    from bot.dialogue.understanding import Understanding

UNREADABLE = {
    "funded": """
        nham, o xuan loc | o trang bom | o tphcm | o quan 1 | dung | ok | vang | xong roi
        đúng | dung roi | có làm | không phải chưa
        không được à | chưa vay | được không
        co giay phep roi | khong phai chua, duoc roi | o bien hoa co duoc khong
        ở Biên Hòa có được không | khong hieu | lam lai tu dau | khong muon kiem tra nua | o""",
    "capital": """
        o long thanh | khong hieu | thoi khong hoi nua | het tien roi | tui co 200tr
        xong roi | để coi lại | hỏi vợ đã""",
    "machine_gain": "dung de say | khong hieu | không tốn điện",
    "applies_cleaner": "khong hieu",
    "machine": """
        máy này làm được nhiều hàng hơn máy cũ | để thay máy cũ | may cu cua toi yeu qua
        khong lay may cu dau | máy cũ thì không | may cu cua toi""",
    "owner": """
        cty tnhh do go 500 cong nhan | công ty | cty tnhh | doanh nghiep tu nhan
        ban hang cho cong ty nuoc ngoai | may công nghiệp cho công ty Nhật
        khách là công ty Nhật | làm cho tập đoàn""",
    "advice_field": "cong ty",
    "meets_rules": "chưa vay",
    "industry": "gạch | lam gach",
    "abroad_trips": "-1 | 2-3 lần | nhiều | 3 người | khong co dien 3 pha",
}
READ: dict[str, dict[str, str | int | bool | None]] = {
    "funded": {
        "chua": False, "chưa đâu em": False, "khong": False, "đâu có": False, "rồi": True,
        "nhà nước chưa hỗ trợ gì": False, "co nhan roi": True,
        "co": True, "chua lan nao": False, "đã nhận rồi": True,
    },
    "capital": {
        "lo duoc": True, "đủ": True, "chưa đủ": False, "ok": True, "chua lo duoc": False,
        "không cam kết": False,
    },
    "machine_gain": {
        "chua co may cu": None, "khong co may dang dung": None, "nang suat gap doi": True,
        "lam nhanh hon": True, "do ton cui hon": True, "có": True, "không": False,
    },
    "industry": {
        "mộc": "wood", "gỗ": "wood", "moc": "wood", "may ao": "textile", "bánh mì": "food",
        "hủ tiếu": "food", "bán hủ tiếu": "trade",
    },
    "kiln": {
        "lo thu cong": "plain", "khong nung": "newer", "lo dung lien tuc": None,
        "lò gạch thủ công cải tiến": "improved",
    },
    "machine_use": {"cat go": "production", "để cắt gỗ": "production", "chở hàng": "elsewhere"},
    "machine": {"máy cũ": "used", "cu": "used", "mua may cu": "used", "mới": "new"},
    "bought": {
        "chua mua nhung coc roi": True, "chưa mua nhưng mà cọc rồi": True, "chưa mua": False,
    },
    "owner": {
        "ho kinh doanh chua co giay": "unregistered", "chưa có giấy phép": "unregistered",
        "đối với hộ kinh doanh": "household", "công ty nhỏ": "sme", "cty nho": "sme",
        "công ty Nhật": "foreign",
    },
    "abroad_trips": {
        "1": 1, "đi 2 rồi": 2, "dạ được 1 lần": 1,
        "2": 2, "0": 0, "chua lan nao": 0, "chua": 0, "mot lan": 1, "hai lan": 2,
    },
}  # fmt: skip


def listed(table: str) -> list[str]:
    return [one.strip() for line in table.split("\n") for one in line.split("|") if one.strip()]


@pytest.mark.parametrize(
    ("fact", "text"), [(fact, text) for fact, table in UNREADABLE.items() for text in listed(table)]
)
def test_what_is_not_plainly_a_choice_is_none(shipped: Understanding, fact: str, text: str) -> None:
    """It never decides; the question is asked again."""
    assert shipped.facts.answer(fact, text) is None


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [(fact, text, value) for fact, said in READ.items() for text, value in said.items()],
)
def test_what_is_plainly_a_choice(
    shipped: Understanding, fact: str, text: str, value: str | int | bool | None
) -> None:
    """In however few words, with and without accents."""
    answer = shipped.facts.answer(fact, text)
    assert answer == Told(fact, value)
    assert answer is not None
    assert type(answer.value) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "máy này làm được nhiều hàng hơn máy cũ",
        "muốn thay máy cũ",
        "bán hàng cho công ty nước ngoài",
        "tôi không phải hộ kinh doanh mà là công ty",
    ],
)
def test_what_a_sentence_says_of_something_else(shipped: Understanding, text: str) -> None:
    """The machine that is replaced, the customer, what one is not."""
    said = {one.fact for one in shipped.facts.read(text)}
    assert not said & {"machine", "owner"}


@pytest.mark.parametrize(
    ("text", "program", "known"),
    [
        ("tôi không phải hộ kinh doanh mà là công ty TNHH làm đồ gỗ, có được không", None, "wood"),
        ("tôi không phải hộ kinh doanh mà là công ty", None, None),
        ("vợ tôi bán quán ăn còn tôi làm mộc, có được hỗ trợ mua máy không", "machinery", "wood"),
        ("ho kinh doanh do go trang bom muon thay may cu, co duoc khong", "machinery", "wood"),
        ("toi la ho kinh doanh lam gach o Tan Uyen muon mua may ep gach", "machinery", None),
        ("cty tnhh do go 500 cong nhan muon mua may cnc co duoc ho tro khong", "machinery", "wood"),
        ("check dieu kien", None, None),
        ("em muốn kiểm tra điều kiện mua máy cho công ty nước ngoài", "machinery", None),
        ("kiem tra dieu kien mua may", "machinery", None),
    ],
)
def test_what_begins_a_check(
    shipped: Understanding, text: str, program: str | None, known: str | None
) -> None:
    """With what is said of oneself, never with what one is not or somebody else is."""
    talk = Talk(shipped)
    assert talk.say(text).kind == "eligibility"
    state = talk.conversation.check
    assert state
    assert state.program == (f"program.{program}" if program else None)
    told = {one.fact: one.value for one in state.told}
    assert told.get("industry") == known
    assert not told.keys() & {"machine"}


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("hộ kinh doanh lò gạch thủ công cải tiến", "kiln", "improved"),
        ("muon mua may say moi", "machine", "new"),
        ("toi tu lam cha lua", "own_product", True),
    ],
)
def test_what_need_not_be_asked(
    shipped: Understanding, text: str, fact: str, value: str | bool
) -> None:
    assert Told(fact, value) in shipped.facts.read(text)


@pytest.mark.parametrize(
    "text", ["không có giấy phép", "chưa đủ", "mua rồi", "nhận rồi", "hơn nhiều", "đủ"]
)
def test_a_short_answer_answers_its_own_question_only(shipped: Understanding, text: str) -> None:
    """*Chưa đủ* to another question is not about the capital."""
    state = CheckState(program="program.machinery", fact="machine_use")
    talk = Talk(shipped, conversation=Conversation(AN, check=state))
    talk.say(text)
    assert talk.conversation.check
    assert talk.conversation.check.told == ()


def asked(shipped: Understanding, fact: str) -> Talk:
    """Somebody who is asked for a fact."""
    state = CheckState(program="program.machinery", fact=fact)
    return Talk(shipped, conversation=Conversation(AN, check=state))


def said(turn: Turn) -> str:
    return "\n".join(reply.text for reply in turn.replies)


@pytest.mark.parametrize(
    "words", ["dừng", "thôi", "thoi khong hoi nua", "khong muon kiem tra nua", "khong dang ky nua"]
)
def test_stop_is_no_answer(shipped: Understanding, words: str) -> None:
    talk = asked(shipped, "capital")
    assert "em dừng kiểm tra" in said(talk.say(words))
    assert talk.conversation.check is None


def test_once_more_from_the_start(shipped: Understanding) -> None:
    """All that was said is forgotten, the program is not."""
    talk = asked(shipped, "funded")
    talk.say("chưa")
    assert "kiểm tra lại từ đầu" in said(talk.say("lam lai tu dau"))
    state = talk.conversation.check
    assert state
    assert (state.program, state.told) == ("program.machinery", ())


@pytest.mark.parametrize("fact", ["funded", "capital", "machine_gain"])
def test_not_to_understand_is_no_no(shipped: Understanding, fact: str) -> None:
    """The question is explained, and stands."""
    talk = asked(shipped, fact)
    told = said(talk.say("khong hieu"))
    assert (shipped.knowledge.facts[fact].help or "?") in told
    assert "chưa hiểu" not in told
    assert talk.conversation.check
    assert talk.conversation.check.fact == fact


@pytest.mark.parametrize("words", ["chưa chắc", "hinh nhu co"])
def test_a_doubt_is_not_known(shipped: Understanding, words: str) -> None:
    talk = asked(shipped, "funded")
    talk.say(words)
    assert talk.conversation.check
    assert talk.conversation.check.told == (Told("funded", None),)


def test_a_place_is_kept_and_the_question_stands(shipped: Understanding) -> None:
    """*O* is *ở*; whether a place is supported is told as far as the documents say it."""
    talk = asked(shipped, "capital")
    assert "Nơi sản xuất: long thanh" in said(talk.say("o long thanh"))
    told = said(talk.say("ở Biên Hòa có được không"))
    assert "không tự kết luận theo địa bàn" in told
    assert "cam kết bỏ ra đủ phần vốn" in told
    state = talk.conversation.check
    assert state
    assert (state.fact, state.told, state.tries) == ("capital", (), 0)


def test_a_company_is_asked_for_its_size(shipped: Understanding) -> None:
    """The limits stand with the question, and no size is taken for granted."""
    talk = asked(shipped, "industry")
    talk.conversation = Conversation(AN, check=CheckState(fact="industry"))
    for words in ("công ty tnhh làm đồ gỗ, 500 công nhân", "công ty"):
        assert "không quá 200 lao động" in said(talk.say(words))
        assert talk.conversation.check
        assert talk.conversation.check.told == (Told("industry", "wood"),)


def test_a_number_has_one_meaning(shipped: Understanding) -> None:
    """Where a count is asked for, no button has a number."""
    talk = Talk(shipped)
    state = CheckState(program="program.fair-abroad", fact="abroad_trips")
    talk.conversation = Conversation(AN, check=state)
    asks = talk.say("-1")
    assert not any(reply.buttons for reply in asks.replies)
    assert "không biết" in said(asks)
    assert "Lần đi hội chợ nước ngoài: 1 lần" in said(talk.say("1"))


def test_what_was_read_from_a_sentence_is_told_back(shipped: Understanding) -> None:
    talk = asked(shipped, "funded")
    assert "Em ghi nhận" not in said(talk.say("chưa"))
    talk = asked(shipped, "funded")
    assert "Em ghi nhận: Đã được ngân sách hỗ trợ: Chưa" in said(
        talk.say("tụi em chưa được hỗ trợ gì")
    )
