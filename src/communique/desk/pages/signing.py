"""Signing in and out, where the desk is open to more than this machine."""

from __future__ import annotations

import re
import secrets
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from communique.desk.access import SESSION_COOKIE, Served, from_our_form, spend, who
from communique.desk.templating import CSRF_COOKIE, page, sent_on
from communique.desk.users import SESSION, forget_key, sign_in

#: a page of ours: what a browser would take for another host (//, /\) is none
_OURS = re.compile(r"/(?![/\\])[!-\[\]-~]*")

router = APIRouter(dependencies=[Depends(from_our_form)])


@router.get("/sign-in")
def form(request: Request, to: str = "") -> Response:
    """Show the form; who is signed in already goes on to the page that was asked for."""
    if who(request) is not None:
        return sent_on(_ours(to))
    return _form(request, to=to)


@router.post("/sign-in")
def enter(
    request: Request,
    desk: Served,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    to: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Sign in, and go on to the page that was asked for, or the first one."""
    spend(desk.sign_ins, request)
    key = sign_in(desk.register.engine, name, password)
    if key is None:
        return _form(request, name, to=to, status=HTTPStatus.FORBIDDEN)
    response = sent_on(_ours(to))
    age = int(SESSION.total_seconds())
    response.set_cookie(SESSION_COOKIE, key, age, httponly=True, samesite="strict", secure=desk.https)
    return response


@router.post("/sign-out")
def leave(request: Request, desk: Served) -> Response:
    """Sign out, and show the form again."""
    key = request.cookies.get(SESSION_COOKIE)
    if key:
        forget_key(desk.register.engine, key)
    response = sent_on("/sign-in")
    response.delete_cookie(SESSION_COOKIE)
    return response


def _form(request: Request, name: str = "", *, to: str, status: int = HTTPStatus.OK) -> Response:
    # the same as before, where there is one: forms in other tabs, written before the session ended, stay good
    request.state.csrf = request.cookies.get(CSRF_COOKIE) or secrets.token_urlsafe(24)
    return page(request, "sign_in.html", code=status, name=name, to=_ours(to), wrong=status != HTTPStatus.OK)


def _ours(to: str) -> str:
    """Return the page to go on to: the one that was asked for, where it is ours, or the first."""
    return to if _OURS.fullmatch(to) else "/"
