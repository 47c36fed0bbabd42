"""Who calls whom: a lead goes to the collaborator of its place, else to the officer on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.leads.collaborator import Collaborator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.leads.lead import KeptLead, Lead

NOBODY_ELSE = Collaborator(id="truc-ban", name="Cán bộ trực", is_on_duty=True)
"""Takes the leads while no file names anybody on duty, so that a lead never belongs to nobody."""


def on_duty(roster: Sequence[Collaborator]) -> Collaborator:
    """The first one on duty."""
    return next((one for one in roster if one.is_on_duty), NOBODY_ELSE)


def assign(lead: Lead, roster: Sequence[Collaborator]) -> Collaborator:
    """The collaborator whose area the place lies in, else the one on duty."""
    in_area = (one for one in roster if lead.unit is not None and lead.unit in one.units)
    return next(in_area, on_duty(roster))


def responsible(kept: KeptLead, roster: Sequence[Collaborator]) -> Collaborator:
    """Who has the lead now: whoever it was given to, or the one on duty when they have left."""
    return next((one for one in roster if one.id == kept.collaborator), on_duty(roster))
