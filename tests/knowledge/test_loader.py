"""The knowledge as administrators write it: what is served, what is refused and how it is told."""

# ruff: noqa: E501 - a message stands on one line, as people read it

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import KnowledgeError
from bot.knowledge.advice import age_warnings
from bot.knowledge.assembly import Folder, assemble
from bot.knowledge.eligibility_wording import EligibilityWording
from bot.knowledge.event_wording import EventWording
from bot.knowledge.loader import load
from bot.knowledge.references import COMMAND_IDS
from bot.knowledge.sentences import DigestWording, Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from bot.knowledge.assembly import Loaded

MINIMAL = """\
entries:
  - id: fair.booth            # stable name, used in tests, links and reports
    title: Hỗ trợ thuê gian hàng hội chợ
    ask:                      # ways to ask it; one is enough to begin
      - thuê gian hàng hội chợ có được hỗ trợ không
    answer: |
      Dạ có.
      Gọi {center.telephone}.
"""


def keyed(section: str, model: type[BaseModel]) -> str:
    fields = model.model_fields.items()
    lists = {name for name, info in fields if get_origin(info.annotation) is tuple}
    lines = (
        f"  {name}: {f'[câu {name}]' if name in lists else f'câu {name}'}\n" for name, _ in fields
    )
    return f"{section}:\n{''.join(lines)}"


SHIPPED = (
    keyed("sentences", Sentences)
    + keyed("digest", DigestWording)
    + keyed("event_wording", EventWording)
    + keyed("eligibility_wording", EligibilityWording)
    + "commands:\n"
    + "".join(
        f"  - id: {name}\n    title: Lệnh {name}\n    ask: [lệnh {name}]\n"
        for name in sorted(COMMAND_IDS)
    )
    + "aspects:\n  - id: amount\n    title: Mức\n    ask: [bao nhiêu]\n"
    + "words:\n  filler: [ạ]\n"
)


@pytest.fixture(autouse=True)
def _in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in messages are as short as the administrator's own."""
    monkeypatch.chdir(tmp_path)
    write({"chung.yaml": SHIPPED}, "shipped")


def write(files: Mapping[str, str | bytes], folder: str = "k") -> None:
    for name, text in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def served(**files: str) -> Loaded:
    """What is served of `name=text` files."""
    write({f"{name}.yaml": text for name, text in files.items()})
    return load(Path("k"), Path("shipped"))


def told(**files: str | bytes) -> list[str]:
    """The mistakes of such files."""
    write({f"{name}.yaml": text for name, text in files.items()})
    with pytest.raises(KnowledgeError) as caught:
        load(Path("k"), Path("shipped"))
    return [str(mistake) for mistake in caught.value.mistakes]


def entry(name: str, *lines: str) -> str:
    """An entry that lacks nothing, with more lines."""
    more = "".join(f"    {line}\n" for line in lines)
    return (
        f"  - id: {name}\n    title: Mục {name}\n    ask:\n      - hỏi về {name}\n"
        f"    answer: Dạ có.\n{more}"
    )


def test_smallest_knowledge() -> None:
    """One file with one entry is valid; everything else comes from the shipped knowledge."""
    loaded = served(a=MINIMAL)
    knowledge = loaded.knowledge
    assert list(knowledge.entries) == ["fair.booth"]
    assert knowledge.entries["fair.booth"].answer == "Dạ có.\nGọi {center.telephone}."
    assert knowledge.sentences.greeting == "câu greeting"
    assert set(knowledge.commands) == COMMAND_IDS
    assert list(knowledge.aspects) == ["amount"]
    assert knowledge.words.filler == ("ạ",)
    assert knowledge.written_at["fair.booth"] == "k/a.yaml:2:9"
    assert [str(warning) for warning in loaded.warnings] == [
        (
            'k/a.yaml:2:9: cảnh báo: mục "fair.booth" mới có 1 cách hỏi, nên có từ 5;'
            " mới có 0 câu thử (tests), nên có từ 2"
        )
    ]


