from hypothesis import given
from hypothesis import strategies as st

from bot.text.fold import fold, key


def test_accents_go_and_case_stays() -> None:
    """`đ` has no mark to lose and still becomes `d`."""
    assert fold("Đăng ký hỗ trợ Khuyến Công") == "Dang ky ho tro Khuyen Cong"


def test_i_and_y_are_one_where_both_are_written() -> None:
    """`kỹ` and `kĩ` share a key; `tuy` and `tui`, `tay` and `tai` do not."""
    assert key("kỹ") == key("kĩ")
    assert key("quý") == key("quí")
    assert key("tuy") != key("tui")
    assert key("tay") != key("tai")


@given(st.text())
def test_twice_is_once(text: str) -> None:
    """Folding again changes nothing."""
    assert fold(fold(text)) == fold(text)
