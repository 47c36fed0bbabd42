from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.leads.collaborator import Collaborator
from bot.leads.digest import compose
from bot.leads.lead import KeptLead
from bot.leads.schedule import is_due, occasion

if TYPE_CHECKING:
    from bot.leads.lead import Lead

BINH = Collaborator("ctv-01", "Bình")
WORDING = load_knowledge(shipped_knowledge()).knowledge.digest


def test_a_digest_says_whom_to_call_about_what(lead: Lead, now: datetime) -> None:
    """Who, telephone, what, where, when, and what was asked; new ones before open ones."""
    told = replace(lead, name="Cơ sở Chi")
    leads = [KeptLead(7, told, "ctv-01", "reported", now), KeptLead(8, lead, "ctv-01", "new", now)]
    digest = compose(BINH, leads, WORDING, now)
    text = digest.reply.text
    assert "1 yêu cầu mới, 1 yêu cầu đang mở" in text.splitlines()[0]
    assert "1. Cơ sở An - 0912 345 678" in text
    assert "Đăng ký hỗ trợ; Cần gì: Mua máy" in text
    assert "Sông Trầu (nay là Phường Trảng Bom)" in text
    assert "xin tien mua may moi" in text
    assert text.index("Cơ sở An") < text.index("2. Cơ sở Chi")
    assert [kept.id for kept in digest.new] == [8]


def test_times_are_local(lead: Lead, now: datetime) -> None:
    """The store keeps UTC, collaborators read their own time."""
    kept = KeptLead(8, replace(lead, created_at=now.astimezone(UTC)), "ctv-01", "new", now)
    assert "09:00 23/11/2026" in compose(BINH, [kept], WORDING, now).reply.text


def test_braces_in_what_people_typed_are_harmless(lead: Lead, now: datetime) -> None:
    """A name is data, never a template."""
    kept = KeptLead(8, replace(lead, name="{phone} {0}"), "ctv-01", "new", now)
    assert "{phone} {0}" in compose(BINH, [kept], WORDING, now).reply.text


def test_where_the_poster_hung_is_told(lead: Lead, now: datetime) -> None:
    """Below the lead that it brought, and nowhere else."""
    brought = KeptLead(1, replace(lead, source="fair.overview (cho)"), "ctv-01", "new", now)
    text = compose(BINH, [brought], WORDING, now).reply.text
    assert "Đến từ tờ rơi, mã QR: fair.overview (cho)" in text
    plain = KeptLead(1, lead, "ctv-01", "new", now)
    assert "tờ rơi" not in compose(BINH, [plain], WORDING, now).reply.text


def test_a_digest_is_due_from_its_hour_on(now: datetime) -> None:
    """An outage over the hour does not lose the day."""
    at = now.time().replace(hour=7)
    assert not is_due(now.replace(hour=6, minute=59), at)
    assert is_due(now.replace(hour=7), at)
    assert is_due(now.replace(hour=23, minute=59), at)
    assert occasion(now.date()) == "digest:2026-11-23"
