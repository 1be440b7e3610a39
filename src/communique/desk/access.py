"""Who asks, and whether they may: the dependencies of pages and of the API."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, cast

from fastapi import Depends, Request

from communique.desk.guarding import SAFE
from communique.desk.limits import Allowance
from communique.desk.problems import Problem
from communique.desk.service import Desk
from communique.desk.templating import CSRF_COOKIE
from communique.desk.users import Role, User, user_of

SESSION_COOKIE = "communique_session"


def desk_of(request: Request) -> Desk:
    """Return the desk that serves a request."""
    return cast(Desk, request.app.state.desk)


def who(request: Request) -> User | None:
    """Return who asks, by token or session; on a desk that serves one user alone it is that user."""
    desk = desk_of(request)
    if desk.alone is not None:
        return User(desk.alone, "admin")
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    key = token if scheme.lower() == "bearer" else request.cookies.get(SESSION_COOKIE)
    return user_of(desk.register.engine, key) if key else None


def at_least(role: Role) -> Callable[[Request], User]:
    """Return the dependency of what takes a role: it gives the user, or ends the request."""

    def allowed(request: Request) -> User:
        user = who(request)
        if user is None:
            raise Problem(HTTPStatus.UNAUTHORIZED, "Sign in, or send a token.", headers={"www-authenticate": "Bearer"})
        if not user.may(role):
            raise Problem(HTTPStatus.FORBIDDEN, f"That takes the role of {role}; you are {user.role}.")
        request.state.user = user
        request.state.csrf = request.cookies.get(CSRF_COOKIE) or secrets.token_urlsafe(24)
        return user

    return allowed


async def from_our_form(request: Request) -> None:
    """End a request that changes something without the token that our pages carry (double-submit cookie)."""
    if request.method in SAFE:
        return
    form = await request.form()
    given = str(form.get("csrf", ""))
    if not hmac.compare_digest(given.encode(), request.cookies.get(CSRF_COOKIE, "").encode()) or not given:
        raise Problem(HTTPStatus.FORBIDDEN, "The form was too old: look through what you wrote and send it again.")
    # what is to be read may hold anything, and is cleaned then
    if any("\0" in str(value) for name, value in form.multi_items() if name != "text"):
        raise Problem(HTTPStatus.BAD_REQUEST, "The form holds a character that stands in no text.")


def spend(allowance: Allowance, request: Request) -> None:
    """Use up one of what a client may do in a while; ends the request where nothing is left of it."""
    user = getattr(request.state, "user", None)
    client = user.name if user is not None else request.client.host if request.client else ""
    wait = allowance.take(client)
    if wait:
        headers = {"retry-after": str(int(wait) + 1)}
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, f"Too many at once; wait {int(wait) + 1} s.", headers=headers)


Served = Annotated[Desk, Depends(desk_of)]
Reader = Annotated[User, Depends(at_least("reader"))]
Reviewer = Annotated[User, Depends(at_least("reviewer"))]
Admin = Annotated[User, Depends(at_least("admin"))]
