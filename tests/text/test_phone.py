from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.phone import format_phone, is_phone_like, read_phone


@pytest.mark.parametrize(
    "text",
    [
        "0912345678", "sdt em 0912.345.678 nhé", "o912 345 678", "+84 912 345 678",
        "(+84)912345678", "84912345678", "0084912345678", "lh 0912-345-678, mua 2 máy 300tr",
        "20 người, 0912 345 678 20 người",
    ],
)  # fmt: skip
def test_mobile_is_found_however_it_is_typed(text: str) -> None:
    """Dots, spaces, a letter o, a country code: the number is the same."""
    assert read_phone(text) == "+84912345678"


def test_landline_of_the_province_is_a_number() -> None:
    """Landlines have eleven digits."""
    assert read_phone("0251 3822 282") == "+842513822282"


@pytest.mark.parametrize(
    "text", ["09123456789", "0912 345 678 9", "091234567", "+1 202 555 0100", "0612345678"]
)
def test_wrong_numbers_are_refused(text: str) -> None:
    """Wrong length, a foreign country, a prefix that nobody has."""
    assert read_phone(text) is None
    assert is_phone_like(text)


def test_amounts_are_no_numbers_to_call() -> None:
    """Money and dates are not taken for a telephone number."""
    assert read_phone("máy 300.000.000 đ ngày 15/9/2026") is None
    assert not is_phone_like("máy 300 triệu, 5 người")


def test_number_is_grouped_for_people() -> None:
    """As people in Vietnam write it."""
    assert format_phone("+84912345678") == "0912 345 678"


@pytest.mark.parametrize("piece", ["1.", "0.", "01.", "09 1-"])
def test_a_long_row_of_digits_is_read_at_once(piece: str) -> None:
    """Twice as long takes twice as long, and not four times."""
    began = perf_counter()
    assert read_phone(piece * (1960 // len(piece))) is None
    assert perf_counter() - began < 0.4


@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    """Found or not, nothing is raised."""
    assert read_phone(text) is None or is_phone_like(text)
