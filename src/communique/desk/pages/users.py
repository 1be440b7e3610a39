"""The users of a desk that several open: an admin adds them, changes their role, gives them tokens, removes them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from communique.desk.access import Admin, Served, at_least
from communique.desk.problems import Problem
from communique.desk.service import Desk
from communique.desk.templating import page, sent_on
from communique.desk.users import (
    ROLES,
    SHORTEST_PASSWORD,
    Role,
    User,
    all_tokens,
    all_users,
    new_token,
    put_user,
    remove_user,
    revoke_token,
)


def of_several(desk: Served) -> None:
    """End the request on a desk of one user, where nobody signs in."""
    if desk.alone is not None:
        raise Problem(
            HTTPStatus.NOT_FOUND,
            "Nobody signs in to this desk: it serves you alone. `communique user` makes users for one that is open.",
        )


router = APIRouter(dependencies=[Depends(at_least("admin")), Depends(of_several)])
_Name = Annotated[str, Form(max_length=200)]


@router.get("/users")
def users(request: Request, desk: Served) -> Response:
    """Show every user with the role."""
    return _list(request, desk)


@router.post("/users")
def add(
    request: Request,
    desk: Served,
    name: _Name = "",
    role: Annotated[Role, Form()] = "reader",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Make a user; without a password it is one that comes with a token only, as a program does."""
    name = name.strip()
    if any(each.name == name for each in all_users(desk.register.engine)):
        return _list(request, desk, wrong=f"there is a user {name} already", typed=User(name, role))
    try:
        put_user(desk.register.engine, User(name, role), password or None)
    except ValueError as error:
        return _list(request, desk, wrong=str(error), typed=User(name, role))
    return _to_list()


@router.post("/users/role")
def change(desk: Served, user: Admin, name: _Name, role: Annotated[Role, Form()]) -> Response:
    """Change the role of a user, who has to sign in again."""
    _somebody_else(desk, user, name)
    put_user(desk.register.engine, User(name, role), None)
    return _to_list()


@router.post("/users/password")
def give_password(
    request: Request, desk: Served, name: _Name, password: Annotated[str, Form(min_length=1)]
) -> Response:
    """Give a user another password; whoever is signed in by the old one has to sign in again."""
    found = _user(desk, name)
    try:
        put_user(desk.register.engine, found, password)
    except ValueError as error:
        return _list(request, desk, wrong=str(error))
    return _to_list()


@router.post("/users/token")
def token(request: Request, desk: Served, name: _Name, label: Annotated[str, Form(max_length=80)] = "") -> Response:
    """Make a token of a user, and show it this once."""
    _user(desk, name)
    made = new_token(desk.register.engine, name, label.strip() or "a program")
    response = _list(request, desk, token=(name, made))
    response.headers["cache-control"] = "no-store"
    return response


@router.post("/users/revoke")
def revoke(desk: Served, id: Annotated[str, Form(max_length=64)]) -> Response:
    """Revoke one token; the user and the user's other tokens stay."""
    if revoke_token(desk.register.engine, id) is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no token {id!r}; perhaps it is revoked already.")
    return _to_list()


@router.post("/users/remove")
def remove(desk: Served, user: Admin, name: _Name) -> Response:
    """Remove a user with all sessions and tokens; what the user decided stays."""
    _somebody_else(desk, user, name)
    remove_user(desk.register.engine, name)
    return _to_list()


def _user(desk: Desk, name: str) -> User:
    found = next((each for each in all_users(desk.register.engine) if each.name == name), None)
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no user {name!r}.")
    return found


def _somebody_else(desk: Desk, user: User, name: str) -> None:
    """End a request of admins on themselves: the desk would be left without one by mistake."""
    if _user(desk, name).name == user.name:
        raise Problem(HTTPStatus.CONFLICT, "Another admin changes your role or removes you.")


def _list(
    request: Request,
    desk: Desk,
    *,
    wrong: str = "",
    typed: User | None = None,
    token: tuple[str, str] | None = None,
) -> Response:
    return page(
        request,
        "users.html",
        code=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        users=all_users(desk.register.engine),
        tokens=all_tokens(desk.register.engine),
        roles=ROLES,
        shortest=SHORTEST_PASSWORD,
        wrong=wrong,
        typed=typed or User("", "reader"),
        token=token,
    )


def _to_list() -> Response:
    return sent_on("/users")
