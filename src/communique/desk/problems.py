"""What is said when something is wrong: problem+json (RFC 9457) to programs, a page to people."""

from __future__ import annotations

import logging
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from communique.desk.guarding import guard
from communique.desk.sent import again
from communique.desk.templating import page, sent_on
from communique.errors import InputRefused

API = "/api/"
#: what a page of a problem says above it, where the phrase of HTTP says little to who does not know HTTP
_HEADINGS: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "You are not signed in",
    HTTPStatus.FORBIDDEN: "That is not allowed",
    HTTPStatus.NOT_FOUND: "There is nothing here",
    HTTPStatus.GONE: "That is no longer here",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "That is too large",
    HTTPStatus.UNPROCESSABLE_ENTITY: "That did not work",
    HTTPStatus.TOO_MANY_REQUESTS: "That was too much at once",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong",
    HTTPStatus.SERVICE_UNAVAILABLE: "Not just now",
}
_log = logging.getLogger("communique.desk")


class Problem(Exception):
    """Ends a request with a status and what to do about it; ``headers`` go out with it."""

    def __init__(self, status: int, detail: str, *, headers: dict[str, str] | None = None) -> None:
        self.status = status
        self.detail = detail
        self.headers = headers or {}
        super().__init__(detail)


def install(app: FastAPI) -> None:
    """Answer every error of an app in these two ways."""

    def told(request: Request, error: Exception) -> Response:
        response = answer(request, _problem(request, error))
        guard(response.headers)  # a fault of ours is answered outside of the shield
        return response

    for kind in (Problem, HTTPException, RequestValidationError, InputRefused, Exception):
        app.add_exception_handler(kind, told)


def answer(request: Request, problem: Problem) -> Response:
    """Return the response to a request that ended in a problem."""
    title = HTTPStatus(problem.status).phrase
    if request.url.path.startswith(API):
        body = {"type": "about:blank", "title": title, "status": problem.status, "detail": problem.detail}
        kind = "application/problem+json"
        return JSONResponse(body, problem.status, headers=problem.headers, media_type=kind)
    kept = again(request, problem.status)
    unknown = problem.status == HTTPStatus.UNAUTHORIZED
    if unknown and kept is None:
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        then = f"?{urlencode({'to': wanted})}" if request.method == "GET" and wanted != "/" else ""
        return sent_on(f"/sign-in{then}")
    heading = _HEADINGS.get(HTTPStatus(problem.status), title)
    detail = "Sign in, in another tab, and then send this." if unknown else problem.detail
    shown = {"heading": heading, "detail": detail, "again": kept, "sign_in": unknown}
    found = page(request, "problem.html", code=problem.status, **shown)
    found.headers.update(problem.headers)
    return found


def _problem(request: Request, error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException):
        said = str(error.detail)
        if said == HTTPStatus.NOT_FOUND.phrase:
            said = "No page has this address. Check it for a slip."
        return Problem(error.status_code, said, headers=dict(error.headers or {}))
    if isinstance(error, RequestValidationError):
        wrong = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, wrong)
    if isinstance(error, InputRefused):  # what was sent to be read; elsewhere it is the database that refuses
        sent = request.url.path.endswith("/read")
        status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.SERVICE_UNAVAILABLE
        return Problem(status, f"{error.reason}. {error.remedy}")
    _log.error("a request failed", exc_info=error)
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "This is a fault of ours. What was kept before is unharmed.")
