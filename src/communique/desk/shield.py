"""What stands before every page: whom it answers, how much it takes, and what a browser may do with the answer.

A pure ASGI middleware. Another site cannot be pointed at the desk (the Host must be one of ours: no DNS rebinding),
nor make a browser write to it (a request that changes anything must come from a page of ours: no CSRF).
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.desk import problems
from communique.desk.guarding import SAFE, guard
from communique.desk.limits import MAX_BODY
from communique.desk.problems import Problem


class Shield:
    """Refuses what should not come in, and marks what goes out."""

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                guard(MutableHeaders(scope=message))
            await send(message)

        refused = self._refusal(scope)
        if refused is not None:
            await problems.answer(Request(scope), refused)(scope, receive, marked)
            return
        await self.app(scope, _bounded(receive), marked)

    def _refusal(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self.hosts != ("*",) and _name(host) not in self.hosts:
            return Problem(HTTPStatus.MISDIRECTED_REQUEST, f"This desk does not answer to the name {_name(host)!r}.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY:
            return _too_large()
        if b"%00" in scope["query_string"] or "\0" in scope["path"]:
            return Problem(HTTPStatus.BAD_REQUEST, "The address holds a character that stands in no text.")
        if scope["method"] not in SAFE and not _from_here(headers, host):
            return Problem(HTTPStatus.FORBIDDEN, "The request comes from a page of another site.")
        return None


def _bounded(receive: Receive) -> Receive:
    """Return a receiver that ends a body which grows beyond the limit without having said so."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BODY:
            raise _too_large()
        return message

    return counted


def _too_large() -> Problem:
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"A request may have {MAX_BODY:,} bytes; put larger ones in with `communique add`.",
    )


def _name(host: str) -> str:
    """Return a Host without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _from_here(headers: Headers, host: str) -> bool:
    """Return whether no page of another site made the request; programs send neither of these headers."""
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != host:
        return False
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")
