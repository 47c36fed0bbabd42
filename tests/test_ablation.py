from __future__ import annotations

from pkgutil import resolve_name

import pytest

from bench.ablation import PATCHES


@pytest.mark.parametrize("step", PATCHES)
def test_every_step_that_can_be_left_out_is_there(step: str) -> None:
    """A renamed one would only be missed after half an hour of measuring."""
    name, instead = PATCHES[step]
    module, _, attribute = name.rpartition(".")
    there = getattr(resolve_name(module), attribute)
    assert callable(there) == callable(instead)
