"""E-mail, for collaborators' digests: one Reply is one message, phone numbers are links to call."""

from __future__ import annotations

import html
import re
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import aiosmtplib

from bot.errors import DeliveryError
from bot.text.phone import read_phone

if TYPE_CHECKING:
    from bot.message import Reply
    from bot.ports import Delivery

SECONDS_TO_SEND = 30.0
PERMANENT = 500
"""SMTP codes from here on say that the same message will be refused again (RFC 5321, 4.2.1)."""

_PHONE = re.compile(r"(?<!\d)0\d[\d .]{7,12}\d(?!\d)")


class Email:
    """Sends through one SMTP server.  `url`: `smtp://user:password@host:587` or `smtps://…`."""

    name = "email"

    def __init__(self, url: str, sender: str) -> None:
        self._server = urlsplit(url)
        self._sender = sender

    async def send(self, delivery: Delivery) -> None:
        """Deliver one Reply.  Raises DeliveryError, which says whether to try again."""
        message = write(delivery.reply, self._sender, delivery.address.chat, delivery.key)
        server = self._server
        is_encrypted = server.scheme == "smtps"
        try:
            await aiosmtplib.send(
                message,
                hostname=server.hostname,
                port=server.port,
                username=unquote(server.username) if server.username else None,
                password=unquote(server.password) if server.password else None,
                use_tls=is_encrypted,
                timeout=SECONDS_TO_SEND,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [refused.code for refused in error.recipients]
            is_permanent = all(code >= PERMANENT for code in codes)
            raise DeliveryError(f"SMTP {codes}", permanent=is_permanent) from error
        except aiosmtplib.SMTPAuthenticationError as error:
            # Our account is refused, not the message: it can go once the password is mended.
            raise DeliveryError(f"SMTP {error.code}") from error
        except aiosmtplib.SMTPResponseException as error:
            is_permanent = error.code >= PERMANENT
            raise DeliveryError(f"SMTP {error.code}", permanent=is_permanent) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise DeliveryError(type(error).__name__) from error


def write(reply: Reply, sender: str, recipient: str, key: str) -> EmailMessage:
    """The Reply as a message: its first line is the subject, the whole is text and HTML."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = reply.text.partition("\n")[0]
    # The same row sent twice carries the same id, so mailboxes can show it once.
    message["Message-ID"] = f"<{re.sub('[^A-Za-z0-9.-]', '.', key)}@khuyencong.invalid>"
    message.set_content(reply.text)
    body = "<br>\n".join(_with_links(line) for line in reply.text.splitlines())
    message.add_alternative(f'<html lang="vi"><body>{body}</body></html>', subtype="html")
    return message


def _with_links(line: str) -> str:
    def link(match: re.Match[str]) -> str:
        phone = read_phone(match[0])
        return match[0] if phone is None else f'<a href="tel:{phone}">{match[0]}</a>'

    return _PHONE.sub(link, html.escape(line))
