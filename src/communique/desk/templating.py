"""Pages from templates; what comes out of a document is escaped, and loses the characters that could disguise it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.filters import do_forceescape, do_mark_safe

from communique import wording
from communique.version import __version__

CSRF_COOKIE = "communique_csrf"
#: the pages that the head of each page leads to
NAVIGATION = (
    ("/", "Home"),
    ("/search", "Search"),
    ("/world", "World"),
    ("/commitments", "Commitments"),
    ("/compare", "Compare"),
    ("/review", "Review"),
)


@cache
def environment() -> Environment:
    """Return the environment of all templates, made once."""
    found = Environment(
        loader=PackageLoader("communique.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    found.globals.update(countries=countries, navigation=NAVIGATION, version=__version__, wording=wording, tone=tone)
    found.filters.update(
        day=wording.day,
        clean=wording.clean,
        counted=wording.counted,
        series=wording.in_series,
        certainty=wording.certainty,
        country=country,
        words=lambda code: str(code).replace("_", " "),
        query=query_of,
        typed=typed,
    )
    return found


def page(request: Request, template: str, *, code: int = HTTPStatus.OK, **values: Any) -> HTMLResponse:
    """Return a page; ``values`` are what its template names. The browser is given the token that forms carry."""
    state = request.scope.get("state", {})
    token = state.get("csrf", "")
    shared = {"path": request.url.path, "user": state.get("user"), "csrf": token, "alone": _alone(request)}
    response = HTMLResponse(environment().get_template(template).render(shared | values), code)
    if token and request.cookies.get(CSRF_COOKIE) != token:
        https = request.app.state.desk.https
        response.set_cookie(CSRF_COOKIE, token, httponly=True, samesite="strict", secure=https)
    return response


def sent_on(address: str) -> RedirectResponse:
    """Return the answer that sends a browser on to a page, after a form or to an address that is better."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


def _alone(request: Request) -> bool:
    return request.app.state.desk.alone is not None


def query_of(values: Mapping[str, Any]) -> str:
    """Return the query part of an address; what is not set is left out."""
    return urlencode([(name, value) for name, value in values.items() if value not in (None, "")])


def tone(goldstein: float | None) -> str:
    """Return the class of a mean Goldstein score: how friendly two countries are."""
    if goldstein is None:
        return ""
    return "tone2" if goldstein >= 2.5 else "tone1" if goldstein >= 0 else "tone-1" if goldstein > -4 else "tone-2"


@cache
def country(code: str) -> str:
    """Return the name of a country by its ISO alpha-3 code; the code itself where there is none."""
    from communique.actors.gazetteer import load

    found = load().state(code)
    return code if found is None else found.name


def typed(words: str) -> str:
    """Return what somebody typed for a field of a form, from which it is sent again to the last character.

    What does something to the text around it, and is shown as a sign elsewhere, is written as a number here.
    """
    return do_mark_safe(wording.UNSAFE.sub(_numbered, str(do_forceescape(words))))


def _numbered(found: re.Match[str]) -> str:
    # HTML takes the numbers from 128 to 159 for other characters, those of Windows
    return found[0] if "\x80" <= found[0] <= "\x9f" else f"&#{ord(found[0])};"


@cache
def countries() -> str:
    """Return the options of a list by which a country is completed as it is typed: every name, by the alphabet."""
    from communique.desk.world_map import codes

    names = sorted({country(code) for code in codes()} - set(codes()))
    return do_mark_safe("".join(f'<option value="{do_forceescape(name)}"></option>' for name in names))


def _shown(value: Any) -> Any:
    """Return what is printed for a value: control and direction characters are shown, each as one, and do nothing."""
    if value is None:
        return ""
    if type(value) is not str:
        return value
    # a carriage return is part of how lines end; a blank is as long, so that offsets stay, and nobody sees it there
    return wording.UNSAFE.sub("\N{REPLACEMENT CHARACTER}", value.replace("\r", " "))