def test_own_words_go_before_the_shipped() -> None:
    """Sentences and commands are completed one by one, words and aspects as a whole."""
    knowledge = served(
        a=MINIMAL,
        b="sentences:\n  greeting: Chào anh/chị\n"
        "commands:\n  - id: help\n    title: Giúp\n    ask: [giúp]\n"
        "words:\n  synonyms:\n    - [máy, thiết bị]\n",
    ).knowledge
    assert knowledge.sentences.greeting == "Chào anh/chị"
    assert knowledge.sentences.goodbye == "câu goodbye"
    assert knowledge.commands["help"].title == "Giúp"
    assert knowledge.commands["menu"].title == "Lệnh menu"
    assert knowledge.words.synonyms == (("máy", "thiết bị"),)
    assert knowledge.words.filler == ()


def test_without_the_shipped_knowledge() -> None:
    """A folder by itself must say everything; what is lacking is told at the folder."""
    write({"a.yaml": MINIMAL})
    with pytest.raises(KnowledgeError) as caught:
        load(Path("k"))
    assert [str(mistake)[:45] for mistake in caught.value.mistakes] == [
        'k:1:1: phần "commands:" thiếu lệnh back, canc',
        'k:1:1: thiếu phần "digest:"; hãy chép từ bộ d',
        'k:1:1: thiếu phần "eligibility_wording:"; hãy',
        'k:1:1: thiếu phần "event_wording:"; hãy chép ',
        'k:1:1: thiếu phần "sentences:"; hãy chép từ b',
    ]


def test_lists_and_words_of_several_files_are_joined() -> None:
    """A topic per file: the order is that of the names of the files."""
    knowledge = served(
        b="entries:\n" + entry("b") + "words:\n  filler: [nhé]\ncenter:\n  telephone: 0251 000\n",
        a="entries:\n" + entry("a") + "words:\n  filler: [ạ]\ncenter:\n  name: Trung tâm\n",
    ).knowledge
    assert list(knowledge.entries) == ["a", "b"]
    assert knowledge.words.filler == ("ạ", "nhé")
    assert (knowledge.center.name, knowledge.center.telephone) == ("Trung tâm", "0251 000")


def test_whole_knowledge() -> None:
    """Every section is read, texts become numbers, days and truths, and places are kept."""
    knowledge = served(
        a="entries:\n"
        + entry(
            "machinery.amount",
            "topic: machinery",
            "aspect: amount",
            "sources:\n      - document: nd-45-2012\n        at: Điều 4",
            "valid: {since: 2026-01-01}",
            "next: [form.support, menu]",
            "tests:\n      - ask: máy cũ\n        reach: no\n        on: 2026-05-01",
        )
        + "topics:\n  - id: machinery\n    title: Máy móc\n"
        "documents:\n  - id: nd-45-2012\n    name: Nghị định 45\n    title: Khuyến công\n"
        "    basis: outdated\n    year: 2012\n    amended_by: [nd-235-2025]\n"
        "  - id: nd-235-2025\n    name: Nghị định 235\n    title: Sửa đổi\n    basis: current\n"
        "forms:\n  - id: form.support\n    title: Đăng ký\n    consent: support\n    done: Cảm ơn\n"
        "    slots:\n      - id: phone\n        kind: phone\n        label: Số\n"
        "        question: Số nào ạ?\n"
        "consents:\n  - id: support\n    version: 1\n    purpose: gọi lại\n    text: Đồng ý?\n"
        "menu:\n  - title: Máy\n    go: machinery.amount\n"
        "places:\n  - code: 26068\n    name: Phường A\n    region: Đồng Nai cũ\n"
        "    was:\n      - district: TP B\n        communes: [P. C]\n"
        "split_communes:\n  - commune: X. D\n    district: huyện E\n    units: [26068]\n"
        "out_of_scope:\n  - hôm nay trời mưa không\n"
    ).knowledge
    machinery = knowledge.entries["machinery.amount"]
    assert machinery.valid.since == date(2026, 1, 1)
    assert (machinery.tests[0].reach, machinery.tests[0].on) == (False, date(2026, 5, 1))
    assert knowledge.documents["nd-45-2012"].year == 2012
    assert knowledge.consents["support"].version == "1"
    assert knowledge.out_of_scope == ("hôm nay trời mưa không",)
    assert knowledge.written_at["machinery.amount#tests.0"] == "k/a.yaml:15:9"
    assert knowledge.written_at["out_of_scope#0"] == "k/a.yaml:62:5"
    assert knowledge.written_at["nd-235-2025"] == "k/a.yaml:28:9"


