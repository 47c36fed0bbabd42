"""The connection to Zalo's servers; tokens travel in headers and never in an error's text."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.channels.zalo_oa.faults import RefusedError, UnclearError, UnreachableError

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    Json = dict[str, Any]

ANSWER_SECONDS = 20.0
CONNECT_SECONDS = 10.0
NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)
A_WHILE = 60.0
TOO_MANY, BROKEN, BAD_GATEWAY, GATEWAY_TIMEOUT = 429, 500, 502, 504


@dataclass(frozen=True, slots=True)
class Place:
    """Where Zalo is, and who we are there."""

    api_base: str
    oauth_base: str
    app_id: str
    app_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, when by Zalo's clock."""

    data: Any
    date: str = ""


class Client:
    """Opened on first use, closed at the end of the block."""

    def __init__(self, place: Place, answer_seconds: float = ANSWER_SECONDS) -> None:
        self.place = place
        self._patience = aiohttp.ClientTimeout(total=answer_seconds, connect=CONNECT_SECONDS)
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Hang up."""
        if self._http is not None:
            await self._http.close()

    async def post(self, path: str, body: Json, access: str) -> Answer:
        """Raises RefusedError, UnreachableError, UnclearError."""
        return await self._call("POST", path, access, json=body)

    async def get(self, path: str, access: str, data: Json | None = None) -> Answer:
        """The same; parameters travel as one JSON document."""
        query = {} if data is None else {"params": {"data": json.dumps(data)}}
        return await self._call("GET", path, access, **query)

    async def buy(self, form: dict[str, str]) -> Json:
        """A pair of tokens for a code or a refresh token.  Raises as above."""
        told, _ = await self._ask(
            "POST",
            f"{self.place.oauth_base}/v4/oa/access_token",
            {"secret_key": self.place.app_secret},
            data={"app_id": self.place.app_id, **form},
        )
        if told.get("access_token") and told.get("refresh_token"):
            return told
        if "error" not in told:
            raise UnclearError("Zalo trả lời không có token")
        raise _refusal(told)

    async def reaches(self, url: str) -> int:
        """The status with which an address answers an empty post.  Raises UnreachableError."""
        try:
            async with self._session().post(url, json={}, allow_redirects=False) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UnreachableError(type(error).__name__) from None

    async def _call(self, method: str, path: str, access: str, **content: Any) -> Answer:  # noqa: ANN401 - aiohttp's own
        url = self.place.api_base + path
        told, date = await self._ask(method, url, {"access_token": access}, **content)
        if told.get("error", 0) not in {0, "0"}:
            raise _refusal(told)
        return Answer(told.get("data"), date)

    async def _ask(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        **content: Any,  # noqa: ANN401 - aiohttp's own
    ) -> tuple[Json, str]:
        """An error of the library may quote what was sent, so none is chained."""
        try:
            async with self._session().request(method, url, headers=headers, **content) as answer:
                body = await answer.read()
                date = answer.headers.get("Date", "")
                _check(answer.status, answer.headers.get("Retry-After", ""))
        except NEVER_LEFT as error:
            raise UnreachableError(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UnclearError(type(error).__name__) from None
        return _read(body), date

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=self._patience)
        return self._http


def _check(status: int, retry_after: str) -> None:
    """A status that is no success.  A gateway without its server does not know what came of it."""
    if status == TOO_MANY:
        raise RefusedError(-32, wait=float(retry_after) if retry_after.isdigit() else A_WHILE)
    if status == BAD_GATEWAY or status >= GATEWAY_TIMEOUT:
        raise UnclearError(f"HTTP {status}")
    if status >= BROKEN:
        raise RefusedError(-200, f"HTTP {status}")
    if status >= 300:  # noqa: PLR2004 - beyond success
        raise RefusedError(-status, f"HTTP {status}")


def _read(body: bytes) -> Json:
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise UnclearError("Zalo trả lời không đọc được")
    return told


def _refusal(told: Json) -> RefusedError:
    names = ("error_name", "message", "error_description")
    text = next((str(told[name]) for name in names if told.get(name)), "")
    try:
        code = int(told["error"])
    except (TypeError, ValueError):
        code = -1
    return RefusedError(code, text)
