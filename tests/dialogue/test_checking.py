"""The check of eligibility, step by step, with the rules of a small Centre."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.dialogue import check_list
from bot.dialogue.conversation import CheckState, Conversation, Told
from bot.dialogue.situation import Situation
from bot.dialogue.understanding import Understanding, understand
from bot.message import Message
from bot.storage.json_values import read_conversation, write_conversation
from tests.talk import AN, Talk

if TYPE_CHECKING:
    from bot.dialogue.conversation import Turn
    from bot.knowledge.fact import Fact

LONGEST = 2000


@cache
def small_rules() -> Understanding:
    return understand(load_knowledge(Path(__file__).parent / "rules").knowledge)


@pytest.fixture
def rules() -> Understanding:
    return small_rules()


@pytest.fixture
def an(rules: Understanding) -> Talk:
    return Talk(rules)


def text(turn: Turn) -> str:
    return "\n".join(reply.text for reply in turn.replies)


def offers(talk: Talk) -> list[str]:
    return [button.title for button in talk.conversation.offered]


def asked(talk: Talk) -> str | None:
    """The fact that is being asked."""
    return talk.conversation.check.fact if talk.conversation.check else None


def told(talk: Talk) -> dict[str, object]:
    """What is known."""
    return (
        {one.fact: one.value for one in talk.conversation.check.told}
        if talk.conversation.check
        else {}
    )


def check_machine(talk: Talk, **answers: str) -> Turn:
    """Begin with the program of machines and answer what is asked, as long as it is known."""
    talk.say("hỗ trợ mua máy móc thiết bị")
    turn = talk.press("Kiểm tra tôi có đủ không")
    while (fact := asked(talk)) in answers:
        turn = talk.say(answers[fact])
    return turn


def test_all_programs_at_once(an: Talk) -> None:
    """Only the facility is asked about; the list says of each what there is to say so far."""
    begun = an.say("/dieukien")
    assert begun.kind == "eligibility"
    assert begun.entry == "check.begin"
    assert "Loại hình nào" in text(begun)
    assert offers(an) == ["Hộ kinh doanh", "Vốn nước ngoài", "Quán ăn", "Không biết"]
    listed = an.press("Hộ kinh doanh")
    assert listed.kind == "eligibility"
    assert "Còn tùy vài câu nữa:\n- Hỗ trợ mua máy\n- Hỗ trợ gian hàng" in text(listed)
    assert "Máy mới hay máy cũ" in text(an.press("Hỗ trợ mua máy"))


def test_one_program_is_told_in_full(an: Talk) -> None:
    """The verdict, each reason with its article, the ceiling as one, and no promise."""
    result = check_machine(an, owner="hộ kinh doanh", machine="máy mới", capital="có")
    assert text(result).startswith("Hỗ trợ mua máy: CÓ THỂ ĐỦ điều kiện.")
    assert "- Là hộ kinh doanh (Luật Thử (2024), Điều 1)" in text(result)
    assert "- Máy là máy mới (Thông tư Cũ (2012), Điều 4)" in text(result)
    assert "- Nơi sản xuất có thuộc địa bàn không (Luật Thử (2024), Điều 2)" in text(result)
    assert "mức tối đa 5 đồng, do cấp có thẩm quyền phê duyệt" in text(result)
    assert "bản chưa sửa của Thông tư Cũ; sau đó đã có sửa đổi (Luật Thử)" in text(result)
    assert "không phải kết quả xét duyệt" in text(result)
    assert result.sources[0] == "Luật Thử (2024), Điều 1"
    assert "Giấy tờ cần có" in offers(an)
    assert an.press("Giấy tờ cần có").entry == "machinery.papers"


def test_what_would_help(an: Talk) -> None:
    """In the words of the rules; what was not asked, because it changes nothing, is counted."""
    result = check_machine(an, owner="hộ kinh doanh", machine="máy cũ")
    assert "CHƯA ĐỦ điều kiện" in text(result)
    assert "Chưa khớp:\n- Máy là máy mới (Thông tư Cũ (2012), Điều 4)" in text(result)
    assert "- Nếu mua máy mới thì được xét" in text(result)
    assert "Còn 1 điều kiện khác em chưa hỏi tới" in text(result)
    assert "mức tối đa" not in text(result)


def test_what_would_help_without_words_for_it(an: Talk) -> None:
    """Then the fact is named as it would have to be."""
    result = check_machine(an, owner="hộ kinh doanh", machine="máy mới", capital="không")
    assert "Làm khác đi thì xét lại được:\n- Vốn: Đủ vốn" in text(result)


def test_not_to_know_is_an_answer(an: Talk) -> None:
    """It leads to a person, never to *có thể đủ*."""
    result = check_machine(an, owner="hkd", machine="k biết", capital="có")
    assert told(an)["machine"] is None
    assert "CẦN CÁN BỘ XÁC NHẬN" in text(result)
    assert "Chưa rõ, cán bộ sẽ hỏi thêm:\n- Máy là máy mới" in text(result)


@pytest.mark.parametrize("words", ["em cũng không rõ lắm", "cai nay hong biet nua", "ai biết"])
def test_not_to_know_in_other_words(an: Talk, words: str) -> None:
    """*Không* in it is no no."""
    check_machine(an, owner="hkd", machine="máy mới")
    an.say(words)
    assert told(an)["capital"] is None


def test_what_may_be_misread_is_told_back(an: Talk) -> None:
    """Other words than those of the button; a press or its words need no echo."""
    an.say("/dieukien")
    assert "Em ghi nhận: Loại hình: Quán ăn." in text(an.say("bán cơm"))
    an.say("/dieukien")
    assert "Em ghi nhận" not in text(an.say("ho kinh doanh"))


def test_what_was_said_is_not_asked(an: Talk) -> None:
    """The opening message, in one line; then the questions that are left."""
    begun = an.say("tôi là hộ kinh doanh ở Trảng Bom, muốn mua máy, máy mới có được hỗ trợ không")
    heard = "Em ghi nhận: Loại hình: Hộ kinh doanh; Máy định mua: Máy mới; Nơi sản xuất: "
    assert f"{heard}Phường Trảng Bom." in text(begun)
    assert asked(an) == "capital"
    assert begun.entry == "program.machine"


def test_the_question_before_says_something_too(an: Talk) -> None:
    """Whoever asked about a FDI company and presses the button has said so already."""
    an.say("hỗ trợ mua máy móc thiết bị cho công ty fdi")
    begun = an.press("Kiểm tra tôi có đủ không")
    assert "Em ghi nhận: Loại hình: Vốn nước ngoài." in text(begun)


def test_a_question_of_long_ago_says_nothing(an: Talk) -> None:
    """After half an hour somebody may ask for another facility."""
    an.say("hỗ trợ mua máy móc thiết bị cho công ty fdi")
    an.wait(minutes=31)
    an.say("/dieukien")
    assert told(an) == {}


def test_the_program_that_is_talked_of(an: Talk) -> None:
    """Typed behind an answer the check is of its program; the command is of all."""
    an.say("Hỗ trợ máy móc", "machinery.overview")
    assert an.say("cơ sở tôi có được hỗ trợ không").entry == "program.machine"
    an.say("thôi")
    an.say("Hỗ trợ máy móc", "machinery.overview")
    assert an.say("/dieukien").entry == "check.begin"


def test_an_answer_that_cannot_be_used(an: Talk) -> None:
    """Help, help, and the third time it counts as not known, which is said."""
    an.say("kiểm tra điều kiện")
    assert "Em chưa hiểu câu trả lời này. Xem trên giấy đăng ký ạ." in text(an.say("abc"))
    assert asked(an) == "owner"
    an.say("có")
    assert asked(an) == "owner"
    third = an.say("blah blah")
    assert "ghi là chưa rõ" in text(third)
    assert told(an) == {"owner": None}


def test_back(an: Talk) -> None:
    """One question at a time; at the first one it is said that it is the first."""
    check_machine(an, owner="hộ kinh doanh", machine="máy mới")
    assert asked(an) == "capital"
    an.press("Quay lại")
    assert asked(an) == "machine"
    assert "machine" not in told(an)
    an.say("lùi lại")
    assert asked(an) == "owner"
    assert "câu đầu tiên" in text(an.say("quay lại"))
    assert "Quay lại" not in offers(an)


def test_back_from_the_result(an: Talk) -> None:
    """The last question again."""
    result = check_machine(an, owner="hkd", machine="máy mới", capital="có")
    assert "CÓ THỂ ĐỦ" in text(result)
    an.say("quay lại")
    assert asked(an) == "capital"


@pytest.mark.parametrize("words", ["sửa máy định mua", "doi lai may dinh mua", "chỉnh máy"])
def test_change_by_words(an: Talk, words: str) -> None:
    """The fact is asked again; going back from there leaves it as it was."""
    check_machine(an, owner="hkd", machine="máy cũ")
    an.say(words)
    assert asked(an) == "machine"
    assert "CHƯA ĐỦ" in text(an.say("quay lại"))
    an.say(words)
    an.say("máy mới")
    assert "CÓ THỂ ĐỦ" in text(an.say("đủ vốn"))


def test_change_by_buttons(an: Talk) -> None:
    """What was said stands on the buttons, and may be typed; going back tells the result again."""
    check_machine(an, owner="hkd", machine="máy cũ")
    an.press("Sửa câu trả lời")
    assert offers(an) == ["Loại hình: Hộ kinh doanh", "Máy định mua: Máy đã dùng"]
    assert "CHƯA ĐỦ" in text(an.say("quay lại"))
    an.press("Sửa câu trả lời")
    an.say("máy định mua")
    assert asked(an) == "machine"


def test_change_by_saying_it(an: Talk) -> None:
    """*Đổi lại là …* names the new answer; *nếu … thì sao* tries one out."""
    check_machine(an, owner="hkd", machine="máy cũ")
    assert "Loại hình: Quán ăn" in text(an.say("đổi lại là quán ăn"))
    an.say("đổi lại là hộ kinh doanh")
    tried = an.say("nếu máy mới thì sao")
    assert "Máy định mua: Máy mới" in text(tried)
    assert asked(an) == "capital"


def test_an_old_button_changes_its_own_answer(an: Talk) -> None:
    """Buttons stay pressable in old messages."""
    check_machine(an, owner="hkd", machine="máy cũ")
    pressed = an.say("Máy mới", "check:say:machine:new")
    assert asked(an) == "capital"
    assert "Máy định mua: Máy mới" in text(pressed)


@pytest.mark.parametrize(
    "target",
    [
        "check:say:machine:gone",
        "check:say:gone:new",
        "check:unknown:gone",
        "check:x",
        "check:edit:gone",
    ],
)
def test_a_button_that_leads_nowhere_any_more(an: Talk, target: str) -> None:
    """The check goes on as if it had not been pressed."""
    check_machine(an, owner="hkd")
    before = told(an)
    assert an.say("Nút cũ", target).kind == "eligibility"
    assert told(an) == before


def test_a_question_in_between(an: Talk) -> None:
    """It is answered, with its sources, and the question comes again below."""
    check_machine(an, owner="hkd")
    aside = an.say("giấy tờ mua máy cần gì")
    assert aside.kind == "answer"
    assert aside.entry == "machinery.papers"
    assert "Mình kiểm tra tiếp nhé.\nMáy mới hay máy cũ ạ?" in text(aside)
    assert offers(an) == ["Máy mới", "Máy đã dùng", "Không biết", "Quay lại"]
    assert asked(an) == "machine"


@pytest.mark.parametrize("words", ["cảm ơn", "😀", "xin chào", "xem dữ liệu của tôi"])
def test_courtesy_in_between(an: Talk, words: str) -> None:
    """It costs no try."""
    check_machine(an, owner="hkd")
    aside = an.say(words)
    assert text(aside).endswith("Máy mới hay máy cũ ạ?")
    assert asked(an) == "machine"
    assert an.conversation.check
    assert an.conversation.check.tries == 0


@pytest.mark.parametrize("words", ["thôi", "huỷ", "thôi không kiểm tra nữa"])
def test_leave(an: Talk, words: str) -> None:
    check_machine(an, owner="hkd")
    assert "em dừng kiểm tra" in text(an.say(words))
    assert an.conversation.check is None


def test_the_menu_leaves(an: Talk) -> None:
    check_machine(an, owner="hkd")
    assert an.say("danh mục").kind == "menu"
    assert an.conversation.check is None


def test_left_alone_for_a_day(an: Talk) -> None:
    """The same as a form: what comes then is something else."""
    check_machine(an, owner="hkd")
    an.wait(hours=23)
    an.say("máy mới")
    assert asked(an) == "capital"
    an.wait(hours=25)
    an.say("đi hội chợ triển lãm")
    assert an.conversation.check is None


def test_a_number_is_the_answer_and_no_button(an: Talk) -> None:
    """Where a number is asked for, *2* is two."""
    an.say("đi hội chợ triển lãm")
    an.press("Kiểm tra tôi có đủ không")
    an.say("1")
    assert told(an) == {"owner": "household"}
    assert "CÓ THỂ ĐỦ" in text(an.say("2"))
    assert told(an) == {"owner": "household", "trips": 2}
    an.say("sửa số lần đi")
    assert "CHƯA ĐỦ" in text(an.say("3 lần"))


def test_register_with_what_was_said(an: Talk) -> None:
    """The place and the need are not asked again; the lead carries all that was said."""
    an.say("tôi là hộ kinh doanh ở xã Sông Trầu, muốn mua máy, máy mới có được hỗ trợ không")
    an.say("đủ vốn")
    an.press("Đăng ký cần hỗ trợ")
    an.press("Đồng ý")
    assert "Số điện thoại" in text(an.say("An"))
    review = an.say("0912345678")
    assert "- Nơi sản xuất: xã Sông Trầu" in text(review)
    assert "- Cần gì: Hỗ trợ mua máy" in text(review)
    an.press("Gửi phiếu")
    [lead] = an.leads
    assert lead.unit == "26248"
    assert lead.entry == "machinery.overview"
    assert lead.question.startswith("tôi là hộ kinh doanh")
    note = lead.details[-1]
    assert (note.slot, note.label) == ("note", "Tự kiểm tra điều kiện")
    assert note.text == ("Loại hình: Hộ kinh doanh; Máy định mua: Máy mới; Vốn: Đủ vốn → có thể đủ")


def test_register_after_the_list(an: Talk) -> None:
    """No program was chosen, so the need is asked; what was said is in the lead all the same."""
    an.say("/dieukien")
    an.say("hkd")
    an.say("ghi tên vào phiếu")
    for words in ("đồng ý", "An", "xã Sông Trầu", "0912345678", "Mua máy", "gửi"):
        an.say(words)
    assert [one.text for one in an.leads[0].details] == ["Mua máy", "Loại hình: Hộ kinh doanh"]


def test_a_person_asked_for_in_between(an: Talk) -> None:
    """The call-back form comes first, knows what was said, and the check goes on after it."""
    check_machine(an, owner="hkd")
    an.say("gặp cán bộ")
    assert an.conversation.form
    for words in ("đồng ý", "An", "0912345678"):
        an.say(words)
    sent = an.press("Gửi phiếu")
    assert "Máy mới hay máy cũ ạ?" in text(sent)
    assert an.leads[0].details[-1].text == "Loại hình: Hộ kinh doanh → chưa hỏi hết"
    an.say("máy mới")
    assert asked(an) == "capital"


def test_in_the_middle_of_a_form(an: Talk) -> None:
    """What begins a check leaves the form; an old answer of a check does not."""
    an.say("gặp cán bộ")
    an.press("Đồng ý")
    assert an.say("Máy mới", "check:say:machine:new").kind == "form"
    assert an.say("/dieukien").kind == "eligibility"
    assert an.conversation.form is None
    assert asked(an) == "owner"


def test_asked_for_in_the_middle_of_a_form(an: Talk) -> None:
    """It is for later: nothing of the form is lost, and the question is nobody's name."""
    an.say("gặp cán bộ")
    an.press("Đồng ý")
    later = an.say("cơ sở tôi có được hỗ trợ không")
    assert "điền xong phiếu này" in text(later)
    assert "tên gì" in text(later)
    assert an.conversation.form
    assert an.conversation.form.answers == ()