def test_all_mistakes_of_all_files_at_once() -> None:
    """A file that breaks off does not hide what is wrong in the others, nor its own beginning."""
    assert told(
        a="entries:\n" + entry("a", "stauts: draft"),
        b="entries:\n" + entry("b", "status: drat") + 'menu: "x\n',
        c=b"\xff",
    ) == [
        'k/a.yaml:7:5: không có mục "stauts"; có phải anh/chị định viết "status"?',
        'k/b.yaml:7:13: "status" chỉ nhận: live, draft; có phải anh/chị định viết "draft"?',
        'k/b.yaml:8:7: dấu ngoặc mở ở đây chưa được đóng; hãy viết: menu: "x"',
        "k/c.yaml:1:1: chữ ở đây không phải UTF-8; hãy lưu lại tệp với bảng mã UTF-8 (Unicode)",
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("anser: x", '7:5: không có mục "anser"; có phải anh/chị định viết "answer"?'),
        ("owner: [An]", "7:12: chỗ này chỉ viết một dòng chữ: owner: nội dung"),
        ('more: ""', "7:11: dòng này còn trống; hãy viết: more: nội dung"),
        (
            "sources:\n      - nd-45-2012",
            "8:9: mỗi dòng ở đây gồm các mục có tên; hãy viết: - document: nd-45-2012",
        ),
        ("next: menu", '7:11: "next" là danh sách; hãy xuống dòng và viết:   - menu'),
        (
            "valid: 2026-12-31",
            '7:12: "valid" gồm các mục có tên; hãy xuống dòng và viết:   since: 2026-12-31',
        ),
        (
            "review_by: 31/12/2026",
            (
                "7:16: ngày phải có trong lịch và viết theo thứ tự năm-tháng-ngày;"
                " hãy viết: review_by: 2026-12-31"
            ),
        ),
        (
            "review_by: 86400",
            (
                "7:16: ngày phải có trong lịch và viết theo thứ tự năm-tháng-ngày;"
                " ví dụ: review_by: 2026-12-31"
            ),
        ),
        (
            "review_by: 2026-02-30",
            (
                "7:16: ngày phải có trong lịch và viết theo thứ tự năm-tháng-ngày;"
                " ví dụ: review_by: 2026-12-31"
            ),
        ),
        (
            "tests:\n      - ask: x\n        reach: thôi",
            '9:16: "reach" chỉ nhận true (có) hoặc false (không); hãy viết: reach: false',
        ),
        (
            "next:\n      - Hội chợ",
            "8:9: mã chỉ gồm chữ thường không dấu và số, nối bằng . _ hoặc -; hãy viết: - hoi-cho",
        ),
        (
            "topic: machinry",
            '7:12: không có chủ đề nào mang mã "machinry"; có phải anh/chị định viết "machinery"?',
        ),
        (
            "aspect: amont",
            '7:13: không có khía cạnh nào mang mã "amont"; có phải anh/chị định viết "amount"?',
        ),
        (
            "sources:\n      - document: nd-45-2021",
            (
                '8:19: không có văn bản nào mang mã "nd-45-2021";'
                ' có phải anh/chị định viết "nd-45-2012"?'
            ),
        ),
        (
            "next: [mneu]",
            (
                '7:12: không có mục, biểu mẫu hay lệnh nào mang mã "mneu";'
                ' có phải anh/chị định viết "menu"?'
            ),
        ),
        (
            "next: [zzz]",
            '7:12: không có mục, biểu mẫu hay lệnh nào mang mã "zzz"; hãy thêm vào hoặc xóa dòng này',
        ),
        (
            "valid: {since: 2026-12-31, until: 2026-01-01}",
            (
                "7:20: ngày bắt đầu 2026-12-31 sau ngày kết thúc 2026-01-01;"
                " hãy viết: since: 2026-01-01 và until: 2026-12-31"
            ),
        ),
        (
            'more: "{center.phone}"',
            '7:11: không điền được {center.phone}; có phải anh/chị định viết "{center.telephone}"?',
        ),
        (
            'more: "a } b"',
            '7:11: dấu "}" đứng lẻ; ngoặc nhọn chỉ dùng như: {center.telephone}',
        ),
    ],
)
def test_mistake_in_an_entry(line: str, why: str) -> None:
    """Each line that is wrong is shown with what was meant."""
    registry = (
        "topics:\n  - id: machinery\n    title: Máy móc\n"
        "documents:\n  - id: nd-45-2012\n    name: Nghị định\n    title: x\n    basis: plan\n"
    )
    lines = "entries:\n" + entry("a", line)
    assert told(a=lines, b=registry) == [f"k/a.yaml:{why}"]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("id: a", "id: Mức Hỗ trợ", "2:9: mã chỉ gồm chữ thường không dấu và số, nối bằng . _ hoặc -; hãy viết: id: muc-ho-tro"),
        ("id: a", f"id: {'a' * 81}", "2:9: dài quá 80 ký tự; hãy viết ngắn lại"),
        ("id: a", "id: form.a", '2:9: mã "form.a" dành cho biểu mẫu; hãy bỏ "form." ở đầu: id: a'),
        ("id: a", "id: help", '2:9: mã "help" là tên một lệnh của bot; hãy đặt tên khác: id: help.overview'),
        ("answer: Dạ có.", "more: x", '2:5: thiếu mục "answer"; hãy thêm dòng: answer: nội dung'),
        ("answer: Dạ có.", "answer:", '6:5: mục "answer" còn trống; hãy viết: answer: nội dung'),
        ("- hỏi về a", "- Mức: bao nhiêu", '5:9: nội dung có dấu hai chấm phải đặt trong ngoặc kép: - "Mức: bao nhiêu"'),
        ("- hỏi về a", "- {center.name}", '5:9: nội dung bắt đầu bằng dấu ngoặc nhọn phải đặt trong ngoặc kép: - "{center.name}"'),
        ("- hỏi về a", "-", "5:8: dòng này còn trống; hãy viết: - nội dung"),
        ("- hỏi về a", "[]", '5:7: "ask" cần ít nhất 1 dòng; hãy thêm:   - nội dung'),
        ("- hỏi về a", "mua máy", '5:7: "ask" là danh sách; hãy xuống dòng và viết:   - mua máy'),
        ("entries:\n", "entrys:\n", '1:1: không có phần "entrys"; có phải anh/chị định viết "entries"?'),
    ],
)  # fmt: skip
def test_mistake_in_what_an_entry_needs(before: str, after: str, why: str) -> None:
    """The same for what cannot be left out."""
    assert told(a=("entries:\n" + entry("a")).replace(before, after))[-1] == f"k/a.yaml:{why}"


