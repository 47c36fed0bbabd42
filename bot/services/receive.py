"""From a Message to its Replies: kept before it is acknowledged, answered in one commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.dialogue.conversation import Conversation, Turn
from bot.errors import StoreBusyError
from bot.leads.lead import KeptLead, Lead
from bot.message import Address, Message
from bot.ports import Missed
from bot.services.forget import erase_within, stop_within
from bot.services.trace import trace
from bot.text.private import mask_identity
from bot.text.storable import storable

if TYPE_CHECKING:
    from bot.message import Reply
    from bot.ports import Clock, Store, Transaction

Respond = Callable[[Conversation, Message, datetime, Sequence[KeptLead]], Turn]
"""The dialogue: what is remembered, what was said, when, the person's leads so far."""
Assign = Callable[[Lead], str]
"""The id of the collaborator a lead is given to."""


def accept(store: Store, message: Message) -> bool:
    """Keep a Message; only afterwards may its arrival be acknowledged.
    False when it is a repeat.  Raises StoreBusyError: then it must not be acknowledged.
    """
    with store.transaction() as kept:
        return keep(message, kept)


def keep(message: Message, kept: Transaction) -> bool:
    """The same within a transaction: only after its commit may the arrival be acknowledged."""
    message = _storable(message)
    kept.unreachable.remove(message.address)  # they can write, so they can read
    return kept.inbox.add(replace(message, text=mask_identity(message.text)))


def _storable(message: Message) -> Message:
    address = message.address
    return Message(
        Address(address.channel, storable(address.chat)),
        storable(message.event_id),
        storable(message.text),
        message.sent_at,
        message.target and storable(message.target),
    )


def answer(
    store: Store, respond: Respond, clock: Clock, assign: Assign, apology: Reply
) -> Message | None:
    """Answer the oldest unanswered Message; None when there is none.

    The dialogue thinks outside of a transaction, so that nobody who writes waits for it.  When it
    raises, the apology is the answer and the conversation begins anew: neither the message nor
    what was remembered can fail again and again.  Raises StoreBusyError: nothing was written.
    """
    with store.transaction() as kept:
        message = kept.inbox.oldest()
        if message is None:
            return None
        conversation = kept.conversations.get(message.address)
        wishes = tuple(kept.subscriptions.find(message.address))
        conversation = replace(conversation, subscriptions=wishes)
        leads = kept.leads.find(address=message.address)
    try:
        turn = respond(conversation, message, clock.now(), leads)
        collaborator = assign(turn.lead) if turn.lead else ""
        _save(store, message, turn, collaborator, clock.now())
    except StoreBusyError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the person must not wait for ever
        trace(
            "một tin chưa trả lời được, đã xin lỗi người gửi",
            error,
            channel=message.address.channel,
        )
        turn = Turn(Conversation(message.address), (apology,), "unknown")
        _save(store, message, turn, "", clock.now())
    return message


def _save(store: Store, message: Message, turn: Turn, collaborator: str, now: datetime) -> None:
    """One commit.  Nothing when somebody else was first."""
    with store.transaction() as kept:
        if kept.inbox.finish(message, now):
            _remember(kept, message, turn, collaborator, now)
            _say(kept, message, turn, now)


def _remember(
    kept: Transaction, message: Message, turn: Turn, collaborator: str, now: datetime
) -> None:
    if turn.erases:
        erase_within(kept, message.address, now)
        return
    kept.conversations.save(replace(turn.conversation, changed_at=now, subscriptions=()))
    if turn.stops_reminders:
        stop_within(kept, message.address)
    if turn.subscribes:
        kept.subscriptions.add(turn.subscribes)
    if turn.lead:
        kept.leads.add(turn.lead, collaborator)
    if turn.missed:
        best = turn.matches[0] if turn.matches else None
        nearest, score = (best.entry, best.score) if best else (None, 0.0)
        channel = message.address.channel
        kept.missed.add(Missed(turn.missed, now, channel, nearest, score, turn.chosen))


def _say(kept: Transaction, message: Message, turn: Turn, now: datetime) -> None:
    for number, reply in enumerate(turn.replies):
        key = f"{message.address.channel}:{message.event_id}:{number}"
        kept.outbox.add(key, message.address, reply, now, answers=message)
