"""The doors to the outside: what the services need from channels, the store and the clock.

The store is plain synchronous code.  All work happens in a Transaction: it commits when its block
ends and rolls back when its block raises.
"""

from bot.ports.calling import Leads, Reminders, Subscriptions
from bot.ports.outside import Channel, Clock
from bot.ports.rows import Delivery, DeliveryState, KeptTokens, Line, Missed, TokenPair
from bot.ports.running import Editions, Notices, Occasions, Silences, Tokens, Unreachable
from bot.ports.store import Store, Transaction
from bot.ports.talking import Conversations, Inbox, MissedQuestions, Outbox

__all__ = [
    "Channel",
    "Clock",
    "Conversations",
    "Delivery",
    "DeliveryState",
    "Editions",
    "Inbox",
    "KeptTokens",
    "Leads",
    "Line",
    "Missed",
    "MissedQuestions",
    "Notices",
    "Occasions",
    "Outbox",
    "Reminders",
    "Silences",
    "Store",
    "Subscriptions",
    "TokenPair",
    "Tokens",
    "Transaction",
    "Unreachable",
]