def test_the_rules_change_meanwhile(an: Talk, rules: Understanding) -> None:
    """A fact that is gone ends the question; an answer that is gone is asked again."""
    check_machine(an, owner="hkd")
    facts = {key: one for key, one in rules.knowledge.facts.items() if key != "machine"}
    an.understanding = replace(
        rules, knowledge=replace(rules.knowledge, facts=MappingProxyType(facts))
    )
    an.say("đi hội chợ triển lãm")
    assert an.conversation.check is None


def test_without_rules(an: Talk, rules: Understanding) -> None:
    """The entry says what is written in it, and answers offer no check."""
    bare = replace(rules.knowledge, programs=MappingProxyType({}))
    an.understanding = replace(rules, knowledge=bare)
    assert "Chưa có điều kiện nào" in text(an.say("/dieukien"))
    assert "Chưa có điều kiện nào" in text(an.say("cơ sở tôi có được hỗ trợ không"))
    an.say("hỗ trợ mua máy móc thiết bị")
    assert "Kiểm tra tôi có đủ không" not in offers(an)


def test_asked_for_once_more(an: Talk) -> None:
    """Whoever asks for the check is in it already, and loses nothing."""
    check_machine(an, owner="hkd")
    again = an.say("cơ sở tôi có được hỗ trợ không")
    assert "Máy mới hay máy cũ ạ?" in text(again)
    assert told(an) == {"owner": "household"}
    assert an.conversation.check
    assert an.conversation.check.tries == 0


