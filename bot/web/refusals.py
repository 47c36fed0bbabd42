"""Every refusal of the server: one Vietnamese sentence as JSON with the right status, and a small
page for people who mistyped the address.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.errors import StoreBusyError

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

BUSY = "Hệ thống đang bận, anh/chị vui lòng chờ vài giây rồi thử lại."
BROKEN = "Hệ thống gặp trục trặc, anh/chị vui lòng thử lại sau ít phút."
BUSY_SECONDS = 2
SENTENCES = {
    404: "Không tìm thấy địa chỉ này.",
    405: "Địa chỉ này không nhận cách gọi như vậy.",
    413: "Nội dung gửi lên lớn quá mức cho phép.",
}
LOST = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Không tìm thấy trang</title>
<h1>Không tìm thấy trang này</h1>
<p>Có thể đường dẫn bị gõ nhầm. <a href="/">Về trang hỏi đáp</a></p>
</html>
"""

logger = structlog.get_logger(__name__)


class Refused(Exception):  # noqa: N818 - it is raised to answer, and never leaves this room
    """Ends the handling of a request with a status and a sentence."""

    def __init__(self, status: int, sentence: str, *, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.retry_after = retry_after

    def response(self) -> web.Response:
        """What the page gets to read."""
        response = web.json_response({"error": self.sentence}, status=self.status)
        if self.retry_after is not None:
            response.headers["Retry-After"] = str(max(1, math.ceil(self.retry_after)))
        return response


@web.middleware
async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever goes wrong below into an answer that a person can read."""
    try:
        return await handler(request)
    except Refused as refused:
        return refused.response()
    except StoreBusyError:
        return Refused(503, BUSY, retry_after=BUSY_SECONDS).response()
    except web.HTTPException as fault:
        return _translate(request, fault)
    except Exception:
        logger.exception("request failed", method=request.method, path=request.path)
        return Refused(500, BROKEN).response()


def _translate(request: web.Request, fault: web.HTTPException) -> web.Response:
    """What aiohttp itself refuses, in Vietnamese."""
    if fault.status not in SENTENCES:
        raise fault
    if isinstance(fault, web.HTTPNotFound) and not request.path.startswith("/chat/"):
        return web.Response(status=404, text=LOST, content_type="text/html")
    response = Refused(fault.status, SENTENCES[fault.status]).response()
    if "Allow" in fault.headers:
        response.headers["Allow"] = fault.headers["Allow"]
    return response
