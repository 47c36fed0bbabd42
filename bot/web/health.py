"""Questions of machines: is the program alive, is it ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aiohttp import web


def health_routes(problems: Callable[[], Sequence[str]]) -> list[web.RouteDef]:
    """`/healthz` and `/readyz`."""

    async def alive(_request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_request: web.Request) -> web.Response:
        found = list(problems())
        shown = {"ready": not found, "problems": found}
        return web.json_response(shown, status=503 if found else 200)

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