def test_a_program_named_in_words_below_the_list(an: Talk) -> None:
    """*Mua máy* means the one of the list."""
    an.say("/dieukien")
    an.say("hkd")
    assert an.say("mua máy").entry == "program.machine"


def test_it_is_remembered(an: Talk) -> None:
    """A yes stays a yes and a two a two, through the database and back."""
    check_machine(an, owner="hkd", machine="k biết")
    kept = replace(
        an.conversation,
        check=CheckState(
            told=(Told("a", value=True), Told("b", 1), Told("c", "x"), Told("d", None))
        ),
    )
    for conversation in (an.conversation, kept):
        assert read_conversation(write_conversation(conversation), AN) == conversation
    assert kept.check
    again = read_conversation(write_conversation(kept), AN).check
    assert again
    assert [type(one.value) for one in again.told] == [bool, int, str, type(None)]


@cache
def shipped() -> Understanding:
    """Only its knowledge is needed; to prepare it for questions would take seconds."""
    return replace(small_rules(), knowledge=load_knowledge(shipped_knowledge()).knowledge)


def answers_to(fact: Fact) -> st.SearchStrategy[str | int | None]:
    """Whatever may be said to it, or that it is not known."""
    choices: list[str | int | None] = [fact.value_of(one.id) for one in fact.choices]
    return st.sampled_from([*(choices or [0, 1, 2, 3]), None])


