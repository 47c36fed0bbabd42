"""A lead like those that forms leave behind."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.leads.lead import ConsentGiven, Detail, Lead
from bot.message import Address

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def lead() -> Lead:
    return Lead(
        address=Address("web", "an"),
        form="form.support",
        title="Đăng ký hỗ trợ",
        name="Cơ sở An",
        phone="+84912345678",
        place="Sông Trầu (nay là Phường Trảng Bom)",
        unit="26248",
        details=(Detail("need", "Cần gì", "Mua máy"),),
        question="xin tien mua may moi",
        entry="machinery.overview",
        consent=ConsentGiven("callback", "1", "gọi lại", NOW, "m2"),
        created_at=NOW,
    )
