"""Who may open the desk: users with a role, a password (argon2id) or tokens, and the browsers that signed in.

Of a key, only the SHA-256 is kept: it has 256 random bits of its own, so there is nothing to guess.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, delete, insert, select, update

from communique.register.database import reading, writing
from communique.register.tables import keys, users

Role = Literal["reader", "reviewer", "admin"]
#: in the order of what they may: each may all that those before it may
ROLES: tuple[Role, ...] = get_args(Role)
#: how long a browser stays signed in
SESSION = timedelta(hours=12)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1024
_hasher = PasswordHasher()


@dataclass(frozen=True, slots=True)
class User:
    """A user by name."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Return whether the user may do what a role is for."""
        return ROLES.index(self.role) >= ROLES.index(role)


def put_user(engine: Engine, user: User, password: str | None) -> None:
    """Make a user, or change role and password of one; all of the user's browsers are signed out.

    Raises ValueError for a role, name or password that cannot be.
    """
    if user.role not in ROLES:
        raise ValueError(f"{user.role!r} is none of {', '.join(ROLES)}")
    if not 1 <= len(user.name.strip()) <= 80 or not user.name.isprintable():
        raise ValueError("a name has 1 to 80 characters, none of them a control character")
    if password is not None and not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ValueError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    kept = None if password is None else _hasher.hash(password)
    with writing(engine) as connection:
        there = connection.execute(select(users.c.name).where(users.c.name == user.name)).first()
        if there is None:
            row = {"name": user.name, "role": user.role, "password": kept, "made": _now()}
            connection.execute(insert(users).values(row))
        else:
            changed = {"role": user.role} | ({"password": kept} if kept else {})
            connection.execute(update(users).where(users.c.name == user.name).values(changed))
            connection.execute(delete(keys).where(keys.c.user == user.name, keys.c.kind == "session"))


def remove_user(engine: Engine, name: str) -> bool:
    """Remove a user with all keys, and return whether there was one; what the user decided stays."""
    with writing(engine) as connection:
        return bool(connection.execute(delete(users).where(users.c.name == name)).rowcount)


def all_users(engine: Engine) -> tuple[User, ...]:
    """Return every user, by name."""
    with reading(engine) as connection:
        found = connection.execute(select(users.c.name, users.c.role).order_by(users.c.name))
        return tuple(User(row.name, row.role) for row in found)


def sign_in(engine: Engine, name: str, password: str) -> str | None:
    """Return the key of a new session, or None where there is no such user or it is not the user's password."""
    with reading(engine) as connection:
        row = connection.execute(select(users.c.password).where(users.c.name == name)).first()
    kept = None if row is None else row.password
    if not _right(kept, password[:LONGEST_PASSWORD]):
        return None
    return _new_key(engine, name, "session", "a browser", (datetime.now(UTC) + SESSION).isoformat(timespec="seconds"))


def _right(kept: str | None, password: str) -> bool:
    """Return whether a password is the one kept; it takes as long where there is none, and so tells nobody."""
    try:
        return _hasher.verify(kept or _nobody(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache  # made anew each time, it would take twice as long as a wrong password
def _nobody() -> str:
    return _hasher.hash(secrets.token_hex())


def new_token(engine: Engine, name: str, label: str) -> str:
    """Return a new token of a user, which is shown this once; raises ValueError where there is no such user."""
    if all(user.name != name for user in all_users(engine)):
        raise ValueError(f"there is no user {name!r}")
    return _new_key(engine, name, "token", label, None)


def user_of(engine: Engine, key: str) -> User | None:
    """Return whose session or token a key is; None where it is nobody's, or no longer."""
    query = (
        select(users.c.name, users.c.role, keys.c.expires)
        .join(keys, keys.c.user == users.c.name)
        .where(keys.c.digest == _digest(key))
    )
    with reading(engine) as connection:
        row = connection.execute(query).first()
    if row is None or (row.expires is not None and row.expires < _now()):
        return None
    return User(row.name, row.role)


def forget_key(engine: Engine, key: str) -> None:
    """End a session, or revoke a token."""
    with writing(engine) as connection:
        connection.execute(delete(keys).where(keys.c.digest == _digest(key)))


def _new_key(engine: Engine, name: str, kind: str, label: str, expires: str | None) -> str:
    key = secrets.token_urlsafe(32)
    row = {"digest": _digest(key), "user": name, "kind": kind, "label": label, "made": _now(), "expires": expires}
    with writing(engine) as connection:
        connection.execute(delete(keys).where(keys.c.expires < _now()))
        connection.execute(insert(keys).values(row))
    return key


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