def test_names_are_given_once() -> None:
    """The second of two equal ids is told, with the place of the first."""
    topics = "topics:\n  - {id: a, title: A}\n  - {id: a, title: B}\n"
    assert told(a="entries:\n" + entry("a") + topics, b="entries:\n" + entry("a")) == [
        'k/a.yaml:9:10: mã "a" đã dùng ở k/a.yaml:8:10; hãy đặt mã khác',
        'k/b.yaml:2:9: mã "a" đã dùng ở k/a.yaml:2:9; hãy đặt mã khác',
        (
            'k/b.yaml:5:9: cách hỏi "hỏi về a" đã có ở mục "a" (k/a.yaml:5:9);'
            " hãy xóa ở một trong hai mục"
        ),
    ]


def test_single_settings_stand_in_one_file() -> None:
    """The same setting in two files would depend on the order of their names."""
    assert told(
        a=MINIMAL + "center:\n  name: A\nsentences:\n  menu: x\n",
        b="center:\n  name: B\nsentences:\n  menu: x\n",
    ) == [
        'k/b.yaml:2:3: mục "name" đã có ở k/a.yaml:10:3; hãy xóa một trong hai',
        'k/b.yaml:4:3: mục "menu" đã có ở k/a.yaml:12:3; hãy xóa một trong hai',
    ]


