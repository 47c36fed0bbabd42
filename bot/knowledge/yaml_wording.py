"""What the YAML parser complains about, told in Vietnamese to somebody who is no programmer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.knowledge.node import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

    from bot.knowledge.mistake import Mistake

TOO_LARGE = "tệp lớn hơn 1 MiB; hãy chia thành nhiều tệp nhỏ, mỗi chủ đề một tệp"
EMPTY_FILE = "tệp chưa có nội dung; hãy viết ít nhất một mục, hoặc xóa tệp"
NO_MAPPING = "tệp phải gồm các mục có tên; hãy viết ở đầu dòng: tên: nội dung"
SECOND_DOCUMENT = "mỗi tệp chỉ có một phần; hãy bỏ dòng --- này hoặc chuyển phần dưới sang tệp khác"
TOO_DEEP = "lồng nhau quá {limit} tầng; hãy viết phẳng hơn"
ALIAS = (
    "không dùng bí danh *{name}, hãy chép lại nội dung;"
    " nếu dấu * là chữ thì đặt trong ngoặc kép: {better}"
)
ANCHOR = "không dùng neo &{name}, hãy bỏ đi; nếu dấu & là chữ thì đặt trong ngoặc kép: {better}"
TAG = "không dùng thẻ {tag}, hãy bỏ đi; nếu dấu ! là chữ thì đặt trong ngoặc kép: {better}"
MERGE = "không dùng <<: để ghép mục; hãy chép các dòng cần dùng vào đây"
NO_KEY = "trước dấu hai chấm phải là tên mục; hãy viết: tên: nội dung"
DUPLICATE = 'mục "{key}" đã có ở dòng {line}; hãy xóa một trong hai'

PAIR = re.compile(r"^(?P<head>\s*(?:-\s+)*[^\s:'\"][^:]*:\s+)(?P<value>\S.*)$")
BULLET = re.compile(r"^(?P<head>\s*-\s+)(?P<value>\S.*)$")
COLON_INSIDE = re.compile(r":(\s|$)")


def quote(value: str) -> str:
    """The value between the quotes that need the fewest changes."""
    value = value.strip()
    inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] in "'\"" else value
    if "\\" in inner or '"' in inner:
        return "'" + inner.replace("'", "''") + "'"
    return f'"{inner}"'


def quoted_line(line: str, column: int) -> str:
    """The line with everything from the column on in quotes."""
    return line[: column - 1].lstrip() + quote(line[column - 1 :])


def quoted_value(line: str) -> str:
    """The line with its value in quotes."""
    match = PAIR.match(line) or BULLET.match(line)
    return match["head"].lstrip() + quote(match["value"]) if match else quote(line)


def explain_colon(line: str, above: str) -> str:
    """A colon where none can be: inside a text, or in a line that is indented too far."""
    match = PAIR.match(line)
    if match and COLON_INSIDE.search(match["value"]):
        return f"nội dung có dấu hai chấm phải đặt trong ngoặc kép: {quoted_value(line)}"
    if re.match(r"^\s*[\w.-]+:\S", above):
        better = above.strip().replace(":", ": ", 1)
        return f"sau dấu hai chấm của dòng trên phải có dấu cách: {better}"
    indent = above[: len(above) - len(above.lstrip(" -"))].replace("-", " ")
    return (
        "dòng này bị hiểu là nối tiếp dòng trên; nếu là mục mới, hãy thụt bằng dòng trên:"
        f" {indent}{line.strip()}; nếu là nội dung dài của dòng trên, hãy viết dấu | sau tên mục"
        " đó rồi xuống dòng"
    )


def explain_no_colon(line: str, _above: str) -> str:
    """A line that is neither `name: value` nor part of a text."""
    if re.match(r"^\s*[\w.-]+:\S", line):
        return f"sau dấu hai chấm phải có dấu cách: {line.strip().replace(':', ': ', 1)}"
    if line.lstrip().startswith("-"):
        return f"sau dấu gạch phải có dấu cách: - {line.strip().lstrip('-').strip()}"
    return (
        "dòng này thiếu dấu hai chấm hoặc dấu gạch; hãy viết: tên: nội dung,"
        f" hoặc trong danh sách: - {line.strip()}"
    )


def explain_rest(line: str, _above: str) -> str:
    """Something follows a value that has ended, or the line stands in a wrong column."""
    match = PAIR.match(line) or BULLET.match(line)
    if match and match["value"][0] in "'\"[{":
        return f"cả nội dung phải nằm trong một cặp ngoặc kép: {quoted_value(line)}"
    return (
        "dòng này không thẳng cột với các mục cùng cấp; hãy thụt vào bằng đúng số dấu cách"
        f" của các dòng cùng cấp: {line.strip()}"
    )


def explain_item(line: str, _above: str) -> str:
    """Something else than an item among the items of a list."""
    if line.lstrip().startswith("-") or ":" in line:
        return explain_rest(line, _above)
    return f"mỗi dòng của danh sách bắt đầu bằng dấu gạch và dấu cách: - {line.strip()}"


def explain_sign(line: str, _above: str) -> str:
    """A value that begins with a sign that YAML keeps for itself."""
    return f"nội dung bắt đầu bằng dấu đặc biệt phải đặt trong ngoặc kép: {quoted_value(line)}"


def explain_open_quote(line: str, _above: str) -> str:
    """A quote that nobody closed."""
    begin, sign, rest = re.split(r"(['\"])", line, maxsplit=1)
    return f"dấu ngoặc mở ở đây chưa được đóng; hãy viết: {begin.lstrip()}{sign}{rest}{sign}"


def explain_backslash(line: str, _above: str) -> str:
    r"""A `\` in double quotes."""
    return f"dấu \\ không đứng được trong ngoặc kép; hãy dùng ngoặc đơn: {quoted_value(line)}"


def explain_inline_item(line: str, _above: str) -> str:
    """`name: - item` on one line."""
    head, _, item = line.strip().partition("- ")
    return f"danh sách phải xuống dòng; hãy viết: {head.strip()} và ở dòng dưới:   - {item}"


def explain_bar(line: str, _above: str) -> str:
    """`name: | text` on one line."""
    head, _, text = re.sub(r"([|>])", r"\1\n", line.strip(), count=1).partition("\n")
    return f"sau dấu | phải xuống dòng; hãy viết: {head} và ở dòng dưới:   {text.strip()}"


def explain_bracket(line: str, _above: str) -> str:
    """A bracket that nobody closed, or the sign of one in a text."""
    return f"dấu ngoặc mở ở đây chưa được đóng; nếu là chữ, hãy viết: {quoted_value(line)}"


def explain_outside(line: str, _above: str) -> str:
    """Something left of where the file began."""
    return f"mọi mục lớn của tệp phải bắt đầu ở đầu dòng, thẳng cột với nhau: {line.strip()}"


Explain = Callable[[str, str], str]
"""From the line and the one above it to the sentence."""

EXPLANATIONS: tuple[tuple[str, bool, Explain], ...] = (
    # A part of the parser's words; whether its place is where the trouble began; what we say.
    ("mapping values are not allowed", False, explain_colon),
    ("could not find expected ':'", True, explain_no_colon),
    ("block sequence entries are not allowed", False, explain_inline_item),
    ("expected comment or line break", False, explain_bar),
    ("unexpected end of stream", True, explain_open_quote),
    ("unexpected document indicator", True, explain_open_quote),
    ("escape c", False, explain_backslash),
    ("expected hexdecimal number", False, explain_backslash),
    ("did not find expected '-' indicator", False, explain_item),
    ("did not find expected ','", True, explain_bracket),
    ("did not find expected <document start>", False, explain_outside),
    ("did not find expected key", False, explain_rest),
    ("cannot start any token", False, explain_sign),
    ("alphabetic or numeric", True, explain_sign),
    ("scanning a tag", True, explain_sign),
    ("tag handle", True, explain_sign),
    ("expected node content", False, explain_sign),
)  # fmt: skip


def syntax_mistake(error: yaml.YAMLError, file: str, lines: Sequence[str]) -> Mistake:
    """The parser's complaint as a Mistake."""
    words = str(error)
    for part, is_at_start, explain in EXPLANATIONS:
        if part in words:
            mark = place_of(error, file, is_at_start=is_at_start)
            return mark.mistake(explain(line_at(lines, mark.line), line_at(lines, mark.line - 1)))
    mark = place_of(error, file, is_at_start=False)
    why = "không đọc được dòng này; hãy xem lại thụt dòng, dấu hai chấm và ngoặc kép: "
    return mark.mistake(why + quoted_value(line_at(lines, mark.line)))


def place_of(error: yaml.YAMLError, file: str, *, is_at_start: bool) -> Mark:
    """Where the parser stumbled, or where it had begun what it could not finish."""
    mark = getattr(error, "problem_mark", None)
    if is_at_start:
        mark = getattr(error, "context_mark", None) or mark
    return Mark(file, mark.line + 1, mark.column + 1) if mark else Mark(file, 1, 1)


def line_at(lines: Sequence[str], number: int) -> str:
    """The line with that number, the first is 1; empty outside of the file."""
    return lines[number - 1].rstrip() if 0 < number <= len(lines) else ""
