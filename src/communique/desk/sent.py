"""What a browser sent, so that the page of a problem can show it again and send it again: nothing typed is lost."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request

from communique.desk.guarding import SAFE
from communique.desk.templating import CSRF_COOKIE

#: fields that our pages fill in by themselves; whoever sent the form knows nothing of them
_CARRIED = frozenset("of seen key verb number id right kind by subject document claim".split())
#: fields that are never shown again: what only fits the page that was left, and what is secret
_DROPPED = frozenset({"csrf", "after", "done", "password"})


@dataclass(frozen=True, slots=True)
class Again:
    """A form to be sent once more: fields that go along unseen, and those that were typed, by name."""

    method: str
    action: str
    carried: tuple[tuple[str, str], ...]
    typed: tuple[tuple[str, str], ...]


async def remember(request: Request) -> None:
    """Put the form of a request aside before anything else is looked at, for ``again``.

    Only where the browser says that a page of ours sent it, which the shield has looked at: all of today do.
    """
    if request.method not in SAFE and "origin" in request.headers:
        request.state.sent = _fields((await request.form()).multi_items())


def again(request: Request, status: int) -> Again | None:
    """Return what to send once more, None where nothing was typed; of an address, where it holds a wrong value."""
    path = request.url.path
    if request.method in SAFE:
        fields = _fields(request.query_params.multi_items()) if status == HTTPStatus.UNPROCESSABLE_ENTITY else ()
        action = path
    else:
        fields = getattr(request.state, "sent", ())
        action = f"{path}?{request.url.query}" if request.url.query else path
    typed = tuple(each for each in fields if each[0] not in _CARRIED)
    if not any(value.strip() for _, value in typed):
        return None
    if not getattr(request.state, "csrf", ""):
        request.state.csrf = request.cookies.get(CSRF_COOKIE) or secrets.token_urlsafe(24)
    carried = tuple(each for each in fields if each[0] in _CARRIED)
    return Again("get" if request.method in SAFE else "post", action, carried, typed)


def _fields(given: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
    """Return the fields that hold words, without files; forms send every end of a line as two characters."""
    return tuple(
        (name, value.replace("\r\n", "\n")) for name, value in given if isinstance(value, str) and name not in _DROPPED
    )