def test_entries_can_be_told_apart() -> None:
    """A phrasing, typed with accents or without, and a topic with its aspect lead to one entry."""
    parts = ("topic: m", "aspect: amount")
    files = {
        "a": "topics:\n  - {id: m, title: Máy}\nentries:\n" + entry("a", *parts),
        "b": "entries:\n" + entry("b", *parts).replace("hỏi về b", "Hoi ve A"),
    }
    assert told(**files) == [
        (
            'k/b.yaml:5:9: cách hỏi "Hoi ve A" đã có ở mục "a" (k/a.yaml:7:9);'
            " hãy xóa ở một trong hai mục"
        ),
        (
            'k/b.yaml:8:13: mục "a" (k/a.yaml:10:13) đã trả lời khía cạnh "amount" của chủ đề "m";'
            " hãy gộp hai mục, hoặc bỏ dòng aspect ở một mục"
        ),
    ]


def test_sentences_use_what_is_filled_in() -> None:
    """Each sentence says below its field in the program what it may name."""
    assert told(
        a=MINIMAL
        + "sentences:\n"
        + "  too_long: Tối đa {limit}, gọi {center.telephone}\n"
        + '  draft: "{titel} {limit}"\n'
    ) == [
        (
            "k/a.yaml:11:10: không điền được {limit}; ở đây dùng được: {center.address}"
            " {center.closing_soon_days} {center.email} {center.hours} {center.name} {center.parent}"
            " {center.retention_months} {center.short_name} {center.telephone} {center.website}"
            " {center.zalo} {title}"
        ),
        'k/a.yaml:11:10: không điền được {titel}; có phải anh/chị định viết "{title}"?',
    ]


