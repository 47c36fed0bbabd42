from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from bot.channels.email import Email
from bot.errors import DeliveryError
from bot.message import Address, Reply
from bot.ports import Delivery

REPLY = Reply("Bản tin ngày 23/11/2026\n\n1. Cơ sở <An> - 0912 345 678\n   Ở: Sông Trầu")


class Mailbox:
    """A mail server that keeps what it gets, or answers what it is told to."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd finds its hooks by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("gone@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.answer.startswith("250"):
            content: Any = envelope.content
            message = message_from_bytes(content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.received.append(message)
        return self.answer


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
async def channel(mailbox: Mailbox) -> AsyncIterator[Email]:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox, loop=loop), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield Email(f"smtp://127.0.0.1:{port}", "bot@example.org")
    server.close()
    await server.wait_closed()


def delivery(chat: str = "an@example.org") -> Delivery:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    key = "digest:ctv-01:2026-11-23"
    return Delivery(1, key, Address("email", chat), REPLY, "sending", 1, now)


async def test_a_digest_arrives_with_numbers_to_tap(mailbox: Mailbox, channel: Email) -> None:
    """The first line is the subject; telephone numbers can be tapped; names are not markup."""
    await channel.send(delivery())
    [message] = mailbox.received
    assert message["Subject"] == "Bản tin ngày 23/11/2026"
    assert message["To"] == "an@example.org"
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert rich is not None
    assert "0912 345 678" in plain.get_content()
    assert '<a href="tel:+84912345678">0912 345 678</a>' in rich.get_content()
    assert "&lt;An&gt;" in rich.get_content()


async def test_an_unknown_recipient_is_permanent(channel: Email) -> None:
    """Trying again would change nothing."""
    with pytest.raises(DeliveryError) as caught:
        await channel.send(delivery("gone@example.org"))
    assert caught.value.permanent


@pytest.mark.parametrize(
    ("answer", "permanent"), [("452 mailbox full", False), ("554 refused", True)]
)
async def test_the_servers_code_decides(
    mailbox: Mailbox, channel: Email, answer: str, permanent: bool
) -> None:
    """4xx may be tried again, 5xx not (RFC 5321)."""
    mailbox.answer = answer
    with pytest.raises(DeliveryError) as caught:
        await channel.send(delivery())
    assert caught.value.permanent is permanent


async def test_a_server_that_is_away_is_tried_again() -> None:
    """Nobody listens on that port."""
    with pytest.raises(DeliveryError) as caught:
        await Email("smtp://127.0.0.1:1", "bot@example.org").send(delivery())
    assert not caught.value.permanent


async def test_a_refused_password_does_not_give_the_digest_up() -> None:
    """The administrator mends the password, and the digest goes out."""

    def refuse(server: SMTP, session: Session, envelope: Envelope, *words: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Mailbox(), loop=loop, auth_require_tls=False, authenticator=refuse),
        "127.0.0.1",
        0,
    )
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(DeliveryError) as caught:
        await Email(f"smtp://bot:wrong@127.0.0.1:{port}", "bot@example.org").send(delivery())
    assert str(caught.value) == "SMTP 535"
    assert not caught.value.permanent
    server.close()
    await server.wait_closed()
