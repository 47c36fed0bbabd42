"""YAML as administrators may write it, and what they are told when they write it otherwise."""

# ruff: noqa: E501 - a message stands on one line, as people read it

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.node import locate, locate_key, plain
from bot.knowledge.strict_yaml import MAX_BYTES, parse


def read(text: str) -> object:
    parsed = parse(text.encode(), "a.yaml")
    assert parsed.mistakes == []
    return plain(parsed.root)


def told(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    return [str(mistake) for mistake in parse(data, "a.yaml").mistakes]


@pytest.mark.parametrize("typed", ["0362457103", "no", "12:30", "1.10", "2026-12-31", "0x1F", "=1"])
def test_scalars_stay_text(typed: str) -> None:
    """A telephone number keeps its zero, and `no` is a word."""
    assert read(f"a: {typed}\n") == {"a": typed}


@pytest.mark.parametrize("nothing", ["", "~", "null", "# chú thích"])
def test_empty_value_counts_as_not_written(nothing: str) -> None:
    """A key without a value takes its default; in a list the gap stays visible."""
    assert read(f"a: {nothing}\nb: x\n") == {"b": "x"}
    assert read(f"a:\n  - x\n  - {nothing}\n") == {"a": ["x", None]}


def test_quoted_null_is_a_word() -> None:
    """Quotes make a text of anything."""
    assert read("a: \"null\"\nb: '~'\n") == {"a": "null", "b": "~"}


def test_accents_are_joined_to_their_letters() -> None:
    """Keys and values typed on a Mac compare equal to those typed elsewhere."""
    assert read("ti\u0302n: ma\u0301y\n") == {"tîn": "máy"}


def test_byte_order_mark_and_windows_line_ends() -> None:
    """Notepad may be used."""
    assert read("\ufeffa: x\r\nb: |\r\n  một\r\n  hai\r\n") == {"a": "x", "b": "một\nhai\n"}


def test_places_are_known() -> None:
    """Every value and key can be pointed at."""
    root = parse(b"a:\n  - b: x\n    c: y\n", "a.yaml").root
    assert str(locate(root, ("a", 0, "c"))) == "a.yaml:3:8"
    assert str(locate_key(root, ("a", 0, "c"))) == "a.yaml:3:5"
    assert str(locate(root, ("a", 0, "missing"))) == "a.yaml:2:5"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "title: Mức: tối đa\n",
            '1:11: nội dung có dấu hai chấm phải đặt trong ngoặc kép: title: "Mức: tối đa"',
        ),
        ("title:Mức\nid: a\n", "2:3: sau dấu hai chấm của dòng trên phải có dấu cách: title: Mức"),
        ("id: a\ntitle:Mức\n", "2:1: sau dấu hai chấm phải có dấu cách: title: Mức"),
        (
            "id: a\n  title: Mức\n",
            (
                "2:8: dòng này bị hiểu là nối tiếp dòng trên; nếu là mục mới, hãy thụt bằng dòng"
                " trên: title: Mức; nếu là nội dung dài của dòng trên, hãy viết dấu | sau tên mục đó rồi"
                " xuống dòng"
            ),
        ),
        ('title: "Mức\nid: a\n', '1:8: dấu ngoặc mở ở đây chưa được đóng; hãy viết: title: "Mức"'),
        (
            'title: "Mức" hỗ trợ\n',
            "1:14: cả nội dung phải nằm trong một cặp ngoặc kép: title: '\"Mức\" hỗ trợ'",
        ),
        (
            "answer: {center.name} ở đây\n",
            '1:23: cả nội dung phải nằm trong một cặp ngoặc kép: answer: "{center.name} ở đây"',
        ),
        (
            "title: %5\n",
            '1:8: nội dung bắt đầu bằng dấu đặc biệt phải đặt trong ngoặc kép: title: "%5"',
        ),
        (
            "title: * Mức\n",
            '1:8: nội dung bắt đầu bằng dấu đặc biệt phải đặt trong ngoặc kép: title: "* Mức"',
        ),
        (
            'title: "a\\đ"\n',
            "1:10: dấu \\ không đứng được trong ngoặc kép; hãy dùng ngoặc đơn: title: 'a\\đ'",
        ),
        (
            "ask: - mua máy\n",
            "1:6: danh sách phải xuống dòng; hãy viết: ask: và ở dòng dưới:   - mua máy",
        ),
        (
            "answer: | Dạ có\n",
            "1:11: sau dấu | phải xuống dòng; hãy viết: answer: | và ở dòng dưới:   Dạ có",
        ),
        ("ask:\n-mua máy\n-mua xe\n", "2:1: sau dấu gạch phải có dấu cách: - mua máy"),
        (
            "ask:\n  - mua máy\n  mua xe\nid: a\n",
            (
                "3:3: dòng này thiếu dấu hai chấm hoặc dấu gạch; hãy viết: tên: nội dung,"
                " hoặc trong danh sách: - mua xe"
            ),
        ),
        (
            "ask:\n  - mua máy\n  id: a\n",
            (
                "3:3: dòng này không thẳng cột với các mục cùng cấp; hãy thụt vào bằng đúng số dấu"
                " cách của các dòng cùng cấp: id: a"
            ),
        ),
        (
            "  id: a\ntitle: b\n",
            "2:1: mọi mục lớn của tệp phải bắt đầu ở đầu dòng, thẳng cột với nhau: title: b",
        ),
        (
            "title: [Mức\nid: a\n",
            '1:8: dấu ngoặc mở ở đây chưa được đóng; nếu là chữ, hãy viết: title: "[Mức"',
        ),
        ("- a\n", "1:1: tệp phải gồm các mục có tên; hãy viết ở đầu dòng: tên: nội dung"),
        ("chữ\n", "1:1: tệp phải gồm các mục có tên; hãy viết ở đầu dòng: tên: nội dung"),
        ("", "1:1: tệp chưa có nội dung; hãy viết ít nhất một mục, hoặc xóa tệp"),
        (
            "a: x\n---\nb: y\n",
            "2:1: mỗi tệp chỉ có một phần; hãy bỏ dòng --- này hoặc chuyển phần dưới sang tệp khác",
        ),
        ("a: " + "[" * 20 + "]" * 20, "1:23: lồng nhau quá 20 tầng; hãy viết phẳng hơn"),
        (
            'a: "\\ud800"\n',
            "1:7: dấu \\ không đứng được trong ngoặc kép; hãy dùng ngoặc đơn: a: '\\ud800'",
        ),
    ],
)
def test_slip_is_explained_with_the_corrected_line(text: str, why: str) -> None:
    """What the parser cannot read is told in the words of the trade: quotes, dashes, columns."""
    assert told(text) == [f"a.yaml:{why}"]