def test_mistakes_in_other_sections() -> None:
    """Sections of the wrong shape, forms, settings of the Centre, words, and units."""
    assert told(
        a=MINIMAL + "documents: x\nmenu:\n  - {title: A, go: fair.boot}\ndigest: [x]\n",
        b="center:\n  retention_months: 0\n  closing_soon_days: 61\n"
        "words:\n  fillers: [x]\n  synonyms: [x]\n  filler: x\n",
        c="forms:\n  - id: support\n    title: A\n    consent: c\n    slots: []\n    done: x\n"
        "  - id: form.b\n    title: B\n    consent: c\n    done: x\n    slots:\n      - id: nam\n"
        "out_of_scope:\n  -\n  - {x: y}\n",
        d="places:\n  - code: 1\n    name: A\n    region: Đồng Nai\n    was: [x]\n"
        "split_communes:\n  - {commune: A, district: B, units: [00001]}\n",
        e="topics:\n  - x\n",
    ) == [
        'k/a.yaml:9:12: "documents" là danh sách; hãy xuống dòng và viết:   - nội dung',
        'k/a.yaml:11:20: không có mục, biểu mẫu hay lệnh nào mang mã "fair.boot"; có phải anh/chị định viết "fair.booth"?',
        'k/a.yaml:12:9: "digest" gồm các mục có tên; hãy xuống dòng và viết:   tên: nội dung',
        'k/b.yaml:2:21: "retention_months" phải từ 1 trở lên',
        'k/b.yaml:3:22: "closing_soon_days" không được quá 60',
        'k/b.yaml:5:3: không có mục "fillers"; có phải anh/chị định viết "filler"?',
        'k/b.yaml:6:14: "synonyms" là danh sách; hãy xuống dòng và viết:   - x',
        'k/b.yaml:7:11: "filler" là danh sách; hãy xuống dòng và viết:   - nội dung',
        'k/c.yaml:2:9: mã của biểu mẫu bắt đầu bằng "form."; hãy viết: id: form.support',
        'k/c.yaml:4:14: không có lời đồng ý nào mang mã "c"; hãy thêm vào hoặc xóa dòng này',
        'k/c.yaml:5:12: "slots" cần ít nhất 1 dòng; hãy thêm:   - nội dung',
        'k/c.yaml:9:14: không có lời đồng ý nào mang mã "c"; hãy thêm vào hoặc xóa dòng này',
        'k/c.yaml:12:9: thiếu mục "label"; hãy thêm dòng: label: nội dung',
        'k/c.yaml:12:9: thiếu mục "question"; hãy thêm dòng: question: nội dung',
        'k/c.yaml:12:13: "id" chỉ nhận: name, phone, place, business, need, product, event, note; có phải anh/chị định viết "name"?',
        "k/c.yaml:14:4: dòng này còn trống; hãy viết: - nội dung",
        'k/c.yaml:15:5: nội dung có dấu hai chấm phải đặt trong ngoặc kép: - "x: y"',
        "k/d.yaml:2:11: mã đơn vị hành chính gồm đúng 5 chữ số, ví dụ: code: 26248",
        'k/d.yaml:4:13: "region" chỉ nhận: Đồng Nai cũ, Bình Phước cũ; có phải anh/chị định viết "Đồng Nai cũ"?',
        "k/d.yaml:5:11: mỗi dòng ở đây gồm các mục có tên; hãy viết: - district: x",
        'k/d.yaml:7:39: không có đơn vị hành chính nào mang mã "00001"; hãy thêm vào hoặc xóa dòng này',
        "k/e.yaml:2:5: mỗi dòng ở đây gồm các mục có tên; hãy viết: - id: x",
    ]


def test_one_short_line_of_advice_per_entry() -> None:
    """Warnings do not keep knowledge from being served; sources are missed where there are any."""
    registry = "documents:\n  - {id: d, name: D, title: D, basis: plan}\n"
    full = "ask: [a, b, c, d, e]\n    tests: [{ask: x}, {ask: y}]\n    title: A\n    answer: "
    entries = (
        f"  - id: long\n    {full}{'x' * 901}\n    sources: [{{document: d}}]\n"
        f"  - id: bare\n    {full.replace('[a, b, c, d, e]', '[f, g, h, i, j]')}x\n"
        f"  - id: draft\n    status: draft\n    {full.replace('[a, b, c, d, e]', '[k, l, m, n]')}x\n"
    )
    assert [str(warning) for warning in served(a=f"entries:\n{entries}{registry}").warnings] == [
        (
            'k/a.yaml:2:9: cảnh báo: mục "long" trả lời dài 901 ký tự, nên dưới 900;'
            " phần chi tiết có thể chuyển sang more"
        ),
        'k/a.yaml:8:9: cảnh báo: mục "bare" chưa ghi nguồn (sources)',
        'k/a.yaml:13:9: cảnh báo: mục "draft" mới có 4 cách hỏi, nên có từ 5',
    ]


