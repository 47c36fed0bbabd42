"""Who posted an Update: Zalo signs the exact bytes of its body.

The sum is a plain one over joined texts and no HMAC.  Sources differ on which time is in it, the
header's or the body's, so either may be.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Literal

HEADER = "X-ZEvent-Signature"
TIME_HEADER = "X-ZEvent-Timestamp"
Variant = Literal["header", "body"]


@dataclass(frozen=True, slots=True)
class Key:
    """What only Zalo and we know."""

    app_id: str
    oa_secret: str = field(repr=False)
    """Of the account; not that of the app."""


def sign(body: bytes, timestamp: str, key: Key) -> str:
    """The sum, in hexadecimal."""
    before, after = key.app_id.encode(), timestamp.encode("utf-8", "surrogateescape")
    return hashlib.sha256(before + body + after + key.oa_secret.encode()).hexdigest()


def verify(
    body: bytes, signature: str, key: Key, *, in_header: str | None, in_body: str | None
) -> Variant | None:
    """Which of the two times is in the sum; None: neither, so it is forged or damaged."""
    said = signature.strip().lower().removeprefix("mac=").encode("utf-8", "surrogateescape")
    times: tuple[tuple[Variant, str | None], ...] = (("header", in_header), ("body", in_body))
    fits = [
        name
        for name, time in times
        if time is not None and hmac.compare_digest(said, sign(body, time, key).encode())
    ]
    return fits[-1] if fits else None