def test_yaml_of_programmers_is_refused_all_at_once() -> None:
    """Anchors (used or not), aliases, tags, merges, doubled and strange keys: each is told."""
    text = "a: &x 1\nb: *x\nc: !!str y\n<<: {d: 1}\na: 2\n[e]: f\n? \n: g\n"
    assert told(text) == [
        (
            "a.yaml:1:4: không dùng neo &x, hãy bỏ đi; nếu dấu & là chữ thì đặt trong ngoặc kép:"
            ' a: "&x 1"'
        ),
        (
            "a.yaml:2:4: không dùng bí danh *x, hãy chép lại nội dung;"
            ' nếu dấu * là chữ thì đặt trong ngoặc kép: b: "*x"'
        ),
        (
            "a.yaml:3:4: không dùng thẻ tag:yaml.org,2002:str, hãy bỏ đi;"
            ' nếu dấu ! là chữ thì đặt trong ngoặc kép: c: "!!str y"'
        ),
        "a.yaml:4:1: không dùng <<: để ghép mục; hãy chép các dòng cần dùng vào đây",
        'a.yaml:5:1: mục "a" đã có ở dòng 1; hãy xóa một trong hai',
        "a.yaml:6:1: trước dấu hai chấm phải là tên mục; hãy viết: tên: nội dung",
        "a.yaml:7:2: trước dấu hai chấm phải là tên mục; hãy viết: tên: nội dung",
    ]


def test_emphasis_with_stars_is_one_mistake() -> None:
    """`*quan trọng*` begins an alias and then breaks; one sentence is enough."""
    assert told("ask:\n  - *quan trọng*\n") == [
        (
            "a.yaml:2:5: không dùng bí danh *quan, hãy chép lại nội dung;"
            ' nếu dấu * là chữ thì đặt trong ngoặc kép: - "*quan trọng*"'
        )
    ]


def test_every_tab_and_hidden_character_is_shown() -> None:
    """The parser would stop at the first; people mend them all in one go."""
    assert told("a:\n\t- x\n\t- y\nb: m\x07áy\nc: x\u2028y\n") == [
        "a.yaml:2:1: thụt đầu dòng bằng phím Tab; hãy dùng dấu cách:   - x",
        "a.yaml:3:1: thụt đầu dòng bằng phím Tab; hãy dùng dấu cách:   - y",
        "a.yaml:4:5: ký tự ẩn U+0007 không dùng được; hãy xóa nó rồi gõ lại dòng: b: máy",
        "a.yaml:5:5: ký tự ẩn U+2028 không dùng được; hãy xóa nó rồi gõ lại dòng: c: xy",
    ]


def test_other_encodings_are_refused() -> None:
    """The place of the first character that is not UTF-8 is told."""
    why = "chữ ở đây không phải UTF-8; hãy lưu lại tệp với bảng mã UTF-8 (Unicode)"
    assert told("a: máy\nb: ".encode() + b"m\xe1y\n") == [f"a.yaml:2:5: {why}"]
    assert told("a: máy\n".encode("utf-16")) == [f"a.yaml:1:1: {why}"]


def test_large_file_is_refused() -> None:
    """One MiB is enough; one byte more is not read."""
    assert told(b"a: ".ljust(MAX_BYTES, b"x")) == []
    why = "tệp lớn hơn 1 MiB; hãy chia thành nhiều tệp nhỏ, mỗi chủ đề một tệp"
    assert told(b"a: ".ljust(MAX_BYTES + 1, b"x")) == [f"a.yaml:1:1: {why}"]


YAML_LIKE = st.text(st.sampled_from("ab:-|>'\"[]{}&*!?%@#,~<.\\ \t\n\r\x07đ\u0301\u2028\ufeff"))


@given(st.one_of(st.binary(), YAML_LIKE.map(str.encode)))
def test_nothing_that_is_written_breaks_the_reader(data: bytes) -> None:
    """Whatever the bytes, there is a value or a mistake inside the file; nothing is raised."""
    parsed = parse(data, "a.yaml")
    lines = data.decode("utf-8", "replace").count("\n") + data.count(b"\r") + 1
    assert parsed.is_whole or parsed.mistakes
    assert all(1 <= mistake.line <= lines + 1 for mistake in parsed.mistakes)
    plain(parsed.root)