def test_review_that_is_due() -> None:
    """From the day after `review_by`, the one who promised to look again is named."""
    lines = ("review_by: 2026-05-01", "owner: An")
    knowledge = served(a="entries:\n" + entry("a", *lines) + entry("b")).knowledge
    assert age_warnings(knowledge, date(2026, 5, 1)) == ()
    assert [str(warning) for warning in age_warnings(knowledge, date(2026, 5, 2))] == [
        (
            'k/a.yaml:2:9: cảnh báo: mục "a" (người phụ trách: An) đã quá hạn xem lại 2026-05-01;'
            " hãy kiểm tra nội dung rồi sửa ngày: review_by"
        )
    ]


def test_files_put_aside_are_not_read() -> None:
    """Hidden files, those that begin with `_`, and other kinds of files stay out; `.yml` is in."""
    broken = "x"
    write({"_a.yaml": broken, ".a.yaml": broken, "_old/a.yaml": broken, "a.yaml~": broken})
    write({"more/b.yml": MINIMAL, "note.txt": broken})
    assert list(load(Path("k"), Path("shipped")).knowledge.entries) == ["fair.booth"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """What lies elsewhere is not read, and that is said; links inside are as good as files."""
    write({"secret.yaml": "x"}, "elsewhere")
    write({"a.yaml": MINIMAL, ".data/b": "out_of_scope: [trời mưa]\n"})
    Path("k/secret.yaml").symlink_to(tmp_path / "elsewhere" / "secret.yaml")
    Path("k/all").symlink_to(tmp_path / "elsewhere")
    Path("k/b.yaml").symlink_to(".data/b")
    loaded = load(Path("k"), Path("shipped"))
    assert loaded.knowledge.out_of_scope == ("trời mưa",)
    assert str(loaded.warnings[-1]) == (
        "k/secret.yaml:1:1: cảnh báo: liên kết trỏ ra ngoài thư mục nên không được đọc;"
        " hãy chép tệp vào thư mục"
    )


def test_folder_without_files_or_entries() -> None:
    """Nothing is never served: neither an empty folder nor one without answers."""
    with pytest.raises(KnowledgeError, match=r"^nowhere:1:1: không có tệp \.yaml nào ở đây"):
        load(Path("nowhere"), Path("shipped"))
    assert told(a="center:\n  name: A\n") == [
        'k:1:1: chưa có câu trả lời nào; hãy thêm phần "entries:" vào một tệp'
    ]


def test_equal_files_are_equal_knowledge() -> None:
    """Saving without a change is no change; a new name or a new letter is."""
    first = served(a=MINIMAL)
    assert served(a=MINIMAL) == first
    assert served(a=MINIMAL + "# x\n") != first


SCRAPS = st.lists(
    st.sampled_from(
        [
            "entries:\n", "  - id: a\n", "    title: x\n", "    ask: [a]\n", "    answer: |\n",
            "      {center.name}\n", "    next: [a, {}]\n", "    valid: {since: 1}\n", "words:\n",
            "  filler: x\n", "  synonyms: [[a], b]\n", "center: \n", "menu: [a]\n", "  - \n", "{",
            "    sources: [{document: a}, [b]]\n", "    tests: {ask: [x]}\n", "digest: {a: b}\n",
            "    slots: [{id: {}}]\n", "forms:\n", "places: [{code: [1]}]\n", "    id: [[]]\n",
        ]
    )
)  # fmt: skip


@given(st.one_of(st.binary(), SCRAPS.map("".join).map(str.encode)))
def test_whatever_is_written_is_served_or_explained(data: bytes) -> None:
    """Any bytes make either a snapshot or a list of mistakes, never another error."""
    base = Folder("shipped", {"shipped/a.yaml": SHIPPED.encode()})
    with suppress(KnowledgeError):
        assert assemble(Folder("k", {"k/a.yaml": data}), lambda: base).knowledge.entries
