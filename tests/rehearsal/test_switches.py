from __future__ import annotations

from collections import Counter
from copy import deepcopy

import pytest

from bot.rehearsal.fakes.telegram import FakeTelegram
from bot.rehearsal.fakes.zalo_bot import FakeZaloBot
from bot.rehearsal.fakes.zalo_oa import FakeZalo
from bot.rehearsal.misbehavior import ALL
from bot.rehearsal.switches import Platforms, Switch, Switchboard


@pytest.fixture
async def platforms() -> Platforms:
    """Fakes that nobody has started."""
    return Platforms(FakeTelegram(), FakeZalo(), FakeZaloBot())


def habits(platforms: Platforms) -> object:
    """Everything a switch may change."""
    telegram, zalo_bot = platforms.telegram, platforms.zalo_bot
    return deepcopy((
        telegram.troubles, telegram.repeats, telegram.is_shuffled, telegram.clock_ahead,
        platforms.zalo_oa.troubles, platforms.zalo_oa.switches,
        zalo_bot.troubles, zalo_bot.is_replaying, zalo_bot.is_shuffled, zalo_bot.clock_ahead,
    ))  # fmt: skip


@pytest.mark.parametrize("switch", [one for one in ALL if not one.is_once], ids=lambda one: one.id)
async def test_every_switch_leaves_no_trace(platforms: Platforms, switch: Switch) -> None:
    """It changes something, twice on is once on, and off is as before."""
    board, before = Switchboard(platforms, ALL), habits(platforms)
    board.set(switch.id, is_on=True)
    changed = habits(platforms)
    assert changed != before
    board.set(switch.id, is_on=True)
    assert (board.on, habits(platforms)) == ([switch.id], changed)
    board.set(switch.id, is_on=False)
    board.set(switch.id, is_on=False)
    assert (board.on, habits(platforms)) == ([], before)


async def test_what_happens_once_does_not_stay_on(platforms: Platforms) -> None:
    """All tokens expire; those that are bought later are good."""
    desk, board = platforms.zalo_oa.tokens, Switchboard(platforms, ALL)
    old = desk.pair()["access_token"]
    board.set("zalo_oa.expired", is_on=True)
    assert board.on == []
    assert not desk.is_good(old)
    assert desk.is_good(desk.pair()["access_token"])


async def test_two_switches_do_not_get_in_each_others_way(platforms: Platforms) -> None:
    """Whichever is turned off first, the other stays."""
    board = Switchboard(platforms, ALL)
    for name in ("zalo_oa.-224", "zalo_oa.night", "zalo_oa.500", "zalo_oa.lost"):
        board.set(name, is_on=True)
    board.set("zalo_oa.-224", is_on=False)
    board.set("zalo_oa.500", is_on=False)
    assert platforms.zalo_oa.switches.is_night
    assert [one.fault for one in platforms.zalo_oa.troubles] == ["lost"]


async def test_a_later_one_of_a_kind_does_not_bring_an_earlier_one_back(
    platforms: Platforms,
) -> None:
    """Both say what is wrong with the account; when both are off nothing is."""
    board = Switchboard(platforms, ALL)
    board.set("zalo_oa.-224", is_on=True)
    board.set("zalo_oa.-321", is_on=True)
    board.set("zalo_oa.-224", is_on=False)
    assert platforms.zalo_oa.switches.account_code == -321
    board.set("zalo_oa.-321", is_on=False)
    assert platforms.zalo_oa.switches.account_code is None


def test_every_switch_is_told_apart() -> None:
    """By its id, which begins with its platform, and by its title there."""
    assert len({switch.id for switch in ALL}) == len(ALL)
    titles = Counter((switch.platform, switch.title) for switch in ALL)
    assert set(titles.values()) == {1}
    for switch in ALL:
        assert switch.id.startswith(f"{switch.platform}.")
        assert switch.hint