@given(data=st.data())
@settings(max_examples=100)
def test_every_result_fits_into_a_message(data: st.DataObject) -> None:
    """Of the shipped programs, whatever is answered; the verdict comes first, the limits last."""
    programs = shipped().knowledge.programs
    chosen = data.draw(st.sampled_from([*programs, None]))
    facts = {
        fact.id: data.draw(answers_to(fact))
        for program in programs.values()
        if chosen in {program.id, None}
        for fact in program.asks
    }
    told = tuple(Told(fact, value) for fact, value in facts.items())
    message = Message(AN, "m", "x", Talk.now)
    situation = Situation(shipped(), Conversation(AN), message, Talk.now, (), None)
    found = check_list.result(situation, CheckState(program=chosen, told=told))
    assert max(map(len, found.texts)) <= LONGEST
    assert "không phải kết quả xét duyệt" in found.texts[-1]
    if chosen:
        assert found.texts[0].startswith(f"{programs[chosen].title}: ")


SAID = """
/dieukien
hkd
fdi, máy cũ
máy mới
có
không
chưa
k biết
quay lại
2
số 1
sửa máy
sửa
đổi lại là quán ăn
nếu máy mới thì sao
giấy tờ mua máy cần gì
cảm ơn
gặp cán bộ
đồng ý
An
0912345678
gửi
huỷ
thôi
danh mục
mua máy
abc
😀
đi hội chợ triển lãm
XOA
nhắc tôi
Đăng ký cần hỗ trợ
Sửa câu trả lời
Xem các hỗ trợ khác
""".strip().splitlines()
PRESSED = """
check:start:program.machine
check:show:program.fair
check:form:program.fair
check:all
check:edit
check:edit:owner
check:say:machine:used
check:unknown:capital
check:
""".strip().splitlines()


def is_asked_else(talk: Talk, turn: Turn) -> bool:
    """Whether something else has to be answered first."""
    now = talk.conversation
    return bool(now.form or now.reminding or now.is_deleting) or turn.kind == "choice"


@given(st.lists(st.sampled_from([*SAID, *PRESSED]), max_size=15))
@settings(max_examples=80)
def test_whatever_is_said_in_whatever_order(words: list[str]) -> None:
    """There is an answer that fits into a message, and a state that can be kept and asked from."""
    rules = small_rules()
    talk = Talk(rules)
    for word in words:
        turn = talk.say(word, word if word in PRESSED else None)
        assert turn.replies
        assert all(0 < len(reply.text) <= LONGEST for reply in turn.replies)
        kept = read_conversation(write_conversation(talk.conversation), AN)
        assert kept == talk.conversation
        state = talk.conversation.check
        if state and state.fact and not is_asked_else(talk, turn):
            assert rules.knowledge.facts[state.fact].question in text(turn)
        assert all(lead.consent for lead in talk.leads)
