from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.leads.collaborator import Collaborator
from bot.leads.lead import KeptLead, Lead
from bot.leads.routing import NOBODY_ELSE, assign, responsible

if TYPE_CHECKING:
    from datetime import datetime

BINH = Collaborator("ctv-01", "Bình", units=frozenset({"26248"}))
CHI = Collaborator("truc-ban", "Chi", is_on_duty=True)


def test_a_lead_goes_to_the_collaborator_of_its_place(lead: Lead) -> None:
    """The place decides, not the order of the list."""
    assert assign(lead, [CHI, BINH]) == BINH


def test_a_lead_from_nobodys_area_goes_to_the_officer_on_duty(lead: Lead) -> None:
    """An area nobody has, or a place that could not be resolved."""
    assert assign(replace(lead, unit="25405"), [BINH, CHI]) == CHI
    assert assign(replace(lead, unit=None), [BINH, CHI]) == CHI


def test_a_lead_never_belongs_to_nobody(lead: Lead) -> None:
    """Without any list there still is somebody."""
    assert assign(lead, []) == NOBODY_ELSE


def test_the_leads_of_one_who_left_go_to_the_officer_on_duty(lead: Lead, now: datetime) -> None:
    """A collaborator who is no longer on the list is not told."""
    kept = KeptLead(1, lead, "ctv-99", "new", now)
    assert responsible(kept, [BINH, CHI]) == CHI
    assert responsible(replace(kept, collaborator="ctv-01"), [BINH, CHI]) == BINH
