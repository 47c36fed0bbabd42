from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap.answering import load_knowledge, shipped_knowledge
from bot.errors import CollaboratorsError
from bot.leads.roster import read_roster
from bot.message import Address

EXAMPLE = Path(__file__).parents[2] / "collaborators.example.yaml"
PLACES = load_knowledge(shipped_knowledge()).knowledge.places


def test_the_example_can_be_copied_as_it_is() -> None:
    """Areas are units of today or former districts, with all that these became."""
    an, binh, chi = read_roster(EXAMPLE.read_bytes(), "mau.yaml", PLACES)
    assert an.address == Address("email", "an@example.org")
    assert "26248" in an.units
    assert "26005" in an.units
    assert len(binh.units) == 10
    assert chi.is_on_duty
    assert not an.is_on_duty


def test_every_mistake_is_told_with_its_place() -> None:
    """An area nobody knows, an id twice, a strange address, nobody on duty: all at once."""
    wrong = """collaborators:
  - id: ctv-01
    name: An
    areas: [huyện Nơi Nào]
  - id: ctv-01
    name: Bình
"""
    with pytest.raises(CollaboratorsError) as caught:
        read_roster(wrong.encode(), "ctv.yaml", PLACES)
    lines = str(caught.value).splitlines()
    assert any(line.startswith("ctv.yaml:4:13:") and "Nơi Nào" in line for line in lines)
    assert any(line.startswith("ctv.yaml:5:9:") and "dòng 2" in line for line in lines)
    assert any("on_duty" in line for line in lines)
