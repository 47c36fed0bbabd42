from __future__ import annotations

import pytest

from bot.text.private import MASK, mask_identity


@pytest.mark.parametrize(
    "number", ["075090001234", "075 090 001 234", "075.090.001.234", "0750 9000 1234"]
)
def test_identity_numbers_are_masked(number: str) -> None:
    """Twelve digits that begin with 0 are never written down."""
    assert mask_identity(f"cccd em là {number} nha") == f"cccd em là {MASK} nha"


@pytest.mark.parametrize(
    "harmless", ["0912345678", "+84 912 345 678", "0912345678 0987654321", "300.000.000", "45/2012"]
)
def test_other_numbers_stay(harmless: str) -> None:
    """Telephones, money and decrees are not identity numbers."""
    assert mask_identity(harmless) == harmless
