"""Whoever counts faults has to notice them."""

from __future__ import annotations

import random

from bench.faults.crowd import SAYINGS, Chat, Crowd, Row, Tally

AN = Chat("telegram", "7")
MENU, HELLO, DATA, _ = SAYINGS.values()


def crowd() -> Crowd:
    """An has said two things."""
    return Crowd(random.Random(1), {AN: ["menu", "xin chào"]})  # noqa: S311 - nobody is drawn


def rows(*states: str) -> list[Row]:
    return [
        Row(AN, text, state, number)
        for number, (text, state) in enumerate(zip((MENU, HELLO), states, strict=True))
    ]


def numbers(tally: Tally) -> tuple[int, int, int, int]:
    return tally.lost, tally.twice, tally.disordered, tally.maybe_sent


def test_all_is_well() -> None:
    """Each answered once, in order; a further part of an answer does not count."""
    tally = crowd().tally({AN: [MENU, "…", HELLO]}, rows("sent", "sent"))
    assert (tally.acknowledged, numbers(tally), tally.tales) == (2, (0, 0, 0, 0), ())


def test_what_is_lost_is_noticed() -> None:
    """Also when it is recorded as sent; with a tale of how it came."""
    tally = crowd().tally({AN: [MENU]}, rows("sent", "sent"))
    assert numbers(tally) == (1, 0, 0, 0)
    assert "xin chào" in tally.tales[0]
    assert numbers(crowd().tally({}, [])) == (2, 0, 0, 0)


def test_what_is_shown_twice_is_noticed() -> None:
    """Whatever is recorded of it."""
    shown = {AN: [MENU, MENU, HELLO]}
    assert numbers(crowd().tally(shown, rows("maybe_sent", "sent"))) == (0, 1, 0, 1)


def test_another_order_is_noticed() -> None:
    """Of the answers of one chat."""
    assert numbers(crowd().tally({AN: [HELLO, MENU]}, rows("sent", "sent"))) == (0, 0, 1, 0)


def test_maybe_sent_is_not_lost() -> None:
    """It is recorded, whether it arrived or not."""
    assert numbers(crowd().tally({AN: [HELLO]}, rows("maybe_sent", "sent"))) == (0, 0, 0, 1)
    assert numbers(crowd().tally({AN: [MENU, HELLO]}, rows("maybe_sent", "sent"))) == (0, 0, 0, 1)
