"""What pydantic complains about, told in Vietnamese with the corrected line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.knowledge.fault import Fault, fields_of
from bot.knowledge.node import MappingNode, ScalarNode
from bot.knowledge.piece import ID_PATTERN
from bot.knowledge.suggestion import suggest
from bot.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.knowledge.node import Node

LOCAL_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
LOCAL_MOMENT = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,]+(\d{1,2})(?:[:hg](\d{2})?)?)?", re.ASCII
)
PLACEHOLDER = re.compile(r"[a-z_.]+")


def explain_missing(fault: Fault) -> str:
    """A key that must be there."""
    if fault.node is not None:
        return f'mục "{fault.name}" còn trống; hãy viết: {fault.name}: nội dung'
    return f'thiếu mục "{fault.name}"; hãy thêm dòng: {fault.name}: nội dung'


def explain_unknown(fault: Fault) -> str:
    """A key that nobody knows."""
    known = list(fields_of(fault.around)) if fault.around else []
    hint = suggest(fault.name, known) or f"; ở đây chỉ có: {', '.join(known)}"
    return f'không có mục "{fault.name}"{hint}'


def explain_no_text(fault: Fault) -> str:
    """A list or named parts where a text belongs."""
    if isinstance(fault.node, MappingNode) and len(fault.node.values) == 1:
        return explain_unquoted(fault, *next(iter(fault.node.values.items())))
    if fault.node is None or isinstance(fault.node, ScalarNode):
        return explain_empty(fault)
    return f"chỗ này chỉ viết một dòng chữ: {fault.corrected('nội dung')}"


def explain_unquoted(fault: Fault, key: str, value: Node) -> str:
    """A text that YAML took for `name: value` or for `{name}`."""
    said = (value.text or "") if isinstance(value, ScalarNode) else ""
    if PLACEHOLDER.fullmatch(key) and not said:
        better = fault.corrected(f'"{{{key}}}"')
        return f"nội dung bắt đầu bằng dấu ngoặc nhọn phải đặt trong ngoặc kép: {better}"
    better = fault.corrected(f'"{key}: {said}'.rstrip() + '"')
    return f"nội dung có dấu hai chấm phải đặt trong ngoặc kép: {better}"


def explain_empty(fault: Fault) -> str:
    """Nothing, where something must be."""
    return f"dòng này còn trống; hãy viết: {fault.corrected('nội dung')}"


def explain_pattern(fault: Fault) -> str:
    """Ids of all kinds."""
    pattern = fault.context["pattern"]
    if pattern == ID_PATTERN:
        better = fault.corrected(slug(fault.text, "[^a-z0-9.]+"))
        return f"mã chỉ gồm chữ thường không dấu và số, nối bằng . _ hoặc -; hãy viết: {better}"
    if "form" in pattern:
        better = "form." + slug(fault.text.removeprefix("form").lstrip("."), "[^a-z0-9]+")
        return f'mã của biểu mẫu bắt đầu bằng "form."; hãy viết: {fault.corrected(better)}'
    if pattern == "^[a-z]+$":
        better = re.sub("[^a-z]", "", fold(fault.text).lower()) or "han"
        return f"lệnh chỉ gồm chữ thường không dấu, không gạch chéo; {fault.corrected(better)}"
    if r"\d{5}" in pattern:
        return "mã đơn vị hành chính gồm đúng 5 chữ số, ví dụ: code: 26248"
    return explain_other(fault)


def slug(text: str, separators: str) -> str:
    """The text in the alphabet of ids."""
    return re.sub(separators, "-", fold(text).lower()).strip("-.") or "ten-khong-dau"


def explain_long(fault: Fault) -> str:
    """A text over its limit."""
    return f"dài quá {fault.context['max_length']} ký tự; hãy viết ngắn lại"


def explain_choice(fault: Fault) -> str:
    """A word that is none of the allowed ones."""
    allowed = re.findall(r"'([^']*)'", fault.context["expected"])
    hint = suggest(fault.text, allowed)
    return f'"{fault.name}" chỉ nhận: {", ".join(allowed)}{hint}'


def explain_list(fault: Fault) -> str:
    """A single text where a list belongs."""
    item = fault.text or "nội dung"
    return f'"{fault.name}" là danh sách; hãy xuống dòng và viết:   - {item}'


def explain_short(fault: Fault) -> str:
    """A list with too few items."""
    least = fault.context["min_length"]
    return f'"{fault.name}" cần ít nhất {least} dòng; hãy thêm:   - nội dung'


def explain_no_piece(fault: Fault) -> str:
    """A bare text where a piece with named parts belongs."""
    item = fault.text or "nội dung"
    first = next(iter(fields_of(fault.inside)), "tên") if fault.inside else "tên"
    if fault.is_item:
        return f"mỗi dòng ở đây gồm các mục có tên; hãy viết: - {first}: {item}"
    return f'"{fault.name}" gồm các mục có tên; hãy xuống dòng và viết:   {first}: {item}'


def explain_number(fault: Fault) -> str:
    """Something else than a whole number."""
    return f'"{fault.name}" phải là số nguyên, ví dụ: {fault.corrected("12")}'


def explain_low(fault: Fault) -> str:
    """A number below its limit."""
    return f'"{fault.name}" phải từ {fault.context["ge"]} trở lên'


def explain_high(fault: Fault) -> str:
    """A number above its limit."""
    return f'"{fault.name}" không được quá {fault.context["le"]}'


def explain_truth(fault: Fault) -> str:
    """Something else than yes or no."""
    return f'"{fault.name}" chỉ nhận true (có) hoặc false (không); hãy viết: {fault.name}: false'


def explain_day(fault: Fault) -> str:
    """No day, or a day in the order that people speak it."""
    found = LOCAL_DAY.fullmatch(fault.text)
    better = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else "2026-12-31"
    lead = "hãy viết" if found else "ví dụ"
    rule = "ngày phải có trong lịch và viết theo thứ tự năm-tháng-ngày"
    return f"{rule}; {lead}: {fault.name}: {better}"


def explain_moment(fault: Fault) -> str:
    """No moment, or one in the order that people speak it."""
    found = LOCAL_MOMENT.fullmatch(fault.text)
    better = "2026-12-15 16:30"
    if found:
        day = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
        better = f"{day} {found[4]:0>2}:{found[5] or '00'}" if found[4] else day
    lead = "hãy viết" if found else "ví dụ"
    rule = "ngày giờ phải có trong lịch, viết năm-tháng-ngày, thêm giờ:phút nếu có, hoặc unknown"
    return f"{rule}; {lead}: {fault.name}: {better}"


def explain_exact(fault: Fault) -> str:
    """A month or a year where a day is needed."""
    rule = f'"{fault.name}" cần đúng một ngày; chưa biết ngày thì hãy viết: {fault.name}: unknown'
    return f"{rule}, biết rồi thì ví dụ: {fault.name}: 2026-12-15"


def explain_time(fault: Fault) -> str:
    """No time of the day."""
    return f'"{fault.name}" là giờ trong ngày, ví dụ: {fault.corrected("07:30")}'


def explain_own(fault: Fault) -> str:
    """A check of a piece itself; its sentence is ours already."""
    return str(fault.context["error"])


def explain_other(fault: Fault) -> str:
    """Whatever else pydantic may find."""
    return (
        f'nội dung của "{fault.name}" không viết đúng mẫu; hãy xem một mục tương tự đang dùng được'
    )


EXPLANATIONS: Mapping[str, Callable[[Fault], str]] = {
    "missing": explain_missing,
    "extra_forbidden": explain_unknown,
    "string_type": explain_no_text,
    "string_too_short": explain_empty,
    "string_too_long": explain_long,
    "string_pattern_mismatch": explain_pattern,
    "literal_error": explain_choice,
    "tuple_type": explain_list,
    "too_short": explain_short,
    "model_type": explain_no_piece,
    "int_type": explain_number,
    "int_parsing": explain_number,
    "int_from_float": explain_number,
    "greater_than_equal": explain_low,
    "less_than_equal": explain_high,
    "bool_type": explain_truth,
    "bool_parsing": explain_truth,
    "day": explain_day,
    "moment": explain_moment,
    "exact_moment": explain_exact,
    "time_parsing": explain_time,
    "value_error": explain_own,
}
