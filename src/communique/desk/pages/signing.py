"""Signing in and out, where the desk is open to more than this machine."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from communique.desk.access import SESSION_COOKIE, Served, from_our_form, spend, who
from communique.desk.templating import page
from communique.desk.users import SESSION, forget_key, sign_in

router = APIRouter(dependencies=[Depends(from_our_form)])


@router.get("/sign-in")
def form(request: Request) -> Response:
    """Show the form; who is signed in already goes on to the first page."""
    if who(request) is not None:
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    return _form(request)


@router.post("/sign-in")
def enter(
    request: Request, desk: Served, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = ""
) -> Response:
    """Sign in, and go on to the first page."""
    spend(desk.sign_ins, request)
    key = sign_in(desk.register.engine, name, password)
    if key is None:
        return _form(request, name, HTTPStatus.FORBIDDEN)
    response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    age = int(SESSION.total_seconds())
    response.set_cookie(SESSION_COOKIE, key, age, httponly=True, samesite="strict", secure=desk.https)
    return response


@router.post("/sign-out")
def leave(request: Request, desk: Served) -> Response:
    """Sign out, and show the form again."""
    key = request.cookies.get(SESSION_COOKIE)
    if key:
        forget_key(desk.register.engine, key)
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    response.delete_cookie(SESSION_COOKIE)
    return response


def _form(request: Request, name: str = "", status: int = HTTPStatus.OK) -> Response:
    request.state.csrf = secrets.token_urlsafe(24)
    return page(request, "sign_in.html", code=status, name=name, wrong=status != HTTPStatus.OK)
