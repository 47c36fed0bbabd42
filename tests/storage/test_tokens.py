"""What every store promises about tokens, silences and notices."""

from dataclasses import replace
from datetime import timedelta

from bot.ports import KeptTokens, Store, TokenPair
from tests.fakes import AN, BINH, NOON, said

LATER = NOON + timedelta(hours=25)
PAIR = TokenPair("access", "refresh", NOON, LATER, NOON + timedelta(days=90))


def test_tokens_are_kept_and_not_shown(store: Store) -> None:
    """The latest pair replaces the one before, with what went wrong with that."""
    with store.transaction() as kept:
        assert kept.tokens.get("oa") is None
        kept.tokens.put("oa", KeptTokens(PAIR, "seed"))
        kept.tokens.stop("oa", "-14014")
    with store.transaction() as kept:
        assert kept.tokens.get("oa") == KeptTokens(PAIR, "seed", "-14014")
        kept.tokens.put("oa", KeptTokens(replace(PAIR, access="next"), "seed"))
        assert kept.tokens.get("oa") == KeptTokens(replace(PAIR, access="next"), "seed")
    assert "access'" not in repr(PAIR)
    assert "'refresh'" not in repr(KeptTokens(PAIR, "seed"))


def test_one_holds_the_lease_of_tokens_at_a_time(store: Store) -> None:
    """Until it lapses, is given back, or the next pair is there."""
    until = NOON + timedelta(minutes=1)
    with store.transaction() as kept:
        assert not kept.tokens.lease("oa", "a", NOON, until)
        kept.tokens.put("oa", KeptTokens(PAIR, ""))
        assert kept.tokens.lease("oa", "a", NOON, until)
        assert not kept.tokens.lease("oa", "b", NOON, until)
        assert kept.tokens.lease("oa", "b", until, LATER)
        kept.tokens.release("oa", "a")
        assert not kept.tokens.lease("oa", "a", until, LATER)
        kept.tokens.release("oa", "b")
        assert kept.tokens.lease("oa", "a", until, LATER)
        kept.tokens.put("oa", KeptTokens(PAIR, ""))
        assert kept.tokens.lease("oa", "b", until, LATER)


def test_a_silence_is_not_shortened(store: Store) -> None:
    """Told out of order, the longest holds; it is forgotten when it is long past."""
    with store.transaction() as kept:
        assert kept.silences.until(AN) is None
        kept.silences.set(AN, LATER)
        kept.silences.set(AN, NOON)
        assert kept.silences.until(AN) == LATER
        assert kept.silences.until(BINH) is None
        assert kept.silences.expire(LATER) == 0
        assert kept.silences.expire(LATER + timedelta(seconds=1)) == 1


def test_the_last_notice_is_kept(store: Store) -> None:
    """Under its name."""
    with store.transaction() as kept:
        assert kept.notices.get("a") is None
        kept.notices.put("a", "one", NOON)
        kept.notices.put("a", "two", LATER)
        assert kept.notices.get("a") == ("two", LATER)
        assert kept.notices.expire(LATER + timedelta(seconds=1)) == 1


def test_when_somebody_wrote_last(store: Store) -> None:
    """Whatever the order in which it came."""
    with store.transaction() as kept:
        assert kept.inbox.last_from(AN) is None
        kept.inbox.add(replace(said("một"), sent_at=LATER))
        kept.inbox.add(said("hai"))
        assert kept.inbox.last_from(AN) == LATER
        assert kept.inbox.last_from(BINH) is None
