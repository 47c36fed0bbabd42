"""The connection to the API.  Its token is a part of every address, so no error that names an
address leaves this file.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp

from bot.channels.zalo_bot.faults import ApiError, refused, unclear

Json = dict[str, Any]

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 20.0
NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)
"""Errors after which nothing can have been received."""


class Client:
    """Calls methods.  Close it at the end."""

    def __init__(self, token: str, base_url: str, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._token = token
        self._root = f"{base_url.rstrip('/').removesuffix('/bot')}/bot{token}/"
        self._answer_seconds = answer_seconds
        self._http: aiohttp.ClientSession | None = None

    async def call(self, method: str, told: Json | None = None, wait: float = 0.0) -> object:
        """The result.  `wait`: seconds that the answer is meant to take.  Raises ApiError."""
        try:
            async with self._session().post(
                self._root + method,
                json=told or {},
                timeout=aiohttp.ClientTimeout(
                    total=wait + self._answer_seconds, connect=CONNECT_SECONDS
                ),
                allow_redirects=False,  # whoever it leads to must not learn the token
            ) as answer:
                body = await answer.read()
                retry_after = answer.headers.get("Retry-After", "")
        except NEVER_LEFT as error:
            fault = ApiError(f"không nối được ({type(error).__name__})")
        except (aiohttp.ClientError, TimeoutError) as error:
            fault = unclear(f"không có câu trả lời ({type(error).__name__})")
        else:
            return self._result(answer.status, body, retry_after)
        raise fault  # outside of the block, so that nobody is shown what it came from

    def _result(self, status: int, body: bytes, retry_after: str) -> object:
        try:
            said = json.loads(body)
        except ValueError:  # a page of some server in between, or an answer that was cut off
            said = None
        if isinstance(said, dict) and said.get("ok") is True:
            return said.get("result")
        raise refused(status, said, retry_after, self._token)

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            # A connection that was kept may be closed by the other side just when it is used
            # again; nobody could say then whether the message arrived.  So none is kept.
            connector = aiohttp.TCPConnector(force_close=True)
            self._http = aiohttp.ClientSession(connector=connector, trust_env=True)
        return self._http

    async def close(self) -> None:
        """Hang up."""
        if self._http is not None:
            await self._http.close()
            await asyncio.sleep(0)  # lets the connections notice
